#pragma once

#include "core/protocol/json_value.h"

#include <QString>

#include <cstdint>
#include <string>
#include <string_view>

namespace watchglass::protocol::moonsense {

inline QString toQString(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// A 64-bit integer of proto3 JSON: a number or a string, exact; a fraction is rounded.
json::Read readInteger(json::Value &value, std::int64_t &out);
json::Read readFlag(json::Value &value, bool &out);
/// Text into `out`; anything else leaves it alone.
void readText(json::Value &value, std::string &out);

} // namespace watchglass::protocol::moonsense
