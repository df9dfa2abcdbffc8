#pragma once

#include "core/model/series_key.h"

#include <QJsonObject>

namespace watchglass::ui {

/// A series as workspaces write it.
QJsonObject seriesToJson(const SeriesKey &key);
/// An empty key when the object does not name a series.
SeriesKey seriesFromJson(const QJsonObject &entry);

} // namespace watchglass::ui
