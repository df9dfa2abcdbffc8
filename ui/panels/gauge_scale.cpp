#include "ui/panels/gauge_scale.h"

#include "core/format/value_format.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {
namespace {

constexpr int wantedSteps = 5;
/// Zero belongs to the scale when what was seen is nearer to it than this many times its own extent.
constexpr double zeroReach = 3.0;

/// The smallest 1, 2 or 5 with a power of ten that is at least `step`.
double roundStep(double step)
{
    const double power = std::pow(10.0, std::floor(std::log10(step)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= step * (1.0 - 1e-9))
            return factor * power;
    }
    return 10.0 * power;
}

/// Ends at multiples of a round step.
GaugeScale rounded(double low, double high)
{
    double extent = high - low;
    if (!(extent > 0.0))
        extent = std::max(std::abs(high), 1.0);
    const bool isNearZero = low >= 0.0 ? low < zeroReach * extent : high <= 0.0 && -high < zeroReach * extent;
    if (isNearZero && low >= 0.0)
        low = 0.0;
    else if (isNearZero)
        high = 0.0;
    const double step = roundStep(std::max(high - low, extent) / wantedSteps);
    GaugeScale scale{std::floor(low / step) * step, std::ceil(high / step) * step};
    if (!(scale.low < scale.high))
        scale.high = scale.low + step;
    return scale;
}

} // namespace

GaugeScale GaugeScale::of(const QString &unit, const ValueLimits &set, const ValueLimits &limits,
                          const ValueLimits &seen)
{
    GaugeScale scale;
    if (format::canonicalUnit(unit) == QLatin1String("%")) {
        scale = {0.0, 100.0};
    } else {
        std::vector<double> covered;
        for (const auto &end : {seen.low, seen.high, limits.low, limits.high}) {
            if (end && std::isfinite(*end))
                covered.push_back(*end);
        }
        if (!covered.empty()) {
            const auto [least, greatest] = std::minmax_element(covered.begin(), covered.end());
            scale = rounded(*least, *greatest);
        }
    }
    const GaugeScale automatic = scale;
    scale.low = set.low.value_or(scale.low);
    scale.high = set.high.value_or(scale.high);
    if (scale.low < scale.high)
        return scale;
    // One end was set beyond the other, which is moved along.
    const double extent = automatic.high - automatic.low;
    return set.low ? GaugeScale{scale.low, scale.low + extent} : GaugeScale{scale.high - extent, scale.high};
}

double GaugeScale::share(double value) const
{
    const double share = (value - low) / (high - low);
    return std::isnan(share) ? 0.0 : std::clamp(share, 0.0, 1.0);
}

std::vector<double> GaugeScale::ticks(int most) const
{
    const double step = roundStep((high - low) / std::max(most, 1));
    std::vector<double> values;
    const double first = std::ceil(low / step - 1e-6);
    for (int i = 0; (first + i) * step <= high + step * 1e-6 && i <= most; ++i)
        values.push_back((first + i) * step);
    return values;
}

} // namespace watchglass::ui
