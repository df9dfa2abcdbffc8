#include "core/protocol/valtronics/client.h"

#include "core/protocol/valtronics/documented_session.h"
#include "core/protocol/valtronics/refusals.h"
#include "core/protocol/valtronics/server_session.h"

#include <algorithm>

namespace watchglass::protocol::valtronics {

namespace {

constexpr Duration noteworthySkewChange = std::chrono::milliseconds(5);

link::WebSocketLink::Options linkOptions(const SourceAddress &address)
{
    link::WebSocketLink::Options options;
    options.url = address.url;
    options.transport = address.transport;
    if (options.url.path().isEmpty() || options.url.path() == QLatin1String("/"))
        options.url.setPath(QStringLiteral("/ws"));
    return options;
}

QString shortText(std::string_view utf8)
{
    constexpr std::size_t longest = 200;
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(std::min(utf8.size(), longest)));
}

} // namespace

Client::Client(const SourceAddress &address, SourceSink &sink, Clock &clock)
    : m_address(address)
    , m_sink(sink)
    , m_clock(clock)
    , m_told(clock, [&sink](const SourceState &state) { sink.state(state); })
    , m_series(sink)
    , m_marks(clock, sink)
    , m_gate(clock, sink, restBaseUrl(linkOptions(address).url), address.token, address.transport)
    , m_alarms(clock, sink, m_gate)
    , m_liveness(
          clock, [this] { send(encodePing(m_clock.now())); }, [this](Liveness::Verdict verdict) { judged(verdict); })
    , m_link(clock, *this, linkOptions(address))
    , m_probeTimer(clock.makeTimer([this] { probeTimedOut(); }))
{}

Client::~Client() = default;

void Client::start()
{
    m_link.open();
}

void Client::stop()
{
    endConnection();
    m_missingSince.reset();
    m_link.close();
    setState(SourcePhase::Idle, tr("Stopped"));
}

void Client::opened()
{
    ++m_opened;
    m_told.unsaid().reconnects = m_opened - 1;
    m_probing = true;
    m_liveness.begin();
    m_probeTimer->start(probeTimeout);
    send(encodeAuth(m_address.token));
}

void Client::closed(const link::CloseReason &reason)
{
    m_closeText = redacted(reason.text);
    m_told.unsaid().isHeldBack = false;
    if (m_begun && !reason.isDeliberate && !m_missingSince)
        m_missingSince = m_clock.now() - m_liveness.sinceHeard();
    const bool mayRefuse = m_probing || (m_session && !m_session->sendsHeartbeats());
    endConnection();
    if (!reason.isDeliberate && reason.phase == link::ClosePhase::Open && mayRefuse && isRefusal(reason.code))
        refused(reason.text);
}

void Client::endConnection()
{
    m_probeTimer->stop();
    m_liveness.end();
    m_probing = false;
    if (m_begun)
        m_session->interrupt();
    else
        m_gate.cancelRoutine();
    m_begun = false;
}

void Client::stateChanged(link::LinkState state)
{
    switch (state) {
    case link::LinkState::Closed:
        break; // stop() says so itself
    case link::LinkState::Connecting:
        setState(SourcePhase::Connecting, tr("Connecting to %1").arg(m_address.url.host()));
        break;
    case link::LinkState::Open:
        if (m_probing)
            setState(SourcePhase::Probing, tr("Connected; finding out what the server speaks"));
        break;
    case link::LinkState::Waiting:
        setState(SourcePhase::Waiting, m_closeText);
        break;
    case link::LinkState::Failed:
        setState(SourcePhase::Failed, m_closeText);
        break;
    }
}

void Client::setReadBudget(qint64 bytesPerSecond)
{
    m_told.setReadBudget(bytesPerSecond);
    m_link.setReadBudget(bytesPerSecond);
}

void Client::heldBackChanged(bool isHeldBack)
{
    m_told.setHeldBack(isHeldBack);
}

void Client::textReceived(const QString &text)
{
    m_sink.frameReceived(static_cast<std::size_t>(text.size()));
    decoded(m_decoder.decode(QStringView(text), *this));
}

void Client::binaryReceived(const QByteArray &bytes)
{
    m_sink.frameReceived(static_cast<std::size_t>(bytes.size()));
    decoded(m_decoder.decode(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())), *this));
}

