#include "core/link/websocket_link.h"

#include "core/link/transport.h"
#include "core/link/websocket_link_private.h"

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

void WebSocketLink::Private::open()
{
    if (m_state == LinkState::Connecting || m_state == LinkState::Open)
        return;
    const QString scheme = m_options.url.scheme();
    const bool isUsable = m_options.url.isValid() && !m_options.url.host().isEmpty()
                          && (scheme == QLatin1String("ws") || scheme == QLatin1String("wss"));
    if (!isUsable) {
        enter(LinkState::Failed);
        tellClosed({0, tr("\"%1\" is no ws:// or wss:// address.").arg(m_options.url.toDisplayString()),
                    ClosePhase::Connecting, false});
        return;
    }
    const Duration floor = m_backoff.floorDelay(m_clock.monotonic());
    if (floor == Duration::zero())
        return connectNow();
    schedule(floor);
    tellState(m_serial);
}

void WebSocketLink::Private::closeTo(LinkState state, int code, const QString &reason)
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
        tellClosed({phase == ClosePhase::Open ? code : 0, reason, phase, true});
    else
        tellState(m_serial);
}

void WebSocketLink::Private::restart(const QString &reason)
{
    if (m_state != LinkState::Connecting && m_state != LinkState::Open)
        return;
    const ClosePhase phase = m_state == LinkState::Open ? ClosePhase::Open : ClosePhase::Connecting;
    part(1001, {});
    connectionEnded(WebSocketConnection::End::Lost,
                    {phase == ClosePhase::Open ? abnormalClose : 0, reason, phase, false});
}

void WebSocketLink::Private::setPaused(bool paused)
{
    m_isPaused = paused;
    applyPause();
}

void WebSocketLink::Private::applyPause()
{
    m_silentTicks = 0;
    m_pingSentAt.reset();
    if (m_connection)
        m_connection->setPaused(isResting());
}

template <typename Payload>
Result<void> WebSocketLink::Private::send(const Payload &payload, qint64 bytes,
                                          bool (WebSocketConnection::*how)(const Payload &))
{
    if (m_state != LinkState::Open || !m_connection)
        return Error{ErrorCode::Unreachable,
                     tr("Not sent: there is no connection with %1 now.").arg(endpointText(m_options.url))};
    if (m_connection->queuedBytes() + bytes > m_options.maxQueuedBytes)
        return Error{ErrorCode::TooLarge,
                     tr("Not sent: %1 is too slow to take what already waits.").arg(endpointText(m_options.url))};
    const std::weak_ptr<char> life = m_life;
    if (!(m_connection.get()->*how)(payload))
        return Error{ErrorCode::Unreachable, tr("Not sent: the connection is closing.")};
    if (!life.expired()) {
        ++m_counters.messagesSent;
        m_counters.bytesSent += static_cast<std::uint64_t>(bytes);
    }
    return {};
}

void WebSocketLink::Private::connectNow()
{
    m_retryTimer->stop();
    m_backoff.attempted(m_clock.monotonic());
    ++m_counters.connects;
    enter(LinkState::Connecting);
    const std::uint64_t serial = m_serial;
    const std::weak_ptr<char> life = m_life;
    tellState(serial);
    if (life.expired() || serial != m_serial)
        return;
    m_connectTimer->start(m_options.connectTimeout);
    m_connection = std::make_unique<WebSocketConnection>(m_options, *this);
    m_connection->setPaused(isResting());
    m_connection->start();
}

void WebSocketLink::Private::schedule(Duration delay)
{
    m_retryAt = m_clock.monotonic() + delay;
    m_retryTimer->start(delay);
    enter(LinkState::Waiting);
}

void WebSocketLink::Private::connectionOpened()
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
    m_listener.opened();
    if (!life.expired())
        tellState(serial);
}

void WebSocketLink::Private::connectionEnded(WebSocketConnection::End end, const CloseReason &reason)
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
        m_listener.frameRefused(told.text);
    }
    if (!life.expired())
        tellClosed(told, serial);
}

void WebSocketLink::Private::connectionText(const QString &text)
{
    ++m_counters.messagesReceived;
    m_counters.bytesReceived += static_cast<std::uint64_t>(text.size());
    m_pace.took(text.size());
    m_listener.textReceived(text);
}

void WebSocketLink::Private::connectionBinary(const QByteArray &bytes)
{
    ++m_counters.messagesReceived;
    m_counters.bytesReceived += static_cast<std::uint64_t>(bytes.size());
    m_pace.took(bytes.size());
    m_listener.binaryReceived(bytes);
}

void WebSocketLink::Private::connectionPong()
{
    ++m_counters.pongsReceived;
    if (m_pingSentAt)
        m_counters.lastRoundTrip = m_clock.monotonic() - *m_pingSentAt;
    m_pingSentAt.reset();
}

const LinkCounters &WebSocketLink::Private::countersNow()
{
    m_counters.heldBack = m_pace.heldBack();
    return m_counters;
}

std::optional<Duration> WebSocketLink::Private::retryIn() const
{
    if (m_state != LinkState::Waiting)
        return std::nullopt;
    return std::max(m_retryAt - m_clock.monotonic(), Duration::zero());
}

void WebSocketLink::Private::onConnectTimeout()
{
    connectionEnded(WebSocketConnection::End::Lost,
                    {0,
                     tr("%1 did not open a WebSocket within %2 s: is the host up, and does no firewall stand between?")
                         .arg(endpointText(m_options.url))
                         .arg(seconds(m_options.connectTimeout)),
                     ClosePhase::Connecting, false});
}

void WebSocketLink::Private::onPingTick()
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

void WebSocketLink::Private::stopTimers()
{
    m_connectTimer->stop();
    m_retryTimer->stop();
    m_pingTimer->stop();
}

void WebSocketLink::Private::part(int code, const QString &reason)
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

void WebSocketLink::Private::enter(LinkState state)
{
    m_state = state;
    ++m_serial;
}

void WebSocketLink::Private::tellState(std::uint64_t serial)
{
    if (serial == m_serial)
        m_listener.stateChanged(m_state);
}

void WebSocketLink::Private::tellClosed(const CloseReason &reason, std::uint64_t serial)
{
    const std::weak_ptr<char> life = m_life;
    m_listener.closed(reason);
    if (!life.expired())
        tellState(serial);
}

WebSocketLink::WebSocketLink(Clock &clock, Listener &listener, Options options)
    : d(std::make_unique<Private>(clock, listener, std::move(options)))
{}

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
    return d->send(text, text.size(), &WebSocketConnection::sendText);
}

Result<void> WebSocketLink::sendBinary(const QByteArray &bytes)
{
    return d->send(bytes, bytes.size(), &WebSocketConnection::sendBinary);
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
