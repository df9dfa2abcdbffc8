#pragma once

#include "core/base/timestamp.h"

#include <cmath>
#include <limits>
#include <memory>

namespace watchglass::sim {

/// One quantity as a pure function of device time (zero is the start of the fleet; before it times are negative).
/// Asking twice for an instant, in any order, gives the same double. NaN means that there is no value then.
/// Thread: any; signals never change.
class Signal
{
public:
    virtual ~Signal() = default;
    virtual double at(Duration t) const = 0;
};

/// Signals are shared by what is built on top of them (two leads on one heart, noise over a temperature).
using SignalPtr = std::shared_ptr<const Signal>;

constexpr double noValue = std::numeric_limits<double>::quiet_NaN();

constexpr double inSeconds(Duration t)
{
    return static_cast<double>(t.count()) * 1e-9;
}

/// `t` folded into [0, period).
inline double folded(double t, double period)
{
    const double rest = std::fmod(t, period);
    return rest < 0.0 ? rest + period : rest;
}

inline Duration folded(Duration t, Duration period)
{
    const auto rest = t % period;
    return rest < Duration::zero() ? rest + period : rest;
}

/// As a sensor of that resolution would report it.
inline double quantised(double value, double stepsPerUnit)
{
    return std::round(value * stepsPerUnit) / stepsPerUnit;
}

} // namespace watchglass::sim
