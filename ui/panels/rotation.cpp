#include "ui/panels/rotation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace watchglass::ui {

namespace {

constexpr double perDegree = std::numbers::pi / 180.0;

} // namespace

double lengthOf(double w, double x, double y, double z)
{
    return std::hypot(std::hypot(w, x), std::hypot(y, z));
}

std::optional<Rotation> Rotation::fromQuaternion(double w, double x, double y, double z)
{
    const double length = lengthOf(w, x, y, z);
    if (!std::isfinite(length) || std::abs(length - 1.0) > tolerance)
        return std::nullopt;
    return Rotation{w / length, x / length, y / length, z / length};
}

std::optional<Rotation> Rotation::fromAttitude(const Attitude &attitude)
{
    if (!std::isfinite(attitude.roll) || !std::isfinite(attitude.pitch) || !std::isfinite(attitude.yaw))
        return std::nullopt;
    const double r = attitude.roll * perDegree / 2.0;
    const double p = attitude.pitch * perDegree / 2.0;
    const double y = attitude.yaw * perDegree / 2.0;
    return Rotation{std::cos(r) * std::cos(p) * std::cos(y) + std::sin(r) * std::sin(p) * std::sin(y),
                    std::sin(r) * std::cos(p) * std::cos(y) - std::cos(r) * std::sin(p) * std::sin(y),
                    std::cos(r) * std::sin(p) * std::cos(y) + std::sin(r) * std::cos(p) * std::sin(y),
                    std::cos(r) * std::cos(p) * std::sin(y) - std::sin(r) * std::sin(p) * std::cos(y)};
}

Attitude Rotation::attitude() const
{
    const double sine = std::clamp(2.0 * (w * y - z * x), -1.0, 1.0);
    return {std::atan2(2.0 * (w * x + y * z), 1.0 - 2.0 * (x * x + y * y)) / perDegree, std::asin(sine) / perDegree,
            std::atan2(2.0 * (w * z + x * y), 1.0 - 2.0 * (y * y + z * z)) / perDegree};
}

Vector3 Rotation::turned(const Vector3 &v) const
{
    // v + 2 q × (q × v + w v), q the vector part.
    const Vector3 t{y * v[2] - z * v[1] + w * v[0], z * v[0] - x * v[2] + w * v[1], x * v[1] - y * v[0] + w * v[2]};
    return {v[0] + 2.0 * (y * t[2] - z * t[1]), v[1] + 2.0 * (z * t[0] - x * t[2]), v[2] + 2.0 * (x * t[1] - y * t[0])};
}

} // namespace watchglass::ui
