#pragma once

#include "core/exchange/csv_plan.h"

#include <string_view>

namespace watchglass::exchange {

/// A date and time as it was written.
struct WrittenTime
{
    std::int64_t ns = 0;    ///< Since 1970 as if in UTC; with a zone: really in UTC. Of a clock alone: since midnight.
    bool namesZone = false; ///< Nothing is to be added.
};

/// A text in one of the forms; nothing when it is none. `year` is for texts that have none. A date alone is its
/// midnight. Zones: Z, an offset, or one of the usual names ("PDT", "CET").
std::optional<WrittenTime> readTimeText(TimeText form, std::string_view text, int year);

/// "10:20:30.5", "1:05 PM", "25:00:00" → nanoseconds since midnight; nothing when it is none.
std::optional<std::int64_t> readClock(std::string_view text);

/// The form that a single text has; MonthFirst where day and month might be either.
std::optional<TimeText> timeTextOf(std::string_view text);

/// A number as it is written, in units of `nsPerUnit`, rounded to the nanosecond, with every digit counted; nothing
/// when it is no number or too large.
std::optional<std::int64_t> decimalToNs(std::string_view text, std::int64_t nsPerUnit);

} // namespace watchglass::exchange
