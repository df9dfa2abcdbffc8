#include "core/protocol/sensocto/phoenix_channels.h"

#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace watchglass::protocol::sensocto {

namespace {

using namespace std::chrono_literals;

constexpr Duration longestRetry = 5s;

Duration retryDelay(int tries)
{
    static constexpr std::array<Duration, 9> delays{10ms, 50ms, 100ms, 150ms, 200ms, 250ms, 500ms, 1000ms, 2000ms};
    const auto index = static_cast<std::size_t>(std::max(tries - 1, 0));
    return index < delays.size() ? delays[index] : longestRetry;
}

link::WebSocketLink::Options linkOptions(QUrl url, const QString &token, const link::TransportOptions &transport)
{
    QString path = url.path();
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    url.setPath(path + QStringLiteral("/socket/websocket"));
    url.setFragment(QString());
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("vsn"), QStringLiteral("2.0.0"));
    if (!token.isEmpty())
        query.addQueryItem(QStringLiteral("token"), QString::fromLatin1(QUrl::toPercentEncoding(token)));
    url.setQuery(query);
    link::WebSocketLink::Options options;
    options.url = url;
    options.transport = transport;
    // Ours are the retries and the watch over the peer; the link's own retry would come after ours.
    options.backoff.first = options.backoff.max = 2 * longestRetry;
    options.backoff.jitter = link::Jitter::None;
    options.backoff.maxPerMinute = 0;
    options.pingInterval = Duration::zero();
    return options;
}

} // namespace

PhoenixChannels::PhoenixChannels(Clock &clock, Listener &listener, const QUrl &url,
                                 const link::TransportOptions &transport)
    : m_clock(clock)
    , m_listener(listener)
    , m_url(url)
    , m_transport(transport)
    , m_heartbeatTimer(clock.makeTimer([this] { beat(); }))
    , m_lateTimer(clock.makeTimer([this] { heartbeatLate(); }))
    , m_retryTimer(clock.makeTimer([this] { retry(); }))
{
    makeLink();
}

PhoenixChannels::~PhoenixChannels() = default;

void PhoenixChannels::makeLink()
{
    link::WebSocketLink::Listener &self = *this;
    m_link = std::make_unique<link::WebSocketLink>(m_clock, self, linkOptions(m_url, m_token, m_transport));
    m_link->setReadBudget(m_readBudget);
    m_isTokenNew = false;
}

void PhoenixChannels::setToken(const QString &token)
{
    m_isTokenNew = m_isTokenNew || token != m_token;
    m_token = token;
}

void PhoenixChannels::open()
{
    const link::LinkState state = m_link->state();
    if (state == link::LinkState::Connecting || state == link::LinkState::Open)
        return;
    m_tries = 0;
    retry();
}

void PhoenixChannels::retry()
{
    m_retryTimer->stop();
    if (m_isTokenNew)
        makeLink();
    m_link->open();
}

void PhoenixChannels::close()
{
    m_retryTimer->stop();
    m_link->close();
}

void PhoenixChannels::failForGood(const QString &reason)
{
    m_retryTimer->stop();
    m_link->failForGood(reason);
}

void PhoenixChannels::restart(const QString &reason)
{
    m_link->restart(reason);
}

bool PhoenixChannels::isOpen() const
{
    return m_link->state() == link::LinkState::Open;
}

std::optional<Duration> PhoenixChannels::retryIn() const
{
    if (!m_retryTimer->isActive())
        return std::nullopt;
    return std::max(m_retryAt - m_clock.monotonic(), Duration::zero());
}

void PhoenixChannels::add(PhoenixChannel &channel)
{
    m_channels.push_back(&channel);
}

void PhoenixChannels::remove(PhoenixChannel &channel)
{
    std::erase(m_channels, &channel);
}

QByteArray PhoenixChannels::nextRef()
{
    return QByteArray::number(static_cast<qulonglong>(++m_ref));
}

Result<void> PhoenixChannels::send(const PhoenixMessage &message)
{
    return m_link->sendText(encodeText(message));
}

void PhoenixChannels::forEachChannel(void (PhoenixChannel::*call)())
{
    const std::vector<PhoenixChannel *> all = m_channels;
    for (PhoenixChannel *channel : all) {
        if (std::find(m_channels.begin(), m_channels.end(), channel) != m_channels.end())
            (channel->*call)();
    }
}

