#include "core/link/websocket_link.h"

#include "core/link/transport.h"
#include "core/link/websocket_link_private.h"
#include "core/link/websocket_link_replayed.h"

#include <algorithm>
#include <utility>

namespace watchglass::link {

namespace {

/// How long a close frame may wait for the kernel before the connection is cut.
constexpr Duration partingTime = std::chrono::seconds(2);
constexpr int abnormalClose = 1006;
constexpr int silentTicksOfTheDead = 2;

int seconds(Duration duration)
{
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(duration).count());
}

} // namespace

void WebSocketLink::Live::open()
{
    if (m_state == LinkState::Connecting || m_state == LinkState::Open)
        return;
    const QString scheme = m_options.url.scheme();
    const bool isUsable = m_options.url.isValid() && !m_options.url.host().isEmpty()
                          && (scheme == QLatin1String("ws") || scheme == QLatin1String("wss"));
    if (!isUsable) {
        enter(LinkState::Failed);
        tellClosed({0, tr("\"%1\" is no ws:// or wss:// address.").arg(m_options.url.toDisplayString()),
                    ClosePhase::Connecting, false},
                   FrameKind::Closed);
        return;
    }
    const Duration floor = m_backoff.floorDelay(m_clock.monotonic());
    if (floor == Duration::zero())
        return connectNow();
    schedule(floor);
    tellState(m_serial);
}

void WebSocketLink::Live::closeTo(LinkState state, int code, const QString &reason)
{
    if (m_state == state || (m_state == LinkState::Failed && state == LinkState::Closed)) {
        enter(state);
        return;
    }
    const bool hadConnection = m_connection != nullptr;
    const ClosePhase phase = m_state == LinkState::Open ? ClosePhase::Open : ClosePhase::Connecting;
    part(code, reason);
    stopTimers();
    m_pace.release();
    enter(state);
    if (hadConnection)
        tellClosed({phase == ClosePhase::Open ? code : 0, reason, phase, true}, FrameKind::ClosedByOwner);
    else
        tellState(m_serial);
}

void WebSocketLink::Live::restart(const QString &reason)
{
    if (m_state != LinkState::Connecting && m_state != LinkState::Open)
        return;
    const ClosePhase phase = m_state == LinkState::Open ? ClosePhase::Open : ClosePhase::Connecting;
    part(1001, {});
    ended(WebSocketConnection::End::Lost, {phase == ClosePhase::Open ? abnormalClose : 0, reason, phase, false},
          FrameKind::ClosedByOwner);
}

void WebSocketLink::Live::setPaused(bool paused)
{
    m_isPaused = paused;
    applyPause();
}

void WebSocketLink::Live::applyPause()
{
    m_silentTicks = 0;
    m_pingSentAt.reset();
    if (m_connection)
        m_connection->setPaused(isResting());
}

template <typename Payload>
Result<void> WebSocketLink::Live::send(const Payload &payload, qint64 bytes, FrameKind kind,
                                       bool (WebSocketConnection::*how)(const Payload &))
{
    if (m_state != LinkState::Open || !m_connection)
        return notConnected(m_options.url);
    if (m_connection->queuedBytes() + bytes > m_options.maxQueuedBytes)
        return Error{ErrorCode::TooLarge,
                     tr("Not sent: %1 is too slow to take what already waits.").arg(endpointText(m_options.url))};
    const std::weak_ptr<char> life = m_life;
    m_tap.tell(kind, payload);
    if (!(m_connection.get()->*how)(payload))
        return Error{ErrorCode::Unreachable, tr("Not sent: the connection is closing.")};
    if (!life.expired()) {
        ++m_counters.messagesSent;
        m_counters.bytesSent += static_cast<std::uint64_t>(bytes);
    }
    return {};
}

Result<void> WebSocketLink::Live::sendText(const QString &text)
{
    return send(text, text.size(), FrameKind::TextSent, &WebSocketConnection::sendText);
}

