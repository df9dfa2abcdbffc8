#include "ui/plot/value_span.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {
namespace {

using namespace std::chrono_literals;

constexpr double room = 0.08;
constexpr double unusedShare = 1.0 / 3.0;
constexpr Duration patience = 3s;
constexpr double glideSeconds = 0.25; // time constant
constexpr double largest = 1e300;
constexpr double largestLog = 300.0;

struct Span
{
    double low;
    double high;
};

Span wantedLog(double min, double max)
{
    if (max - min < 1e-9)
        return {min - 0.5, max + 0.5};
    const double margin = (max - min) * room;
    return {min - margin, max + margin};
}

Span wanted(double min, double max)
{
    min = std::clamp(min, -largest, largest);
    max = std::clamp(max, -largest, largest);
    const double magnitude = std::max(std::abs(min), std::abs(max));
    const double least = magnitude > 0.0 ? magnitude * 1e-9 : 0.0;
    if (max - min <= least) {
        const double half = magnitude > 0.0 ? magnitude * 0.05 : 1.0;
        return {min - half, max + half};
    }
    const double margin = (max - min) * room;
    return {min - margin, max + margin};
}

} // namespace

double ValueSpan::at(double fraction) const
{
    const double scaled = fraction == 0.0 ? m_low : fraction == 1.0 ? m_high : m_low + (m_high - m_low) * fraction;
    return m_isLog ? std::pow(10.0, scaled) : scaled;
}

void ValueSpan::setLog(bool isLog)
{
    if (isLog == m_isLog)
        return;
    const double low = at(0.0);
    const double high = at(1.0);
    const bool wasAutomatic = m_isAutomatic;
    m_isLog = isLog;
    m_low = 0.0;
    m_high = 1.0;
    fit();
    if (!wasAutomatic)
        set(low, high);
}

void ValueSpan::follow(std::optional<double> min, std::optional<double> max, Duration passed)
{
    if (!m_isAutomatic || !min || !max || !(*min <= *max) || (m_isLog && !(*min > 0.0)))
        return;
    const double least = m_isLog ? std::log10(*min) : *min;
    const double greatest = m_isLog ? std::log10(std::min(*max, largest)) : *max;
    const Span target = m_isLog ? wantedLog(least, greatest) : wanted(least, greatest);
    if (m_isFresh) {
        m_low = target.low;
        m_high = target.high;
        m_isFresh = false;
        m_unused = {};
        return;
    }
    // Growing takes the wanted room at once, on the side that needs it.
    if (least < m_low)
        m_low = target.low;
    if (greatest > m_high)
        m_high = target.high;
    const double unused = 1.0 - (target.high - target.low) / (m_high - m_low);
    if (unused < 0.01) {
        m_unused = {};
        return;
    }
    const bool isGliding = m_unused >= patience;
    if (unused > unusedShare || isGliding)
        m_unused += passed;
    else
        m_unused = {};
    if (!isGliding)
        return;
    const double share = 1.0 - std::exp(-static_cast<double>(passed.count()) * 1e-9 / glideSeconds);
    m_low += (target.low - m_low) * share;
    m_high += (target.high - m_high) * share;
}

void ValueSpan::fit()
{
    m_isAutomatic = true;
    m_isFresh = true;
}

void ValueSpan::set(double low, double high)
{
    if (!m_isLog)
        setScaled(low, high);
    else if (low > 0.0 && high > 0.0)
        setScaled(std::log10(low), std::log10(high));
}

void ValueSpan::setScaled(double low, double high)
{
    if (!std::isfinite(low) || !std::isfinite(high) || !std::isfinite(high - low) || high - low <= 0.0)
        return;
    // Closer together than doubles can tell ticks apart, there would be nothing to see.
    if (high - low < std::max(std::abs(low), std::abs(high)) * 1e-12)
        return;
    if (m_isLog && (low < -largestLog || high > largestLog || high - low < 1e-9))
        return;
    m_low = low;
    m_high = high;
    m_isAutomatic = false;
    m_isFresh = false;
    m_unused = {};
}

void ValueSpan::zoom(double factor, double fraction)
{
    const double fixed = m_low + (m_high - m_low) * fraction;
    setScaled(fixed - (fixed - m_low) * factor, fixed + (m_high - fixed) * factor);
}

void ValueSpan::pan(double fraction)
{
    const double by = (m_high - m_low) * fraction;
    setScaled(m_low + by, m_high + by);
}

} // namespace watchglass::ui
