#include "core/protocol/terra/token_mint.h"

#include "core/link/transport.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace watchglass::protocol::terra {

namespace {

constexpr qsizetype longestQuote = 200;

link::RestClient::Options restOptions(const QUrl &socketUrl, const link::TransportOptions &transport)
{
    link::RestClient::Options options;
    options.baseUrl = restBaseUrl(socketUrl);
    options.transport = transport;
    options.maxBodyBytes = 64 * 1024;
    return options;
}

} // namespace

QUrl restBaseUrl(const QUrl &socketUrl)
{
    return link::restUrlBeside(socketUrl, QLatin1String("/connect"), QLatin1String("/"));
}

TokenMint::TokenMint(Clock &clock, const QUrl &socketUrl, const QString &credentials,
                     const link::TransportOptions &transport)
    : m_developer(credentials.section(QLatin1Char(':'), 0, 0))
    , m_key(credentials.section(QLatin1Char(':'), 1))
    , m_credentials(credentials)
    , m_isUsable(credentials.isEmpty() || (!m_developer.isEmpty() && !m_key.isEmpty()))
    , m_host(link::endpointText(socketUrl))
    , m_rest(clock, restOptions(socketUrl, transport))
{}

void TokenMint::request(const QString &user, Completion done)
{
    link::RestRequest request;
    request.verb = "POST";
    request.path = user.isEmpty() ? QStringLiteral("auth/developer") : QStringLiteral("auth/user");
    if (!user.isEmpty())
        request.query.addQueryItem(QStringLiteral("id"), QString::fromLatin1(QUrl::toPercentEncoding(user)));
    if (!m_credentials.isEmpty()) {
        request.headers.append({QByteArrayLiteral("dev-id"), m_developer.toUtf8()});
        request.headers.append({QByteArrayLiteral("x-api-key"), m_key.toUtf8()});
    }
    if (!m_isUsable) {
        done({{}, tr("Terra wants two words, joined with a colon: developer id and API key."), true, {}, 0});
        return;
    }
    m_rest.send(std::move(request),
                [this, done = std::move(done)](const Result<link::RestReply> &reply) { done(judge(reply)); });
}

TokenMint::Answer TokenMint::judge(const Result<link::RestReply> &reply)
{
    Answer answer;
    if (!reply) {
        answer.text = redacted(reply.error().text);
        return answer;
    }
    const link::RestReply &got = reply.value();
    if (!got.isSuccess())
        return refused(got.status, redacted(QString::fromUtf8(got.body).simplified().left(longestQuote)), got);
    answer.bytes = static_cast<std::size_t>(got.body.size());
    answer.token = QJsonDocument::fromJson(got.body).object().value(QLatin1String("token")).toString();
    if (answer.token.isEmpty())
        answer.text = tr("%1 answered, but gave no token: is it a Terra gateway?").arg(m_host);
    else
        m_token = answer.token;
    return answer;
}

TokenMint::Answer TokenMint::refused(int status, const QString &said, const link::RestReply &reply) const
{
    Answer answer;
    answer.bytes = static_cast<std::size_t>(reply.body.size());
    answer.retryAfter = reply.retryAfter;
    const QString quote = said.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(said);
    switch (status) {
    case 400:
        answer.isFinal = true;
        answer.text = m_credentials.isEmpty()
                          ? tr("%1 wants a developer id and an API key, and the source has none. Enter them and "
                               "connect again.")
                                .arg(m_host)
                          : tr("%1 cannot use the developer id and the API key as they are written%2. Correct them and "
                               "connect again.")
                                .arg(m_host, quote);
        break;
    case 401:
    case 403:
        answer.isFinal = true;
        answer.text =
            tr("%1 refused the developer id or the API key%2. Enter valid ones and connect again.").arg(m_host, quote);
        break;
    case 404:
        answer.text = tr("%1 knows no tokens (404): is it a Terra gateway?").arg(m_host);
        break;
    default:
        answer.text = tr("%1 gave no token: it answered %2%3").arg(m_host, QString::number(status), quote);
        break;
    }
    return answer;
}

QString TokenMint::redacted(QString text) const
{
    for (const QString &secret : {m_credentials, m_key, m_token, m_developer}) {
        if (!secret.isEmpty())
            text.replace(secret, QStringLiteral("…"));
    }
    return text;
}

} // namespace watchglass::protocol::terra
