#pragma once

#include "core/base/timestamp.h"

#include <deque>
#include <utility>

namespace watchglass::alarm {

/// How many alarms were raised of late, and whether that is more than anybody can read. A flood begins with `many` new
/// ones in 10 s and ends when there are less than half as many. Thread: one.
class FloodMeter
{
public:
    static constexpr Duration span = std::chrono::seconds(10);
    static constexpr std::uint64_t many = 30;

    /// `raised`: alarms raised since the start. `now` is monotonic and never runs backwards.
    void update(std::uint64_t raised, Duration now)
    {
        m_marks.emplace_back(now, raised);
        while (m_marks.size() > 1 && m_marks[1].first <= now - span)
            m_marks.pop_front();
        m_recent = raised - m_marks.front().second;
        m_isFlood = m_isFlood ? m_recent >= many / 2 : m_recent >= many;
    }

    std::uint64_t recent() const { return m_recent; }
    bool isFlood() const { return m_isFlood; }

private:
    std::deque<std::pair<Duration, std::uint64_t>> m_marks;
    std::uint64_t m_recent = 0;
    bool m_isFlood = false;
};

} // namespace watchglass::alarm
