#pragma once

#include <QHashFunctions>
#include <QString>

#include <tuple>

namespace watchglass {

/// What names a series: source / device / attribute [/ component]. Survives reconnects, restarts and replays.
struct SeriesKey
{
    QString source;    ///< The source's id as the user's configuration names it, e.g. "demo".
    QString device;    ///< The device's id as the service spells it.
    QString attribute; ///< e.g. "temperature", "imu.accelerometer".
    QString component; ///< e.g. "x"; empty for a scalar.

    /// "source/device/attribute" or "source/device/attribute.component"; a '/' or '%' inside a part is
    /// percent-encoded, so that the text can be split again.
    QString toString() const;
    /// Attribute with its component, for labels: "imu.accelerometer.x".
    QString attributePath() const;

    friend bool operator<(const SeriesKey &a, const SeriesKey &b)
    {
        return std::tie(a.source, a.device, a.attribute, a.component)
               < std::tie(b.source, b.device, b.attribute, b.component);
    }
    friend bool operator==(const SeriesKey &, const SeriesKey &) = default;
};

inline size_t qHash(const SeriesKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.source, key.device, key.attribute, key.component);
}

} // namespace watchglass
