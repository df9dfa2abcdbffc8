#include "core/attention/demand_planner.h"

#include <algorithm>
#include <utility>

namespace watchglass::attention {

DemandPlanner::DemandPlanner(const Settings &settings)
    : m_settings(settings)
{}

void DemandPlanner::addSource(const QString &id, Duration now)
{
    Source &source = m_sources[id];
    if (source.isThere)
        return;
    source.isThere = true;
    source.othersDue = now;
}

void DemandPlanner::removeSource(const QString &id)
{
    const auto found = m_sources.find(id);
    if (found == m_sources.end())
        return;
    Source kept;
    for (const auto &[key, entry] : found->second.series) {
        if (entry.wanted != AttentionLevel::None)
            kept.series.emplace(key, Entry{entry.wanted, {}});
    }
    if (kept.series.empty())
        m_sources.erase(found);
    else
        found->second = std::move(kept);
}

void DemandPlanner::setLevel(const SeriesKey &key, AttentionLevel level, Duration now)
{
    if (level == AttentionLevel::None) {
        const auto source = m_sources.find(key.source);
        if (source == m_sources.end() || !source->second.series.contains(key))
            return;
    }
    Source &source = m_sources[key.source];
    Entry &entry = source.series[key];
    entry.wanted = level;
    review(source, key, entry, now);
    if (level == AttentionLevel::None && !entry.told)
        forget(key);
}

void DemandPlanner::setUnthrottled(bool isUnthrottled, Duration now)
{
    if (isUnthrottled == m_isUnthrottled)
        return;
    m_isUnthrottled = isUnthrottled;
    for (auto &[id, source] : m_sources) {
        reviewOthers(source, now);
        for (const auto &[key, entry] : source.series)
            review(source, key, entry, now);
    }
}

std::vector<SourceDemand> DemandPlanner::due(Duration now)
{
    std::vector<SourceDemand> demands;
    for (auto &[id, source] : m_sources) {
        const auto next = nextDue(source);
        if (next && *next <= now)
            demands.push_back({id, tell(source, now)});
    }
    return demands;
}

std::optional<Duration> DemandPlanner::nextDue() const
{
    std::optional<Duration> earliest;
    for (const auto &[id, source] : m_sources) {
        const auto next = nextDue(source);
        if (next && (!earliest || *next < *earliest))
            earliest = next;
    }
    return earliest;
}

AttentionLevel DemandPlanner::demand(const SeriesKey &key) const
{
    const auto source = m_sources.find(key.source);
    if (source == m_sources.end())
        return AttentionLevel::High;
    const auto entry = source->second.series.find(key);
    return toldOf(source->second, entry == source->second.series.end() ? Entry{} : entry->second);
}

std::uint64_t DemandPlanner::messages(const QString &source) const
{
    const auto found = m_sources.find(source);
    return found == m_sources.end() ? 0 : found->second.messages;
}

AttentionLevel DemandPlanner::wantedOf(const Entry &entry) const
{
    return m_isUnthrottled ? AttentionLevel::High : entry.wanted;
}

AttentionLevel DemandPlanner::wantedOfOthers() const
{
    return m_isUnthrottled ? AttentionLevel::High : AttentionLevel::None;
}

AttentionLevel DemandPlanner::toldOf(const Source &source, const Entry &entry) const
{
    return entry.told.value_or(source.othersTold.value_or(AttentionLevel::High));
}

/// Whether a series has something to be told of, and when.
void DemandPlanner::review(Source &source, const SeriesKey &key, const Entry &entry, Duration now)
{
    if (!source.othersTold)
        return; // the first message tells all that is wanted by then
    const AttentionLevel wanted = wantedOf(entry);
    const AttentionLevel told = toldOf(source, entry);
    const auto waiting = source.waiting.find(key);
    if (wanted == told) {
        if (waiting != source.waiting.end()) {
            source.waiting.erase(waiting);
            ++m_counters.takenBack;
        }
        return;
    }
    const bool isRise = wanted > told;
    // What waits in the same direction goes on waiting from when it began: no flapping can put it off for ever.
    if (waiting == source.waiting.end() || waiting->second.isRise != isRise)
        source.waiting.insert_or_assign(key, Waiting{isRise ? now : now + m_settings.fallDelay, isRise});
}

void DemandPlanner::reviewOthers(Source &source, Duration now)
{
    if (!source.othersTold)
        return;
    const AttentionLevel wanted = wantedOfOthers();
    if (wanted == *source.othersTold)
        source.othersDue.reset();
    else
        source.othersDue = wanted > *source.othersTold ? now : now + m_settings.fallDelay;
}

std::optional<Duration> DemandPlanner::nextDue(const Source &source) const
{
    std::optional<Duration> next = source.othersDue;
    for (const auto &[key, waiting] : source.waiting)
        next = next ? std::min(*next, waiting.due) : waiting.due;
    if (next && source.lastMessage)
        next = std::max(*next, *source.lastMessage + m_settings.spacing);
    return next;
}

DemandChange DemandPlanner::tell(Source &source, Duration now)
{
    DemandChange change;
    if (source.othersDue && *source.othersDue <= now)
        tellOthers(source, change);
    for (auto waiting = source.waiting.begin(); waiting != source.waiting.end();) {
        if (waiting->second.due > now) {
            ++waiting;
            continue;
        }
        Entry &entry = source.series[waiting->first];
        entry.told = wantedOf(entry);
        change.series.push_back({waiting->first, *entry.told});
        waiting = source.waiting.erase(waiting);
    }
    source.lastMessage = now;
    ++source.messages;
    ++m_counters.messages;
    m_counters.seriesNamed += change.series.size();
    return change;
}

/// What is said of the others holds for series that were never named: those that are to have another level are named
/// with it, and the rest has nothing to wait for any more.
void DemandPlanner::tellOthers(Source &source, DemandChange &change)
{
    const AttentionLevel others = wantedOfOthers();
    change.others = others;
    source.othersTold = others;
    source.othersDue.reset();
    for (auto &[key, entry] : source.series) {
        if (entry.told)
            continue;
        source.waiting.erase(key);
        if (wantedOf(entry) != others) {
            entry.told = wantedOf(entry);
            change.series.push_back({key, *entry.told});
        }
    }
}

/// A series that was never named and is not wanted is one of the others.
void DemandPlanner::forget(const SeriesKey &key)
{
    const auto found = m_sources.find(key.source);
    found->second.series.erase(key);
    found->second.waiting.erase(key);
    if (found->second.series.empty() && !found->second.isThere)
        m_sources.erase(found);
}

} // namespace watchglass::attention
