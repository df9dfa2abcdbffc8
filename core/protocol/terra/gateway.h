#pragma once

#include "core/base/clock.h"
#include "core/link/websocket_link.h"
#include "core/model/source_state.h"
#include "core/protocol/source_client.h"
#include "core/protocol/source_sink.h"
#include "core/protocol/state_teller.h"
#include "core/protocol/terra/close_policy.h"
#include "core/protocol/terra/decoder.h"
#include "core/protocol/terra/encoder.h"
#include "core/protocol/terra/heartbeat.h"
#include "core/protocol/terra/token_mint.h"

#include <QCoreApplication>

#include <memory>

namespace watchglass::protocol::terra {

/// What both roles share of a session: a token minted anew before every connect, HELLO, IDENTIFY once, READY,
/// heartbeats, and the policy for every end. Reconnects after 1 s, doubling to 30 s, times a random 0.5 to 1, until
/// READY; the link below makes one connection at a time and never reconnects by itself.
/// Thread: its source's, which needs an event loop. Requires: listener and clock outlive it; a listener's call may
/// start() or stop() it, but not destroy it.
/// Invariant: neither credentials nor token stand in a text.
class Gateway final : private link::WebSocketLink::Listener, private FrameHandler
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::terra::Gateway)

public:
    static constexpr std::chrono::seconds greetingTimeout =
        std::chrono::seconds(15);                                        ///< From the opened socket to READY.
    static constexpr Duration answerPatience = std::chrono::seconds(10); ///< Without any frame after a heartbeat.
    static constexpr Duration slowRetry = std::chrono::minutes(5);       ///< When all sessions are in use.

    class Listener
    {
    public:
        virtual void gatewayState(const SourceState &state) = 0;
        /// READY: frames may be sent.
        virtual void gatewayReady() = 0;
        /// A session that had been ready is over. `lastHeard`: our wall clock at its last frame.
        virtual void gatewayLost(Timestamp lastHeard) = 0;
        virtual void gatewayDispatch(const DispatchFields &fields) = 0;
        /// A frame or an answer came.
        virtual void gatewayReceived(std::size_t bytes) = 0;
        virtual void gatewayProblem(Problem kind, const QString &text) = 0;

    protected:
        ~Listener() = default;
    };

    /// `user` is the producer's; empty for a consumer.
    Gateway(const SourceAddress &address, Role role, const QString &user, Listener &listener, Clock &clock);

    /// Connects now, also when it waits for another time.
    void start();
    void stop();
    bool isReady() const { return m_stage == Stage::Ready; }
    /// Not sent unless ready; TooLarge when the network does not keep up.
    Result<void> send(const QString &frame);
    /// What the live state says; shown at once when ready.
    void setLiveText(const QString &text);
    /// See SourceClient::setReadBudget().
    void setReadBudget(qint64 bytesPerSecond);

private:
    enum class Stage { Off, Minting, Opening, Greeting, Identifying, Ready, Waiting };

    void opened() override;
    void closed(const link::CloseReason &reason) override;
    void textReceived(const QString &text) override;
    void binaryReceived(const QByteArray &bytes) override;
    void frameRefused(const QString &text) override;
    void stateChanged(link::LinkState state) override;
    void heldBackChanged(bool isHeldBack) override;

    void hello(std::optional<Duration> heartbeatInterval) override;
    void heartbeatAck() override { m_heartbeat.acknowledged(); }
    void beat();
    void heard();
    void ready() override;
    void dispatch(const DispatchFields &fields) override { m_listener.gatewayDispatch(fields); }
    void badValue(std::string_view user, std::string_view type, std::string_view why) override;
    void unknownFrame(std::string_view op) override;

    void attempt();
    void minted(const TokenMint::Answer &answer);
    void retry(const QString &text, Duration atLeast = Duration::zero());
    void fail(const QString &text);
    void endSession();
    void decoded(const Result<FrameKind> &result);
    void enter(Stage stage, SourcePhase phase, const QString &text, std::optional<Duration> retryIn = {});

    const QUrl m_url;
    const QString m_host;
    const Role m_role;
    const QString m_user;
    Listener &m_listener;
    Clock &m_clock;
    StateTeller m_told;
    Decoder m_decoder;
    ClosePolicy m_policy;
    link::Backoff m_backoff;
    TokenMint m_mint;
    Heartbeat m_heartbeat;
    link::WebSocketLink m_link;
    const std::unique_ptr<Timer> m_retry;
    const std::unique_ptr<Timer> m_greeting;
    const std::unique_ptr<Timer> m_overdue;
    Stage m_stage = Stage::Off;
    QString m_token; ///< Minted and not yet used.
    QString m_liveText;
    Timestamp m_lastHeard;
    int m_opened = 0;
    bool m_isUnanswered = false; ///< Nothing came since the last heartbeat.
};

/// The socket's address: with the service's path where none is given, and without options, which the service does
/// not expect.
QUrl socketUrl(const SourceAddress &address);

} // namespace watchglass::protocol::terra
