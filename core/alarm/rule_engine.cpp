#include "core/alarm/rule_engine.h"

#include <algorithm>
#include <utility>

namespace watchglass::alarm {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t mostBefore = 20'000; ///< Samples that a new rule looks back at.

Timestamp justAfter(Timestamp t)
{
    return t == Timestamp::max() ? t : t + 1ns;
}

Timestamp before(Timestamp t, Duration d)
{
    return Timestamp::min() + d > t ? Timestamp::min() : t - d;
}

/// Everything that came after the sample at `cursor`.
TimeRange after(Timestamp cursor)
{
    return {justAfter(cursor), Timestamp::max()};
}

std::uint64_t totalOf(const store::Series &series)
{
    return series.count() + series.evicted();
}

/// How much of the past decides on what is true at present.
Duration memoryOf(const AlarmRule &rule)
{
    return rule.delay + std::max(rule.window, rule.count > 1 ? rule.countWithin : Duration::zero());
}

} // namespace

RuleEngine::RuleEngine(const store::SeriesStore &store)
    : m_store(store)
{}

QList<QString> RuleEngine::setRules(const std::vector<AlarmRule> &rules)
{
    std::map<QString, Armed> known;
    for (auto &[key, watched] : m_series) {
        for (Armed &armed : watched.rules)
            known.emplace(armed.evaluator.rule().id, std::move(armed));
        watched.rules.clear();
    }
    for (const AlarmRule &rule : rules) {
        if (!rule.isEnabled || !checkRule(rule))
            continue;
        Watched &watched = m_series[rule.series];
        const auto found = known.find(rule.id);
        if (found != known.end() && found->second.evaluator.rule() == rule) {
            watched.rules.push_back(std::move(found->second));
            known.erase(found);
        } else {
            const RuleEvaluator evaluator(rule);
            watched.rules.push_back({.evaluator = evaluator, .kept = evaluator, .next = evaluator, .said = {}});
            watched.isStarted = false;
        }
    }
    std::erase_if(m_series, [](const auto &entry) { return entry.second.rules.empty(); });
    m_isSearching = true;
    QList<QString> over;
    for (const auto &[id, armed] : known) {
        if (armed.evaluator.isRaised())
            over.append(id);
    }
    return over;
}

QSet<SeriesKey> RuleEngine::watched() const
{
    QSet<SeriesKey> keys;
    for (const auto &[key, watched] : m_series) {
        if (!m_replayed.contains(key.source) && !key.attribute.isEmpty())
            keys.insert(key);
    }
    return keys;
}

void RuleEngine::setReplayed(const QString &source, bool isReplayed)
{
    if (isReplayed)
        m_replayed.insert(source);
    else
        m_replayed.remove(source);
    m_isSearching = true; // a replayed source's series were not looked for
}

std::vector<RuleVerdict> RuleEngine::poll(Timestamp now, Duration monotonic)
{
    std::vector<RuleVerdict> verdicts;
    m_isSearching = m_isSearching || m_store.revision() != m_storeRevision;
    m_storeRevision = m_store.revision();
    for (auto &[key, watched] : m_series) {
        if (m_replayed.contains(key.source))
            continue;
        if (m_isSearching)
            findSeries(key, watched);
        if (!watched.isStarted)
            start(watched, now, monotonic, verdicts);
        if (watched.series)
            look(watched, monotonic, verdicts);
        const auto link = m_links.constFind(key.source);
        for (Armed &armed : watched.rules) {
            std::vector<RuleChange> changes;
            if (link != m_links.constEnd() && armed.evaluator.rule().kind == RuleKind::LinkLost)
                armed.evaluator.setLinked(*link, now, changes);
            else if (watched.cursor)
                armed.evaluator.advance(*watched.cursor + (monotonic - watched.seenAt), changes);
            tell(armed, changes, verdicts);
        }
    }
    m_isSearching = false;
    return verdicts;
}

/// A source that was taken away and is back has new series of the same keys.
void RuleEngine::findSeries(const SeriesKey &key, Watched &watched)
{
    auto found = m_store.find(key);
    if (!found || found == watched.series)
        return;
    const bool isAnother = watched.series != nullptr;
    watched.series = std::move(found);
    if (!isAnother)
        return;
    watched.isStarted = false;
    watched.cursor.reset();
    for (Armed &armed : watched.rules) {
        armed.evaluator = RuleEvaluator(armed.evaluator.rule());
        armed.said.clear();
        armed.saidBefore = 0;
    }
}

