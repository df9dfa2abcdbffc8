#pragma once

#include "core/model/series_key.h"

#include <QByteArray>
#include <QList>
#include <QString>

class QMimeData;

namespace watchglass::ui {

/// What a drag of series carries: "application/x-watchglass-series", a JSON array of objects with the strings
/// source, device, attribute and component.
QString seriesMimeType();
QByteArray encodeSeries(const QList<SeriesKey> &keys);
/// The series in the data; empty when it carries none. Entries without source, device or attribute are left out.
QList<SeriesKey> decodeSeries(const QMimeData *data);

} // namespace watchglass::ui
