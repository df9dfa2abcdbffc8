#include "core/alarm/alarm_filter.h"

namespace watchglass::alarm {

namespace {

bool isShown(const Alarm &alarm, AlarmShow show)
{
    switch (show) {
    case AlarmShow::Current:
        return alarm.life.state() != AlarmState::Normal && !alarm.life.isAside();
    case AlarmShow::Calling:
        return alarm.life.isCalling();
    case AlarmShow::Aside:
        return alarm.life.isAside();
    case AlarmShow::All:
        break;
    }
    return true;
}

int rankOf(const Alarm &alarm)
{
    switch (alarm.life.state()) {
    case AlarmState::ActiveUnacknowledged:
        return 0;
    case AlarmState::ReturnedUnacknowledged:
        return 1;
    case AlarmState::Latched:
        return alarm.life.isUnacknowledged() ? 1 : 3;
    case AlarmState::ActiveAcknowledged:
        return 2;
    case AlarmState::Shelved:
    case AlarmState::Suppressed:
    case AlarmState::OutOfService:
        return 4;
    case AlarmState::Normal:
        break;
    }
    return 5;
}

} // namespace

bool matches(const Alarm &alarm, const AlarmFilter &filter, const QString &deviceName)
{
    if (!isShown(alarm, filter.show))
        return false;
    if (!filter.priorities.isEmpty() && !filter.priorities.contains(static_cast<int>(alarm.life.priority())))
        return false;
    if (!filter.source.isEmpty() && filter.source != alarm.id.source)
        return false;
    if (filter.text.isEmpty())
        return true;
    const AlarmContent &content = alarm.content;
    for (const QString &word : filter.text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto has = [&word](const QString &text) { return text.contains(word, Qt::CaseInsensitive); };
        if (!has(content.title) && !has(content.cause) && !has(deviceName) && !has(content.series.device)
            && !has(content.series.attribute) && !has(alarm.id.source))
            return false;
    }
    return true;
}

qint64 alarmUrgency(const Alarm &alarm)
{
    const qint64 priority = static_cast<qint64>(AlarmPriority::Critical) - static_cast<qint64>(alarm.life.priority());
    constexpr qint64 timeBits = 50; // of milliseconds: enough until 2262
    const qint64 newestFirst = (qint64{1} << (timeBits - 1)) - alarm.raisedAt.ns() / 1'000'000;
    return ((static_cast<qint64>(rankOf(alarm)) * 4 + priority) << timeBits) + newestFirst;
}

} // namespace watchglass::alarm
