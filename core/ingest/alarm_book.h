#pragma once

#include "core/model/alarm_event.h"

#include <QHash>

#include <array>
#include <utility>
#include <vector>

namespace watchglass::ingest {

/// One alarm of one source with what its reports come to.
struct AlarmRecord
{
    QString source;
    AlarmEvent event;
    Timestamp firstReported;    ///< Our clock.
    Timestamp lastReported;     ///< Our clock, when a report last changed something.
    std::uint64_t reports = 0;  ///< Changes, duplicates and late ones alike.
    std::uint64_t revision = 0; ///< The book's revision of its last change.
};

/// What a report did.
enum class AlarmChange {
    Raised,    ///< A new alarm, or one that was over and is raised again.
    Changed,   ///< Acknowledged, resolved, escalated or told in other words.
    Unchanged, ///< Said nothing new.
    Outdated,  ///< Older than what is known: a resolved alarm is not reopened by its own earlier report.
};

/// How many alarms stand where.
struct AlarmCounts
{
    std::array<std::size_t, 3> unacknowledged{}; ///< Active ones by AlarmPriority.
    std::size_t acknowledged = 0;                ///< And not over.
    std::size_t resolved = 0;
};

/// The alarms of all sources. Reports come late, twice and out of order; the book keeps the order of an alarm's life
/// (active, acknowledged, resolved) and goes back only for what is newer: raised again after it was over, or raised
/// higher after it was acknowledged. Bounded: when full, the oldest resolved ones go, then the oldest acknowledged,
/// then the oldest.
/// Thread: one (the GUI's). Observers poll revision().
class AlarmBook
{
public:
    explicit AlarmBook(std::size_t capacity = 20'000);

    AlarmChange apply(const QString &source, const AlarmEvent &event, Timestamp now);
    void removeSource(const QString &source);

    /// In order of arrival; an index is good until layoutRevision() changes.
    const std::vector<AlarmRecord> &alarms() const { return m_alarms; }
    const AlarmRecord *find(const QString &source, const QString &id) const;
    AlarmCounts counts() const;
    std::uint64_t revision() const { return m_revision; }
    /// Grows when records were taken out, so that indices moved.
    std::uint64_t layoutRevision() const { return m_layoutRevision; }
    /// Records that had to go because the book was full.
    std::uint64_t evicted() const { return m_evicted; }

private:
    using Key = std::pair<QString, QString>;

    void makeRoom();
    void rebuildIndex();

    const std::size_t m_capacity;
    std::vector<AlarmRecord> m_alarms;
    QHash<Key, std::size_t> m_index;
    std::uint64_t m_revision = 0;
    std::uint64_t m_layoutRevision = 0;
    std::uint64_t m_evicted = 0;
};

} // namespace watchglass::ingest
