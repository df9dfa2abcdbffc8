#include "core/link/http_stream_link_replayed.h"

#include <algorithm>

namespace watchglass::link {

void tellEnd(const TapChannel &tap, FrameKind kind, const StreamEnd &end)
{
    if (!tap.isHeard())
        return;
    QJsonObject head{{QStringLiteral("kind"), static_cast<int>(end.kind)},
                     {QStringLiteral("status"), end.status},
                     {QStringLiteral("text"), end.text}};
    if (end.retryAfter)
        head.insert(QStringLiteral("retryAfterNs"), static_cast<qint64>(end.retryAfter->count()));
    tap.tell(kind, end.body, TapChannel::headText(head));
}

StreamEnd streamEnd(const Frame &frame)
{
    const QJsonObject head = frameHead(frame);
    StreamEnd end;
    // Whatever a file says, it is one of the kinds.
    end.kind = static_cast<StreamEnd::Kind>(
        std::clamp(head[QLatin1String("kind")].toInt(), 0, static_cast<int>(StreamEnd::Kind::Deliberate)));
    end.status = head[QLatin1String("status")].toInt();
    end.text = head[QLatin1String("text")].toString();
    end.body = frame.payload;
    if (const QJsonValue after = head[QLatin1String("retryAfterNs")]; after.isDouble())
        end.retryAfter = Duration(after.toInteger());
    return end;
}

HttpStreamLink::Replayed::Replayed(Listener &listener, Options options)
    : m_listener(listener)
    , m_options(std::move(options))
    , m_tap(m_options.transport.tap)
    , m_channel(m_options.transport.feed->attach(*this))
{}

HttpStreamLink::Replayed::~Replayed()
{
    m_options.transport.feed->detach(m_channel);
}

void HttpStreamLink::Replayed::open()
{
    if (m_state != LinkState::Connecting && m_state != LinkState::Open)
        attempt();
}

void HttpStreamLink::Replayed::attempt()
{
    const std::weak_ptr<char> life = m_life;
    const std::uint64_t serial = m_serial + 1;
    enter(LinkState::Connecting);
    if (life.expired() || serial != m_serial)
        return;
    m_isPutOff = true;
    m_tap.tell(FrameKind::AttemptDue);
    const bool isReady = m_listener.attemptDue();
    if (!life.expired() && serial == m_serial && isReady)
        proceed();
}

void HttpStreamLink::Replayed::opened()
{
    const std::weak_ptr<char> life = m_life;
    const std::uint64_t serial = m_serial + 1;
    m_isPutOff = false;
    m_state = LinkState::Open;
    ++m_serial;
    m_tap.tell(FrameKind::StreamOpened);
    m_listener.opened();
    if (!life.expired() && serial == m_serial)
        m_listener.stateChanged(LinkState::Open);
}

void HttpStreamLink::Replayed::abandon(const StreamEnd &end)
{
    if (m_isPutOff)
        finish(end, FrameKind::StreamEndedByOwner);
}

void HttpStreamLink::Replayed::restart(const QString &reason)
{
    if (m_state == LinkState::Open || m_state == LinkState::Connecting)
        finish({StreamEnd::Kind::Lost, 0, {}, std::nullopt, reason}, FrameKind::StreamEndedByOwner);
}

void HttpStreamLink::Replayed::closeTo(LinkState state, const QString &reason)
{
    const bool wasUnderWay = m_state == LinkState::Open || m_state == LinkState::Connecting;
    m_isPutOff = false;
    if (m_state == state)
        return;
    if (!wasUnderWay)
        return enter(state);
    const std::weak_ptr<char> life = m_life;
    m_state = state;
    const std::uint64_t serial = ++m_serial;
    const StreamEnd end{StreamEnd::Kind::Deliberate, 0, {}, std::nullopt, reason};
    tellEnd(m_tap, FrameKind::StreamEndedByOwner, end);
    m_listener.ended(end);
    if (!life.expired() && serial == m_serial)
        m_listener.stateChanged(state);
}

std::optional<Duration> HttpStreamLink::Replayed::retryIn() const
{
    return m_state == LinkState::Waiting ? std::optional(Duration::zero()) : std::nullopt;
}

bool HttpStreamLink::Replayed::play(const Frame &frame)
{
    if (m_state == LinkState::Closed || m_state == LinkState::Failed)
        return false;
    switch (frame.kind) {
    case FrameKind::AttemptDue:
        if (m_state == LinkState::Waiting)
            attempt();
        return true;
    case FrameKind::StreamOpened: {
        const std::weak_ptr<char> life = m_life;
        if (m_state == LinkState::Waiting)
            attempt();
        if (!life.expired() && m_state == LinkState::Connecting)
            opened();
        return true;
    }
    case FrameKind::BytesReceived:
        if (m_state != LinkState::Open)
            return false;
        m_tap.tell(frame.kind, frame.payload);
        m_listener.bytesReceived(frame.payload);
        return true;
    case FrameKind::StreamEnded:
        if (m_state == LinkState::Waiting)
            return false;
        finish(streamEnd(frame), FrameKind::StreamEnded);
        return true;
    default:
        return false;
    }
}

void HttpStreamLink::Replayed::finish(const StreamEnd &end, FrameKind kind)
{
    const std::weak_ptr<char> life = m_life;
    const std::uint64_t serial = ++m_serial;
    m_isPutOff = false;
    tellEnd(m_tap, kind, end);
    const Reconnect what = m_listener.ended(end);
    if (!life.expired() && serial == m_serial)
        enter(what.how == Reconnect::How::Never ? LinkState::Failed : LinkState::Waiting);
}

void HttpStreamLink::Replayed::enter(LinkState state)
{
    m_state = state;
    ++m_serial;
    m_listener.stateChanged(state); // last: it may destroy us
}

} // namespace watchglass::link
