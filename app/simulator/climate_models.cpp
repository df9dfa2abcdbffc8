#include "app/simulator/climate_models.h"

#include "app/simulator/random.h"

#include <algorithm>

namespace watchglass::sim {

namespace {
constexpr double turn = 2.0 * std::numbers::pi;
constexpr double day = 86'400.0;
/// Share of a thermostat's cycle in which the value falls; it rises more slowly.
constexpr double fallingShare = 0.3;
} // namespace

ClimateModel::ClimateModel(const Climate &climate, std::uint64_t seed)
    : m_climate(climate)
    , m_dayPhase(turn * uniformAt(seed, 0))
    , m_cyclePhase(uniformAt(seed, 1))
{}

double ClimateModel::at(Duration t) const
{
    const double s = inSeconds(t);
    const double inCycle = folded(s / inSeconds(m_climate.cycleLength) + m_cyclePhase, 1.0);
    const double tooth = inCycle < fallingShare ? 1.0 - 2.0 * inCycle / fallingShare
                                                : 2.0 * (inCycle - fallingShare) / (1.0 - fallingShare) - 1.0;
    const double value = m_climate.mean + m_climate.daily * std::sin(turn * s / day + m_dayPhase)
                         + m_climate.cycle * tooth + m_climate.driftPerDay * s / day;
    return std::clamp(value, m_climate.lowest, m_climate.highest);
}

} // namespace watchglass::sim
