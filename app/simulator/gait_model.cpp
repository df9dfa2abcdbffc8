#include "app/simulator/gait_model.h"

#include "app/simulator/random.h"

#include <algorithm>

namespace watchglass::sim {

namespace {

constexpr double turn = 2.0 * std::numbers::pi;
constexpr double walkAndRest = 40.0; ///< Seconds of one walk with the rest after it.
constexpr double walk = 31.0;

/// 1 while walking, 0 at rest, a second in between.
double effort(double s)
{
    const double at = folded(s, walkAndRest);
    return std::clamp(std::min(at, walk - at), 0.0, 1.0);
}

} // namespace

GaitModel::GaitModel(GaitAxis axis, double stridesPerMinute, std::uint64_t seed)
    : m_axis(axis)
    , m_strideHz(stridesPerMinute / 60.0)
    , m_phase(turn * uniformAt(seed, 7))
{}

double GaitModel::at(Duration t) const
{
    const double s = inSeconds(t);
    const double phase = turn * m_strideHz * s + m_phase + 0.15 * std::sin(turn * s / 13.0);
    const double strike = std::exp(-14.0 * (1.0 - std::cos(phase)));
    const double e = effort(s);
    switch (m_axis) {
    case GaitAxis::AccelerationX:
        return e * (0.22 * std::sin(phase) + 0.11 * std::sin(2.0 * phase + 0.6) - 0.55 * strike);
    case GaitAxis::AccelerationY:
        return 0.03 + e * (0.12 * std::sin(phase + 1.1) + 0.05 * std::sin(3.0 * phase));
    case GaitAxis::AccelerationZ:
        return 1.0 + e * (0.24 * std::cos(2.0 * phase + 0.4) + 1.15 * strike - 0.06);
    case GaitAxis::RotationX:
        return e * (38.0 * std::sin(phase + 0.8) + 14.0 * std::sin(2.0 * phase));
    case GaitAxis::RotationY:
        return e * (165.0 * std::sin(phase - 0.3) + 72.0 * std::sin(2.0 * phase + 1.2) - 120.0 * strike);
    case GaitAxis::RotationZ:
        return e * (24.0 * std::sin(phase + 2.0) + 9.0 * std::cos(2.0 * phase));
    }
    return noValue;
}

} // namespace watchglass::sim
