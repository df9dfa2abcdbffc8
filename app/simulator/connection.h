#pragma once

#include "app/simulator/asked_timeline.h"
#include "app/simulator/counters.h"
#include "app/simulator/faults.h"
#include "app/simulator/http_codec.h"
#include "app/simulator/session.h"
#include "app/simulator/traffic_meter.h"

#include <QObject>
#include <QTcpSocket>

#include <memory>
#include <optional>

namespace watchglass::sim {

class Connection;

/// What a connection asks of its server.
class ConnectionHost
{
public:
    virtual ~ConnectionHost() = default;
    /// The answer to a plain HTTP request.
    virtual http::Response answer(const http::Request &request) = 0;
    /// The session behind a WebSocket handshake; nothing refuses it with `refusal`.
    virtual std::unique_ptr<Session> open(const http::Request &request, Connection &connection,
                                          http::Response &refusal) = 0;
    /// The session behind a request whose answer has no end, begun with `head`; nothing for all others.
    virtual std::unique_ptr<Session> openStream(const http::Request &request, Connection &connection,
                                                http::Response &head) = 0;
    virtual const Faults &faults() const = 0;
    virtual Counters &counters() = 0;
    virtual Duration monotonic() const = 0;
    virtual std::int64_t queueBytes() const = 0;
};

/// One TCP connection: HTTP/1.1 with keep-alive until a handshake makes it a WebSocket, or a request is answered
/// without end. All faults happen here, so sessions know nothing of them. What waits for a slow client is bounded:
/// telemetry beyond queueBytes is refused. Thread: the server's. Owns: its socket and its session.
class Connection final : public QObject
{
    Q_OBJECT

public:
    Connection(QTcpSocket *socket, ConnectionHost &host, std::uint64_t faultSeed, std::uint64_t number = 0);
    ~Connection() override;

    /// A WebSocket or an answer without end, and not on its way out.
    bool hasSession() const { return m_session != nullptr && !m_closing; }
    bool isWebSocket() const { return hasSession() && !m_isStream; }
    ConnectionHost &host() { return m_host; }
    /// What was given to the socket or its queue so far.
    const TrafficMeter &traffic() const { return m_traffic; }
    /// How that followed what the session asked for.
    const AskedTimeline &timeline() const { return m_timeline; }
    std::uint64_t bytesSent() const { return m_traffic.bytes(); }
    /// The request of the session or, without one, the newest; without its body.
    const http::Request &request() const { return m_request; }
    Session *session() { return m_session.get(); }
    const Session *session() const { return m_session.get(); }
    QHostAddress peer() const { return m_peer; }
    /// In the order of arrival at the server, from 1.
    std::uint64_t number() const { return m_number; }

    /// Queues one text frame (or chunk) that must arrive.
    void sendText(std::string_view payload) { send(m_isStream ? Framing::Chunk : Framing::Text, payload); }
    void sendBinary(std::string_view payload) { send(Framing::Binary, payload); }
    /// Queues one text frame of `samples` values; false when the queue is full (nothing was taken or counted).
    bool offer(std::string_view payload, std::uint64_t samples);
    /// Queues one text frame of `samples` values whatever waits already.
    void sendTelemetry(std::string_view payload, std::uint64_t samples);
    /// Counts a frame that was given up because offer() refused it.
    void countDropped(std::uint64_t samples);
    bool hasRoom() const { return queuedBytes() < m_host.queueBytes(); }
    bool hasRoomForHistory() const { return queuedBytes() < m_host.queueBytes() / 2; }
    std::int64_t queuedBytes() const;
    void sendPing();
    /// Close frame, then the end of the connection once the client answered it (or 2 s passed). An answer without
    /// end gets its last chunk; code and reason are not told then.
    void close(std::uint16_t code, std::string_view reason);
    /// The end without a word: the client sees 1006.
    void abort();
    /// Called each tick: lets held frames go, reads what a half-open spell left unread, hands over to the socket.
    void tick();
    /// Hands what is queued to the socket.
    void flush();

Q_SIGNALS:
    void ended(watchglass::sim::Connection *connection);
    void pongReceived();

private:
    void read();
    bool readHttp();
    bool readWebSocket();
    void frameArrived(std::uint8_t opcode, bool isFinal, const QByteArray &payload);
    void upgrade(const http::Request &request);
    void startStream(std::unique_ptr<Session> session, const http::Response &head);
    void send(Framing framing, std::string_view payload);
    void queue(Framing framing, std::string_view payload);
    /// The answer to a plain request; without `keep` it is the connection's last.
    void reply(const http::Response &response, bool keep);
    void endAfterLastReply();
    void releaseHeld();
    void writeHugeFrame();
    double slowBudget();
    void lookAtAsking();

    struct Moment
    {
        Duration at{};
        std::uint64_t bytes = 0; ///< Sent so far.
    };
    Moment thisMoment() const { return {m_host.monotonic(), m_traffic.bytes()}; }

    QTcpSocket *m_socket;
    ConnectionHost &m_host;
    const std::uint64_t m_number;
    QHostAddress m_peer;
    std::unique_ptr<Session> m_session;
    FrameFaults m_frameFaults;
    TrafficMeter m_traffic;
    AskedTimeline m_timeline;
    std::optional<Moment> m_heard; ///< The first message, or the session's beginning, since the last tick.
    http::Request m_request;
    QByteArray m_in;
    QByteArray m_fragments;
    std::string m_batch; ///< Frames on their way to the socket.
    std::deque<FrameFaults::Held> m_held;
    std::int64_t m_heldBytes = 0;
    Duration m_budgetAt{};            ///< When the slow rate's budget was last filled up.
    double m_budget = 0.0;            ///< Bytes that may leave now.
    std::int64_t m_hugeLeft = -1;     ///< Bytes of the huge frame still owed; -1: none begun.
    std::uint8_t m_messageOpcode = 0; ///< Of the first frame of the message being read.
    bool m_upgrading = false;         ///< The answer's head has yet to go out first.
    bool m_isStream = false;
    bool m_isLastReply = false; ///< The connection ends once nothing is held any more.
    bool m_closing = false;
    bool m_ended = false;
    Duration m_closedAt{};
};

} // namespace watchglass::sim
