#include "core/protocol/moonsense/cloud_api.h"

namespace watchglass::protocol::moonsense {

namespace {

link::RestClient::Options restOptions(const QUrl &control, const link::TransportOptions &transport)
{
    link::RestClient::Options options;
    options.baseUrl = control;
    options.transport = transport;
    return options;
}

CloudApi::Outcome outcomeOf(int status)
{
    switch (status) {
    case 401:
        return CloudApi::Outcome::Refused;
    case 403:
        return CloudApi::Outcome::Forbidden;
    case 404:
    case 410:
        return CloudApi::Outcome::Missing;
    case 408:
    case 429:
        return CloudApi::Outcome::Busy;
    default:
        return status >= 200 && status < 300 ? CloudApi::Outcome::Ok : CloudApi::Outcome::Failed;
    }
}

/// Whole address of a request at a data plane.
QString at(const QUrl &base, const QString &path)
{
    QString text = base.toString(QUrl::FullyEncoded | QUrl::StripTrailingSlash);
    return text + QLatin1Char('/') + path;
}

} // namespace

CloudApi::CloudApi(Clock &clock, const QUrl &control, const QString &token, const link::TransportOptions &transport)
    : m_clock(clock)
    , m_control(control)
    , m_token(token)
    , m_rest(clock, restOptions(control, transport))
    , m_pause(clock.makeTimer([this] { pump(); }))
{}

void CloudApi::send(link::RestRequest request, const QUrl &base, Completion done)
{
    m_queue.push_back({std::move(request), base, std::move(done)});
    pump();
}

void CloudApi::cancelAll()
{
    m_queue.clear();
    m_pause->stop();
    m_rest.cancelAll();
    m_underway = 0;
}

void CloudApi::pump()
{
    while (m_underway < mostAtOnce && !m_queue.empty() && !m_pause->isActive()) {
        Waiting next = std::move(m_queue.front());
        m_queue.pop_front();
        launch(std::move(next));
    }
}

bool CloudApi::isSafe(const QUrl &base) const
{
    return base.isEmpty() || base.scheme() == QLatin1String("https") || m_control.scheme() == QLatin1String("http");
}

void CloudApi::launch(Waiting waiting)
{
    ++m_underway;
    const QString path = waiting.request.path;
    link::RestRequest &request = waiting.request;
    if (!waiting.base.isEmpty())
        request.path = at(waiting.base, path);
    if (!m_token.isEmpty() && isSafe(waiting.base))
        request.headers.append({QByteArrayLiteral("Authorization"), QByteArrayLiteral("Bearer ") + m_token.toUtf8()});
    const Duration sent = m_clock.monotonic();
    m_rest.send(std::move(request), [this, path, sent, done = std::move(waiting.done)](Result<link::RestReply> reply) {
        --m_underway;
        Answer answer = judge(path, reply);
        answer.roundTrip = m_clock.monotonic() - sent;
        if (answer.outcome != Outcome::Ok && answer.retryAfter)
            m_pause->start(*answer.retryAfter);
        done(answer);
        pump();
    });
}

CloudApi::Answer CloudApi::judge(const QString &path, const Result<link::RestReply> &reply) const
{
    Answer answer;
    answer.received = m_clock.now();
    if (!reply) {
        answer.text = redacted(reply.error().text);
        return answer;
    }
    const link::RestReply &got = reply.value();
    answer.outcome = outcomeOf(got.status);
    answer.date = got.date;
    answer.retryAfter = got.retryAfter;
    answer.body = got.body;
    if (answer.outcome != Outcome::Ok) {
        answer.text = redacted(tr("The service answered %1 to \"%2\": %3")
                                   .arg(QString::number(got.status), path, errorDetail(answer.view())));
    }
    return answer;
}

QString CloudApi::redacted(QString text) const
{
    return m_token.isEmpty() ? text : text.replace(m_token, QStringLiteral("…")); // some servers quote what they refuse
}

} // namespace watchglass::protocol::moonsense
