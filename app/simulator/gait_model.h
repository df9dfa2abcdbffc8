#pragma once

#include "app/simulator/signal.h"

#include <cstdint>

namespace watchglass::sim {

/// Which of an inertial sensor's six outputs.
enum class GaitAxis {
    AccelerationX, ///< Forward, in g.
    AccelerationY, ///< Sideways, in g.
    AccelerationZ, ///< Up, in g; 1 at rest.
    RotationX,     ///< About the forward axis, in degrees a second.
    RotationY,     ///< About the sideways axis: the swing of the leg.
    RotationZ,     ///< About the vertical axis.
};

/// A foot- or shank-worn inertial sensor while its wearer walks, stops and walks again: harmonics of the stride, with
/// a sharp heel strike once a stride. Each axis is a signal of its own; axes of one seed belong together.
class GaitModel final : public Signal
{
public:
    GaitModel(GaitAxis axis, double stridesPerMinute, std::uint64_t seed);
    double at(Duration t) const override;

private:
    GaitAxis m_axis;
    double m_strideHz;
    double m_phase;
};

} // namespace watchglass::sim