void Client::decoded(const Result<FrameKind> &result)
{
    if (!result) {
        ++m_unreadable;
        m_sink.problem(Problem::BadFrame, result.error().text);
        return;
    }
    m_unreadable = 0;
    m_liveness.heard();
    if (m_probing)
        probe(result.value());
    else if (m_begun && m_told.state().phase == SourcePhase::Probing)
        setState(SourcePhase::Live, liveText());
}

void Client::frameRefused(const QString &text)
{
    m_sink.problem(Problem::RefusedFrame, text);
}

void Client::probe(FrameKind kind)
{
    switch (kind) {
    case FrameKind::TelemetryRow:
    case FrameKind::AlertObject:
    case FrameKind::DeviceUpdate:
    case FrameKind::Subscribed:
        settle(Dialect::Server);
        break;
    case FrameKind::Telemetry:
    case FrameKind::Alert:
    case FrameKind::SystemStatus:
        settle(Dialect::Documented);
        break;
    default:
        break; // both could send it
    }
}

void Client::probeTimedOut()
{
    link::RestRequest request;
    request.path = QStringLiteral("health/");
    request.timeout = probeTimeout;
    m_gate.send(
        std::move(request),
        [this](const RestGate::Answer &answer) {
            if (!m_probing)
                return;
            RestDecoder decoder;
            const std::string_view body(answer.body.constData(), static_cast<std::size_t>(answer.body.size()));
            settle(answer.ok && decoder.health(body).ok() ? Dialect::Server : Dialect::Documented);
        },
        RestGate::Urgency::Probe);
}

void Client::settle(Dialect dialect)
{
    m_probing = false;
    m_probeTimer->stop();
    makeSession(dialect);
    m_told.unsaid().dialect = m_session->dialect();
    Capabilities &can = m_told.unsaid().capabilities;
    can.rate = true;
    can.subset = true;
    can.history = dialect == Dialect::Server;
    can.acknowledge = dialect == Dialect::Server;
    std::optional<TimeRange> missed;
    if (m_missingSince)
        missed = TimeRange{*m_missingSince, m_clock.now()};
    m_missingSince.reset();
    m_begun = true;
    if (m_session->sendsHeartbeats())
        m_liveness.expectHeartbeats();
    // The real server's REST API answered, or some frame came; only a mute documented server is not yet live.
    if (dialect == Dialect::Server || m_liveness.wasHeard())
        setState(SourcePhase::Live, liveText());
    else
        setState(SourcePhase::Probing, tr("Subscribed; the server has not answered yet"));
    m_session->begin(missed);
}

void Client::makeSession(Dialect dialect)
{
    const QString name = dialect == Dialect::Server ? QStringLiteral("server") : QStringLiteral("documented");
    if (m_session && m_session->dialect() == name)
        return;
    const auto sender = [this](const QString &frame) { send(frame); };
    m_session.reset();
    if (dialect == Dialect::Server) {
        m_marks.endAll(m_clock.now()); // its rows are all read
        m_session =
            std::make_unique<ServerSession>(m_clock, m_sink, m_series, m_gate, m_alarms, m_skew, m_demand, sender);
    } else {
        m_session = std::make_unique<DocumentedSession>(m_clock, m_sink, m_demand, m_marks, sender,
                                                        [this] { return m_liveness.ask(); });
    }
}

void Client::judged(Liveness::Verdict verdict)
{
    switch (verdict) {
    case Liveness::Verdict::Alive:
        if (m_begun)
            setState(SourcePhase::Live, liveText());
        break;
    case Liveness::Verdict::Silent:
        setState(SourcePhase::Silent, silentText());
        break;
    case Liveness::Verdict::NoHeartbeat:
        setState(SourcePhase::Silent, tr("The server answers, but its heartbeats are missing"));
        break;
    case Liveness::Verdict::Dead:
        m_link.restart(tr("The server went silent; connecting anew"));
        break;
    }
}

void Client::send(const QString &frame)
{
    if (const auto sent = m_link.sendText(frame); !sent)
        m_sink.problem(Problem::ServerError, sent.error().text);
}

void Client::setState(SourcePhase phase, const QString &text)
{
    if (!m_told.isNew(phase, text))
        return; // as with each frame that comes
    if (phase == SourcePhase::Live)
        m_link.resetBackoff();
    m_told.unsaid().clockSkew = m_skew.skew();
    m_told.enter(phase, text, m_link.retryIn());
}

