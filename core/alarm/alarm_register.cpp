#include "core/alarm/alarm_register.h"

#include <QCoreApplication>

#include <algorithm>

namespace watchglass::alarm {

AlarmRegister::AlarmRegister(std::size_t capacity)
    : m_capacity(std::max<std::size_t>(capacity, 1))
{}

void AlarmRegister::setReplayed(const QString &source, bool isReplayed)
{
    if (isReplayed)
        m_replayed.insert(source);
    else
        m_replayed.remove(source);
}

void AlarmRegister::takeOver(const ingest::AlarmBook &book, Timestamp now)
{
    if (book.revision() == m_bookRevision)
        return;
    for (const ingest::AlarmRecord &record : book.alarms()) {
        if (record.revision > m_bookRevision && !m_replayed.contains(record.source))
            takeRecord(record, now);
    }
    m_bookRevision = book.revision();
}

void AlarmRegister::takeRecord(const ingest::AlarmRecord &record, Timestamp now)
{
    const AlarmEvent &event = record.event;
    const AlarmId id{AlarmOrigin::Service, record.source, event.id};
    const bool isOver = event.condition == AlarmCondition::Resolved;
    const bool isKnown = find(id) != nullptr;
    Alarm &alarm = open(id, {.series = {record.source, event.device, event.metric, {}},
                             .title = event.title.isEmpty() ? event.type : event.title,
                             .cause = event.message,
                             .guidance = {},
                             .unit = {},
                             .limit = event.threshold,
                             .value = event.actual});
    alarm.isActionable = event.actionable;
    if (isOver && !isKnown) { // long over: nothing to be told of
        alarm.raisedAt = event.raisedAt;
        alarm.returnedAt = event.resolvedAt;
    } else if (isOver) {
        giveWay(alarm, event.resolvedAt.value_or(now), now);
    } else {
        raise(alarm, event.priority, event.raisedAt, now);
    }
    const bool isSeen = event.condition == AlarmCondition::Acknowledged || (isOver && event.acknowledgedAt);
    const Acknowledgement byService{
        QCoreApplication::translate("AlarmRegister", "the service"), event.acknowledgedAt.value_or(now), {}};
    if (isSeen && alarm.life.acknowledge(byService))
        note(alarm, AlarmDeed::Acknowledged, now).who = byService.who;
    touch(alarm);
}

void AlarmRegister::apply(const RuleVerdict &verdict, const AlarmRule &rule, const QString &unit, Timestamp now)
{
    const AlarmId id{AlarmOrigin::Rule, rule.series.source, rule.id};
    if (m_replayed.contains(rule.series.source) || (!verdict.change.isRaised && !find(id)))
        return;
    const bool hasLimit = rule.kind == RuleKind::High || rule.kind == RuleKind::Low
                          || rule.kind == RuleKind::RateOfChange || rule.kind == RuleKind::StateEquals;
    const Alarm *known = find(id);
    const std::optional<double> value = verdict.change.isRaised || !known ? verdict.change.value : known->content.value;
    Alarm &alarm = open(id, {.series = rule.series,
                             .title = ruleTitle(rule),
                             .cause = ruleText(rule),
                             .guidance = rule.guidance,
                             .unit = unit,
                             .limit = hasLimit ? std::optional(rule.limit) : std::nullopt,
                             .value = value});
    alarm.life.setLatches(rule.latches);
    alarm.isValid = verdict.isValid;
    if (verdict.change.isRaised)
        raise(alarm, rule.priority, verdict.change.at, now);
    else
        giveWay(alarm, verdict.change.at, now);
    touch(alarm);
}

void AlarmRegister::endRule(const AlarmRule &rule, Timestamp now)
{
    Alarm *alarm = findMutable({AlarmOrigin::Rule, rule.series.source, rule.id});
    if (!alarm)
        return;
    giveWay(*alarm, now, now);
    touch(*alarm);
}

void AlarmRegister::setLinkLost(const QString &source, bool isLost, AlarmPriority priority, const QString &cause,
                                Timestamp now)
{
    const AlarmId id{AlarmOrigin::Link, source, source};
    const Alarm *known = find(id);
    const bool isAsKnown = known && known->life.isActive() == isLost && (!isLost || known->life.priority() == priority);
    if (m_replayed.contains(source) || isAsKnown || (!isLost && !known))
        return;
    Alarm &alarm = open(id, {.series = {source, {}, {}, {}},
                             .title = QCoreApplication::translate("AlarmRegister", "Source does not answer"),
                             .cause = cause,
                             .guidance = QCoreApplication::translate(
                                 "AlarmRegister", "Its alarms and values are not known until it answers again. Check "
                                                  "the network and the service."),
                             .unit = {},
                             .limit = {},
                             .value = {}});
    if (isLost)
        raise(alarm, priority, alarm.life.isActive() ? alarm.raisedAt : now, now);
    else
        giveWay(alarm, now, now);
    touch(alarm);
}

void AlarmRegister::raise(Alarm &alarm, AlarmPriority priority, Timestamp raisedAt, Timestamp now)
{
    const bool wasActive = alarm.life.isActive();
    const bool wasWorse = wasActive && alarm.life.priority() >= priority;
    if (!alarm.life.raise(priority))
        return;
    if (!wasActive) {
        alarm.raisedAt = raisedAt;
        alarm.returnedAt.reset();
        ++alarm.times;
    }
    if (wasWorse)
        return; // better than before is no news
    const auto seen = m_seen.constFind(alarm.id);
    if (!wasActive && seen != m_seen.constEnd() && seen->raisedAt == raisedAt) {
        if (seen->acknowledgement)
            alarm.life.acknowledge(*seen->acknowledgement);
        return;
    }
    ++m_raised;
    note(alarm, wasActive ? AlarmDeed::Worsened : AlarmDeed::Raised, now);
}

void AlarmRegister::giveWay(Alarm &alarm, Timestamp at, Timestamp now)
{
    if (!alarm.life.giveWay())
        return;
    alarm.returnedAt = at;
    note(alarm, AlarmDeed::Returned, now);
}

Alarm &AlarmRegister::open(const AlarmId &id, const AlarmContent &content)
{
    if (Alarm *known = findMutable(id)) {
        known->content = content;
        return *known;
    }
    makeRoom();
    m_index.insert(id, m_alarms.size());
    Alarm &alarm = m_alarms.emplace_back();
    alarm.id = id;
    alarm.serial = ++m_serial;
    alarm.point = m_points.of(id, content);
    alarm.content = content;
    const auto aside = m_aside.constFind(alarm.point);
    if (aside != m_aside.constEnd()) {
        setAside(*aside, alarm);
        m_points.keep(id, alarm.point);
    }
    return alarm;
}

AlarmEntry &AlarmRegister::note(const Alarm &alarm, AlarmDeed deed, Timestamp now)
{
    AlarmEntry &entry = m_entries.emplace_back();
    entry.at = now;
    entry.deed = deed;
    entry.id = alarm.id;
    entry.content = alarm.content;
    entry.priority = alarm.life.priority();
    entry.raisedAt = alarm.raisedAt;
    entry.latches = alarm.life.latches();
    return entry;
}

const Alarm *AlarmRegister::find(const AlarmId &id) const
{
    const auto found = m_index.constFind(id);
    return found == m_index.constEnd() ? nullptr : &m_alarms[*found];
}

Alarm *AlarmRegister::findMutable(const AlarmId &id)
{
    const auto found = m_index.constFind(id);
    return found == m_index.constEnd() ? nullptr : &m_alarms[*found];
}

StateCounts AlarmRegister::counts() const
{
    StateCounts counts;
    for (const Alarm &alarm : m_alarms) {
        ++counts.states[static_cast<std::size_t>(alarm.life.state())];
        if (alarm.life.isCalling())
            ++counts.calling[static_cast<std::size_t>(alarm.life.priority())];
    }
    return counts;
}

void AlarmRegister::makeRoom()
{
    if (m_alarms.size() < m_capacity)
        return;
    // Some at once, so that a full register is not gone through for every new alarm.
    const std::size_t count = std::max<std::size_t>(1, m_capacity / 16);
    const auto rank = [](const Alarm &alarm) {
        return alarm.life.state() == AlarmState::Normal ? 0 : alarm.life.isCalling() ? 2 : 1;
    };
    std::vector<std::size_t> order(m_alarms.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count) - 1, order.end(),
                     [&](std::size_t a, std::size_t b) {
                         return std::tuple(rank(m_alarms[a]), m_alarms[a].revision, a)
                                < std::tuple(rank(m_alarms[b]), m_alarms[b].revision, b);
                     });
    std::vector<bool> goes(m_alarms.size(), false);
    for (std::size_t i = 0; i < count; ++i)
        goes[order[i]] = true;
    std::size_t at = 0;
    std::erase_if(m_alarms, [&](const Alarm &) { return goes[at++]; });
    rebuildIndex();
}

void AlarmRegister::removeSource(const QString &source)
{
    if (std::erase_if(m_alarms, [&](const Alarm &alarm) { return alarm.id.source == source; }) > 0)
        rebuildIndex();
}

void AlarmRegister::rebuildIndex()
{
    m_index.clear();
    for (std::size_t i = 0; i < m_alarms.size(); ++i)
        m_index.insert(m_alarms[i].id, i);
    ++m_revision;
    ++m_layoutRevision;
}

} // namespace watchglass::alarm
