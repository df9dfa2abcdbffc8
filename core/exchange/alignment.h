#pragma once

#include "core/model/sample.h"

#include <optional>
#include <span>

namespace watchglass::exchange {

struct Alignment
{
    Duration offset{};        ///< To be added to the times of the second.
    double correlation = 0.0; ///< Pearson's, of both over where they overlap.
};

/// By how much one of two recordings of the same is later: the shift about `around`, at most `mostShift` away, at which
/// they correlate best. First on a coarse grid, then at the pace of the samples, then by the times themselves. Both in
/// order of time. Nothing when one is too short or constant, or they hardly overlap.
std::optional<Alignment> align(std::span<const Sample> first, std::span<const Sample> second, Duration around,
                               Duration mostShift);

} // namespace watchglass::exchange
