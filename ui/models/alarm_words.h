#pragma once

#include "core/alarm/alarm.h"
#include "ui/models/mark.h"

#include <QString>
#include <QTimeZone>

namespace watchglass::ui {

/// What lists and panes say of alarms, for people.
QString priorityWord(AlarmPriority priority);
QString stateWord(const alarm::Alarm &alarm);
/// The shape of the alarm itself; grey when it is over, magenta while nobody knows whether it holds.
Mark markOf(const alarm::Alarm &alarm);
/// "9.5 °C / 8 °C": what it is and what it may be; empty without either.
QString valueAndLimit(const alarm::AlarmContent &content);
/// Where it stands and since when, who saw it and what they wrote, until when it is set aside: a line each.
QString lifeStory(const alarm::Alarm &alarm, const QTimeZone &zone);

} // namespace watchglass::ui
