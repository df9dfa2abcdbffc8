#pragma once

#include "ui/panels/value_limits.h"

#include <QString>

#include <vector>

namespace watchglass::ui {

/// What a gauge's arc reaches from and to, and where on it a value stands. Angles in degrees, counter-clockwise from
/// three o'clock, as QPainter takes them.
struct GaugeScale
{
    static constexpr double startAngle = 225.0;
    static constexpr double spanAngle = -270.0;

    double low = 0.0;
    double high = 1.0;

    friend bool operator==(const GaugeScale &, const GaugeScale &) = default;

    /// Ends that the operator set hold. Else percent go from 0 to 100, and anything else to round numbers about what
    /// was seen and what the limits are, from 0 when that is not far off.
    static GaugeScale of(const QString &unit, const ValueLimits &set, const ValueLimits &limits,
                         const ValueLimits &seen);

    /// 0 at the low end, 1 at the high end, never beyond; 0 for NaN.
    double share(double value) const;
    double angle(double value) const { return startAngle + spanAngle * share(value); }
    bool isBeyond(double value) const { return value < low || value > high; }
    /// Round values on the arc, about `most` of them at most.
    std::vector<double> ticks(int most) const;
};

} // namespace watchglass::ui
