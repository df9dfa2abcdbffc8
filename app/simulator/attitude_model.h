#pragma once

#include "app/simulator/signal.h"

#include <cstdint>

namespace watchglass::sim {

/// Which part of a unit quaternion.
enum class QuaternionPart { W, X, Y, Z };

/// How something that flies lies in the air, as a unit quaternion from its own axes (x forward, y left, z up) to the
/// world's (x north, z up): it turns to a heading and leans as gusts have it. Parts of one seed and heading belong
/// together.
class AttitudeModel final : public Signal
{
public:
    /// `heading` in degrees clockwise from north.
    AttitudeModel(QuaternionPart part, SignalPtr heading, std::uint64_t seed);
    double at(Duration t) const override;

private:
    QuaternionPart m_part;
    SignalPtr m_heading;
    double m_phase;
};

} // namespace watchglass::sim
