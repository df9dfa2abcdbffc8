#pragma once

#include "core/attention/attention_tracker.h"

namespace watchglass::test {

using namespace attention;
using namespace std::chrono_literals;

inline constexpr auto none = AttentionLevel::None;
inline constexpr auto low = AttentionLevel::Low;
inline constexpr auto medium = AttentionLevel::Medium;
inline constexpr auto high = AttentionLevel::High;

inline constexpr PanelId first{1};
inline constexpr PanelId second{2};
inline constexpr Duration start = 1h;

inline SeriesKey key(int number)
{
    return {QStringLiteral("demo"), QString::number(number), QStringLiteral("t"), {}};
}

inline PanelSight inView()
{
    PanelSight sight;
    sight.visiblePx = 1000;
    return sight;
}

inline PanelSight seen(Exposure exposure)
{
    PanelSight sight = inView();
    sight.exposure = exposure;
    return sight;
}

/// A sight with one of its flags set.
inline PanelSight with(bool PanelSight::*flag, PanelSight sight = inView())
{
    sight.*flag = true;
    return sight;
}

/// One panel that shows one series.
struct OnePanel
{
    explicit OnePanel(const AttentionTracker::Settings &settings = {})
        : tracker(settings, start)
    {
        tracker.setSeries(first, {key(1)});
    }
    SeriesAttention series() const { return tracker.level(key(1)); }

    AttentionTracker tracker;
};

} // namespace watchglass::test
