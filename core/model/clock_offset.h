#pragma once

#include "core/base/timestamp.h"

#include <array>
#include <cstddef>
#include <optional>

namespace watchglass {

/// How far the clock of a device is ahead of ours, as far as its samples tell: the newest one's time minus ours when we
/// first saw it. What is late may only have travelled long, so of some looks the least late counts.
/// Thread: one.
class ClockOffset
{
public:
    /// Of the newest sample, just after it changed: its time minus our clock.
    void add(Duration ahead);
    /// Negative: behind, which shows after some looks. Nothing while it is not known, or too little to matter, or so
    /// much that the samples are of another time.
    std::optional<Duration> offset() const;

private:
    std::array<Duration, 8> m_looks{};
    std::size_t m_count = 0; ///< Of all looks; the newest few are kept.
};

} // namespace watchglass
