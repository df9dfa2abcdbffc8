#include "core/protocol/moonsense/session_set.h"

#include "core/protocol/moonsense/json_fields.h"

namespace watchglass::protocol::moonsense {

DeviceUpdate deviceUpdate(const Session &session, const QString &status)
{
    DeviceUpdate update;
    update.id = session.id;
    const QString maker = session.model.contains(session.manufacturer) ? QString() : session.manufacturer;
    const QString name = (maker + QLatin1Char(' ') + session.model).trimmed();
    if (!name.isEmpty())
        update.name = name;
    const QString type = (session.platform + QLatin1Char(' ') + session.systemVersion).trimmed();
    if (!type.isEmpty())
        update.type = type;
    if (!session.region.isEmpty())
        update.location = session.region;
    if (!status.isEmpty())
        update.status = status;
    update.lastSeen = session.newest;
    return update;
}

SessionSet::SessionSet(SourceSink &sink, const QString &accelerationUnit)
    : m_sink(sink)
    , m_accelerationUnit(accelerationUnit)
{}

SessionFeed &SessionSet::feed(const QString &session)
{
    const QString id = m_feeds.size() >= mostSessions && !m_feeds.contains(session) ? QString() : session;
    std::unique_ptr<SessionFeed> &feed = m_feeds[id];
    if (!feed)
        feed = std::make_unique<SessionFeed>(m_sink, id, m_accelerationUnit);
    return *feed;
}

bool SessionSet::take(std::string_view line, const QString &fallback)
{
    m_sink.frameReceived(line.size());
    if (const auto decoded = m_decoder.decode(line, m_bundle); !decoded) {
        m_sink.problem(Problem::BadFrame, decoded.error().text);
        return false;
    }
    feed(m_bundle.session.empty() ? fallback : toQString(m_bundle.session)).take(m_bundle);
    return true;
}

void SessionSet::flush()
{
    for (const auto &[id, feed] : m_feeds)
        feed->flush();
}

void SessionSet::finish(GapCause cause)
{
    for (const auto &[id, feed] : m_feeds)
        feed->finish(cause);
}

FeedCounters SessionSet::counters() const
{
    FeedCounters sum;
    for (const auto &[id, feed] : m_feeds) {
        sum.bundles += feed->counters().bundles;
        sum.duplicates += feed->counters().duplicates;
        sum.entries += feed->counters().entries;
    }
    return sum;
}

} // namespace watchglass::protocol::moonsense
