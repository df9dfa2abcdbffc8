#pragma once

#include "core/protocol/json_value.h"

namespace watchglass::protocol::sensocto {

/// A measurement's time: epoch milliseconds of the usual thirteen digits without a detour, all other spellings as
/// json::readTime has them. False when there is none that can be read.
inline bool readMeasurementTime(json::Value &value, Timestamp &out)
{
    constexpr std::size_t usualSize = 13;
    const std::string_view text = json::token(value);
    if (text.size() == usualSize && text.front() >= '1') {
        std::int64_t ms = 0;
        bool isPlain = true;
        for (const char c : text) {
            isPlain = isPlain && c >= '0' && c <= '9';
            ms = ms * 10 + (c - '0');
        }
        if (isPlain) {
            out = Timestamp::fromMs(ms);
            return true;
        }
    }
    return json::readTime(value, out) == json::Read::Ok;
}

} // namespace watchglass::protocol::sensocto
