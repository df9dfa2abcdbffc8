#include "core/ingest/alarm_book.h"

#include <algorithm>
#include <tuple>

namespace watchglass::ingest {

namespace {

bool sameReport(const AlarmEvent &a, const AlarmEvent &b)
{
    const auto parts = [](const AlarmEvent &e) {
        return std::tie(e.id, e.actionable, e.device, e.priority, e.severity, e.type, e.title, e.message, e.metric,
                        e.threshold, e.actual, e.condition, e.raisedAt, e.acknowledgedAt, e.resolvedAt);
    };
    return parts(a) == parts(b);
}

void keepText(QString &into, const QString &known)
{
    if (into.isEmpty())
        into = known;
}

/// Services write one instant in different places with more digits and with fewer.
constexpr Duration sameInstant = std::chrono::seconds(1);

bool isSameOccurrence(const AlarmEvent &a, const AlarmEvent &b)
{
    const Duration apart = a.raisedAt - b.raisedAt;
    return (apart < Duration::zero() ? -apart : apart) < sameInstant;
}

/// `report` with what it leaves out filled in from what is known: services say different parts in different places.
AlarmEvent completed(AlarmEvent report, const AlarmEvent &known)
{
    report.actionable |= known.actionable;
    // An alarm does not move to another device, but the row of a table may name it by a number of its own.
    if (report.device.isEmpty() || (!known.device.isEmpty() && isSameOccurrence(report, known)))
        report.device = known.device;
    keepText(report.type, known.type);
    keepText(report.title, known.title);
    keepText(report.message, known.message);
    keepText(report.metric, known.metric);
    if (report.severity.isEmpty()) {
        report.severity = known.severity;
        report.priority = known.priority;
    }
    if (!report.threshold)
        report.threshold = known.threshold;
    if (!report.actual)
        report.actual = known.actual;
    if (report.condition != AlarmCondition::Active) {
        if (!report.acknowledgedAt)
            report.acknowledgedAt = known.acknowledgedAt;
        if (!report.resolvedAt)
            report.resolvedAt = known.resolvedAt;
    }
    return report;
}

} // namespace

AlarmBook::AlarmBook(std::size_t capacity)
    : m_capacity(std::max<std::size_t>(capacity, 1))
{}

AlarmChange AlarmBook::apply(const QString &source, const AlarmEvent &event, Timestamp now)
{
    const auto found = m_index.constFind(Key(source, event.id));
    if (found == m_index.constEnd()) {
        makeRoom();
        m_index.insert(Key(source, event.id), m_alarms.size());
        m_alarms.push_back({source, event, now, now, 1, ++m_revision});
        return event.condition == AlarmCondition::Resolved ? AlarmChange::Changed : AlarmChange::Raised;
    }
    AlarmRecord &record = m_alarms[*found];
    ++record.reports;
    const AlarmEvent &known = record.event;
    AlarmEvent next = completed(event, known);
    AlarmChange change = AlarmChange::Changed;
    if (event.condition < known.condition) {
        const bool isNewer = event.raisedAt > known.raisedAt;
        const bool isHigher = next.priority > known.priority;
        if (known.condition == AlarmCondition::Resolved && isNewer) {
            change = AlarmChange::Raised;
        } else if (known.condition == AlarmCondition::Acknowledged && isHigher && event.raisedAt >= known.raisedAt) {
            change = AlarmChange::Raised;
        } else if (known.condition == AlarmCondition::Acknowledged && isNewer) {
            next.condition = AlarmCondition::Acknowledged; // the same trouble goes on; it was seen
            next.acknowledgedAt = known.acknowledgedAt;
        } else {
            return AlarmChange::Outdated;
        }
    } else if (event.raisedAt < known.raisedAt) {
        return AlarmChange::Outdated;
    }
    if (sameReport(next, known))
        return AlarmChange::Unchanged;
    record.event = std::move(next);
    record.lastReported = now;
    record.revision = ++m_revision;
    return change;
}

void AlarmBook::makeRoom()
{
    if (m_alarms.size() < m_capacity)
        return;
    // Some at once, so that a full book is not gone through for every new alarm.
    const std::size_t surplus = m_alarms.size() - m_capacity + 1;
    const std::size_t count = std::min(m_alarms.size(), std::max(surplus, m_capacity / 16));
    std::vector<std::size_t> order(m_alarms.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    const auto goesFirst = [this](std::size_t a, std::size_t b) {
        const AlarmRecord &left = m_alarms[a];
        const AlarmRecord &right = m_alarms[b];
        if (left.event.condition != right.event.condition)
            return left.event.condition > right.event.condition;
        return std::tie(left.lastReported, a) < std::tie(right.lastReported, b);
    };
    std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count) - 1, order.end(), goesFirst);
    std::vector<bool> goes(m_alarms.size(), false);
    for (std::size_t i = 0; i < count; ++i)
        goes[order[i]] = true;
    std::size_t at = 0;
    std::erase_if(m_alarms, [&goes, &at](const AlarmRecord &) { return goes[at++]; });
    m_evicted += count;
    rebuildIndex();
}

void AlarmBook::rebuildIndex()
{
    m_index.clear();
    for (std::size_t i = 0; i < m_alarms.size(); ++i)
        m_index.insert(Key(m_alarms[i].source, m_alarms[i].event.id), i);
    ++m_revision;
    ++m_layoutRevision;
}

void AlarmBook::removeSource(const QString &source)
{
    if (std::erase_if(m_alarms, [&source](const AlarmRecord &record) { return record.source == source; }) > 0)
        rebuildIndex();
}

const AlarmRecord *AlarmBook::find(const QString &source, const QString &id) const
{
    const auto found = m_index.constFind(Key(source, id));
    return found == m_index.constEnd() ? nullptr : &m_alarms[*found];
}

AlarmCounts AlarmBook::counts() const
{
    AlarmCounts counts;
    for (const AlarmRecord &record : m_alarms) {
        switch (record.event.condition) {
        case AlarmCondition::Active:
            ++counts.unacknowledged[static_cast<std::size_t>(record.event.priority)];
            break;
        case AlarmCondition::Acknowledged:
            ++counts.acknowledged;
            break;
        case AlarmCondition::Resolved:
            ++counts.resolved;
            break;
        }
    }
    return counts;
}

} // namespace watchglass::ingest
