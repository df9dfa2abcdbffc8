#include "core/attention/panel_judgement.h"

#include <algorithm>

namespace watchglass::attention {

namespace {

Duration shortened(Duration fall, Duration standard, Duration loaded)
{
    return std::chrono::round<Duration>(fall * (std::chrono::duration<double>(loaded) / standard));
}

Decay decayOf(const PanelCircumstances &panel)
{
    const Decay &standard = decays.front();
    const Decay &loaded = decays[static_cast<std::size_t>(panel.load)];
    return {shortened(panel.fall.hover, standard.hover, loaded.hover),
            shortened(panel.fall.focus, standard.focus, loaded.focus)};
}

bool isWithin(std::optional<Duration> left, Duration decay, Duration now)
{
    return left && now - *left < decay;
}

/// Drawing is at full rate again with the very next tick, so that it need not be kept ready for whoever comes back;
/// what was asked of a server takes a while to come, and is.
bool isDrawnAsInUse(const PanelCircumstances &panel, Reason reason, Duration now)
{
    return reason != Reason::JustLeft || isWithin(panel.focusLeft, drawHold, now)
           || isWithin(panel.hoverLeft, drawHold, now);
}

Reason reasonOf(Exposure exposure)
{
    switch (exposure) {
    case Exposure::HiddenTab:
        return Reason::HiddenTab;
    case Exposure::Minimised:
        return Reason::Minimised;
    case Exposure::Covered:
        return Reason::Covered;
    case Exposure::Exposed:
        break;
    }
    return Reason::InView;
}

} // namespace

Exposure effectiveExposure(const PanelSight &sight)
{
    return sight.exposure == Exposure::Exposed && sight.visiblePx <= 0 ? Exposure::Covered : sight.exposure;
}

PanelAttention judge(const PanelCircumstances &panel, Duration now)
{
    const auto low = AttentionLevel::Low;
    const auto high = AttentionLevel::High;
    const PanelSight &sight = panel.sight;
    const Exposure exposure = effectiveExposure(sight);
    if (exposure != Exposure::Exposed)
        return sight.isPinned ? PanelAttention{high, low, Reason::Pinned}
                              : PanelAttention{low, low, reasonOf(exposure)};
    if (sight.isPinned)
        return {high, high, Reason::Pinned};
    if (sight.isAlwaysFull || panel.isAllFull)
        return {high, high, Reason::AlwaysFull};

    const Decay decay = decayOf(panel);
    Reason reason = Reason::InView;
    if (sight.isFocused)
        reason = Reason::Focused;
    else if (sight.isHovered)
        reason = Reason::Hovered;
    else if (isWithin(panel.focusLeft, decay.focus, now) || isWithin(panel.hoverLeft, decay.hover, now))
        reason = Reason::JustLeft;
    if (sight.showsShape && (reason == Reason::InView || panel.isOperatorIdle))
        return {high, AttentionLevel::Medium, Reason::ShapeInView};
    if (reason == Reason::InView)
        return {AttentionLevel::Medium, AttentionLevel::Medium, reason};
    if (panel.isOperatorIdle)
        return {AttentionLevel::Medium, AttentionLevel::Medium, Reason::OperatorIdle};
    return {high, isDrawnAsInUse(panel, reason, now) ? high : AttentionLevel::Medium, reason};
}

Duration judgementEnds(const PanelCircumstances &panel, Duration now)
{
    const Decay decay = decayOf(panel);
    Duration ends = Duration::max();
    const auto endAt = [&](std::optional<Duration> left, Duration after) {
        if (isWithin(left, after, now))
            ends = std::min(ends, *left + after);
    };
    endAt(panel.focusLeft, drawHold);
    endAt(panel.focusLeft, decay.focus);
    endAt(panel.hoverLeft, drawHold);
    endAt(panel.hoverLeft, decay.hover);
    return ends;
}

} // namespace watchglass::attention
