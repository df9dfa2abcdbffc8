#pragma once

#include "core/model/series_info.h"

#include <QColor>
#include <QString>

#include <optional>

namespace watchglass::ui {

/// A service's word as people read it: "MOTION_DETECTED" → "Motion detected"; what has lower-case letters stays but
/// for its first letter and underscores.
QString stateText(const QString &word);
/// A service's word for a kind of event as people read it: "labelsChanged" → "Labels changed".
QString eventText(const QString &kind);
/// Of the state that a sample of the series says; the number when the dictionary has no word for it.
QString stateText(const SeriesInfo &info, double value);
/// Which state a sample says; nothing for what is no whole number from 0 on.
std::optional<int> stateOf(double value);

/// A state's colour: the first of a dictionary, in which nothing is the matter, is quiet; the others are those of the
/// palette of traces, never an alarm's.
QColor stateColour(int state);

} // namespace watchglass::ui
