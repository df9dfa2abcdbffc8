#include "core/link/websocket_link_replayed.h"

#include "core/link/transport.h"

namespace watchglass::link {

namespace {

constexpr int abnormalClose = 1006;

} // namespace

QJsonObject closeHead(const CloseReason &reason)
{
    return {{QStringLiteral("code"), reason.code},
            {QStringLiteral("phase"),
             reason.phase == ClosePhase::Open ? QStringLiteral("open") : QStringLiteral("connecting")}};
}

CloseReason closeReason(const Frame &frame)
{
    const QJsonObject head = frameHead(frame);
    const bool wasOpen = head[QLatin1String("phase")].toString() == QLatin1String("open");
    return {head[QLatin1String("code")].toInt(), QString::fromUtf8(frame.payload),
            wasOpen ? ClosePhase::Open : ClosePhase::Connecting, false};
}

Error notConnected(const QUrl &url)
{
    return {ErrorCode::Unreachable, QCoreApplication::translate("watchglass::link::WebSocketLink",
                                                                "Not sent: there is no connection with %1 now.")
                                        .arg(endpointText(url))};
}

WebSocketLink::Replayed::Replayed(Listener &listener, Options options)
    : m_listener(listener)
    , m_options(std::move(options))
    , m_tap(m_options.transport.tap)
    , m_channel(m_options.transport.feed->attach(*this))
{}

WebSocketLink::Replayed::~Replayed()
{
    m_options.transport.feed->detach(m_channel);
}

void WebSocketLink::Replayed::open()
{
    if (m_state != LinkState::Connecting && m_state != LinkState::Open)
        connecting();
}

void WebSocketLink::Replayed::closeTo(LinkState state, int code, const QString &reason)
{
    const bool wasOpen = m_state == LinkState::Open;
    if (wasOpen || m_state == LinkState::Connecting)
        return closed({wasOpen ? code : 0, reason, wasOpen ? ClosePhase::Open : ClosePhase::Connecting, true}, state,
                      FrameKind::ClosedByOwner);
    const bool isNew = m_state != state && !(m_state == LinkState::Failed && state == LinkState::Closed);
    enter(state);
    if (isNew)
        tellState(m_serial);
}

void WebSocketLink::Replayed::restart(const QString &reason)
{
    const bool wasOpen = m_state == LinkState::Open;
    if (wasOpen || m_state == LinkState::Connecting)
        closed({wasOpen ? abnormalClose : 0, reason, wasOpen ? ClosePhase::Open : ClosePhase::Connecting, false},
               LinkState::Waiting, FrameKind::ClosedByOwner);
}

Result<void> WebSocketLink::Replayed::sendText(const QString &text)
{
    if (m_state != LinkState::Open)
        return notConnected(m_options.url);
    ++m_counters.messagesSent;
    m_counters.bytesSent += static_cast<std::uint64_t>(text.size());
    m_tap.tell(FrameKind::TextSent, text);
    return {};
}

Result<void> WebSocketLink::Replayed::sendBinary(const QByteArray &bytes)
{
    if (m_state != LinkState::Open)
        return notConnected(m_options.url);
    ++m_counters.messagesSent;
    m_counters.bytesSent += static_cast<std::uint64_t>(bytes.size());
    m_tap.tell(FrameKind::BinarySent, bytes);
    return {};
}

std::optional<Duration> WebSocketLink::Replayed::retryIn() const
{
    return m_state == LinkState::Waiting ? std::optional(Duration::zero()) : std::nullopt;
}

bool WebSocketLink::Replayed::play(const Frame &frame)
{
    if (m_state == LinkState::Closed || m_state == LinkState::Failed)
        return false;
    const std::weak_ptr<char> life = m_life;
    switch (frame.kind) {
    case FrameKind::Connecting:
        if (m_state == LinkState::Waiting)
            connecting();
        return true;
    case FrameKind::Opened:
        if (m_state == LinkState::Waiting)
            connecting();
        if (!life.expired() && m_state == LinkState::Connecting)
            opened(QString::fromUtf8(frame.payload));
        return true;
    case FrameKind::Closed:
        if (m_state == LinkState::Waiting)
            return false;
        closed(closeReason(frame), LinkState::Waiting, FrameKind::Closed);
        return true;
    default:
        return m_state == LinkState::Open && received(frame);
    }
}

bool WebSocketLink::Replayed::received(const Frame &frame)
{
    switch (frame.kind) {
    case FrameKind::TextReceived:
        ++m_counters.messagesReceived;
        m_tap.tell(frame.kind, frame.payload);
        m_listener.textReceived(QString::fromUtf8(frame.payload));
        return true;
    case FrameKind::BinaryReceived:
        ++m_counters.messagesReceived;
        m_tap.tell(frame.kind, frame.payload);
        m_listener.binaryReceived(frame.payload);
        return true;
    case FrameKind::Refused:
        ++m_counters.framesRefused;
        m_tap.tell(frame.kind, frame.payload);
        m_listener.frameRefused(QString::fromUtf8(frame.payload));
        return true;
    default:
        return false; // what was sent then goes nowhere now
    }
}

void WebSocketLink::Replayed::connecting()
{
    ++m_counters.connects;
    enter(LinkState::Connecting);
    m_tap.tell(FrameKind::Connecting);
    tellState(m_serial);
}

void WebSocketLink::Replayed::opened(const QString &subprotocol)
{
    ++m_counters.opened;
    m_subprotocol = subprotocol;
    enter(LinkState::Open);
    const std::uint64_t serial = m_serial;
    const std::weak_ptr<char> life = m_life;
    m_tap.tell(FrameKind::Opened, subprotocol);
    m_listener.opened();
    if (!life.expired())
        tellState(serial);
}

void WebSocketLink::Replayed::closed(const CloseReason &reason, LinkState state, FrameKind kind)
{
    m_subprotocol.clear();
    enter(state);
    const std::uint64_t serial = m_serial;
    const std::weak_ptr<char> life = m_life;
    m_tap.tell(kind, reason.text, closeHead(reason));
    m_listener.closed(reason);
    if (!life.expired())
        tellState(serial);
}

void WebSocketLink::Replayed::enter(LinkState state)
{
    m_state = state;
    ++m_serial;
}

void WebSocketLink::Replayed::tellState(std::uint64_t serial)
{
    if (serial == m_serial)
        m_listener.stateChanged(m_state);
}

} // namespace watchglass::link