void PhoenixChannels::opened()
{
    ++m_opened;
    m_openedAt = m_clock.monotonic();
    m_isSilent = false;
    m_heartbeatRef.clear();
    m_heartbeatTimer->start(heartbeatInterval);
    m_listener.socketOpened();
    forEachChannel(&PhoenixChannel::socketOpened);
}

void PhoenixChannels::closed(const link::CloseReason &reason)
{
    m_heartbeatTimer->stop();
    heartbeatAnswered();
    m_isHeldBack = false;
    if (!reason.isDeliberate) {
        const bool lasted =
            reason.phase == link::ClosePhase::Open && m_clock.monotonic() - m_openedAt >= lastingConnection;
        m_tries = lasted ? 1 : m_tries + 1;
        m_retryAt = m_clock.monotonic() + retryDelay(m_tries);
        m_retryTimer->start(retryDelay(m_tries));
    }
    forEachChannel(&PhoenixChannel::socketClosed);
    m_listener.socketClosed(reason);
}

void PhoenixChannels::stateChanged(link::LinkState state)
{
    m_listener.socketStateChanged(state);
}

void PhoenixChannels::heldBackChanged(bool isHeldBack)
{
    m_isHeldBack = isHeldBack;
    m_listener.socketHeldBack(isHeldBack);
}

void PhoenixChannels::setReadBudget(qint64 bytesPerSecond)
{
    m_readBudget = bytesPerSecond;
    m_link->setReadBudget(bytesPerSecond);
}

void PhoenixChannels::beat()
{
    if (!m_heartbeatRef.isEmpty()) {
        m_link->restart(tr("The server left a heartbeat unanswered for 30 s; connecting anew"));
        return;
    }
    m_heartbeatRef = nextRef();
    m_heartbeatTimer->start(heartbeatInterval);
    m_lateTimer->start(PhoenixChannel::replyTimeout);
    if (const auto sent = send({{}, m_heartbeatRef, "phoenix", "heartbeat", "{}"}); !sent)
        m_listener.badFrame(sent.error().text);
}

void PhoenixChannels::heartbeatLate()
{
    m_isSilent = true;
    m_listener.socketSilent(true);
}

void PhoenixChannels::heartbeatAnswered()
{
    m_heartbeatRef.clear();
    m_lateTimer->stop();
}

void PhoenixChannels::heard()
{
    if (m_isHeldBack && !m_heartbeatRef.isEmpty())
        heartbeatAnswered(); // the answer waits behind what is slowed down
    if (!std::exchange(m_isSilent, false))
        return;
    m_listener.socketSilent(false);
}

void PhoenixChannels::textReceived(const QString &text)
{
    m_listener.frameReceived(static_cast<std::size_t>(text.size()));
    heard();
    dispatch(m_decoder.decode(QStringView(text)));
}

void PhoenixChannels::binaryReceived(const QByteArray &bytes)
{
    m_listener.frameReceived(static_cast<std::size_t>(bytes.size()));
    heard();
    dispatch(m_decoder.decodeBinary({bytes.constData(), static_cast<std::size_t>(bytes.size())}));
}

void PhoenixChannels::frameRefused(const QString &text)
{
    m_listener.frameRefused(text);
}

void PhoenixChannels::dispatch(const Result<PhoenixFrame> &result)
{
    if (!result) {
        m_listener.badFrame(result.error().text);
        return;
    }
    const PhoenixFrame &frame = result.value();
    if (frame.topic == "phoenix" && frame.event == "phx_reply") {
        if (frame.ref && !m_heartbeatRef.isEmpty()
            && *frame.ref == std::string_view(m_heartbeatRef.constData(), std::size_t(m_heartbeatRef.size()))) {
            heartbeatAnswered();
        }
        return;
    }
    for (PhoenixChannel *channel : m_channels) {
        const QByteArray &topic = channel->topic();
        if (frame.topic == std::string_view(topic.constData(), static_cast<std::size_t>(topic.size()))) {
            channel->received(frame, m_decoder); // may change m_channels
            return;
        }
    }
    const bool isLate = frame.event == "phx_reply" || frame.event == "phx_close" || frame.event == "phx_error";
    if (!isLate) // of a topic that was left
        m_listener.strayFrame(frame);
}

} // namespace watchglass::protocol::sensocto
