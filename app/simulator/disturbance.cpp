#include "app/simulator/disturbance.h"

#include "app/simulator/random.h"

#include <algorithm>

namespace watchglass::sim {

namespace {

constexpr std::uint64_t noiseStream = 1;
constexpr std::uint64_t outlierStream = 2;
constexpr std::uint64_t gapStream = 3;
/// Drop-outs are drawn for whole spans of this length: at most one begins in each.
constexpr Duration gapSpan = std::chrono::seconds(60);

} // namespace

DisturbedSignal::DisturbedSignal(SignalPtr signal, Disturbances disturbances, std::uint64_t seed)
    : m_signal(std::move(signal))
    , m_how(disturbances)
    , m_seed(seed)
{}

bool DisturbedSignal::isInGap(Duration t) const
{
    if (m_how.gapsPerHour <= 0.0)
        return false;
    const Duration inSpan = folded(t, gapSpan);
    const auto span = static_cast<std::uint64_t>((t - inSpan) / gapSpan);
    const std::uint64_t seed = subSeed(m_seed, gapStream);
    if (uniformAt(seed, 3 * span) >= m_how.gapsPerHour / 60.0)
        return false;
    const double length = inSeconds(m_how.gapLength) * (0.1 + 0.9 * uniformAt(seed, 3 * span + 1));
    const double latest = std::max(0.0, inSeconds(gapSpan) - length);
    const double from = latest * uniformAt(seed, 3 * span + 2);
    const double at = inSeconds(inSpan);
    return at >= from && at < from + length;
}

double DisturbedSignal::at(Duration t) const
{
    double value = m_signal->at(t);
    if (std::isnan(value) || isInGap(t))
        return noValue;
    const auto instant = static_cast<std::uint64_t>(t.count());
    if (m_how.noise > 0.0)
        value += m_how.noise * normalAt(subSeed(m_seed, noiseStream), instant);
    if (m_how.outlierChance > 0.0) {
        const std::uint64_t seed = subSeed(m_seed, outlierStream);
        if (uniformAt(seed, 2 * instant) < m_how.outlierChance)
            value += m_how.outlierSize * (2.0 * uniformAt(seed, 2 * instant + 1) - 1.0);
    }
    return m_how.stepsPerUnit > 0.0 ? quantised(value, m_how.stepsPerUnit) : value;
}

ExcursedSignal::ExcursedSignal(SignalPtr signal, std::vector<Excursion> excursions, Duration cycle)
    : m_signal(std::move(signal))
    , m_excursions(std::move(excursions))
    , m_cycle(cycle)
{}

double ExcursedSignal::at(Duration t) const
{
    double value = m_signal->at(t);
    const Duration inCycle = folded(t, m_cycle);
    for (const Excursion &excursion : m_excursions) {
        if (inCycle < excursion.from || inCycle >= excursion.to + excursion.rise)
            continue;
        const double rise = std::max(1e-9, inSeconds(excursion.rise));
        const double up = std::min(1.0, inSeconds(inCycle - excursion.from) / rise);
        const double down = std::max(0.0, inSeconds(inCycle - excursion.to) / rise);
        const double part = std::clamp(up - down, 0.0, 1.0);
        value += excursion.size * part * part * (3.0 - 2.0 * part);
    }
    return value;
}

TestSignal::TestSignal(double frequencyHz, double phase, std::uint64_t seed)
    : m_angular(2.0 * std::numbers::pi * frequencyHz)
    , m_phase(phase)
    , m_seed(seed)
{}

double TestSignal::at(Duration t) const
{
    const double noise = 0.05 * (uniformAt(m_seed, static_cast<std::uint64_t>(t.count())) - 0.5);
    return quantised(std::sin(m_angular * inSeconds(t) + m_phase) + noise, 1e4);
}

} // namespace watchglass::sim
