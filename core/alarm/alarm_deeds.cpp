// What operators do to alarms, and how an earlier run's deeds come back.
#include "core/alarm/alarm_register.h"

namespace watchglass::alarm {

bool AlarmRegister::acknowledge(const AlarmId &id, const Acknowledgement &by)
{
    Alarm *alarm = findMutable(id);
    if (!alarm || !alarm->life.acknowledge(by))
        return false;
    AlarmEntry &entry = note(*alarm, AlarmDeed::Acknowledged, by.when);
    entry.who = by.who;
    entry.note = by.note;
    touch(*alarm);
    return true;
}

bool AlarmRegister::reset(const AlarmId &id, const QString &who, Timestamp now)
{
    Alarm *alarm = findMutable(id);
    if (!alarm || !alarm->life.reset())
        return false;
    note(*alarm, AlarmDeed::Reset, now).who = who;
    touch(*alarm);
    return true;
}

template <typename Change>
bool AlarmRegister::changePoint(const AlarmId &id, Change change)
{
    const Alarm *named = find(id);
    if (!named)
        return false;
    const QString point = named->point;
    Aside aside = m_aside.value(point);
    change(aside);
    bool isNew = false;
    for (Alarm &alarm : m_alarms) {
        if (alarm.point != point)
            continue;
        const AlarmState before = alarm.life.state();
        const auto until = alarm.life.shelvedUntil();
        setAside(aside, alarm);
        m_points.keep(alarm.id, point);
        isNew = isNew || before != alarm.life.state() || until != alarm.life.shelvedUntil();
        touch(alarm);
    }
    keepAside(point, aside);
    return isNew;
}

void AlarmRegister::keepAside(const QString &point, const Aside &aside)
{
    if (aside.isEmpty()) {
        m_aside.remove(point);
        m_points.forget(point);
    } else {
        m_aside.insert(point, aside);
    }
}

void AlarmRegister::setAside(const Aside &aside, Alarm &alarm)
{
    if (aside.shelvedUntil)
        alarm.life.shelve(*aside.shelvedUntil);
    else
        alarm.life.unshelve();
    alarm.life.withdraw(Withdrawal::Suppressed, aside.isSuppressed);
    alarm.life.withdraw(Withdrawal::OutOfService, aside.isOutOfService);
}

bool AlarmRegister::shelve(const AlarmId &id, Timestamp until, const QString &who, Timestamp now)
{
    if (until <= now || !changePoint(id, [until](Aside &aside) { aside.shelvedUntil = until; }))
        return false;
    AlarmEntry &entry = note(*find(id), AlarmDeed::Shelved, now);
    entry.who = who;
    entry.until = until;
    return true;
}

bool AlarmRegister::unshelve(const AlarmId &id, const QString &who, Timestamp now)
{
    if (!changePoint(id, [](Aside &aside) { aside.shelvedUntil.reset(); }))
        return false;
    note(*find(id), AlarmDeed::Unshelved, now).who = who;
    return true;
}

bool AlarmRegister::withdraw(const AlarmId &id, Withdrawal how, bool isWithdrawn, const QString &who, Timestamp now)
{
    const bool isSuppression = how == Withdrawal::Suppressed;
    const bool isNew = changePoint(
        id, [&](Aside &aside) { (isSuppression ? aside.isSuppressed : aside.isOutOfService) = isWithdrawn; });
    if (!isNew)
        return false;
    const AlarmDeed deed = isSuppression ? (isWithdrawn ? AlarmDeed::Suppressed : AlarmDeed::Unsuppressed)
                                         : (isWithdrawn ? AlarmDeed::OutOfService : AlarmDeed::InService);
    note(*find(id), deed, now).who = who;
    return true;
}

void AlarmRegister::expire(Timestamp now)
{
    bool isAnyOver = false;
    m_aside.removeIf([&](auto entry) {
        Aside &aside = entry.value();
        const bool isOver = aside.shelvedUntil && *aside.shelvedUntil <= now;
        isAnyOver = isAnyOver || isOver;
        if (isOver)
            aside.shelvedUntil.reset();
        if (aside.isEmpty())
            m_points.forget(entry.key());
        return aside.isEmpty();
    });
    if (!isAnyOver)
        return;
    for (Alarm &alarm : m_alarms) {
        if (!alarm.life.expire(now))
            continue;
        note(alarm, AlarmDeed::ShelfEnded, now);
        touch(alarm);
    }
}

void AlarmRegister::restore(const AlarmEntry &entry)
{
    restoreAside(entry);
    if (entry.id.origin == AlarmOrigin::Rule)
        restoreLife(entry);
    if (entry.id.origin != AlarmOrigin::Service)
        return;
    if (entry.deed == AlarmDeed::Raised || entry.deed == AlarmDeed::Worsened)
        m_seen.insert(entry.id, {entry.raisedAt, {}});
    else if (entry.deed == AlarmDeed::Acknowledged)
        m_seen.insert(entry.id, {entry.raisedAt, Acknowledgement{entry.who, entry.at, entry.note}});
}

void AlarmRegister::restoreAside(const AlarmEntry &entry)
{
    const QString point = m_points.of(entry.id, entry.content);
    Aside aside = m_aside.value(point);
    switch (entry.deed) {
    case AlarmDeed::Shelved:
        aside.shelvedUntil = entry.until;
        break;
    case AlarmDeed::Unshelved:
    case AlarmDeed::ShelfEnded:
        aside.shelvedUntil.reset();
        break;
    case AlarmDeed::Suppressed:
    case AlarmDeed::Unsuppressed:
        aside.isSuppressed = entry.deed == AlarmDeed::Suppressed;
        break;
    case AlarmDeed::OutOfService:
    case AlarmDeed::InService:
        aside.isOutOfService = entry.deed == AlarmDeed::OutOfService;
        break;
    case AlarmDeed::Raised:
    case AlarmDeed::Worsened:
    case AlarmDeed::Returned:
    case AlarmDeed::Acknowledged:
    case AlarmDeed::Reset:
        return;
    }
    m_points.keep(entry.id, point);
    keepAside(point, aside);
    if (Alarm *alarm = findMutable(entry.id))
        setAside(aside, *alarm);
}

void AlarmRegister::restoreLife(const AlarmEntry &entry)
{
    Alarm &alarm = open(entry.id, entry.content);
    alarm.life.setLatches(entry.latches);
    alarm.raisedAt = entry.raisedAt;
    switch (entry.deed) {
    case AlarmDeed::Raised:
    case AlarmDeed::Worsened:
        alarm.times += entry.deed == AlarmDeed::Raised ? 1 : 0;
        alarm.returnedAt.reset();
        alarm.life.raise(entry.priority);
        break;
    case AlarmDeed::Returned:
        alarm.returnedAt = entry.at;
        alarm.life.giveWay();
        break;
    case AlarmDeed::Acknowledged:
        alarm.life.acknowledge({entry.who, entry.at, entry.note});
        break;
    case AlarmDeed::Reset:
        alarm.life.reset();
        break;
    default:
        break;
    }
    touch(alarm);
}

} // namespace watchglass::alarm
