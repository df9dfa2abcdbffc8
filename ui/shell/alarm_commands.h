#pragma once

#include <QString>

namespace watchglass::ui {

class AlarmList;
class CommandRegistry;

/// The commands about alarms. What they do to alarms goes through the list's selection and signals; "alarm.sound",
/// "alarm.notify" and "alarm.flash" are checkable, for whoever keeps the settings. Requires: both outlive each other's
/// use.
void addAlarmCommands(CommandRegistry &commands, AlarmList &alarms);

} // namespace watchglass::ui
