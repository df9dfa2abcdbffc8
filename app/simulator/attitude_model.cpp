#include "app/simulator/attitude_model.h"

#include "app/simulator/random.h"

#include <numbers>

namespace watchglass::sim {

namespace {

constexpr double perDegree = std::numbers::pi / 180.0;

} // namespace

AttitudeModel::AttitudeModel(QuaternionPart part, SignalPtr heading, std::uint64_t seed)
    : m_part(part)
    , m_heading(std::move(heading))
    , m_phase(2.0 * std::numbers::pi * uniformAt(seed, 0))
{}

double AttitudeModel::at(Duration t) const
{
    const double s = inSeconds(t);
    // Half the angles, as quaternions have them.
    const double roll = (16.0 * std::sin(0.9 * s + m_phase) + 7.0 * std::sin(2.3 * s)) * perDegree / 2.0;
    const double pitch = (9.0 * std::sin(0.6 * s + 2.0 * m_phase) + 4.0 * std::sin(1.7 * s)) * perDegree / 2.0;
    const double yaw = -m_heading->at(t) * perDegree / 2.0;
    switch (m_part) {
    case QuaternionPart::W:
        return std::cos(roll) * std::cos(pitch) * std::cos(yaw) + std::sin(roll) * std::sin(pitch) * std::sin(yaw);
    case QuaternionPart::X:
        return std::sin(roll) * std::cos(pitch) * std::cos(yaw) - std::cos(roll) * std::sin(pitch) * std::sin(yaw);
    case QuaternionPart::Y:
        return std::cos(roll) * std::sin(pitch) * std::cos(yaw) + std::sin(roll) * std::cos(pitch) * std::sin(yaw);
    case QuaternionPart::Z:
        break;
    }
    return std::cos(roll) * std::cos(pitch) * std::sin(yaw) - std::sin(roll) * std::sin(pitch) * std::cos(yaw);
}

} // namespace watchglass::sim
