#pragma once

#include "core/base/timestamp.h"

#include <cstdint>
#include <optional>

namespace watchglass::store {

/// What the samples of a span come to. NaN values count in `count` and `nanCount` and are otherwise left out.
struct Statistics
{
    TimeRange range; ///< As asked for.
    std::uint64_t count = 0;
    std::uint64_t nanCount = 0;
    double min = 0.0; ///< This and what follows mean nothing without a value.
    double max = 0.0;
    double mean = 0.0; ///< Of the samples, whatever their distance in time.
    double m2 = 0.0;   ///< Sum of squared differences from the mean.

    bool hasValue() const { return count > nanCount; }
    /// Standard deviation of the samples themselves (divisor n): 0 for one value.
    double deviation() const;
};

} // namespace watchglass::store
