#pragma once

#include "core/model/series_key.h"

#include <QHash>

#include <limits>
#include <optional>

namespace watchglass::attention {

/// Which values a limit forbids.
enum class LimitSide {
    Upper, ///< Those above it.
    Lower, ///< Those below it.
};

/// Whether series are near a limit or beyond it, so that they can be watched closely before anybody looks. A value is
/// near from one distance off, and no longer near from more than two.
///
/// The distance is a share of the limit's magnitude; for a limit of 0, which has none, of the range of all values
/// looked at since the series got its first limit. Thread: one (the GUI's).
class LimitWatch
{
public:
    /// One limit for each side; a new one replaces the old.
    void setLimit(const SeriesKey &key, double limit, LimitSide side = LimitSide::Upper);
    /// Of both sides.
    void clear(const SeriesKey &key);
    /// As a share: 0.05 is 5 %. Negative counts as 0: near is then only what is at the limit or beyond.
    void setDistance(double share);
    double distance() const { return m_distance; }

    /// The newest value of a series. Whether it is near; false for a series without limit. NaN says nothing new.
    bool look(const SeriesKey &key, double value);
    bool isNear(const SeriesKey &key) const;

private:
    struct Watched
    {
        std::optional<double> upper;
        std::optional<double> lower;
        double lowest = std::numeric_limits<double>::infinity();
        double highest = -std::numeric_limits<double>::infinity();
        bool isNear = false;
    };

    double distanceOf(const Watched &watched, double limit) const;

    QHash<SeriesKey, Watched> m_series;
    double m_distance = 0.05;
};

} // namespace watchglass::attention
