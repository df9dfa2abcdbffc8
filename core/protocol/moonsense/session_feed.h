#pragma once

#include "core/protocol/moonsense/bundle.h"
#include "core/protocol/series_table.h"

#include <QCoreApplication>

#include <map>
#include <optional>
#include <vector>

namespace watchglass::protocol::moonsense {

/// What a feed did.
struct FeedCounters
{
    std::uint64_t bundles = 0;    ///< Delivered.
    std::uint64_t duplicates = 0; ///< Bundles that had been delivered before.
    std::uint64_t entries = 0;    ///< Of all groups, in the delivered bundles.
};

/// One session's bundles on their way to the sink: puts them in the order of their index and what is in them in the
/// order of time, drops those that came before, turns times into instants with one offset for the whole session, and
/// tells what is missing in the end.
///
/// A bundle is delivered at once when all before it were. Others wait for the missing ones, at most `mostHeld` of
/// them and until flush(); what is late is delivered late. Times: above 10^12 an entry's time is ms since the epoch;
/// below it is the client's timer, and wall - timer of the first delivered bundle turns it into an instant, so that
/// a client's clock that is set meanwhile bends nothing. Without a client time the server's takes its place.
/// Thread: the source's. Requires: the sink outlives it.
class SessionFeed
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::moonsense::SessionFeed)

public:
    static constexpr std::size_t mostHeld = 64;

    /// `accelerationUnit` as the user says it: the service's texts name two.
    SessionFeed(SourceSink &sink, const QString &session, const QString &accelerationUnit);

    void take(Bundle &bundle);
    /// Delivers all that waits: nothing that could come first is expected just now.
    void flush();
    /// flush(), and reports what is still missing as gaps of this cause; once for each.
    void finish(GapCause cause);
    /// The final bundle and all before it were delivered.
    bool isComplete() const { return m_final > 0 && m_next > m_final && m_missing.empty(); }
    std::optional<Timestamp> newest() const { return m_newest; }
    /// Where what the first bundle that did not come holds may begin; nothing when all came so far, or that one was to
    /// be the very first.
    std::optional<Timestamp> missingSince() const;
    const FeedCounters &counters() const { return m_counters; }

private:
    /// Indexes that were not there when a higher one was delivered.
    struct Missing
    {
        std::int32_t last = 0;
        std::optional<Timestamp> after;  ///< When the bundle before them was made.
        std::optional<Timestamp> before; ///< The first instant of the bundle after them.
        bool isReported = false;
    };

    void deliver(const Bundle &bundle);
    void deliverNext(const Bundle &bundle);
    bool deliverMissing(const Bundle &bundle);
    void drain();
    void deliverValues(const Bundle &bundle);
    void deliverEvents(const Bundle &bundle);
    void deliverFeatures(const Bundle &bundle);
    void deliverBadValues(const Bundle &bundle);
    void setOffset(const Bundle &bundle);
    std::optional<Timestamp> instant(const Bundle &bundle, std::int64_t at) const;
    std::optional<Timestamp> made(const Bundle &bundle) const { return instant(bundle, untimed); }
    std::optional<Timestamp> begun(const Bundle &bundle) const;
    SeriesHandle handle(Slot slot);
    SeriesInfo describe(Slot slot) const;

    SourceSink &m_sink;
    const QString m_session;
    const std::string m_sessionUtf8;
    const QString m_accelerationUnit;
    SeriesTable m_features;
    std::vector<std::optional<SeriesHandle>> m_handles; ///< By slot.
    std::optional<std::int64_t> m_offsetMs;             ///< Wall clock minus timer.
    std::map<std::int32_t, Bundle> m_held;              ///< Waiting for an earlier one; by index.
    std::map<std::int32_t, Missing> m_missing;          ///< By first index.
    std::optional<Timestamp> m_lastMade;                ///< When the bundle before m_next was made.
    std::optional<Timestamp> m_newest;
    std::int32_t m_next = 1;
    std::int32_t m_final = 0; ///< 0: not known.
    FeedCounters m_counters;
};

} // namespace watchglass::protocol::moonsense
