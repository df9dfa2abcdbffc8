#include "core/protocol/terra/gateway.h"

#include "core/link/transport.h"

#include <algorithm>
#include <random>

namespace watchglass::protocol::terra {

namespace {

/// Used when HELLO gives no interval that can be used; the one that the service documents.
constexpr Duration documentedInterval = std::chrono::seconds(40);
constexpr std::size_t longestQuote = 200;

link::WebSocketLink::Options linkOptions(const QUrl &url, const link::TransportOptions &transport)
{
    link::WebSocketLink::Options options;
    options.url = url;
    options.transport = transport;
    options.pingInterval = Duration::zero(); // the service has its own heartbeat
    options.backoff.maxPerMinute = 0;        // attempts are ours
    return options;
}

/// Our own socket closes with 1007 as well, when a text that came is no UTF-8; only the words tell the two apart.
bool isOwnComplaint(const link::CloseReason &reason)
{
    return reason.code == 1007
           && reason.text.contains(
               QCoreApplication::translate("QWebSocketDataProcessor", "Invalid UTF-8 code encountered."));
}

QString shortText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(std::min(utf8.size(), longestQuote)));
}

} // namespace

QUrl socketUrl(const SourceAddress &address)
{
    QUrl url = address.url;
    if (url.path().isEmpty() || url.path() == QLatin1String("/"))
        url.setPath(QStringLiteral("/connect"));
    url.setQuery(QString());
    return url;
}

Gateway::Gateway(const SourceAddress &address, Role role, const QString &user, Listener &listener, Clock &clock)
    : m_url(socketUrl(address))
    , m_host(link::endpointText(m_url))
    , m_role(role)
    , m_user(user)
    , m_listener(listener)
    , m_clock(clock)
    , m_told(clock, [&listener](const SourceState &state) { listener.gatewayState(state); })
    , m_mint(clock, m_url, address.token, address.transport)
    , m_heartbeat(
          clock, [this] { beat(); },
          [this] { m_link.restart(tr("%1 does not acknowledge heartbeats; connecting anew").arg(m_host)); },
          std::random_device{}())
    , m_link(clock, *this, linkOptions(m_url, address.transport))
    , m_retry(clock.makeTimer([this] { attempt(); }))
    , m_greeting(clock.makeTimer([this] {
        m_link.restart(
            tr("%1 opened a connection, but no session within %2 s").arg(m_host).arg(greetingTimeout.count()));
    }))
    , m_overdue(clock.makeTimer([this] {
        if (isReady())
            enter(Stage::Ready, SourcePhase::Silent, tr("Connected, but %1 answers no heartbeat").arg(m_host));
    }))
    , m_liveText(tr("Live"))
{}

void Gateway::start()
{
    if (m_stage != Stage::Off && m_stage != Stage::Waiting)
        return;
    const Duration floor = m_backoff.floorDelay(m_clock.monotonic());
    if (floor == Duration::zero())
        return attempt();
    m_retry->start(floor);
    enter(Stage::Waiting, SourcePhase::Waiting, tr("Too many attempts within a minute; waiting"), floor);
}

void Gateway::stop()
{
    m_mint.cancel();
    m_retry->stop();
    endSession();
    m_link.close();
    enter(Stage::Off, SourcePhase::Idle, tr("Stopped"));
}

Result<void> Gateway::send(const QString &frame)
{
    if (!isReady())
        return Error{ErrorCode::Unreachable, tr("Not sent: there is no session with %1 now.").arg(m_host)};
    return m_link.sendText(frame);
}

void Gateway::setLiveText(const QString &text)
{
    m_liveText = text;
    if (isReady() && m_told.state().phase == SourcePhase::Live)
        enter(Stage::Ready, SourcePhase::Live, text);
}

void Gateway::setReadBudget(qint64 bytesPerSecond)
{
    m_told.setReadBudget(bytesPerSecond);
    m_link.setReadBudget(bytesPerSecond);
}

void Gateway::heldBackChanged(bool isHeldBack)
{
    m_told.setHeldBack(isHeldBack);
}

void Gateway::attempt()
{
    m_retry->stop();
    m_backoff.attempted(m_clock.monotonic());
    enter(Stage::Minting, SourcePhase::Connecting, tr("Asking %1 for a token").arg(m_host));
    if (m_stage == Stage::Minting) // not stopped meanwhile
        m_mint.request(m_user, [this](const TokenMint::Answer &answer) { minted(answer); });
}

void Gateway::minted(const TokenMint::Answer &answer)
{
    if (answer.bytes > 0)
        m_listener.gatewayReceived(answer.bytes);
    if (answer.token.isEmpty()) {
        if (answer.isFinal)
            return fail(answer.text);
        return retry(answer.text, answer.retryAfter.value_or(Duration::zero()));
    }
    m_token = answer.token;
    m_stage = Stage::Opening;
    m_link.open();
}

void Gateway::retry(const QString &text, Duration atLeast)
{
    const Duration delay = std::max(m_backoff.next(m_clock.monotonic()), atLeast);
    m_retry->start(delay);
    enter(Stage::Waiting, SourcePhase::Waiting, text, delay);
}

