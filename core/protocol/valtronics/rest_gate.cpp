#include "core/protocol/valtronics/rest_gate.h"

#include "core/link/transport.h"
#include "core/protocol/valtronics/rest_decoder.h"

#include <algorithm>

namespace watchglass::protocol::valtronics {

namespace {

constexpr Duration longestRest = std::chrono::seconds(1);
constexpr Duration longestObeyed = std::chrono::minutes(10);

link::RestClient::Options restOptions(const QUrl &baseUrl, const link::TransportOptions &transport)
{
    link::RestClient::Options options;
    options.baseUrl = baseUrl;
    options.transport = transport;
    return options;
}

} // namespace

QUrl restBaseUrl(const QUrl &socketUrl)
{
    return link::restUrlBeside(socketUrl, QLatin1String("/ws"), QLatin1String("/api/v1/"));
}

RestGate::RestGate(Clock &clock, SourceSink &sink, const QUrl &baseUrl, const QString &token,
                   const link::TransportOptions &transport)
    : m_clock(clock)
    , m_sink(sink)
    , m_token(token)
    , m_rest(clock, restOptions(baseUrl, transport))
    , m_rested(clock.makeTimer([this] { pump(); }))
{}

void RestGate::send(link::RestRequest request, Completion done, Urgency urgency)
{
    if (!m_token.isEmpty())
        request.headers.append({QByteArrayLiteral("Authorization"), QByteArrayLiteral("Bearer ") + m_token.toUtf8()});
    Waiting waiting{std::move(request), std::move(done), urgency};
    if (urgency != Urgency::Routine)
        m_queue.push_front(std::move(waiting));
    else
        m_queue.push_back(std::move(waiting));
    pump();
}

void RestGate::cancelRoutine()
{
    std::erase_if(m_queue, [](const Waiting &waiting) { return waiting.urgency != Urgency::Operator; });
    for (const link::RequestId id : m_cancellable)
        m_rest.cancel(id);
    m_underway -= static_cast<int>(m_cancellable.size());
    m_cancellable.clear();
    m_rested->stop();
}

void RestGate::pump()
{
    const Duration rest = m_restUntil - m_clock.monotonic();
    while (m_underway < maxAtOnce && !m_queue.empty()) {
        if (rest > Duration::zero() && m_queue.front().urgency == Urgency::Routine)
            return m_rested->start(rest);
        Waiting next = std::move(m_queue.front());
        m_queue.pop_front();
        launch(std::move(next));
    }
    if (isFree() && rest <= Duration::zero() && m_freed)
        m_freed();
}

void RestGate::launch(Waiting waiting)
{
    ++m_underway;
    const Duration sent = m_clock.monotonic();
    const QString path = waiting.request.path;
    const auto id = std::make_shared<link::RequestId>();
    const Urgency urgency = waiting.urgency;
    *id = m_rest.send(std::move(waiting.request), [this, id, sent, path, urgency,
                                                   done = std::move(waiting.done)](Result<link::RestReply> reply) {
        --m_underway;
        std::erase(m_cancellable, *id);
        Answer answer = judge(path, std::move(reply), urgency);
        const Duration now = m_clock.monotonic();
        answer.roundTrip = now - sent;
        m_restUntil = std::max(m_restUntil, now + std::max(std::min(answer.roundTrip, longestRest), answer.rest));
        if (m_restUntil > now)
            m_rested->start(m_restUntil - now);
        done(answer);
        pump();
    });
    if (urgency != Urgency::Operator)
        m_cancellable.push_back(*id);
}

RestGate::Answer RestGate::judge(const QString &path, Result<link::RestReply> reply, Urgency urgency)
{
    Answer answer;
    answer.received = m_clock.now();
    if (!reply) {
        if (urgency != Urgency::Probe)
            report(reply.error().text);
        return answer;
    }
    const link::RestReply &got = reply.value();
    m_sink.frameReceived(static_cast<std::size_t>(got.body.size()));
    answer.ok = got.isSuccess();
    answer.body = got.body;
    if (!answer.ok)
        answer.rest = std::min(got.retryAfter.value_or(Duration::zero()), longestObeyed);
    if (!answer.ok && urgency != Urgency::Probe) {
        const std::string_view body(got.body.constData(), static_cast<std::size_t>(got.body.size()));
        report(tr("The server answered %1 to \"%2\": %3").arg(QString::number(got.status), path, errorDetail(body)));
    }
    return answer;
}

void RestGate::report(const QString &text)
{
    QString safe = text;
    if (!m_token.isEmpty())
        safe.replace(m_token, QStringLiteral("…")); // some servers quote what they refuse
    m_sink.problem(Problem::ServerError, safe);
}

} // namespace watchglass::protocol::valtronics
