#include "ui/models/panel_figures.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace watchglass::ui {

namespace {

constexpr double tolerance = 0.1; // of a rate: as far as timers and measuring go astray
constexpr double leastToleranceHz = 0.75;

bool isAbout(double hz, double wantedHz)
{
    return std::abs(hz - wantedHz) <= std::max(leastToleranceHz, tolerance * wantedHz);
}

} // namespace

double PanelFigures::steadyHz() const
{
    return drawnHz <= 0.0 || isAbout(drawnHz, grantedHz) ? grantedHz : drawnHz;
}

bool PanelFigures::isAtDisplayRate() const
{
    const double hz = steadyHz();
    return hz >= displayHz || isAbout(hz, displayHz);
}

bool PanelFigures::isEverything() const
{
    const bool isWhole = !grant || grant->delivery == Delivery::Whole;
    return level == AttentionLevel::High && isAtDisplayRate() && isWhole && !isFilling && !isHeldBack;
}

bool isCoarser(const Grant &a, const Grant &b)
{
    return std::tie(a.delivery, a.interval) > std::tie(b.delivery, b.interval);
}

} // namespace watchglass::ui