/// New rules take the past that decides on the present, and say no more of it than what is still true.
void RuleEngine::start(Watched &watched, Timestamp now, Duration monotonic, std::vector<RuleVerdict> &verdicts)
{
    const auto last = watched.series ? watched.series->last() : std::nullopt;
    if (!last)
        return;
    watched.isStarted = true;
    if (!watched.cursor) {
        watched.cursor = last->time;
        watched.total = totalOf(*watched.series);
        // What is long silent is stale at once; a stamp that cannot be right says nothing.
        const bool isOldNews = last->time < now && last->time > now - 24h;
        watched.seenAt = isOldNews ? monotonic - (now - last->time) : monotonic;
        watched.keptAt = watched.nextAt = last->time;
        watched.nextWhen = monotonic;
    }
    for (Armed &armed : watched.rules) {
        if (armed.evaluator.time() != Timestamp::min())
            continue;
        armed.evaluator.setRhythm(watched.series->rhythm());
        std::vector<RuleChange> changes;
        const TimeRange past{before(*watched.cursor, memoryOf(armed.evaluator.rule())), justAfter(*watched.cursor)};
        for (const Sample &sample : watched.series->samples(past, mostBefore))
            armed.evaluator.feed(sample, changes);
        armed.kept = armed.next = armed.evaluator;
        // Also that there is nothing: an alarm may be remembered from before.
        const RuleChange present =
            changes.empty() ? RuleChange{false, armed.evaluator.time(), std::nullopt} : changes.back();
        tell(armed, {present}, verdicts);
    }
}

void RuleEngine::look(Watched &watched, Duration monotonic, std::vector<RuleVerdict> &verdicts)
{
    if (!watched.cursor)
        return;
    const std::uint64_t total = totalOf(*watched.series);
    if (total == watched.total)
        return;
    const std::vector<Sample> fresh = watched.series->samples(after(*watched.cursor));
    const std::uint64_t arrived = total - watched.total;
    watched.total = total;
    if (fresh.size() < arrived)
        goBack(watched, verdicts);
    if (fresh.empty())
        return;
    watched.total = std::max(watched.total, total - arrived + fresh.size());
    const auto rhythm = watched.series->rhythm();
    for (Armed &armed : watched.rules)
        armed.evaluator.setRhythm(rhythm);
    feed(watched, fresh, verdicts);
    watched.cursor = fresh.back().time;
    watched.seenAt = monotonic;
    keepState(watched, monotonic);
}

void RuleEngine::feed(Watched &watched, const std::vector<Sample> &samples, std::vector<RuleVerdict> &verdicts)
{
    m_samplesSeen += samples.size();
    for (Armed &armed : watched.rules) {
        std::vector<RuleChange> changes;
        for (const Sample &sample : samples)
            armed.evaluator.feed(sample, changes);
        tell(armed, changes, verdicts);
    }
}

void RuleEngine::goBack(Watched &watched, std::vector<RuleVerdict> &verdicts)
{
    const TimeRange again{justAfter(watched.keptAt), justAfter(*watched.cursor)};
    const std::vector<Sample> samples = watched.series->samples(again);
    for (Armed &armed : watched.rules)
        armed.evaluator = armed.kept;
    feed(watched, samples, verdicts);
}

/// What is kept is always between once and twice `lateReach` old, once that much has passed.
void RuleEngine::keepState(Watched &watched, Duration monotonic)
{
    if (monotonic - watched.nextWhen < lateReach)
        return;
    watched.keptAt = std::exchange(watched.nextAt, *watched.cursor);
    watched.nextWhen = monotonic;
    for (Armed &armed : watched.rules) {
        armed.kept = std::exchange(armed.next, armed.evaluator);
        armed.said.erase(armed.said.begin(), armed.said.begin() + static_cast<std::ptrdiff_t>(armed.saidBefore));
        armed.saidBefore = armed.said.size();
    }
}

/// Says what is new. An alarm that began and ended before the present is said whole; one that was said already is not
/// said again; and when late samples show that it is not as it was told, that is said.
void RuleEngine::tell(Armed &armed, const std::vector<RuleChange> &changes, std::vector<RuleVerdict> &verdicts)
{
    const RuleEvaluator &evaluator = armed.evaluator;
    const auto say = [&](const RuleChange &change) {
        verdicts.push_back({evaluator.rule().id, change, evaluator.isValid()});
        armed.isRaised = change.isRaised;
        armed.isValid = evaluator.isValid();
    };
    for (const RuleChange &change : changes) {
        if (std::find(armed.said.begin(), armed.said.end(), change) != armed.said.end())
            continue;
        armed.said.push_back(change);
        say(change);
    }
    const bool isDoubted = evaluator.isRaised() && armed.isValid != evaluator.isValid();
    if (armed.isRaised != evaluator.isRaised() || isDoubted)
        say({evaluator.isRaised(), evaluator.time(), std::nullopt});
}

} // namespace watchglass::alarm