void Client::refused(const QString &why)
{
    const QString text = m_address.token.isEmpty()
                             ? tr("The server wants a token and the source has none. Enter one and connect again.")
                             : tr("The server refused the token (%1). Enter a valid one and connect again.").arg(why);
    m_link.failForGood(redacted(text));
    setState(SourcePhase::Failed, redacted(text));
}

void Client::sample(const SampleFields &fields)
{
    const SeriesHandle series = m_series.handle(fields.device, fields.metric, fields.unit);
    const Timestamp time = fields.timed ? fields.time : m_clock.now();
    m_sink.sample(series, {time, fields.value});
    m_marks.sampled(series, time, fields.device, fields.metric);
}

void Client::badValue(std::string_view device, std::string_view metric, std::string_view why)
{
    m_sink.problem(Problem::BadValue,
                   tr("Device \"%1\", metric \"%2\": %3").arg(shortText(device), shortText(metric), shortText(why)));
}

void Client::alarm(const AlarmEvent &event, bool timed)
{
    AlarmEvent complete = event;
    if (!timed)
        complete.raisedAt = m_clock.now();
    m_sink.alarm(complete);
    if (m_begun)
        m_session->alarmSeen(complete);
}

void Client::device(const DeviceUpdate &update)
{
    if (update.status || update.lastSeen) // a command's answer says nothing of the device
        m_sink.device(update);
}

void Client::systemStatus(const SystemStatus &status, bool timed)
{
    SystemStatus complete = status;
    if (!timed)
        complete.time = m_clock.now();
    m_sink.systemStatus(complete);
}

void Client::authResponse(bool success, std::string_view error, std::string_view message)
{
    m_liveness.heard(); // settle() asks
    if (!success)
        refused(shortText(message.empty() ? error : message));
    else if (m_probing)
        settle(Dialect::Documented);
}

void Client::pong(std::optional<Timestamp> serverTime)
{
    const auto answer = m_liveness.answered();
    if (!answer)
        return;
    m_marks.answered(answer->number);
    if (!serverTime)
        return;
    m_skew.addAnswer(*serverTime, m_clock.now(), answer->roundTrip);
    m_told.setSkew(m_skew.skew(), noteworthySkewChange);
}

void Client::heartbeat(std::optional<Timestamp> serverTime)
{
    m_liveness.heartbeat();
    if (!serverTime)
        return;
    m_skew.addUnasked(*serverTime, m_clock.now());
    m_told.setSkew(m_skew.skew(), noteworthySkewChange);
}

void Client::subscription(std::string_view device, bool active)
{
    if (m_begun)
        m_session->subscriptionSeen(device, active);
}

void Client::serverError(std::string_view text)
{
    const bool isUnknownAuth = text.find("Unknown message type: auth") != std::string_view::npos;
    const bool isSettledAsServer = m_begun && m_session->sendsHeartbeats();
    if (isUnknownAuth && !isSettledAsServer) {
        if (m_begun) // later than the probe waited for
            m_session->interrupt();
        settle(Dialect::Server);
        return;
    }
    if (isUnknownAuth)
        return;
    m_sink.problem(Problem::ServerError, redacted(tr("The server says: %1").arg(shortText(text))));
    if (!isSettledAsServer && isRefusal(text))
        refused(shortText(text));
}

void Client::unknownFrame(std::string_view type)
{
    m_sink.problem(Problem::UnknownFrame, tr("A frame of unknown type \"%1\"").arg(shortText(type)));
}

QString Client::liveText() const
{
    return m_session->sendsHeartbeats() ? tr("Live; the server is read by REST as well") : tr("Live");
}

QString Client::silentText() const
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(Liveness::silentAfter).count();
    if (m_unreadable > 0)
        return tr("Connected, but nothing that the server sent for %1 s could be read").arg(seconds);
    return tr("Connected, but nothing was heard for %1 s, and no ping is answered").arg(seconds);
}

QString Client::redacted(QString text) const
{
    return m_address.token.isEmpty() ? text : text.replace(m_address.token, QStringLiteral("…"));
}

} // namespace watchglass::protocol::valtronics
