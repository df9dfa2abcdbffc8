#pragma once

#include "core/model/series_key.h"

#include <QStringList>

namespace watchglass::ui {

/// A series as a part of something whole: "imu.accelerometer.x" is part "x" of "imu.accelerometer". Some services name
/// parts by SeriesKey::component, others within the attribute; "latitude" alone is a part of the device itself.
struct SeriesPart
{
    QString stem; ///< What it is a part of; empty for the device itself.
    QString leaf; ///< In lower case.
};

SeriesPart seriesPart(const SeriesKey &key);
/// The series that is part `leaf` of the same whole, spelled the way `key` is.
SeriesKey siblingOf(const SeriesKey &key, const QString &leaf);
/// Whether both are parts of one whole.
bool areOfOneWhole(const SeriesKey &a, const SeriesKey &b);

/// What a part can be, with the words that services have for it.
struct PartRole
{
    QString name;
    QStringList words; ///< In lower case.
    bool isNeeded = true;
};

/// The index of the role that the series has; -1 for none.
int roleOf(const SeriesKey &key, const QList<PartRole> &roles);
/// The keys that the other parts of the whole may have, all spellings.
QList<SeriesKey> siblingsOf(const SeriesKey &key, const QList<PartRole> &roles);

} // namespace watchglass::ui
