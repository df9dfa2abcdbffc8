#pragma once

#include "core/attention/attention_values.h"

#include <map>
#include <optional>
#include <vector>

namespace watchglass::attention {

/// What a source is to be told now.
struct SourceDemand
{
    QString source;
    DemandChange change;
};

/// What was told so far.
struct DemandCounters
{
    std::uint64_t messages = 0;
    std::uint64_t seriesNamed = 0; ///< In those messages.
    std::uint64_t takenBack = 0;   ///< Changes that came to nothing before they were told.
};

/// From levels of series to what their sources are told: differences only, at most one message per source and
/// Settings::spacing. A rise is told at once, or when the spacing allows; a fall waits for Settings::fallDelay and is
/// forgotten when the level comes back meanwhile. So a pointer that sweeps over a wall of panels raises what it touches
/// and causes no flapping.
///
/// A source's first message says None of all others, and names what is wanted. Levels of sources that are not there
/// (yet, or any more) are kept, so that they start right. Thread: one (the GUI's). Times are monotonic. Invariant: when
/// levels have rested for fallDelay and spacing, every source was told what is wanted.
class DemandPlanner
{
public:
    struct Settings
    {
        Duration spacing = std::chrono::milliseconds(250);
        Duration fallDelay = std::chrono::seconds(1);
    };

    explicit DemandPlanner(const Settings &settings);

    /// Its first message is due at once. Nothing happens when it is there already.
    void addSource(const QString &id, Duration now);
    /// Forgets what it was told.
    void removeSource(const QString &id);
    void setLevel(const SeriesKey &key, AttentionLevel level, Duration now);
    /// Everything High, also of series that nothing shows; or back to the levels.
    void setUnthrottled(bool isUnthrottled, Duration now);
    bool isUnthrottled() const { return m_isUnthrottled; }

    /// What is to be told at `now`; counts as told. Takes no memory when there is nothing.
    std::vector<SourceDemand> due(Duration now);
    /// When due() will next have something, if nothing else is called before.
    std::optional<Duration> nextDue() const;

    /// What the source was last told of the series; High before its first message.
    AttentionLevel demand(const SeriesKey &key) const;
    const DemandCounters &counters() const { return m_counters; }
    /// Messages of one source since it was added.
    std::uint64_t messages(const QString &source) const;

private:
    struct Entry
    {
        AttentionLevel wanted = AttentionLevel::None;
        std::optional<AttentionLevel> told; ///< Nothing: never named, so it is one of the others.
    };
    struct Waiting
    {
        Duration due; ///< Not told before.
        bool isRise;
    };
    struct Source
    {
        bool isThere = false;
        std::optional<AttentionLevel> othersTold; ///< Nothing before the first message.
        std::optional<Duration> othersDue;        ///< When that is to change.
        std::optional<Duration> lastMessage;
        std::map<SeriesKey, Entry> series;
        std::map<SeriesKey, Waiting> waiting; ///< Those that were told something else than is wanted.
        std::uint64_t messages = 0;
    };

    AttentionLevel wantedOf(const Entry &entry) const;
    AttentionLevel wantedOfOthers() const;
    AttentionLevel toldOf(const Source &source, const Entry &entry) const;
    void review(Source &source, const SeriesKey &key, const Entry &entry, Duration now);
    void reviewOthers(Source &source, Duration now);
    std::optional<Duration> nextDue(const Source &source) const;
    DemandChange tell(Source &source, Duration now);
    void tellOthers(Source &source, DemandChange &change);
    void forget(const SeriesKey &key);

    Settings m_settings;
    std::map<QString, Source> m_sources;
    bool m_isUnthrottled = false;
    DemandCounters m_counters;
};

} // namespace watchglass::attention
