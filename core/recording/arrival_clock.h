#pragma once

#include "core/base/clock.h"

#include <algorithm>

namespace watchglass::recording {

/// When something arrived: our wall clock, in whole microseconds (less is noise, and compresses badly), which follows
/// jumps forward, as after sleep, and never runs backwards: where the wall clock is set back, it goes on at the pace of
/// the monotonic one.
/// Thread: one.
class ArrivalClock
{
public:
    explicit ArrivalClock(const Clock &clock)
        : m_clock(clock)
    {}

    Timestamp now()
    {
        const Duration monotonic = m_clock.monotonic();
        const Timestamp wall = m_clock.now();
        m_now = m_isRunning ? std::max(wall, m_now + (monotonic - m_monotonic)) : wall;
        m_monotonic = monotonic;
        m_isRunning = true;
        return Timestamp::fromNs(m_now.ns() / 1'000 * 1'000);
    }

private:
    const Clock &m_clock;
    Timestamp m_now;
    Duration m_monotonic{};
    bool m_isRunning = false;
};

} // namespace watchglass::recording
