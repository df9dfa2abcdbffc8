#include "app/simulator/vital_models.h"

#include "app/simulator/random.h"

namespace watchglass::sim {

namespace {

constexpr double turn = 2.0 * std::numbers::pi;
constexpr Duration pulseTransit = std::chrono::milliseconds(220);
constexpr int averagedSeconds = 8;

double bump(double x, double centre, double width)
{
    const double d = (x - centre) / width;
    return std::exp(-0.5 * d * d);
}

} // namespace

RespirationModel::RespirationModel(double breathsPerMinute, std::uint64_t seed)
    : m_hz(breathsPerMinute / 60.0)
    , m_phase(turn * uniformAt(seed, 0))
{}

double RespirationModel::at(Duration t) const
{
    const double s = inSeconds(t);
    const double wander = 0.5 * std::sin(turn * s / 47.0 + m_phase) + 0.3 * std::sin(turn * s / 19.0 + 2.0 * m_phase);
    const double phase = turn * m_hz * s + wander + m_phase;
    const double depth = 0.85 + 0.15 * std::sin(turn * s / 31.0 + m_phase);
    // Skewed by its own phase: breathing in takes less time than breathing out.
    return depth * std::sin(phase + 0.45 * std::sin(phase));
}

PpgModel::PpgModel(BeatTrain beats)
    : m_beats(std::move(beats))
{}

double PpgModel::at(Duration t) const
{
    const Duration there = t - pulseTransit;
    const double phase = m_beats.phaseAt(there);
    const double breath = std::sin(turn * m_beats.rate().respirationHz * inSeconds(there));
    const double systolic = bump(phase, 0.18, 0.085) + bump(phase, 1.18, 0.085);
    const double diastolic = 0.38 * (bump(phase, 0.48, 0.12) + bump(phase, -0.52, 0.12));
    return 0.08 + 0.04 * breath + (0.88 + 0.05 * breath) * (systolic + diastolic);
}

HeartRateModel::HeartRateModel(BeatTrain beats)
    : m_beats(std::move(beats))
{}

double HeartRateModel::at(Duration t) const
{
    // Phase that passed in the last seconds, counted a quarter of a second at a time: no beat is that short.
    double passed = 0.0;
    double before = m_beats.phaseAt(t - std::chrono::seconds(averagedSeconds));
    for (int i = averagedSeconds * 4 - 1; i >= 0; --i) {
        const double now = m_beats.phaseAt(t - i * std::chrono::milliseconds(250));
        passed += now < before ? now + 1.0 - before : now - before;
        before = now;
    }
    return std::round(passed * 60.0 / averagedSeconds);
}

} // namespace watchglass::sim
