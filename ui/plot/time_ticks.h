#pragma once

#include "core/base/timestamp.h"

#include <QTimeZone>

#include <vector>

namespace watchglass::ui {

/// The ticks of a time axis, in whole nanoseconds.
struct TimeTicks
{
    Duration step{};           ///< Between ticks; months and years as their shortest length.
    std::vector<Timestamp> at; ///< Inside the range asked for, oldest first.
};

/// At most about `most` ticks at round times of `zone`: 1, 2, 5 of decimal parts of a second, then what clocks and
/// calendars count in, days from midnight, weeks from Monday.
TimeTicks timeTicks(TimeRange range, int most, const QTimeZone &zone);

/// The same at round distances from `origin`: 1, 2, 5 of decimal parts of a second, what clocks count in, and days.
TimeTicks elapsedTicks(TimeRange range, int most, Timestamp origin);

} // namespace watchglass::ui
