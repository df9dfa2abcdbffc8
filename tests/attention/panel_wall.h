#pragma once

#include "core/attention/frame_governor.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace watchglass::test {

using namespace attention;
using namespace std::chrono_literals;

inline constexpr auto none = AttentionLevel::None;
inline constexpr auto low = AttentionLevel::Low;
inline constexpr auto medium = AttentionLevel::Medium;
inline constexpr auto high = AttentionLevel::High;
inline constexpr Duration beat = 16'666'667ns;

/// A wall of panels, and what was drawn of it.
struct Wall
{
    struct Panel
    {
        AttentionLevel level;
        Duration cost;
        int frames = 0;
    };

    void add(int count, AttentionLevel level, Duration cost = 10us)
    {
        for (int i = 0; i < count; ++i)
            panels.push_back({level, cost});
    }
    static PanelId idOf(std::size_t index) { return PanelId{index * 7 + 3}; }

    /// How many were drawn.
    int tick(Duration after = beat)
    {
        now += after;
        governor.beginTick(now);
        int drawn = 0;
        for (std::size_t i = 0; i < panels.size(); ++i) {
            if (!governor.isDue(idOf(i), panels[i].level, now))
                continue;
            governor.painted(idOf(i), panels[i].level, panels[i].cost, now);
            ++panels[i].frames;
            ++drawn;
        }
        return drawn;
    }
    void run(Duration time)
    {
        for (const Duration until = now + time; now < until;)
            tick();
    }
    PanelRate rate(std::size_t index) const { return governor.rate(idOf(index)); }
    /// The first panel of a level; all of a level are alike.
    PanelRate rateOf(AttentionLevel level) const
    {
        const auto found =
            std::find_if(panels.begin(), panels.end(), [level](const Panel &p) { return p.level == level; });
        return rate(static_cast<std::size_t>(found - panels.begin()));
    }

    FrameGovernor governor{FrameGovernor::Settings{}};
    std::vector<Panel> panels;
    Duration now = 1h;
};

inline bool isWithin(double value, double expected, double share)
{
    return std::abs(value - expected) <= expected * share;
}

} // namespace watchglass::test
