#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/link/backoff.h"
#include "core/link/transport_options.h"

#include <QCoreApplication>
#include <QStringList>
#include <QUrl>

#include <memory>
#include <optional>

namespace watchglass::link {

enum class LinkState {
    Closed,     ///< Not wanted: never opened, or closed by its owner.
    Connecting, ///< Name look-up, TCP, TLS or handshake under way.
    Open,       ///< Messages flow.
    Waiting,    ///< Lost or not reached; connects by itself in retryIn().
    Failed,     ///< The owner gave up (failForGood()); open() starts anew.
};

/// Where in its life a connection ended.
enum class ClosePhase { Connecting, Open };

struct CloseReason
{
    int code = 0; ///< WebSocket close code; 1006 when the connection ended without one, 0 when it never opened.
    QString text; ///< For people: what happened and, where we know it, what to do.
    ClosePhase phase = ClosePhase::Open;
    bool isDeliberate = false; ///< close() or failForGood(): no reconnect follows.
};

/// Since the link was made; over all its connections.
struct LinkCounters
{
    std::uint64_t connects = 0;         ///< Attempts.
    std::uint64_t opened = 0;           ///< Of these, successful.
    std::uint64_t messagesReceived = 0; ///< Text and binary.
    std::uint64_t bytesReceived = 0;    ///< Their payload (text as UTF-16 code units).
    std::uint64_t messagesSent = 0;
    std::uint64_t bytesSent = 0;
    std::uint64_t pingsSent = 0;
    std::uint64_t pongsReceived = 0;
    std::uint64_t framesRefused = 0;       ///< Over the size limit.
    std::optional<Duration> lastRoundTrip; ///< Of the newest answered ping.
    Duration heldBack{};                   ///< In which reading was paused for the budget.
};

/// A WebSocket that stays connected: connects, pings, notices a dead peer, and reconnects by Backoff after any loss
/// until its owner says otherwise. Moves messages; knows nothing of their meaning.
/// Thread: the one that made it, which needs an event loop; every Listener call comes there.
/// Owns: one socket at a time, a fresh one for each attempt.
/// Requires: clock and listener outlive it. The owner may destroy it or call anything of it from any Listener call.
/// Invariant: a deliberate close never reconnects; no frame over `maxMessageBytes` is taken into memory; paused,
/// no message is delivered and no byte is taken from the kernel beyond the one read that was under way.
class WebSocketLink
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::link::WebSocketLink)

public:
    struct Options
    {
        QUrl url; ///< ws:// or wss://
        QStringList subprotocols;
        TransportOptions transport;
        Backoff::Options backoff;
        std::optional<std::uint32_t> jitterSeed;            ///< For tests; random when not given.
        Duration connectTimeout = std::chrono::seconds(10); ///< Name look-up to end of handshake.
        Duration pingInterval = std::chrono::seconds(10);   ///< Two of these without any byte: dead. 0: never.
        qint64 maxMessageBytes = 16 * 1024 * 1024;          ///< Also of a single frame.
        qint64 maxQueuedBytes = 4 * 1024 * 1024;            ///< Not yet taken by the kernel; more is not sent.
    };

    /// Every call comes on the link's thread. All but the message calls do nothing unless overridden.
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void opened() {}
        /// A connection ended, or an attempt failed. Followed by stateChanged().
        virtual void closed(const CloseReason &) {}
        virtual void textReceived(const QString &text) = 0;
        virtual void binaryReceived(const QByteArray &bytes) = 0;
        /// The peer announced a frame or message over the limit; closed() with code 1009 follows.
        virtual void frameRefused(const QString &) {}
        virtual void stateChanged(LinkState) {}
        /// Reading was paused for the budget (true), or has not been for two seconds. Without a call, closed() ends it.
        virtual void heldBackChanged(bool) {}
    };

    WebSocketLink(Clock &clock, Listener &listener, Options options);
    /// Says good-bye to the peer when open; makes no Listener call.
    ~WebSocketLink();
    WebSocketLink(const WebSocketLink &) = delete;
    WebSocketLink &operator=(const WebSocketLink &) = delete;

    /// Connects now (or as soon as the rate floor allows it). Nothing happens unless Closed, Waiting or Failed.
    void open();
    /// Ends the connection, or the wait for one, for good.
    void close(int code = 1000, const QString &reason = {});
    /// Like close(), for what no further attempt would mend (a refused token); the state is Failed.
    void failForGood(const QString &reason);
    /// Drops the connection, if any, and reconnects by Backoff: for an owner who sees that the session is dead.
    void restart(const QString &reason);
    /// The session is really established, by the owner's judgement: the next loss is met with the first delay again.
    void resetBackoff();

    /// Unreachable when not Open, TooLarge when maxQueuedBytes would be exceeded; then nothing was sent.
    Result<void> sendText(const QString &text);
    Result<void> sendBinary(const QByteArray &bytes);

    /// Stops taking bytes from the socket: the kernel's buffers fill, and TCP makes the server wait. Stays through
    /// reconnects until resumed. The dead-peer watch rests meanwhile.
    void pauseReading();
    /// Everything that waited follows in order, from the event loop; so does a close by the peer.
    void resumeReading();
    bool isReadingPaused() const;
    /// No more than this is delivered on average, and no more at once than so much as comes in a second; 0, the
    /// default: no limit. Reading pauses by itself meanwhile, as by pauseReading() and beside it: the peer has to wait,
    /// and nothing is lost.
    void setReadBudget(qint64 bytesPerSecond);

    LinkState state() const;
    /// While Waiting: how long until the next attempt.
    std::optional<Duration> retryIn() const;
    QString subprotocol() const; ///< What the peer chose; empty unless Open.
    const LinkCounters &counters() const;

private:
    class Private;
    class Live;
    class Replayed;
    static std::unique_ptr<Private> make(Clock &clock, Listener &listener, Options options);
    std::unique_ptr<Private> d;
};

} // namespace watchglass::link
