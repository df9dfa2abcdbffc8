#pragma once

#include "core/model/alarm_event.h"
#include "core/settings/settings.h"
#include "core/settings/week_schedule.h"

#include <QDateTime>

#include <optional>

namespace watchglass::app {

/// When a recording begins and ends of itself: by the schedule, and with alarms. What the operator begins or ends by
/// hand stays as the operator wants it until the next reason comes. An alarm that follows another within the time that
/// is recorded for it is no new reason, so that a full disk and many alarms do not make many files.
/// Thread: one.
class RecordPlan
{
public:
    enum class Order { Nothing, Begin, End };

    void setRules(const settings::Recording &rules);
    /// Whether an alarm of this priority is a reason, from now on; to be told of each that is raised.
    bool alarmRaised(AlarmPriority priority, Duration monotonic);
    /// To be asked a few times a second. `local`: the wall clock's time.
    Order look(const QDateTime &local, Duration monotonic, bool isRecording);
    /// Whether the recording that runs ends of itself.
    bool isOwn() const { return m_isOwn; }
    /// It was begun or ended by hand.
    void takeOver() { m_isOwn = false; }

private:
    settings::WeekSchedule m_schedule;
    std::optional<AlarmPriority> m_leastPriority; ///< Nothing: no alarm is a reason.
    Duration m_alarmLength{};
    std::optional<Duration> m_alarmUntil; ///< Monotonic.
    std::optional<Duration> m_newAlarm;   ///< When the newest was raised that look() does not know; monotonic.
    bool m_wasScheduled = false;
    bool m_isOwn = false;
};

} // namespace watchglass::app
