#pragma once

#include "core/store/view.h"

#include <optional>
#include <vector>

namespace watchglass::ui {

/// A while in which a series of states said the same.
struct StateSpan
{
    TimeRange range;
    double value = 0.0;

    friend bool operator==(const StateSpan &, const StateSpan &) = default;
};

/// How much of the known time a state took.
struct StateShare
{
    double value = 0.0;
    Duration time{};
    double share = 0.0; ///< 0 to 1.

    friend bool operator==(const StateShare &, const StateShare &) = default;
};

/// The view as spans, oldest first: a state holds until another is told, at most until `end`, and not over a known gap.
/// Equal neighbours are one. What changed more than once inside a column counts by its first and last word.
std::vector<StateSpan> stateSpans(const store::View &view, Timestamp end);
/// By value, over all spans. Empty without any.
std::vector<StateShare> stateShares(const std::vector<StateSpan> &spans);
/// The one that `time` is in.
std::optional<StateSpan> spanAt(const std::vector<StateSpan> &spans, Timestamp time);

} // namespace watchglass::ui
