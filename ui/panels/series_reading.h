#pragma once

#include "core/store/series.h"

#include <optional>

namespace watchglass::ui {

/// The samples next to an instant. O(log samples).
std::optional<Sample> sampleBefore(const store::Series &series, Timestamp time);
std::optional<Sample> sampleAfter(const store::Series &series, Timestamp time);

/// The value that a trace has at an instant: the newest held, or what a straight line between the samples about it
/// comes to. Nothing before the first sample, after the last of a straight trace, and between straight samples further
/// apart than `breakAfter`.
std::optional<double> valueAt(const store::Series &series, Timestamp time, Interpolation interpolation,
                              std::optional<Duration> breakAfter);

} // namespace watchglass::ui
