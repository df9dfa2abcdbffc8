#include "core/attention/limit_watch.h"

#include <algorithm>
#include <cmath>

namespace watchglass::attention {

void LimitWatch::setLimit(const SeriesKey &key, double limit, LimitSide side)
{
    Q_ASSERT(!std::isnan(limit));
    Watched &watched = m_series[key];
    std::optional<double> &place = side == LimitSide::Upper ? watched.upper : watched.lower;
    if (place == limit)
        return;
    place = limit;
    watched.isNear = false;
}

void LimitWatch::clear(const SeriesKey &key)
{
    m_series.remove(key);
}

void LimitWatch::setDistance(double share)
{
    m_distance = std::max(0.0, share);
}

bool LimitWatch::look(const SeriesKey &key, double value)
{
    const auto found = m_series.find(key);
    if (found == m_series.end())
        return false;
    Watched &watched = *found;
    if (std::isnan(value))
        return watched.isNear;
    if (std::isfinite(value)) {
        watched.lowest = std::min(watched.lowest, value);
        watched.highest = std::max(watched.highest, value);
    }
    const double reach = watched.isNear ? 2 : 1;
    watched.isNear = (watched.upper && value >= *watched.upper - reach * distanceOf(watched, *watched.upper))
                     || (watched.lower && value <= *watched.lower + reach * distanceOf(watched, *watched.lower));
    return watched.isNear;
}

bool LimitWatch::isNear(const SeriesKey &key) const
{
    const auto found = m_series.find(key);
    return found != m_series.end() && found->isNear;
}

double LimitWatch::distanceOf(const Watched &watched, double limit) const
{
    if (limit != 0)
        return m_distance * std::abs(limit);
    return watched.lowest <= watched.highest ? m_distance * (watched.highest - watched.lowest) : 0.0;
}

} // namespace watchglass::attention
