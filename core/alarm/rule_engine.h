#pragma once

#include "core/alarm/rule_evaluator.h"
#include "core/store/series_store.h"

#include <QHash>
#include <QSet>

#include <map>
#include <memory>
#include <vector>

namespace watchglass::alarm {

/// A rule whose alarm began, ended, or is no longer to be believed.
struct RuleVerdict
{
    QString rule; ///< Its id.
    RuleChange change;
    bool isValid = true; ///< False: the newest sample is no number.
};

/// All armed rules over the samples of a store. Each poll() looks at what came since the last one, sample by sample, so
/// that nothing short is missed; a series that nothing came to costs one look at its count. Rules of one series share a
/// cursor.
///
/// Samples that come late, in front of the cursor, are looked at as well if they are not much older than `lateReach`:
/// the rules go back to a state that they kept and take everything since then again, in order; what they said already
/// is not said twice.
///
/// A source that plays a recording is told apart with setReplayed(): its samples are never looked at, and never raise
/// a live alarm.
/// Thread: one (the GUI's). Requires: the store outlives it.
class RuleEngine
{
public:
    static constexpr Duration lateReach = std::chrono::seconds(30);

    explicit RuleEngine(const store::SeriesStore &store);

    /// Replaces all rules; those that stay as they were keep their state. What is already true of a new one counts from
    /// the next poll() on. Gives the ids of rules whose alarms are over, because they are gone, changed or disarmed.
    QList<QString> setRules(const std::vector<AlarmRule> &rules);
    /// Series that armed rules look at.
    QSet<SeriesKey> watched() const;
    void setReplayed(const QString &source, bool isReplayed);
    bool isReplayed(const QString &source) const { return m_replayed.contains(source); }
    void setLinked(const QString &source, bool isLinked) { m_links.insert(source, isLinked); }

    /// `now` is our wall clock, `monotonic` never jumps. In the order of rules within a series.
    std::vector<RuleVerdict> poll(Timestamp now, Duration monotonic);
    /// Samples looked at since the start, late ones again each time.
    std::uint64_t samplesSeen() const { return m_samplesSeen; }

private:
    struct Armed
    {
        RuleEvaluator evaluator;
        RuleEvaluator kept;           ///< As it was at the series' `keptAt`.
        RuleEvaluator next;           ///< As it was at `nextAt`.
        std::vector<RuleChange> said; ///< Since `keptAt`.
        std::size_t saidBefore = 0;   ///< Of these, before `nextAt`.
        bool isRaised = false;        ///< As it was told last.
        bool isValid = true;          ///< As it was told last.
    };
    struct Watched
    {
        std::shared_ptr<const store::Series> series; ///< Null until the store has it.
        std::vector<Armed> rules;
        bool isStarted = false;
        std::optional<Timestamp> cursor; ///< Of the newest sample looked at.
        std::uint64_t total = 0;         ///< Samples that ever came, at the last look.
        Duration seenAt{};               ///< Monotonic, when the newest sample was first seen.
        Timestamp keptAt;
        Timestamp nextAt;
        Duration nextWhen{}; ///< Monotonic: when nextAt was.
    };

    void findSeries(const SeriesKey &key, Watched &watched);
    void start(Watched &watched, Timestamp now, Duration monotonic, std::vector<RuleVerdict> &verdicts);
    void look(Watched &watched, Duration monotonic, std::vector<RuleVerdict> &verdicts);
    void goBack(Watched &watched, std::vector<RuleVerdict> &verdicts);
    void keepState(Watched &watched, Duration monotonic);
    static void tell(Armed &armed, const std::vector<RuleChange> &changes, std::vector<RuleVerdict> &verdicts);
    void feed(Watched &watched, const std::vector<Sample> &samples, std::vector<RuleVerdict> &verdicts);

    const store::SeriesStore &m_store;
    std::map<SeriesKey, Watched> m_series;
    QSet<QString> m_replayed;
    QHash<QString, bool> m_links;
    std::uint64_t m_storeRevision = 0;
    bool m_isSearching = true; ///< Series that the store may have by now are to be looked for.
    std::uint64_t m_samplesSeen = 0;
};

} // namespace watchglass::alarm
