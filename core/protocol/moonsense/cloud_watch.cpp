#include "core/protocol/moonsense/cloud_watch.h"

#include "core/link/transport.h"
#include "core/protocol/moonsense/encoder.h"

#include <algorithm>

namespace watchglass::protocol::moonsense {

namespace {

QString online()
{
    return QStringLiteral("online");
}

QString offline()
{
    return QStringLiteral("offline");
}

} // namespace

CloudWatch::CloudWatch(Clock &clock, SpanMarker &sink, const WantedLevels &levels, const Options &options,
                       const QString &token, const link::TransportOptions &transport, Listener &listener)
    : m_clock(clock)
    , m_sink(sink)
    , m_levels(levels)
    , m_options(options)
    , m_hasToken(!token.isEmpty())
    , m_listener(listener)
    , m_sessions(sink, options.accelerationUnit)
    , m_api(clock, options.control, token, transport)
    , m_listTimer(clock.makeTimer([this] { m_isLive ? beginList() : ask(); }))
    , m_chunkTimer(clock.makeTimer([this] { readSessions(); }))
{}

void CloudWatch::start()
{
    if (m_isStarted)
        return;
    m_isStarted = true;
    m_listener.stateChanged(SourcePhase::Connecting, tr("Connecting to %1").arg(link::endpointText(m_options.control)),
                            {});
    ask();
}

void CloudWatch::stop()
{
    m_isStarted = false;
    halt();
}

void CloudWatch::halt()
{
    m_isLive = false;
    m_listTimer->stop();
    m_chunkTimer->stop();
    m_api.cancelAll();
    m_outstanding = 0;
    for (const auto &[id, followed] : m_followed)
        followed.session->interrupt();
}

void CloudWatch::ask()
{
    m_backoff.attempted(m_clock.monotonic());
    m_api.send(regionsRequest(), {}, [this](const CloudApi::Answer &answer) { regionsCame(answer); });
}

void CloudWatch::regionsCame(const CloudApi::Answer &answer)
{
    seeClock(answer);
    if (answer.outcome == CloudApi::Outcome::Unreachable || answer.outcome == CloudApi::Outcome::Busy
        || answer.outcome == CloudApi::Outcome::Failed)
        return failed(answer);
    if (answer.outcome == CloudApi::Outcome::Ok) {
        auto regions = m_decoder.regions(answer.view());
        if (!regions) {
            m_sink.problem(Problem::BadFrame, regions.error().text);
            return wait(regions.error().text, {});
        }
        m_regions = std::move(regions.value());
        std::stable_partition(m_regions.begin(), m_regions.end(),
                              [](const Region &region) { return region.isPrimary; });
    } // without a list of regions their hosts follow from the address
    askForToken();
}

void CloudWatch::askForToken()
{
    m_listener.stateChanged(SourcePhase::Probing, tr("Connected; asking whether the token is good"), {});
    m_api.send(tokenSelfRequest(), {}, [this](const CloudApi::Answer &answer) { tokenCame(answer); });
}

void CloudWatch::tokenCame(const CloudApi::Answer &answer)
{
    seeClock(answer);
    // A token may be good for sessions and yet not for questions about itself.
    const bool mayGoOn = answer.outcome == CloudApi::Outcome::Ok || answer.outcome == CloudApi::Outcome::Missing
                         || answer.outcome == CloudApi::Outcome::Forbidden;
    if (!mayGoOn)
        return failed(answer);
    beginList();
}

void CloudWatch::beginList()
{
    m_walk = PageWalk();
    m_listed.clear();
    m_listBegan = m_clock.monotonic();
    if (m_options.sessions.isEmpty())
        return askForPage();
    for (const QString &session : m_options.sessions)
        askForNamed(session, 0);
}

void CloudWatch::askForPage()
{
    m_api.send(sessionsRequest(m_options, m_walk.page(), sessionsPerPage), {},
               [this](const CloudApi::Answer &answer) { pageCame(answer); });
}

void CloudWatch::pageCame(const CloudApi::Answer &answer)
{
    if (answer.outcome != CloudApi::Outcome::Ok)
        return failed(answer);
    seeClock(answer);
    auto page = m_decoder.sessions(answer.view());
    m_sink.frameReceived(static_cast<std::size_t>(answer.body.size()));
    if (!page) {
        m_sink.problem(Problem::BadFrame, page.error().text);
        return wait(page.error().text, {});
    }
    const bool hasMore = m_walk.take(page.value());
    bool isWanted = false;
    for (const Session &session : page.value().items)
        takeSession(session, answer, isWanted);
    // Newest first: behind a page without a wanted session there is none.
    if (hasMore && isWanted)
        return askForPage();
    listOver();
}

void CloudWatch::takeSession(const Session &session, const CloudApi::Answer &answer, bool &isWanted)
{
    m_listed.insert(session.id);
    const Timestamp now = answer.date.value_or(answer.received);
    const bool isActive = session.newest && *session.newest + activeFor > now;
    const bool isRecent =
        m_options.since > Duration::zero() && session.newest && *session.newest + m_options.since > now;
    const bool isWantedHere = isActive || isRecent || m_options.from || m_options.to || isNamed(session.id);
    isWanted |= isWantedHere;
    const QString status = isActive ? online() : offline();
    QString &told = m_statuses[session.id];
    if (told != status || isActive)
        m_sink.device(deviceUpdate(session, status));
    told = status;
    const auto known = m_followed.find(session.id);
    if (known == m_followed.end() && !isWantedHere)
        return;
    FollowedSession &followed = follow(session);
    if (followed.isActive() != isActive)
        followed.setActive(isActive);
}

void CloudWatch::listOver()
{
    // A session that goes on may have slipped off the newest pages.
    for (const auto &[id, followed] : m_followed) {
        if (followed.session->isActive() && !followed.session->isOver() && !m_listed.contains(id))
            askForNamed(id, 0);
    }
    const bool isFirst = !m_isLive;
    m_isLive = true;
    m_backoff.reset();
    tellLive();
    armList();
    if (isFirst || !m_chunkTimer->isActive())
        readSessions();
}

void CloudWatch::askForNamed(const QString &session, std::size_t region)
{
    ++m_outstanding;
    const QUrl base = m_options.data.value_or(region < m_regions.size() ? m_regions[region].url : baseOf({}));
    m_api.send(sessionRequest(session), base, [this, session, region](const CloudApi::Answer &answer) {
        --m_outstanding;
        namedCame(session, region, answer);
    });
}

void CloudWatch::namedCame(const QString &session, std::size_t region, const CloudApi::Answer &answer)
{
    if (answer.outcome == CloudApi::Outcome::Missing && !m_options.data && region + 1 < m_regions.size())
        return askForNamed(session, region + 1);
    const auto read = answer.outcome == CloudApi::Outcome::Ok ? m_decoder.session(answer.view())
                                                              : Result<Session>(Error{ErrorCode::Missing, answer.text});
    const bool isOnList = m_options.sessions.isEmpty();
    if (read) {
        bool isWanted = false;
        m_sink.frameReceived(static_cast<std::size_t>(answer.body.size()));
        takeSession(read.value(), answer, isWanted);
    } else if (answer.outcome == CloudApi::Outcome::Refused) {
        return refused(answer.text);
    } else if (answer.outcome == CloudApi::Outcome::Missing || answer.outcome == CloudApi::Outcome::Ok) {
        QString &status = m_statuses[session];
        if (std::exchange(status, QStringLiteral("missing")) != QLatin1String("missing"))
            m_sink.problem(Problem::ServerError, tr("Session %1: %2").arg(session, read.error().text));
        if (const auto known = m_followed.find(session); known != m_followed.end())
            known->second.session->setActive(false);
    } else if (!isOnList) {
        return failed(answer);
    }
    if (!isOnList && m_outstanding == 0)
        listOver();
}

FollowedSession &CloudWatch::follow(const Session &session)
{
    std::unique_ptr<FollowedSession> &followed = m_followed[session.id].session;
    if (!followed) {
        followed = std::make_unique<FollowedSession>(m_api, m_sink, m_sessions, session.id,
                                                     [this](const QString &text) { refused(text); });
        followed->setWanted(levelOf(session.id) > AttentionLevel::None);
    }
    followed->setBase(baseOf(session.region));
    return *followed;
}

QUrl CloudWatch::baseOf(const QString &region) const
{
    if (m_options.data)
        return *m_options.data;
    for (const Region &known : m_regions) {
        if (known.name == region && known.url.isValid() && !known.url.host().isEmpty())
            return known.url;
    }
    const QUrl derived = dataPlane(m_options.control, region);
    const bool isKnown = !region.isEmpty() && !derived.isEmpty();
    return isKnown || m_regions.empty() ? derived : m_regions.front().url;
}

void CloudWatch::readSessions()
{
    const Duration now = m_clock.monotonic();
    bool isAnyLeft = false;
    for (auto &[id, followed] : m_followed) {
        FollowedSession &session = *followed.session;
        const Duration interval = chunkInterval(levelOf(id));
        const bool isDue = interval == m_options.chunks || !followed.readAt || now - *followed.readAt >= interval;
        if (isDue && !session.isOver() && !session.isWaiting()) {
            followed.readAt = now;
            session.read();
        }
        isAnyLeft |= !session.isOver() && !session.isWaiting();
    }
    if (isAnyLeft)
        m_chunkTimer->start(m_options.chunks);
}

void CloudWatch::demandChanged()
{
    if (m_listTimer->isActive() && m_isLive)
        armList();
    for (auto &[id, followed] : m_followed) {
        const bool isWanted = levelOf(id) > AttentionLevel::None;
        const bool hasRisen = isWanted && !followed.session->isWanted();
        followed.session->setWanted(isWanted);
        if (!hasRisen || !m_isLive) // before the list there is no reading
            continue;
        followed.readAt = m_clock.monotonic();
        followed.session->read();
        if (!m_chunkTimer->isActive())
            m_chunkTimer->start(m_options.chunks);
    }
}

AttentionLevel CloudWatch::levelOf(const QString &session) const
{
    return m_levels.highest(session, m_sink.seriesOf(session));
}

Duration CloudWatch::listInterval() const
{
    return m_levels.highest() > AttentionLevel::None ? m_options.poll
                                                     : std::max(m_options.poll, demandInterval(AttentionLevel::None));
}

/// A session that nobody looks at is asked for until its first chunk is there.
Duration CloudWatch::chunkInterval(AttentionLevel level) const
{
    return level >= AttentionLevel::Medium ? m_options.chunks : std::max(m_options.chunks, demandInterval(level));
}

Grant CloudWatch::grantFor(const QString &session) const
{
    Grant grant;
    grant.device = session;
    grant.level = session.isEmpty() ? m_levels.others() : levelOf(session);
    grant.delivery = grant.level > AttentionLevel::None ? Delivery::Batched : Delivery::Withheld;
    if (grant.delivery == Delivery::Batched)
        grant.interval = chunkInterval(grant.level);
    grant.isFillable = true;
    return grant;
}

void CloudWatch::armList()
{
    m_listTimer->start(std::max(m_listBegan + listInterval() - m_clock.monotonic(), Duration::zero()));
}

void CloudWatch::failed(const CloudApi::Answer &answer)
{
    if (answer.outcome == CloudApi::Outcome::Refused || answer.outcome == CloudApi::Outcome::Forbidden)
        return refused(answer.text);
    if (answer.outcome != CloudApi::Outcome::Unreachable)
        m_sink.problem(Problem::ServerError, answer.text);
    wait(answer.outcome == CloudApi::Outcome::Missing
             ? tr("%1 Is the address that of the control plane?").arg(answer.text)
             : answer.text,
         answer.retryAfter);
}

void CloudWatch::wait(const QString &text, std::optional<Duration> atLeast)
{
    halt();
    const Duration delay = std::max(m_backoff.next(m_clock.monotonic()), atLeast.value_or(Duration::zero()));
    m_listTimer->start(delay);
    m_listener.stateChanged(SourcePhase::Waiting, text, delay);
}

void CloudWatch::refused(const QString &text)
{
    stop();
    m_sink.problem(Problem::ServerError, text);
    m_listener.stateChanged(
        SourcePhase::Failed,
        m_hasToken ? tr("%1. The token is not accepted: enter a valid secret token and connect again.").arg(text)
                   : tr("The service wants a token and the source has none. Enter the secret token "
                        "of the application and connect again."),
        {});
}

void CloudWatch::tellLive()
{
    const auto active = std::count_if(m_followed.begin(), m_followed.end(),
                                      [](const auto &entry) { return entry.second.session->isActive(); });
    const QString text = active > 0 ? tr("Live: %1 sessions go on").arg(active)
                                    : tr("Connected: none of the newest %1 sessions goes on").arg(m_listed.size());
    m_listener.stateChanged(SourcePhase::Live, text, {});
}

void CloudWatch::seeClock(const CloudApi::Answer &answer)
{
    if (!answer.date)
        return;
    m_skew.addAnswer(*answer.date, answer.received, answer.roundTrip);
    if (const auto skew = m_skew.skew())
        m_listener.clockSeen(*skew);
}

} // namespace watchglass::protocol::moonsense
