#pragma once

#include "core/alarm/alarm.h"

#include <QHash>

namespace watchglass::alarm {

/// Which point an alarm belongs to. An alarm of a point that was set aside keeps to it by its id, whatever its service
/// calls it since; all others are found by alarmPoint().
/// Thread: one.
class AlarmPoints
{
public:
    QString of(const AlarmId &id, const AlarmContent &content) const
    {
        const auto known = m_points.constFind(id);
        return known == m_points.constEnd() ? alarmPoint(id, content) : *known;
    }
    /// The point is set aside, and the alarm is one of it.
    void keep(const AlarmId &id, const QString &point) { m_points.insert(id, point); }
    /// The point is not set aside any more.
    void forget(const QString &point)
    {
        m_points.removeIf([&point](auto entry) { return entry.value() == point; });
    }

private:
    QHash<AlarmId, QString> m_points;
};

} // namespace watchglass::alarm
