#pragma once

#include "core/base/timestamp.h"

#include <cstdint>

namespace watchglass::app {

/// How fast a counter grows: over the last second or a little more, so that the figure can be read.
class RateMeter
{
public:
    /// `count` as it stands at `now` of a clock that never jumps.
    void update(std::uint64_t count, Duration now);
    double perSecond() const { return m_perSecond; }

private:
    bool m_hasStart = false;
    std::uint64_t m_count = 0;
    Duration m_at{};
    double m_perSecond = 0.0;
};

} // namespace watchglass::app