Result<void> WebSocketLink::Live::sendBinary(const QByteArray &bytes)
{
    return send(bytes, bytes.size(), FrameKind::BinarySent, &WebSocketConnection::sendBinary);
}

void WebSocketLink::Live::connectNow()
{
    m_retryTimer->stop();
    m_backoff.attempted(m_clock.monotonic());
    ++m_counters.connects;
    enter(LinkState::Connecting);
    const std::uint64_t serial = m_serial;
    const std::weak_ptr<char> life = m_life;
    m_tap.tell(FrameKind::Connecting);
    tellState(serial);
    if (life.expired() || serial != m_serial)
        return;
    m_connectTimer->start(m_options.connectTimeout);
    m_connection = std::make_unique<WebSocketConnection>(m_options, *this);
    m_connection->setPaused(isResting());
    m_connection->start();
}

void WebSocketLink::Live::schedule(Duration delay)
{
    m_retryAt = m_clock.monotonic() + delay;
    m_retryTimer->start(delay);
    enter(LinkState::Waiting);
}

void WebSocketLink::Live::connectionOpened()
{
    m_connectTimer->stop();
    ++m_counters.opened;
    m_silentTicks = 0;
    m_pingSentAt.reset();
    if (m_options.pingInterval > Duration::zero())
        m_pingTimer->start(m_options.pingInterval);
    enter(LinkState::Open);
    const std::uint64_t serial = m_serial;
    const std::weak_ptr<char> life = m_life;
    m_tap.tell(FrameKind::Opened, subprotocol());
    m_listener.opened();
    if (!life.expired())
        tellState(serial);
}

void WebSocketLink::Live::connectionEnded(WebSocketConnection::End end, const CloseReason &reason)
{
    ended(end, reason, FrameKind::Closed);
}

void WebSocketLink::Live::ended(WebSocketConnection::End end, const CloseReason &reason, FrameKind kind)
{
    const CloseReason told = reason; // `reason` may live in the connection
    const auto ended = std::move(m_connection);
    stopTimers();
    m_pace.release();
    schedule(m_backoff.next(m_clock.monotonic()));
    const std::uint64_t serial = m_serial;
    const std::weak_ptr<char> life = m_life;
    if (end == WebSocketConnection::End::Refused) {
        ++m_counters.framesRefused;
        m_tap.tell(FrameKind::Refused, told.text);
        m_listener.frameRefused(told.text);
    }
    if (!life.expired())
        tellClosed(told, kind, serial);
}

void WebSocketLink::Live::connectionText(const QString &text)
{
    ++m_counters.messagesReceived;
    m_counters.bytesReceived += static_cast<std::uint64_t>(text.size());
    m_pace.took(text.size());
    m_tap.tell(FrameKind::TextReceived, text);
    m_listener.textReceived(text);
}

void WebSocketLink::Live::connectionBinary(const QByteArray &bytes)
{
    ++m_counters.messagesReceived;
    m_counters.bytesReceived += static_cast<std::uint64_t>(bytes.size());
    m_pace.took(bytes.size());
    m_tap.tell(FrameKind::BinaryReceived, bytes);
    m_listener.binaryReceived(bytes);
}

void WebSocketLink::Live::connectionPong()
{
    ++m_counters.pongsReceived;
    if (m_pingSentAt)
        m_counters.lastRoundTrip = m_clock.monotonic() - *m_pingSentAt;
    m_pingSentAt.reset();
}

const LinkCounters &WebSocketLink::Live::countersNow()
{
    m_counters.heldBack = m_pace.heldBack();
    return m_counters;
}

std::optional<Duration> WebSocketLink::Live::retryIn() const
{
    if (m_state != LinkState::Waiting)
        return std::nullopt;
    return std::max(m_retryAt - m_clock.monotonic(), Duration::zero());
}

void WebSocketLink::Live::onConnectTimeout()
{
    connectionEnded(WebSocketConnection::End::Lost,
                    {0,
                     tr("%1 did not open a WebSocket within %2 s: is the host up, and does no firewall stand between?")
                         .arg(endpointText(m_options.url))
                         .arg(seconds(m_options.connectTimeout)),
                     ClosePhase::Connecting, false});
}

