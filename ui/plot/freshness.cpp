#include "ui/plot/freshness.h"

#include "ui/plot/time_grid.h"

#include <algorithm>

namespace watchglass::ui {
namespace {

using namespace std::chrono_literals;

} // namespace

void Freshness::observe(Timestamp now, std::optional<Timestamp> newest, std::optional<Duration> rhythm,
                        Interpolation interpolation)
{
    m_rhythm = rhythm;
    m_isReportedOnChange = interpolation == Interpolation::HoldLast;
    if (!newest || newest == m_newest)
        return;
    // A series seen for the first time may have been silent for long: then its own stamp is what we have.
    const Duration lag = between(*newest, now);
    const bool isOldNews = !m_newest && lag > Duration::zero() && lag < 24h;
    m_changed = isOldNews ? *newest : now;
    m_newest = newest;
}

std::optional<Duration> Freshness::staleFor(Timestamp now) const
{
    if (!m_newest || m_isReportedOnChange)
        return std::nullopt;
    const Duration silent = between(m_changed, now);
    const Duration limit = m_rhythm ? std::max<Duration>(5s, *m_rhythm * 5) : Duration(30s);
    if (silent <= limit)
        return std::nullopt;
    return silent;
}

} // namespace watchglass::ui
