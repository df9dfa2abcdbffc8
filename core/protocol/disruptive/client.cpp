#include "core/protocol/disruptive/client.h"

#include "core/protocol/disruptive/refusal_text.h"

#include <algorithm>

namespace watchglass::protocol::disruptive {

namespace {

using link::Reconnect;
using link::StreamEnd;

constexpr Duration defaultRetryAfter = std::chrono::seconds(5);
constexpr Duration gatewayWait = std::chrono::seconds(10);
constexpr int requestTimeout = 408;
constexpr qsizetype longestWords = 200;

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

link::HttpStreamLink::Options linkOptions(const link::TransportOptions &transport)
{
    link::HttpStreamLink::Options options;
    options.transport = transport;
    options.backoff.first = std::chrono::seconds(2); // with its jitter never less than 1 s
    options.backoff.max = std::chrono::seconds(30);
    options.backoff.maxPerMinute = 20;
    return options;
}

} // namespace

Client::Client(const SourceAddress &address, SourceSink &sink, Clock &clock)
    : m_source(address)
    , m_read(readAddress(address.url))
    , m_address(m_read ? m_read.value() : ProjectAddress())
    , m_sink(sink)
    , m_clock(clock)
    , m_told(clock, [&sink](const SourceState &state) { sink.state(state); })
    , m_delivery(clock, sink)
    , m_loss(clock, m_delivery, [this](Timestamp since) { fill(m_delivery.devices(), since); })
    , m_narrowing(
          clock, sink, m_address,
          {[this] { return m_delivery.takeCounts(); }, [this](const TypeSet &before) { filterChanged(before); }})
    , m_access(clock, readCredentials(address.token), m_address.tokenEndpoint, address.transport)
    , m_gate(clock, sink, m_access, m_address.base, address.transport)
    , m_reader(clock, sink, m_gate, m_delivery, m_address, [this] { tellProgress(); })
    , m_lines(static_cast<std::size_t>(maxMessageBytes))
    , m_sse(static_cast<std::size_t>(maxMessageBytes))
    , m_link(clock, *this, linkOptions(address.transport))
    , m_watchdog(clock.makeTimer([this] { watch(); }))
    , m_listTimer(clock.makeTimer([this] { readDevices(); }))
{
    SourceState &state = m_told.unsaid();
    state.dialect = m_address.form == StreamForm::Sse ? QStringLiteral("sse") : QStringLiteral("ndjson");
    state.capabilities.subset = true;
    state.capabilities.history = true;
    state.capabilities.publish = !m_address.emulator.isEmpty();
}

Client::~Client() = default;

void Client::start()
{
    if (!m_read) {
        m_told.enter(SourcePhase::Failed, m_read.error().text);
        return;
    }
    m_wasRefreshed = false;
    m_narrowing.resume();
    m_link.open();
}

void Client::stop()
{
    m_link.close();
    m_watchdog->stop();
    m_listTimer->stop();
    m_narrowing.pause();
    m_access.forget();
    m_gate.cancelAll();
    m_reader.pause();
    m_told.enter(SourcePhase::Idle, tr("Stopped"));
}

bool Client::attemptDue()
{
    m_isAdmitted = false;
    m_isAsking = true;
    m_access.ask([this](const Admission &admission) { admitted(admission); });
    m_isAsking = false;
    if (!m_isAdmitted)
        m_told.enter(SourcePhase::Probing, tr("Asking %1 for an access token").arg(m_address.tokenEndpoint.host()));
    return m_isAdmitted;
}

void Client::admitted(const Admission &admission)
{
    if (!admission.isGranted) {
        const StreamEnd::Kind kind = admission.isFinal ? StreamEnd::Kind::Refused : StreamEnd::Kind::NotReached;
        // The token endpoint answers 400 for what is a 401 elsewhere, and a new token cannot help against it.
        m_wasRefreshed = m_wasRefreshed || admission.isFinal;
        return m_link.abandon({kind, admission.isFinal ? 401 : 0, {}, admission.retryAfter, admission.text});
    }
    m_header = admission.header;
    link::HeaderList headers{{QByteArrayLiteral("Accept"), m_address.form == StreamForm::Sse
                                                               ? QByteArrayLiteral("text/event-stream")
                                                               : QByteArrayLiteral("application/json")}};
    if (!m_header.isEmpty())
        headers.append({QByteArrayLiteral("Authorization"), m_header});
    m_streamed = m_narrowing.asked();
    m_link.setRequest(streamUrl(m_address, typeNames(m_address, m_streamed, m_delivery.strangeTypes())), headers);
    m_gate.count();
    m_isAdmitted = true;
    if (!m_isAsking)
        m_link.proceed();
}

void Client::opened()
{
    if (!std::exchange(m_wasReshaped, false))
        m_told.unsaid().reconnects = m_opened++;
    m_lines.reset();
    m_sse.reset();
    m_streamError.reset();
    m_delivery.takeError();
    m_wasEvent = false;
    m_loss.opened();
    m_watchdog->start(m_address.ping + pingLeeway);
    readDevices();
    m_delivery.takeNewcomers();
    if (const auto since = m_loss.takeMissing()) {
        m_lostSince = since;
        fill(m_delivery.devices(), *since);
    }
    m_streamedBefore = m_streamed;
    if (m_streamed != m_narrowing.asked())
        reshape();
}

void Client::fill(const QStringList &devices, Timestamp since)
{
    const TypeSet &asked = m_narrowing.asked();
    const std::vector<QString> wanted = m_narrowing.demand().devices(asked & ~steadyTypes());
    const Timestamp now = m_clock.now();
    for (const QString &device : devices) {
        PagedReader::Owed owed;
        owed.missing = {since, now};
        owed.from = std::min(m_delivery.marks().firstFrom(device.toStdString(), asked).value_or(since), since);
        owed.types = asked | m_streamedBefore; // what came late before a stream was narrowed belongs to it
        owed.isHasty = std::binary_search(wanted.begin(), wanted.end(), device);
        m_reader.owe(device, owed);
    }
    m_reader.resume();
}

void Client::filterChanged(const TypeSet &before)
{
    const TypeSet &asked = m_narrowing.asked();
    m_delivery.marks().leaveOut(before & ~asked, m_loss.newest());
    m_delivery.marks().askFor(asked & ~before);
    if (m_link.state() == link::LinkState::Open)
        reshape();
}

/// Another filter takes another stream. What falls between the two comes from history.
void Client::reshape()
{
    m_isReshaping = true;
    m_link.restart(tr("Asking for other events"));
    m_isReshaping = false;
}

void Client::bytesReceived(const QByteArray &bytes)
{
    m_loss.heard();
    m_delivery.setNow(m_clock.monotonic());
    if (m_address.form == StreamForm::Sse)
        m_sse.take(view(bytes), [this](SseMessage &one) { sseMessage(one); });
    else
        m_lines.take(view(bytes), [this](simdjson::padded_string_view line) { message(line); });
    m_told.setSkew(m_delivery.skew());
    refused(m_lines.takeRefused() + m_sse.takeRefused());
    m_streamError = m_delivery.takeError();
    if (m_delivery.takeStranger() && !m_listTimer->isActive()) {
        const Duration since = m_listedAt ? m_clock.monotonic() - *m_listedAt : listInterval;
        m_listTimer->start(std::max(listInterval - since, Duration::zero()));
    }
    if (m_streamError)
        m_link.restart(tr("The service closed the stream: %1").arg(m_streamError->text));
}

void Client::message(simdjson::padded_string_view json)
{
    if (json.empty())
        return;
    m_sink.frameReceived(json.size());
    const Result<MessageKind> read = m_decoder.message(json, m_delivery);
    if (!read) {
        m_sink.problem(Problem::BadFrame, read.error().text);
        m_loss.damaged();
    } else if (read.value() == MessageKind::Empty) {
        m_sink.problem(Problem::UnknownFrame, tr("A message with neither event nor error"));
    } else if (read.value() == MessageKind::Event) {
        heard();
    }
}

void Client::sseMessage(SseMessage &one)
{
    if (one.hasSeveralLines()) {
        const Result<MessageKind> read = m_decoder.message(one.data(), m_delivery);
        if (!read)
            return message(one.joinWithNothing());
        m_sink.frameReceived(one.data().size());
        if (read.value() == MessageKind::Event)
            heard();
        return;
    }
    message(one.data());
}

/// Any event, a ping included, tells that the session is good.
void Client::heard()
{
    m_loss.understood();
    if (std::exchange(m_wasEvent, true))
        return;
    m_wasRefreshed = false;
    m_link.resetBackoff();
}

void Client::refused(int count)
{
    if (count > 0)
        m_loss.damaged();
    for (int i = 0; i < count; ++i)
        m_sink.problem(
            Problem::RefusedFrame,
            tr("A message longer than %1 was not read.").arg(QLocale::c().formattedDataSize(maxMessageBytes, 0)));
}

void Client::watch()
{
    const Duration limit = m_address.ping + pingLeeway;
    const Duration silent = m_loss.silence();
    if (silent < limit) {
        m_watchdog->start(limit - silent);
        return;
    }
    m_told.enter(
        SourcePhase::Silent,
        tr("Connected, but not even a ping was heard for %1 s").arg(std::chrono::duration<double>(limit).count()));
    m_link.restart(tr("The service went silent; connecting anew"));
}

link::Reconnect Client::ended(const link::StreamEnd &end)
{
    m_watchdog->stop();
    m_listTimer->stop();
    m_told.unsaid().isHeldBack = false;
    if (m_address.form == StreamForm::Lines && end.kind == StreamEnd::Kind::Finished)
        m_lines.finish([this](simdjson::padded_string_view line) { message(line); });
    if (!m_streamError)
        m_streamError = m_delivery.takeError();
    const auto error = std::exchange(m_streamError, std::nullopt);
    m_endText = m_access.redacted(end.text);
    m_loss.lost();
    m_wasReshaped = m_isReshaping;
    if (end.kind == StreamEnd::Kind::Deliberate || m_isReshaping)
        return {Reconnect::How::AtOnce, {}};
    if (error && error->code == requestTimeout) {
        m_endText = tr("The service ended the stream, as it does from time to time; connecting anew");
        return {Reconnect::How::AtOnce, {}};
    }
    if (error)
        return judge(error->code, std::nullopt, error->text);
    if (end.kind != StreamEnd::Kind::Refused)
        return {};
    if (end.body.isEmpty() && !m_isAdmitted)
        return fatal(m_endText);
    return judge(end.status, end.retryAfter, m_decoder.restError(view(end.body)).text.left(longestWords));
}

/// What the page of the service says of each status, in the stream or instead of it.
link::Reconnect Client::judge(int status, std::optional<Duration> retryAfter, const QString &words)
{
    const QString said = m_access.redacted(words);
    if (status == 401 && !m_wasRefreshed && m_access.invalidate(m_header)) {
        m_wasRefreshed = true;
        m_endText = tr("The access token is no longer good; getting a new one");
        return {Reconnect::How::AtOnce, {}};
    }
    m_endText = refusalText(status, said, m_address.project);
    m_sink.problem(Problem::ServerError, m_endText);
    if (status == 429)
        return {Reconnect::How::NotBefore, retryAfter.value_or(defaultRetryAfter)};
    if (status == 504)
        return {Reconnect::How::NotBefore, std::max(retryAfter.value_or(Duration::zero()), gatewayWait)};
    if (status >= 300 && status < 500 && status != requestTimeout)
        return fatal(m_endText);
    return {};
}

link::Reconnect Client::fatal(const QString &text)
{
    m_endText = text;
    return {Reconnect::How::Never, {}};
}

void Client::stateChanged(link::LinkState state)
{
    switch (state) {
    case link::LinkState::Closed:
        break; // stop() says so itself
    case link::LinkState::Connecting:
        if (!m_wasReshaped) // else as good as live
            m_told.enter(SourcePhase::Connecting, tr("Connecting to %1").arg(m_address.base.host()));
        break;
    case link::LinkState::Open:
        m_told.enter(SourcePhase::Live, liveText());
        break;
    case link::LinkState::Waiting:
        if (!m_wasReshaped || m_link.retryIn() > Duration::zero())
            m_told.enter(SourcePhase::Waiting, m_endText, m_link.retryIn());
        break;
    case link::LinkState::Failed:
        m_narrowing.pause();
        m_gate.cancelAll();
        m_reader.pause();
        m_told.enter(SourcePhase::Failed, m_endText);
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

void Client::readDevices()
{
    m_listedAt = m_clock.monotonic();
    m_reader.readDevices([this](bool ok) { devicesRead(ok); });
}

void Client::devicesRead(bool ok)
{
    if (!ok && m_link.state() == link::LinkState::Open)
        m_listTimer->start(listInterval);
    m_delivery.takeStranger();
    if (m_lostSince) // devices that came into being while the stream was lost
        fill(m_delivery.takeNewcomers(), *m_lostSince);
    m_narrowing.setDevices(m_delivery.deviceCount());
    tellProgress();
}

void Client::tellProgress()
{
    if (m_told.state().phase == SourcePhase::Live)
        m_told.enter(SourcePhase::Live, liveText());
}

void Client::publish(const QString &device, const QByteArray &data, std::function<void(bool)> done)
{
    if (m_address.emulator.isEmpty()) {
        m_sink.problem(Problem::ServerError, tr("Only an emulator takes events, and the address names none."));
        done(false);
        return;
    }
    link::RestRequest request;
    request.verb = "POST";
    request.path = publishPath(m_address, device);
    request.body = data;
    m_gate.send(std::move(request), [done](const RequestGate::Answer &answer) { done(answer.ok); });
}

QString Client::liveText() const
{
    if (const int left = m_reader.pending(); left > 0)
        return tr("Live; reading what was missed (%Ln device(s) left)", nullptr, left);
    return tr("Live");
}

} // namespace watchglass::protocol::disruptive
