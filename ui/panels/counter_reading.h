#pragma once

#include "core/model/sample.h"

#include <optional>
#include <span>
#include <vector>

namespace watchglass::ui {

/// What a counter did in a span of time. A value below the one before is a new start from 0, so it counts as a whole.
struct CounterReading
{
    std::optional<double> total;     ///< What the counter shows.
    double increase = 0.0;           ///< Inside the span, over restarts.
    std::optional<double> perSecond; ///< Nothing with less than two samples.
    int resets = 0;                  ///< Inside the span.
    std::optional<Timestamp> lastReset;
    std::vector<double> bars; ///< The increase in each of the span's equal parts.

    friend bool operator==(const CounterReading &, const CounterReading &) = default;

    /// `samples` in order of time; the last of those before the span says where it starts.
    static CounterReading of(std::span<const Sample> samples, TimeRange range, int bars);
};

/// So many equal parts that end at or after `end`, at a multiple of their length: they stay while time goes on.
TimeRange barRange(Timestamp end, Duration span, int bars);

} // namespace watchglass::ui
