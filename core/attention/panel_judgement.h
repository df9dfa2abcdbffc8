#pragma once

#include "core/attention/attention_values.h"

#include <optional>

namespace watchglass::attention {

/// What is known of a panel when its level is told.
struct PanelCircumstances
{
    PanelSight sight;
    std::optional<Duration> focusLeft; ///< When it was last focused, if it has been exposed ever since.
    std::optional<Duration> hoverLeft; ///< Likewise.
    Load load = Load::Normal;
    bool isOperatorIdle = false;
    bool isAllFull = false;      ///< The switch for the whole program.
    Decay fall = decays.front(); ///< On a machine that is not loaded; a loaded one falls as much sooner as `decays` do.
};

/// What the panel comes to at `now`. A panel that cannot be seen is Low at once, for drawing and for its series alike,
/// however short the time since it was focused: who hides a panel has stopped looking. Only a pin keeps its series
/// High.
PanelAttention judge(const PanelCircumstances &panel, Duration now);

/// When judge() will next say something else by the passing of time alone; Duration::max() for never.
Duration judgementEnds(const PanelCircumstances &panel, Duration now);

/// What the sight comes to: exposed without a pixel is covered.
Exposure effectiveExposure(const PanelSight &sight);

} // namespace watchglass::attention
