#pragma once

#include "core/base/timestamp.h"

#include <map>
#include <string>

namespace watchglass::bench {

/// Processor time of this process's threads, summed by their names (at most 15 bytes, as the system keeps them).
/// Threads that ended are left out. Empty where the system has no /proc.
std::map<std::string, Duration> threadTimes();

/// Of all threads whose names begin with none of `others`.
Duration timeBut(const std::map<std::string, Duration> &times, std::initializer_list<std::string_view> others);

} // namespace watchglass::bench
