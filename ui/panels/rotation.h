#pragma once

#include <array>
#include <optional>

namespace watchglass::ui {

using Vector3 = std::array<double, 3>;

/// Turns about the axes in degrees: yaw about z first, then pitch about the new y, then roll about the new x
/// (aerospace's order, z up or down as the source has it).
struct Attitude
{
    double roll = 0.0;
    double pitch = 0.0;
    double yaw = 0.0; ///< [-180, 180].
};

/// A rotation as a unit quaternion, from the device's axes to the world's.
struct Rotation
{
    double w = 1.0;
    double x = 0.0;
    double y = 0.0;
    double z = 0.0;

    /// How far from 1 a quaternion's length may be through rounding and still be taken for a rotation.
    static constexpr double tolerance = 0.1;

    /// The quaternion, made exactly 1 long; nothing when it is no rotation: not near 1 long, or no numbers.
    static std::optional<Rotation> fromQuaternion(double w, double x, double y, double z);
    /// Nothing without finite numbers.
    static std::optional<Rotation> fromAttitude(const Attitude &attitude);

    Attitude attitude() const;
    Vector3 turned(const Vector3 &v) const;
};

double lengthOf(double w, double x, double y, double z);

} // namespace watchglass::ui
