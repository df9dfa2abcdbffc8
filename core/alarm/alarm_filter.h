#pragma once

#include "core/alarm/alarm.h"

#include <QSet>

namespace watchglass::alarm {

/// Which alarms a list shows, by where they stand.
enum class AlarmShow {
    Current, ///< What is not normal and not set aside: what an operator works with.
    Calling, ///< Of these, what nobody has seen.
    Aside,   ///< Shelved, suppressed, out of service.
    All,
};

/// What a list of alarms shows; empty parts show all.
struct AlarmFilter
{
    AlarmShow show = AlarmShow::All;
    QSet<int> priorities; ///< Of AlarmPriority.
    QString source;
    QString text; ///< Each of its words somewhere in what people read of it, whatever the case.

    friend bool operator==(const AlarmFilter &, const AlarmFilter &) = default;
};

/// `deviceName`: what people call the device.
bool matches(const Alarm &alarm, const AlarmFilter &filter, const QString &deviceName);

/// Ascending puts first what an operator should look at first: what calls by priority, then what was seen, then what is
/// set aside, then what is over; among equals the newest.
qint64 alarmUrgency(const Alarm &alarm);

} // namespace watchglass::alarm
