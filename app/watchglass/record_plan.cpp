#include "app/watchglass/record_plan.h"

#include <utility>

namespace watchglass::app {

namespace {

std::optional<AlarmPriority> leastPriority(const QString &name)
{
    if (name == QLatin1String("critical"))
        return AlarmPriority::Critical;
    if (name == QLatin1String("warning"))
        return AlarmPriority::Warning;
    if (name == QLatin1String("any"))
        return AlarmPriority::Information;
    return {};
}

} // namespace

void RecordPlan::setRules(const settings::Recording &rules)
{
    m_schedule = settings::WeekSchedule::parse(rules.schedule).value_or(settings::WeekSchedule());
    m_leastPriority = leastPriority(rules.onAlarm);
    m_alarmLength = std::chrono::minutes(rules.alarmMinutes);
}

bool RecordPlan::alarmRaised(AlarmPriority priority, Duration monotonic)
{
    if (!m_leastPriority || priority < *m_leastPriority)
        return false;
    m_newAlarm = monotonic;
    return true;
}

RecordPlan::Order RecordPlan::look(const QDateTime &local, Duration monotonic, bool isRecording)
{
    const bool isScheduled = m_schedule.contains(local);
    const bool isNewTime = !std::exchange(m_wasScheduled, isScheduled) && isScheduled;
    const std::optional<Duration> newAlarm = std::exchange(m_newAlarm, std::nullopt);
    if (m_alarmUntil && monotonic >= *m_alarmUntil)
        m_alarmUntil.reset();
    // Where an alarm's recording is over before its time, somebody ended it or it failed: more alarms change nothing.
    const bool isNewAlarm = newAlarm && !m_alarmUntil;
    if (newAlarm && (isRecording || isNewAlarm))
        m_alarmUntil = *newAlarm + m_alarmLength;
    if (!isRecording) {
        m_isOwn = isNewTime || isNewAlarm;
        return m_isOwn ? Order::Begin : Order::Nothing;
    }
    if (!m_isOwn || isScheduled || m_alarmUntil)
        return Order::Nothing;
    m_isOwn = false;
    return Order::End;
}

} // namespace watchglass::app
