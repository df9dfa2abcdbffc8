#include "ui/models/alarm_words.h"

#include "core/format/time_format.h"
#include "core/format/value_format.h"

#include <QCoreApplication>
#include <QStringList>

namespace watchglass::ui {

namespace {

using alarm::AlarmState;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::AlarmWords)
};

} // namespace

QString priorityWord(AlarmPriority priority)
{
    switch (priority) {
    case AlarmPriority::Information:
        return Texts::tr("Information");
    case AlarmPriority::Warning:
        return Texts::tr("Warning");
    case AlarmPriority::Critical:
        return Texts::tr("Critical");
    }
    return {};
}

QString stateWord(const alarm::Alarm &alarm)
{
    switch (alarm.life.state()) {
    case AlarmState::Normal:
        return Texts::tr("Normal");
    case AlarmState::ActiveUnacknowledged:
        return Texts::tr("Unacknowledged");
    case AlarmState::ActiveAcknowledged:
        return Texts::tr("Acknowledged");
    case AlarmState::ReturnedUnacknowledged:
        return Texts::tr("Over, unacknowledged");
    case AlarmState::Latched:
        return alarm.life.isUnacknowledged() ? Texts::tr("Latched, unacknowledged") : Texts::tr("Latched");
    case AlarmState::Shelved:
        return Texts::tr("Shelved");
    case AlarmState::Suppressed:
        return Texts::tr("Suppressed");
    case AlarmState::OutOfService:
        return Texts::tr("Out of service");
    }
    return {};
}

Mark markOf(const alarm::Alarm &alarm)
{
    if (!alarm.life.isActive() && !alarm.life.isUnacknowledged() && alarm.life.causeState() != AlarmState::Latched)
        return Mark::Absent;
    if (alarm.life.isActive() && !alarm.isValid)
        return Mark::Invalid;
    switch (alarm.life.priority()) {
    case AlarmPriority::Information:
        return Mark::Information;
    case AlarmPriority::Warning:
        return Mark::Warning;
    case AlarmPriority::Critical:
        return Mark::Critical;
    }
    return Mark::None;
}

QString valueAndLimit(const alarm::AlarmContent &content)
{
    if (!content.value && !content.limit)
        return {};
    const QString value = format::value(content.value, content.unit);
    return content.limit ? Texts::tr("%1 / %2").arg(value, format::value(content.limit, content.unit)) : value;
}

QString lifeStory(const alarm::Alarm &alarm, const QTimeZone &zone)
{
    const alarm::AlarmLife &life = alarm.life;
    QStringList lines{Texts::tr("%1 since %2").arg(stateWord(alarm), format::dateTime(alarm.raisedAt, zone))};
    if (!alarm.isValid && life.isActive())
        lines << Texts::tr("The newest value is no number: nobody knows whether this still holds.");
    if (alarm.returnedAt && !life.isActive())
        lines << Texts::tr("Over at %1").arg(format::dateTime(*alarm.returnedAt, zone));
    if (life.isAside())
        lines << (life.isActive() ? Texts::tr("Still active behind that") : Texts::tr("Not active at present"));
    if (life.shelvedUntil())
        lines << Texts::tr("Shelved until %1").arg(format::dateTime(*life.shelvedUntil(), zone));
    if (alarm.times > 1)
        lines << Texts::tr("Raised %1 times").arg(format::count(alarm.times));
    if (const auto &by = life.acknowledgement()) {
        const QString seen = Texts::tr("Acknowledged by %1, %2").arg(by->who, format::dateTime(by->when, zone));
        lines << (by->note.isEmpty() ? seen : Texts::tr("%1: %2").arg(seen, by->note));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace watchglass::ui
