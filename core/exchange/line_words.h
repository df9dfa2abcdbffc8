#pragma once

#include "core/model/alarm_event.h"
#include "core/model/device.h"
#include "core/model/device_event.h"
#include "core/model/gap.h"
#include "core/model/series_info.h"

#include <QJsonObject>

namespace watchglass::exchange {

/// The lines of `watchglass-cli watch` and of exports that are no samples, as values. What a line does not say keeps
/// its default; words that are unknown do as well.
SeriesInfo seriesOfLine(const QJsonObject &line);
DeviceEvent eventOfLine(const QJsonObject &line);
AlarmEvent alarmOfLine(const QJsonObject &line);
DeviceUpdate deviceOfLine(const QJsonObject &line);
Gap gapOfLine(const QJsonObject &line);

/// And the other way: whole lines' objects.
QJsonObject seriesLine(const SeriesInfo &info);
QJsonObject eventLine(const QString &source, const DeviceEvent &event);
QJsonObject alarmLine(const QString &source, const AlarmEvent &alarm);

/// As it stands on a gap's line.
QString causeWord(GapCause cause);

/// The shortest text of a double inside JSON that reads back as the same; null for NaN, "Infinity" and "-Infinity" in
/// quotes. Appends to `out`.
void appendJsonNumber(std::string &out, double value);
/// A text with quotes and escapes.
std::string jsonText(const QString &text);

} // namespace watchglass::exchange
