#pragma once

#include "core/alarm/alarm_entry.h"
#include "core/alarm/alarm_points.h"
#include "core/alarm/rule_engine.h"
#include "core/ingest/alarm_book.h"

#include <QHash>
#include <QSet>

#include <array>
#include <vector>

namespace watchglass::alarm {

/// How many alarms stand where.
struct StateCounts
{
    std::array<std::size_t, 3> calling{}; ///< Unacknowledged ones that are not set aside, by AlarmPriority.
    std::array<std::size_t, 8> states{};  ///< By AlarmState.

    std::size_t of(AlarmState state) const { return states[static_cast<std::size_t>(state)]; }
    std::size_t allCalling() const { return calling[0] + calling[1] + calling[2]; }
};

/// All alarms, of services, rules and links, with what operators did to them. What happens becomes an entry of the
/// history, and the entries of an earlier run bring back what then was: rules' alarms, shelves, withdrawals, and who
/// saw what. Bounded: when full, the oldest normal ones go, then the oldest that nobody need be told of.
///
/// What a source that plays a recording says is kept out with setReplayed().
/// Thread: one (the GUI's). Observers poll revision().
class AlarmRegister
{
public:
    explicit AlarmRegister(std::size_t capacity = 20'000);

    /// Takes what happened in an earlier run; to be called before anything else, in order.
    void restore(const AlarmEntry &entry);

    void setReplayed(const QString &source, bool isReplayed);
    /// What services said since the last call.
    void takeOver(const ingest::AlarmBook &book, Timestamp now);
    void apply(const RuleVerdict &verdict, const AlarmRule &rule, const QString &unit, Timestamp now);
    /// A rule is gone or changed: its alarm is over.
    void endRule(const AlarmRule &rule, Timestamp now);
    /// A source stopped answering, or answers again.
    void setLinkLost(const QString &source, bool isLost, AlarmPriority priority, const QString &cause, Timestamp now);
    /// Forgets what nobody can say anything of any more.
    void removeSource(const QString &source);

    // What operators do; false when that changes nothing.
    bool acknowledge(const AlarmId &id, const Acknowledgement &by);
    bool reset(const AlarmId &id, const QString &who, Timestamp now);
    /// All alarms of its point, also those to come. Requires: `until` after `now`.
    bool shelve(const AlarmId &id, Timestamp until, const QString &who, Timestamp now);
    bool unshelve(const AlarmId &id, const QString &who, Timestamp now);
    bool withdraw(const AlarmId &id, Withdrawal how, bool isWithdrawn, const QString &who, Timestamp now);
    /// Shelves whose time is over end.
    void expire(Timestamp now);

    /// In order of arrival; an index is good until layoutRevision() changes.
    const std::vector<Alarm> &alarms() const { return m_alarms; }
    const Alarm *find(const AlarmId &id) const;
    StateCounts counts() const;
    std::uint64_t revision() const { return m_revision; }
    /// Grows when alarms were taken out, so that indices moved.
    std::uint64_t layoutRevision() const { return m_layoutRevision; }
    /// What happened since the last call, in order.
    std::vector<AlarmEntry> takeEntries() { return std::exchange(m_entries, {}); }
    /// Alarms that were raised, ever.
    std::uint64_t raised() const { return m_raised; }

private:
    struct Aside
    {
        std::optional<Timestamp> shelvedUntil;
        bool isSuppressed = false;
        bool isOutOfService = false;

        bool isEmpty() const { return !shelvedUntil && !isSuppressed && !isOutOfService; }
    };
    struct Seen
    {
        Timestamp raisedAt;
        std::optional<Acknowledgement> acknowledgement;
    };

    Alarm &open(const AlarmId &id, const AlarmContent &content);
    Alarm *findMutable(const AlarmId &id);
    void takeRecord(const ingest::AlarmRecord &record, Timestamp now);
    void raise(Alarm &alarm, AlarmPriority priority, Timestamp raisedAt, Timestamp now);
    void giveWay(Alarm &alarm, Timestamp at, Timestamp now);
    void touch(Alarm &alarm) { alarm.revision = ++m_revision; }
    AlarmEntry &note(const Alarm &alarm, AlarmDeed deed, Timestamp now);
    void setAside(const Aside &aside, Alarm &alarm);
    void keepAside(const QString &point, const Aside &aside);
    template <typename Change>
    bool changePoint(const AlarmId &id, Change change);
    void restoreAside(const AlarmEntry &entry);
    void restoreLife(const AlarmEntry &entry);
    void makeRoom();
    void rebuildIndex();

    const std::size_t m_capacity;
    std::vector<Alarm> m_alarms;
    QHash<AlarmId, std::size_t> m_index;
    AlarmPoints m_points;
    QHash<QString, Aside> m_aside; ///< By point; without those that are not.
    QHash<AlarmId, Seen> m_seen;   ///< Of services' alarms in earlier runs.
    QSet<QString> m_replayed;
    std::vector<AlarmEntry> m_entries;
    std::uint64_t m_bookRevision = 0;
    std::uint64_t m_revision = 0;
    std::uint64_t m_layoutRevision = 0;
    std::uint64_t m_raised = 0;
    std::uint64_t m_serial = 0;
};

} // namespace watchglass::alarm
