#pragma once

#include <string_view>

namespace watchglass::protocol::valtronics {

/// Whether a close code means "who are you?". The guide names none: these are what services use for it.
bool isRefusal(int closeCode);
/// Whether an error's word means the same, so that only another token can help.
bool isRefusal(std::string_view error);

} // namespace watchglass::protocol::valtronics