void Gateway::fail(const QString &text)
{
    enter(Stage::Off, SourcePhase::Failed, text);
}

void Gateway::stateChanged(link::LinkState state)
{
    if (state == link::LinkState::Connecting)
        enter(Stage::Opening, SourcePhase::Connecting, tr("Connecting to %1").arg(m_host));
}

void Gateway::opened()
{
    ++m_opened;
    m_told.unsaid().reconnects = m_opened - 1;
    m_greeting->start(greetingTimeout);
    enter(Stage::Greeting, SourcePhase::Probing, tr("Connected; waiting for the gateway's greeting"));
}

void Gateway::closed(const link::CloseReason &reason)
{
    m_told.unsaid().isHeldBack = false;
    if (reason.isDeliberate)
        return;
    const QString linkText = m_mint.redacted(reason.text);
    m_link.close(); // else it would reconnect without a fresh token
    endSession();
    if (reason.phase == link::ClosePhase::Connecting)
        return retry(linkText);
    if (isOwnComplaint(reason))
        return retry(tr("%1 sent a text that is damaged; connecting anew").arg(m_host));
    const ClosePolicy::Judgement judgement = m_policy.judge(reason.code);
    const QString text = judgement.text.isEmpty() ? linkText : judgement.text;
    switch (judgement.what) {
    case AfterClose::Reconnect:
        return retry(text);
    case AfterClose::ReconnectSlowly:
        return retry(text, slowRetry);
    case AfterClose::Fail:
        return fail(text);
    }
}

void Gateway::beat()
{
    m_isUnanswered = true;
    m_overdue->start(answerPatience);
    static_cast<void>(m_link.sendText(encodeHeartbeat())); // a link that cannot send is closing
}

void Gateway::heard()
{
    m_isUnanswered = false;
    m_overdue->stop();
    if (m_told.state().isHeldBack)
        m_heartbeat.acknowledged(); // what acknowledges it waits behind what is slowed down
    if (isReady() && m_told.state().phase == SourcePhase::Silent)
        enter(Stage::Ready, SourcePhase::Live, m_liveText);
}

void Gateway::endSession()
{
    m_heartbeat.end();
    m_overdue->stop();
    m_isUnanswered = false;
    m_greeting->stop();
    m_token.clear();
    const bool wasReady = isReady();
    m_stage = Stage::Off;
    if (wasReady)
        m_listener.gatewayLost(m_lastHeard);
}

void Gateway::textReceived(const QString &text)
{
    m_lastHeard = m_clock.now();
    if (m_isUnanswered)
        heard();
    m_listener.gatewayReceived(static_cast<std::size_t>(text.size()));
    decoded(m_decoder.decode(QStringView(text), *this));
}

void Gateway::binaryReceived(const QByteArray &bytes)
{
    m_lastHeard = m_clock.now();
    if (m_isUnanswered)
        heard();
    m_listener.gatewayReceived(static_cast<std::size_t>(bytes.size()));
    decoded(m_decoder.decode(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())), *this));
}

void Gateway::decoded(const Result<FrameKind> &result)
{
    if (!result)
        m_listener.gatewayProblem(Problem::BadFrame, result.error().text);
}

void Gateway::frameRefused(const QString &text)
{
    m_listener.gatewayProblem(Problem::RefusedFrame, text);
}

void Gateway::hello(std::optional<Duration> heartbeatInterval)
{
    if (!heartbeatInterval)
        m_listener.gatewayProblem(Problem::BadValue, tr("The gateway's greeting names no heartbeat interval; 40 s is "
                                                        "taken"));
    m_heartbeat.begin(heartbeatInterval.value_or(documentedInterval));
    if (m_stage != Stage::Greeting)
        return; // identifying twice would end the session
    enter(Stage::Identifying, SourcePhase::Probing, tr("Connected; identifying"));
    if (m_stage != Stage::Identifying)
        return;
    static_cast<void>(m_link.sendText(encodeIdentify(m_token, m_role))); // a link that cannot send is closing
    m_token.clear();
}

void Gateway::ready()
{
    if (m_stage != Stage::Identifying)
        return;
    m_greeting->stop();
    m_backoff.reset();
    m_policy.established();
    m_told.unsaid().capabilities.history = m_role == Role::Consumer;
    m_told.unsaid().capabilities.publish = true;
    enter(Stage::Ready, SourcePhase::Live, m_liveText);
    if (isReady())
        m_listener.gatewayReady();
}

void Gateway::badValue(std::string_view user, std::string_view type, std::string_view why)
{
    m_listener.gatewayProblem(Problem::BadValue,
                              tr("User \"%1\", type \"%2\": %3").arg(shortText(user), shortText(type), shortText(why)));
}

void Gateway::unknownFrame(std::string_view op)
{
    m_listener.gatewayProblem(Problem::UnknownFrame, tr("A frame of unknown op \"%1\"").arg(shortText(op)));
}

void Gateway::enter(Stage stage, SourcePhase phase, const QString &text, std::optional<Duration> retryIn)
{
    m_stage = stage;
    m_told.enter(phase, text, retryIn);
}

} // namespace watchglass::protocol::terra
