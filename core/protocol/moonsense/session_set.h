#pragma once

#include "core/protocol/moonsense/bundle_decoder.h"
#include "core/protocol/moonsense/rest_decoder.h"
#include "core/protocol/moonsense/session_feed.h"

#include <map>
#include <memory>

namespace watchglass::protocol::moonsense {

/// What is told of a session as a device.
DeviceUpdate deviceUpdate(const Session &session, const QString &status);

/// The feeds of a source's sessions, and the way of a line of session data into them.
/// Thread: the source's. Requires: the sink outlives it.
class SessionSet
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::moonsense::SessionSet)

public:
    /// More sessions than this are refused: a source that invents names must not fill our memory.
    static constexpr std::size_t mostSessions = 50'000;

    SessionSet(SourceSink &sink, const QString &accelerationUnit);

    /// Made at first sight. Never null; beyond `mostSessions` all share one that nobody is told of.
    SessionFeed &feed(const QString &session);
    /// Decodes a line and hands it to its session's feed; of lines without a session's name, to that of `fallback`.
    /// False when it is no bundle; the sink was told.
    bool take(std::string_view line, const QString &fallback);
    void flush();
    /// Of all: what is still missing is reported as gaps. Unless we know better, nobody has it: it was not sent.
    void finish(GapCause cause = GapCause::DeviceSilent);

    std::size_t size() const { return m_feeds.size(); }
    const std::map<QString, std::unique_ptr<SessionFeed>> &feeds() const { return m_feeds; }
    FeedCounters counters() const;

private:
    SourceSink &m_sink;
    const QString m_accelerationUnit;
    BundleDecoder m_decoder;
    Bundle m_bundle; ///< Memory to reuse.
    std::map<QString, std::unique_ptr<SessionFeed>> m_feeds;
};

} // namespace watchglass::protocol::moonsense
