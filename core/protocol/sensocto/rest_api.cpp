#include "core/protocol/sensocto/rest_api.h"

#include "core/protocol/sensocto/phoenix_codec.h"

namespace watchglass::protocol::sensocto {

namespace {

link::RestClient::Options restOptions(const QUrl &url, const link::TransportOptions &transport)
{
    link::RestClient::Options options;
    options.baseUrl = url;
    options.transport = transport;
    return options;
}

RestAnswer::Outcome outcomeOf(int status, bool isAuthentication)
{
    switch (status) {
    case 400:
        return isAuthentication ? RestAnswer::Outcome::Refused : RestAnswer::Outcome::Failed;
    case 401:
    case 403:
        return RestAnswer::Outcome::Refused;
    case 404:
        return RestAnswer::Outcome::NotFound;
    case 429:
        return RestAnswer::Outcome::TooMany;
    default:
        return status >= 200 && status < 300 ? RestAnswer::Outcome::Ok : RestAnswer::Outcome::Failed;
    }
}

} // namespace

RestApi::RestApi(Clock &clock, SourceSink &sink, const QUrl &url, const link::TransportOptions &transport)
    : m_clock(clock)
    , m_sink(sink)
    , m_rest(clock, restOptions(url, transport))
{}

void RestApi::health(Completion done)
{
    send("GET", QStringLiteral("health/ready"), {}, std::move(done));
}

void RestApi::verify(Completion done)
{
    send("GET", QStringLiteral("api/auth/verify"), {}, std::move(done));
}

void RestApi::exchange(Completion done)
{
    send("POST", QStringLiteral("api/auth/exchange"), "{\"token\":" + jsonString(m_credential.toUtf8()) + '}',
         std::move(done));
}

void RestApi::refresh(Completion done)
{
    send("POST", QStringLiteral("api/auth/refresh"), "{}", std::move(done));
}

void RestApi::rooms(bool publicOnes, Completion done)
{
    send("GET", publicOnes ? QStringLiteral("api/rooms/public") : QStringLiteral("api/rooms"), {}, std::move(done));
}

void RestApi::room(const QString &id, Completion done)
{
    send("GET", QStringLiteral("api/rooms/") + QString::fromLatin1(QUrl::toPercentEncoding(id)), {}, std::move(done));
}

void RestApi::cancelAll()
{
    m_rest.cancelAll();
}

void RestApi::send(const QByteArray &verb, const QString &path, const QByteArray &body, Completion done)
{
    link::RestRequest request;
    request.verb = verb;
    request.path = path;
    request.body = body;
    if (!m_credential.isEmpty())
        request.headers.append({QByteArrayLiteral("Authorization"), "Bearer " + m_credential.toUtf8()});
    const Duration sent = m_clock.monotonic();
    m_rest.send(std::move(request), [this, path, sent, done = std::move(done)](const Result<link::RestReply> &reply) {
        RestAnswer answer = judge(path, reply);
        answer.roundTrip = m_clock.monotonic() - sent;
        done(answer);
    });
}

RestAnswer RestApi::judge(const QString &path, const Result<link::RestReply> &result)
{
    RestAnswer answer;
    if (!result) {
        answer.text = redacted(result.error().text);
        return answer;
    }
    const link::RestReply &reply = result.value();
    m_sink.frameReceived(static_cast<std::size_t>(reply.body.size()));
    answer.date = reply.date;
    answer.retryAfter = reply.retryAfter;
    const bool isHealth = path.startsWith(QLatin1String("health/"));
    answer.outcome = isHealth && reply.status == 503
                         ? RestAnswer::Outcome::Ok
                         : outcomeOf(reply.status, path.startsWith(QLatin1String("api/auth/")));
    const auto fields =
        m_decoder.decode(std::string_view(reply.body.constData(), static_cast<std::size_t>(reply.body.size())));
    if (fields)
        answer.fields = fields.value();
    if (answer.outcome == RestAnswer::Outcome::Ok && !fields) {
        answer.outcome = RestAnswer::Outcome::Failed;
        answer.text = tr("The server's answer to \"%1\" is not of its API: is it a Sensocto server?").arg(path);
    } else if (answer.outcome != RestAnswer::Outcome::Ok) {
        const std::string_view error = fields ? fields.value()->error : std::string_view();
        answer.text = tr("The server answered %1 to \"%2\"").arg(QString::number(reply.status), path);
        if (!error.empty())
            answer.text +=
                QStringLiteral(": ")
                + QString::fromUtf8(error.data(), static_cast<qsizetype>(std::min<std::size_t>(error.size(), 200)));
        answer.text = redacted(answer.text);
    }
    return answer;
}

QString RestApi::redacted(QString text) const
{
    return m_credential.isEmpty() ? text : text.replace(m_credential, QStringLiteral("…"));
}

} // namespace watchglass::protocol::sensocto
