#include "app/simulator/connection.h"

#include "app/simulator/websocket_codec.h"

#include <algorithm>
#include <limits>

namespace watchglass::sim {

namespace {

constexpr std::size_t batchBytes = 64 * 1024;
constexpr std::int64_t hugeFrameBytes = 1024LL * 1024 * 1024;
constexpr Duration closePatience = std::chrono::seconds(2);

} // namespace

Connection::Connection(QTcpSocket *socket, ConnectionHost &host, std::uint64_t faultSeed, std::uint64_t number)
    : m_socket(socket)
    , m_host(host)
    , m_number(number)
    , m_peer(socket->peerAddress())
    , m_frameFaults(faultSeed)
    , m_traffic(host.monotonic())
    , m_timeline(host.monotonic())
{
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_budgetAt = host.monotonic();
    connect(socket, &QTcpSocket::readyRead, this, &Connection::read);
    connect(socket, &QTcpSocket::disconnected, this, [this] {
        if (!std::exchange(m_ended, true))
            Q_EMIT ended(this);
    });
}

Connection::~Connection()
{
    m_socket->disconnect(this);
}

std::int64_t Connection::queuedBytes() const
{
    return m_socket->bytesToWrite() + static_cast<std::int64_t>(m_batch.size()) + m_heldBytes;
}

void Connection::send(Framing framing, std::string_view payload)
{
    if (m_closing)
        return;
    m_traffic.addMessage(payload.size());
    m_host.counters().framesSent.fetch_add(1, std::memory_order_relaxed);
    m_host.counters().bytesSent.fetch_add(payload.size(), std::memory_order_relaxed);
    queue(framing, payload);
}

bool Connection::offer(std::string_view payload, std::uint64_t samples)
{
    if (m_closing || queuedBytes() + static_cast<std::int64_t>(payload.size()) > m_host.queueBytes())
        return false;
    sendTelemetry(payload, samples);
    return true;
}

void Connection::sendTelemetry(std::string_view payload, std::uint64_t samples)
{
    if (!m_closing) {
        m_host.counters().samplesSent.fetch_add(samples, std::memory_order_relaxed);
        m_traffic.addSamples(samples);
    }
    sendText(payload);
}

void Connection::countDropped(std::uint64_t samples)
{
    m_host.counters().framesDropped.fetch_add(1, std::memory_order_relaxed);
    m_host.counters().samplesDropped.fetch_add(samples, std::memory_order_relaxed);
}

void Connection::queue(Framing framing, std::string_view payload)
{
    const Faults &faults = m_host.faults();
    if (!faults.touchFrames() && m_held.empty() && !m_frameFaults.isHolding() && m_hugeLeft < 0) {
        appendFramed(m_batch, framing, payload);
        if (m_batch.size() >= batchBytes)
            flush();
        return;
    }
    if (faults.halfOpen || m_hugeLeft >= 0)
        return;
    const std::size_t before = m_held.size();
    std::uint64_t affected = 0;
    m_frameFaults.apply(faults, framing, payload, m_host.monotonic(), m_held, affected);
    m_host.counters().framesFaulted.fetch_add(affected, std::memory_order_relaxed);
    for (std::size_t i = before; i < m_held.size(); ++i)
        m_heldBytes += static_cast<std::int64_t>(m_held[i].bytes.size());
}

void Connection::flush()
{
    if (m_batch.empty() || m_ended || m_upgrading || (m_session && m_host.faults().halfOpen))
        return;
    m_socket->write(m_batch.data(), static_cast<qint64>(m_batch.size()));
    m_batch.clear();
    m_socket->flush();
}

double Connection::slowBudget()
{
    const auto rate = static_cast<double>(m_host.faults().bytesPerSecond);
    const Duration now = m_host.monotonic();
    if (rate <= 0.0) {
        m_budget = 0.0;
        m_budgetAt = now;
        return std::numeric_limits<double>::infinity();
    }
    // At most a second's worth is saved up, so that a pause is not followed by a burst.
    m_budget = std::min(rate, m_budget + inSeconds(now - m_budgetAt) * rate);
    m_budgetAt = now;
    return m_budget;
}

void Connection::releaseHeld()
{
    const Duration now = m_host.monotonic();
    double budget = slowBudget();
    while (!m_held.empty() && m_held.front().due <= now && budget >= 1.0) {
        std::string &bytes = m_held.front().bytes;
        const std::size_t part =
            budget >= static_cast<double>(bytes.size()) ? bytes.size() : static_cast<std::size_t>(budget);
        m_batch.append(bytes, 0, part);
        budget -= static_cast<double>(part);
        m_budget -= static_cast<double>(part);
        m_heldBytes -= static_cast<std::int64_t>(part);
        if (part < bytes.size())
            bytes.erase(0, part);
        else
            m_held.pop_front();
    }
}

void Connection::writeHugeFrame()
{
    if (m_hugeLeft < 0) {
        if (m_isStream)
            http::appendChunkHead(m_batch, static_cast<std::size_t>(hugeFrameBytes));
        else
            websocket::appendHead(m_batch, websocket::Opcode::Text, static_cast<std::uint64_t>(hugeFrameBytes));
        m_batch += "{\"type\":\"telemetry_update\",\"filler\":\"";
        m_hugeLeft = hugeFrameBytes;
        m_held.clear();
        m_heldBytes = 0;
    }
    // Lazily: never more than one piece waits, whatever the frame's head promised.
    if (m_socket->bytesToWrite() + static_cast<std::int64_t>(m_batch.size()) < static_cast<std::int64_t>(batchBytes)) {
        const std::int64_t piece = std::min<std::int64_t>(m_hugeLeft, batchBytes);
        m_batch.append(static_cast<std::size_t>(piece), 'x');
        m_hugeLeft -= piece;
    }
}

void Connection::tick()
{
    if (m_ended)
        return;
    m_traffic.turn(m_host.monotonic());
    lookAtAsking();
    const Faults &faults = m_host.faults();
    if (faults.halfOpen)
        return;
    if (m_socket->bytesAvailable() > 0 || !m_in.isEmpty())
        read();
    if (m_closing && m_host.monotonic() - m_closedAt > closePatience) {
        abort();
        return;
    }
    if (m_session && !m_closing && (faults.hugeFrame || m_hugeLeft >= 0))
        writeHugeFrame();
    else
        releaseHeld();
    flush();
    endAfterLastReply();
}

/// Once a tick and not with each message: a client that publishes sends many, and asks for nothing.
void Connection::lookAtAsking()
{
    if (!m_session)
        return;
    if (const auto moment = std::exchange(m_heard, std::nullopt))
        m_timeline.note(m_session->asked(), moment->at, moment->bytes);
    m_timeline.turn(m_host.monotonic(), m_traffic.bytes());
}

void Connection::endAfterLastReply()
{
    if (m_isLastReply && m_held.empty() && m_batch.empty())
        m_socket->disconnectFromHost();
}

void Connection::sendPing()
{
    if (isWebSocket() && m_hugeLeft < 0 && m_held.empty() && !m_host.faults().halfOpen)
        websocket::appendFrame(m_batch, websocket::Opcode::Ping, {});
}

void Connection::close(std::uint16_t code, std::string_view reason)
{
    if (m_closing || m_ended)
        return;
    m_closing = true;
    m_closedAt = m_host.monotonic();
    if (m_hugeLeft >= 0)
        return;
    for (const FrameFaults::Held &held : m_held)
        m_batch += held.bytes;
    m_held.clear();
    m_heldBytes = 0;
    if (m_isStream)
        m_batch += "0\r\n\r\n";
    else
        websocket::appendFrame(m_batch, websocket::Opcode::Close, websocket::closePayload(code, reason));
    flush();
    if (m_isStream)
        m_socket->disconnectFromHost();
}

void Connection::abort()
{
    m_closing = true;
    m_socket->abort();
    if (!std::exchange(m_ended, true))
        Q_EMIT ended(this);
}

void Connection::read()
{
    if (m_host.faults().halfOpen)
        return;
    m_in += m_socket->readAll();
    if (m_isStream)
        m_in.clear(); // whatever a client says while it is answered
    while (!m_ended && !m_in.isEmpty() && (m_session ? readWebSocket() : readHttp())) {
    }
    flush();
}

bool Connection::readHttp()
{
    const http::ReadRequest read = http::readRequest(m_in);
    if (read.status == http::ReadStatus::Incomplete)
        return false;
    if (read.status != http::ReadStatus::Complete) {
        http::Response bad;
        bad.status = read.status == http::ReadStatus::TooLarge ? 413 : 400;
        m_in.clear();
        m_socket->write(http::serialised(bad, false));
        m_socket->disconnectFromHost();
        return false;
    }
    m_in.remove(0, read.consumed);
    m_request = read.request;
    m_request.body.clear();
    if (read.request.wantsWebSocket()) {
        upgrade(read.request);
        return true;
    }
    m_host.counters().requests.fetch_add(1, std::memory_order_relaxed);
    http::Response head;
    m_upgrading = true;
    std::unique_ptr<Session> stream = m_host.openStream(read.request, *this, head);
    m_upgrading = false;
    if (stream) {
        startStream(std::move(stream), head);
        return false;
    }
    const bool keep = read.request.keepAlive();
    reply(m_host.answer(read.request), keep);
    return keep;
}

void Connection::reply(const http::Response &response, bool keep)
{
    const Faults &faults = m_host.faults();
    const QByteArray whole = http::serialised(response, keep);
    const bool hasBody = whole.endsWith(response.body); // a 204 has none
    const auto bodySize = hasBody ? static_cast<std::size_t>(response.body.size()) : 0;
    const std::string_view text(whole.constData(), static_cast<std::size_t>(whole.size()));
    const std::string_view head = text.substr(0, text.size() - bodySize);
    const std::string_view body = text.substr(head.size());
    m_traffic.addAnswer(body.size());
    std::uint64_t affected = 0;
    FrameFaults::Answer answer = m_frameFaults.apply(faults, head, body, affected);
    m_host.counters().framesFaulted.fetch_add(affected, std::memory_order_relaxed);
    m_isLastReply = !keep || answer.isCut;
    if (faults.delay > Duration::zero() || faults.bytesPerSecond > 0 || !m_held.empty()) {
        m_heldBytes += static_cast<std::int64_t>(answer.bytes.size());
        m_held.push_back({m_host.monotonic() + faults.delay, std::move(answer.bytes)});
        return;
    }
    m_batch += answer.bytes;
    flush();
    endAfterLastReply();
}

void Connection::upgrade(const http::Request &request)
{
    http::Response refusal;
    m_upgrading = true;
    m_session = m_host.open(request, *this, refusal);
    m_upgrading = false;
    if (!m_session) {
        m_host.counters().connectionsRefused.fetch_add(1, std::memory_order_relaxed);
        m_socket->write(http::serialised(refusal, false));
        m_socket->disconnectFromHost();
        return;
    }
    m_heard = thisMoment();
    // Before anything that open() already queued, such as a limit's close frame.
    const QByteArray answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                              "Sec-WebSocket-Accept: "
                              + websocket::acceptKey(request.header("sec-websocket-key")) + "\r\n\r\n";
    m_batch.insert(0, answer.constData(), static_cast<std::size_t>(answer.size()));
    m_host.counters().connectionsAccepted.fetch_add(1, std::memory_order_relaxed);
}

void Connection::startStream(std::unique_ptr<Session> session, const http::Response &head)
{
    m_session = std::move(session);
    m_heard = thisMoment();
    m_isStream = true;
    m_in.clear();
    const QByteArray answer = http::streamHead(head);
    m_batch.insert(0, answer.constData(), static_cast<std::size_t>(answer.size()));
    m_host.counters().connectionsAccepted.fetch_add(1, std::memory_order_relaxed);
}

bool Connection::readWebSocket()
{
    const websocket::ReadFrame frame = websocket::readFrame(m_in, m_session->messageLimitBytes());
    if (frame.status == websocket::ReadStatus::Incomplete)
        return false;
    if (frame.status != websocket::ReadStatus::Complete) {
        m_in.clear();
        if (frame.status == websocket::ReadStatus::TooLarge) {
            m_host.counters().limitCloses.fetch_add(1, std::memory_order_relaxed);
            close(1009, "Message too large");
        } else {
            close(1002, "Protocol error");
        }
        return false;
    }
    m_in.remove(0, frame.consumed);
    frameArrived(static_cast<std::uint8_t>(frame.opcode), frame.isFinal, frame.payload);
    return true;
}

void Connection::frameArrived(std::uint8_t opcode, bool isFinal, const QByteArray &payload)
{
    using websocket::Opcode;
    switch (static_cast<Opcode>(opcode)) {
    case Opcode::Close:
        if (!m_closing) {
            websocket::appendFrame(m_batch, Opcode::Close, payload.toStdString());
            flush();
        }
        m_closing = true;
        m_closedAt = m_host.monotonic();
        m_socket->disconnectFromHost();
        return;
    case Opcode::Ping:
        if (!m_closing && m_hugeLeft < 0 && m_held.empty())
            websocket::appendFrame(m_batch, Opcode::Pong, payload.toStdString());
        return;
    case Opcode::Pong:
        Q_EMIT pongReceived();
        return;
    default:
        break;
    }
    if (m_closing)
        return;
    if (opcode != static_cast<std::uint8_t>(Opcode::Continuation))
        m_messageOpcode = opcode;
    m_fragments += payload;
    if (static_cast<std::uint64_t>(m_fragments.size()) > m_session->messageLimitBytes()) {
        m_host.counters().limitCloses.fetch_add(1, std::memory_order_relaxed);
        close(1009, "Message too large");
        return;
    }
    if (!isFinal)
        return;
    m_host.counters().messagesReceived.fetch_add(1, std::memory_order_relaxed);
    const QByteArray message = std::exchange(m_fragments, {});
    if (!m_heard)
        m_heard = thisMoment();
    if (m_messageOpcode == static_cast<std::uint8_t>(Opcode::Binary))
        m_session->binaryReceived(message);
    else
        m_session->textReceived(message);
}

} // namespace watchglass::sim