void WebSocketLink::Live::onPingTick()
{
    m_pingTimer->start(m_options.pingInterval);
    if (isResting())
        return; // we do not listen, so silence means nothing
    m_silentTicks = m_connection->takeActivity() ? 0 : m_silentTicks + 1;
    if (m_silentTicks >= silentTicksOfTheDead) {
        connectionEnded(WebSocketConnection::End::Lost,
                        {abnormalClose,
                         tr("%1 has been silent for %2 s and answers no ping: the connection is taken for dead.")
                             .arg(endpointText(m_options.url))
                             .arg(seconds(silentTicksOfTheDead * m_options.pingInterval)),
                         ClosePhase::Open, false});
        return;
    }
    if (!m_pingSentAt)
        m_pingSentAt = m_clock.monotonic();
    ++m_counters.pingsSent;
    m_connection->ping();
}

void WebSocketLink::Live::stopTimers()
{
    m_connectTimer->stop();
    m_retryTimer->stop();
    m_pingTimer->stop();
}

void WebSocketLink::Live::part(int code, const QString &reason)
{
    if (!m_connection)
        return;
    const bool isOpen = m_state == LinkState::Open;
    m_parting = std::move(m_connection);
    if (isOpen)
        m_parting->part(code, reason);
    if (!isOpen || m_parting->isDrained())
        m_parting.reset();
    else
        m_partingTimer->start(partingTime);
}

void WebSocketLink::Live::enter(LinkState state)
{
    m_state = state;
    ++m_serial;
}

void WebSocketLink::Live::tellState(std::uint64_t serial)
{
    if (serial == m_serial)
        m_listener.stateChanged(m_state);
}

void WebSocketLink::Live::tellClosed(const CloseReason &reason, FrameKind kind, std::uint64_t serial)
{
    const std::weak_ptr<char> life = m_life;
    m_tap.tell(kind, reason.text, closeHead(reason));
    m_listener.closed(reason);
    if (!life.expired())
        tellState(serial);
}

WebSocketLink::WebSocketLink(Clock &clock, Listener &listener, Options options)
    : d(make(clock, listener, std::move(options)))
{}

std::unique_ptr<WebSocketLink::Private> WebSocketLink::make(Clock &clock, Listener &listener, Options options)
{
    if (options.transport.feed)
        return std::make_unique<Replayed>(listener, std::move(options));
    return std::make_unique<Live>(clock.untold(), listener, std::move(options));
}

WebSocketLink::~WebSocketLink() = default;

void WebSocketLink::open()
{
    d->open();
}

void WebSocketLink::close(int code, const QString &reason)
{
    d->closeTo(LinkState::Closed, code, reason);
}

void WebSocketLink::failForGood(const QString &reason)
{
    d->closeTo(LinkState::Failed, 1000, reason);
}

void WebSocketLink::restart(const QString &reason)
{
    d->restart(reason);
}

void WebSocketLink::resetBackoff()
{
    d->resetBackoff();
}

Result<void> WebSocketLink::sendText(const QString &text)
{
    return d->sendText(text);
}

Result<void> WebSocketLink::sendBinary(const QByteArray &bytes)
{
    return d->sendBinary(bytes);
}

void WebSocketLink::pauseReading()
{
    d->setPaused(true);
}

void WebSocketLink::resumeReading()
{
    d->setPaused(false);
}

bool WebSocketLink::isReadingPaused() const
{
    return d->isPaused();
}

void WebSocketLink::setReadBudget(qint64 bytesPerSecond)
{
    d->setReadBudget(bytesPerSecond);
}

LinkState WebSocketLink::state() const
{
    return d->state();
}

std::optional<Duration> WebSocketLink::retryIn() const
{
    return d->retryIn();
}

QString WebSocketLink::subprotocol() const
{
    return d->subprotocol();
}

const LinkCounters &WebSocketLink::counters() const
{
    return d->countersNow();
}

} // namespace watchglass::link
