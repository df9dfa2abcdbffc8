#pragma once

#include "core/base/timestamp.h"

#include <QLocale>
#include <QString>
#include <QTimeZone>

namespace watchglass::format {

/// The offset of `zone` at `at`, as every shown time names it: "UTC", "UTC+1", "UTC−3:30".
QString zoneText(const QTimeZone &zone, Timestamp at);

/// A tick of a time axis whose ticks are `step` apart, only as fine as the step asks for: "2026", "Nov 2026", "22 Nov",
/// "14:05", "14:05:30", "14:05:30.25"; with steps under a millisecond seconds alone, "30.250 125", because the rest
/// stands in timeContext(). With steps of hours midnight is the date.
QString timeTick(Timestamp t, Duration step, const QTimeZone &zone, const QLocale &locale = QLocale::c());

/// What the ticks of timeTick() leave out, and the zone: "22 Nov 2026 · UTC+1", with steps under a millisecond
/// "22 Nov 2026 14:05 · UTC+1", with steps of years the zone alone.
QString timeContext(Timestamp t, Duration step, const QTimeZone &zone, const QLocale &locale = QLocale::c());

/// One instant to the resolution `step`: "14:05:30.250".
QString timeOfDay(Timestamp t, Duration step, const QTimeZone &zone);

/// Time since some instant, only as fine as `step` asks for: "0:00", "1:30", "−0:05.25", "2:05:00", "3 d 04:00"; with
/// steps of days "3 d".
QString elapsed(Duration since, Duration step);

/// Date, time to the millisecond and zone: "22 Nov 2026 14:05:30.250 UTC+1".
QString dateTime(Timestamp t, const QTimeZone &zone, const QLocale &locale = QLocale::c());

} // namespace watchglass::format
