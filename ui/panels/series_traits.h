#pragma once

#include "core/model/series_info.h"
#include "ui/panels/panel_kinds.h"

#include <QList>
#include <QStringList>

#include <functional>

namespace watchglass::ui {

/// What a series is about, as far as its name, unit and words tell. Services spell alike things differently: names are
/// taken apart into lower-case words at "_", "-", "." and capitals.
/// Thread: any; every function is pure.
namespace traits {

/// "batteryStatus" → battery, status; "HEART_RATE" → heart, rate.
QStringList words(const QString &name);

/// Coded by a dictionary.
bool isState(const SeriesInfo &info);
/// A level in percent, or the states that go with it.
bool isBattery(const SeriesInfo &info);
/// The level itself.
bool isBatteryLevel(const SeriesInfo &info);
/// Counts up, and may fall back to 0.
bool isCounter(const SeriesInfo &info);
/// How well something is connected: strength, power, or the kind of connection.
bool isLink(const SeriesInfo &info);
/// A red, green or blue part of a colour, or what goes with one.
bool isColourPart(const SeriesInfo &info);
/// Words that are read rather than compared: where a sensor is worn, what is playing.
bool isReadAsText(const SeriesInfo &info);
/// Beside events of the same name: presses, taps, marks.
bool isBesideEvents(const SeriesInfo &info);

/// An event of this kind is something that happened, such as a press, rather than something to read.
bool isInstant(const QString &eventKind);

/// `fit` when all are so; Impossible otherwise.
Fit all(const QList<SeriesInfo> &series, const std::function<bool(const SeriesInfo &)> &is, Fit fit);

} // namespace traits

} // namespace watchglass::ui
