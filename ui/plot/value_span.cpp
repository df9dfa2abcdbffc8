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

struct Span
{
    double low;
    double high;
};

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

void ValueSpan::follow(std::optional<double> min, std::optional<double> max, Duration passed)
{
    if (!m_isAutomatic || !min || !max || !(*min <= *max))
        return;
    const Span target = wanted(*min, *max);
    if (m_isFresh) {
        m_low = target.low;
        m_high = target.high;
        m_isFresh = false;
        m_unused = {};
        return;
    }
    // Growing takes the wanted room at once, on the side that needs it.
    if (*min < m_low)
        m_low = target.low;
    if (*max > m_high)
        m_high = target.high;
    const double unused = 1.0 - (target.high - target.low) / length();
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
    if (!std::isfinite(low) || !std::isfinite(high) || !std::isfinite(high - low) || high - low <= 0.0)
        return;
    // Closer together than doubles can tell ticks apart, there would be nothing to see.
    if (high - low < std::max(std::abs(low), std::abs(high)) * 1e-12)
        return;
    m_low = low;
    m_high = high;
    m_isAutomatic = false;
    m_isFresh = false;
    m_unused = {};
}

void ValueSpan::zoom(double factor, double fraction)
{
    const double fixed = m_low + length() * fraction;
    set(fixed - (fixed - m_low) * factor, fixed + (m_high - fixed) * factor);
}

void ValueSpan::pan(double fraction)
{
    set(m_low + length() * fraction, m_high + length() * fraction);
}

} // namespace watchglass::ui
