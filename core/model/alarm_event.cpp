#include "core/model/alarm_event.h"

namespace watchglass {

AlarmPriority alarmPriority(const QString &severity)
{
    const QString word = severity.trimmed().toLower();
    for (const auto critical : {"critical", "emergency", "fatal", "high", "error", "severe"}) {
        if (word == QLatin1String(critical))
            return AlarmPriority::Critical;
    }
    for (const auto information : {"info", "information", "low", "notice", "debug"}) {
        if (word == QLatin1String(information))
            return AlarmPriority::Information;
    }
    return AlarmPriority::Warning;
}

} // namespace watchglass
