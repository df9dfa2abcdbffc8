#include "ui/panels/wave_gain.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {

namespace {

constexpr double fullShare = 0.86; ///< Of the lane that a wave may fill.
constexpr double leastShare = 0.3; ///< Less than this and it is drawn higher.
constexpr double largest = 1e300;

} // namespace

std::optional<double> unitsPerMillivolt(const QString &unit)
{
    if (unit == QLatin1String("mV"))
        return 1.0;
    if (unit == QStringLiteral("µV"))
        return 1000.0;
    if (unit == QLatin1String("V"))
        return 0.001;
    return std::nullopt;
}

void WaveGain::setUp(const QString &unit, double pxPerMm, int heightPx, std::optional<double> fixed)
{
    m_perMillivolt = unitsPerMillivolt(unit);
    m_pxPerMm = pxPerMm;
    m_height = std::max(1, heightPx);
    m_fixed = m_perMillivolt ? fixed : std::nullopt;
    m_pxPerUnit = 0.0;
    m_mmPerMillivolt.reset();
    if (m_fixed)
        take(0.0, pxPerUnitOf(*m_fixed), m_fixed);
}

bool WaveGain::follow(double min, double max)
{
    if (!(min <= max) || !std::isfinite(min) || !std::isfinite(max) || max - min > largest)
        return false;
    const double middle = min / 2.0 + max / 2.0;
    const double height = (max - min) * m_pxPerUnit;
    const bool fits = m_pxPerUnit > 0.0 && std::max(max - m_middle, m_middle - min) * m_pxPerUnit <= m_height / 2.0;
    if (m_fixed) {
        // The height is the operator's; the place is not.
        return !fits && height <= m_height && take(middle, m_pxPerUnit, m_fixed);
    }
    if (fits && (height >= leastShare * m_height || max == min))
        return false;
    const double room = fullShare * m_height;
    if (m_perMillivolt) {
        for (auto gain = usual.rbegin(); gain != usual.rend(); ++gain) {
            if ((max - min) * pxPerUnitOf(*gain) <= room)
                return take(middle, pxPerUnitOf(*gain), *gain);
        }
    }
    const double span = max > min ? max - min : std::max(1e-9, std::abs(max)) * 0.1;
    return take(middle, room / span, std::nullopt);
}

bool WaveGain::take(double middle, double pxPerUnit, std::optional<double> gain)
{
    const bool isOther = middle != m_middle || pxPerUnit != m_pxPerUnit;
    m_middle = middle;
    m_pxPerUnit = pxPerUnit;
    m_mmPerMillivolt = gain;
    return isOther;
}

ValueScale WaveGain::scale() const
{
    const double pxPerUnit = m_pxPerUnit > 0.0 ? m_pxPerUnit : 1.0;
    return {m_height / 2.0 + m_middle * pxPerUnit, -pxPerUnit};
}

std::optional<double> WaveGain::millivoltPx() const
{
    if (!m_perMillivolt || m_pxPerUnit <= 0.0)
        return std::nullopt;
    return *m_perMillivolt * m_pxPerUnit;
}

} // namespace watchglass::ui
