#pragma once

#include "core/link/backoff.h"
#include "core/protocol/clock_skew.h"
#include "core/protocol/moonsense/followed_session.h"
#include "core/protocol/moonsense/options.h"
#include "core/protocol/wanted_levels.h"

#include <map>
#include <set>

namespace watchglass::protocol::moonsense {

/// Watches the service: asks which data planes there are and whether the token is good, then reads the list of
/// sessions again and again and follows those that are wanted. A session goes on while its newest event is less than
/// `activeFor` old, by the server's clock. An unreachable or failing service is tried again by Backoff (1 to 30 s, or
/// as long as the server asks for); a token that is not accepted is final.
/// What is wanted less is asked for less often, never more often than the options say: the list, while nothing is
/// wanted at all, and chunks; those of sessions that nobody looks at wait altogether (FollowedSession).
/// Thread: the source's. Requires: clock, sink and listener outlive it.
class CloudWatch
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::moonsense::CloudWatch)

public:
    static constexpr Duration activeFor = std::chrono::seconds(90);
    static constexpr int sessionsPerPage = 25;

    class Listener
    {
    public:
        virtual ~Listener() = default;
        /// `retryIn` with Waiting only.
        virtual void stateChanged(SourcePhase phase, const QString &text, std::optional<Duration> retryIn) = 0;
        virtual void clockSeen(Duration skew) = 0;
    };

    CloudWatch(Clock &clock, SpanMarker &sink, const WantedLevels &levels, const Options &options, const QString &token,
               const link::TransportOptions &transport, Listener &listener);

    void start();
    void stop();
    /// The levels have changed.
    void demandChanged();
    /// What is given of a session; empty: of those that were never named.
    Grant grantFor(const QString &session) const;

private:
    void ask();
    void regionsCame(const CloudApi::Answer &answer);
    void askForToken();
    void tokenCame(const CloudApi::Answer &answer);

    void beginList();
    void askForPage();
    void pageCame(const CloudApi::Answer &answer);
    void takeSession(const Session &session, const CloudApi::Answer &answer, bool &isWanted);
    void listOver();
    void askForNamed(const QString &session, std::size_t region);
    void namedCame(const QString &session, std::size_t region, const CloudApi::Answer &answer);
    bool isNamed(const QString &session) const { return m_options.sessions.contains(session); }

    FollowedSession &follow(const Session &session);
    AttentionLevel levelOf(const QString &session) const;
    Duration listInterval() const;
    Duration chunkInterval(AttentionLevel level) const;
    void armList();
    void readSessions();
    QUrl baseOf(const QString &region) const;

    void halt();
    void failed(const CloudApi::Answer &answer);
    void refused(const QString &text);
    void wait(const QString &text, std::optional<Duration> atLeast);
    void tellLive();
    void seeClock(const CloudApi::Answer &answer);

    Clock &m_clock;
    SpanMarker &m_sink;
    const WantedLevels &m_levels;
    const Options m_options;
    const bool m_hasToken;
    Listener &m_listener;
    RestDecoder m_decoder;
    SessionSet m_sessions;
    CloudApi m_api;
    link::Backoff m_backoff;
    ClockSkew m_skew;
    const std::unique_ptr<Timer> m_listTimer; ///< Also of the next try.
    const std::unique_ptr<Timer> m_chunkTimer;
    std::vector<Region> m_regions;
    PageWalk m_walk;
    Duration m_listBegan{};
    std::set<QString> m_listed; ///< In the list under way.
    int m_outstanding = 0;      ///< Single sessions asked for after the list.
    struct Followed
    {
        std::unique_ptr<FollowedSession> session;
        std::optional<Duration> readAt; ///< When its last round began.
    };
    std::map<QString, Followed> m_followed;
    std::map<QString, QString> m_statuses; ///< As told last.
    bool m_isLive = false;
    bool m_isStarted = false;
};

} // namespace watchglass::protocol::moonsense
