#pragma once

#include "core/base/clock.h"
#include "core/link/websocket_link.h"
#include "core/protocol/sensocto/phoenix_channel.h"
#include "core/protocol/sensocto/phoenix_codec.h"

#include <QCoreApplication>

#include <memory>
#include <vector>

namespace watchglass::protocol::sensocto {

/// A Phoenix socket (protocol version 2.0.0) and the topics joined over it. Sends a heartbeat every 30 s and takes the
/// connection for dead when one is unanswered after one more interval; reconnects after 10, 50, 100, 150, 200, 250,
/// 500, 1000, 2000, then every 5000 ms, from the start again once a connection lasted for 5 s.
/// Thread: the one that made it, which needs an event loop.
/// Owns: the link. Requires: clock and listener outlive it, and it outlives its channels. The listener may not destroy
/// it from inside a call; everything else is allowed.
/// Invariant: the connect token appears in no text.
class PhoenixChannels final : private link::WebSocketLink::Listener
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::sensocto::PhoenixChannels)

public:
    static constexpr Duration heartbeatInterval = std::chrono::seconds(30);
    static constexpr Duration lastingConnection = std::chrono::seconds(5);

    class Listener
    {
    public:
        virtual ~Listener() = default;
        /// Before the channels join.
        virtual void socketOpened() {}
        /// After the channels were told. `retryIn()` says when it goes on.
        virtual void socketClosed(const link::CloseReason &) {}
        virtual void socketStateChanged(link::LinkState) {}
        /// A heartbeat is unanswered for 10 s (true), or something came again (false).
        virtual void socketSilent(bool) {}
        /// See WebSocketLink::Listener::heldBackChanged(); socketClosed() ends it.
        virtual void socketHeldBack(bool) {}
        /// A message of `bytes` payload bytes arrived.
        virtual void frameReceived(std::size_t) {}
        virtual void badFrame(const QString &) {}
        /// Well-formed, but of no topic that is known here.
        virtual void strayFrame(const PhoenixFrame &) {}
        virtual void frameRefused(const QString &) {}
    };

    /// `url` is ws(s)://host[:port][/prefix]; "/socket/websocket" and the query are added.
    PhoenixChannels(Clock &clock, Listener &listener, const QUrl &url,
                    const link::TransportOptions &transport = link::TransportOptions());
    ~PhoenixChannels() override;

    /// The socket's own token (connect parameter `token`), from the next connection on; empty: anonymous.
    void setToken(const QString &token);
    void open();
    /// For good; channels are told that they are interrupted and keep waiting for an open().
    void close();
    void failForGood(const QString &reason);
    /// Drops the connection and connects again by the policy.
    void restart(const QString &reason);

    /// See WebSocketLink::setReadBudget(). Whatever comes while held back counts as the answer to a heartbeat.
    void setReadBudget(qint64 bytesPerSecond);

    bool isOpen() const;
    std::optional<Duration> retryIn() const;
    /// Successful connections since it was made.
    int openedCount() const { return m_opened; }

private:
    friend class PhoenixChannel;
    void add(PhoenixChannel &channel);
    void remove(PhoenixChannel &channel);
    QByteArray nextRef();
    Result<void> send(const PhoenixMessage &message);

    void opened() override;
    void closed(const link::CloseReason &reason) override;
    void textReceived(const QString &text) override;
    void binaryReceived(const QByteArray &bytes) override;
    void frameRefused(const QString &text) override;
    void stateChanged(link::LinkState state) override;
    void heldBackChanged(bool isHeldBack) override;

    void makeLink();
    void retry();
    void beat();
    void heartbeatLate();
    void heard();
    void heartbeatAnswered();
    void dispatch(const Result<PhoenixFrame> &frame);
    void forEachChannel(void (PhoenixChannel::*call)());

    Clock &m_clock;
    PhoenixChannels::Listener &m_listener;
    const QUrl m_url;
    const link::TransportOptions m_transport;
    QString m_token;
    PhoenixDecoder m_decoder;
    std::vector<PhoenixChannel *> m_channels;
    std::unique_ptr<link::WebSocketLink> m_link;
    const std::unique_ptr<Timer> m_heartbeatTimer;
    const std::unique_ptr<Timer> m_lateTimer;
    const std::unique_ptr<Timer> m_retryTimer;
    QByteArray m_heartbeatRef; ///< Of the unanswered heartbeat; empty without one.
    Duration m_openedAt{};
    Duration m_retryAt{};
    std::uint64_t m_ref = 0;
    int m_tries = 0; ///< Reconnects in a row without a lasting connection.
    int m_opened = 0;
    qint64 m_readBudget = 0;
    bool m_isSilent = false;
    bool m_isHeldBack = false;
    bool m_isTokenNew = false; ///< The link was made with another token.
};

} // namespace watchglass::protocol::sensocto
