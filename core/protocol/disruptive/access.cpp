#include "core/protocol/disruptive/access.h"

#include <utility>

namespace watchglass::protocol::disruptive {

namespace {

link::RestClient::Options restOptions(const QUrl &endpoint, const link::TransportOptions &transport)
{
    link::RestClient::Options options;
    options.baseUrl = endpoint;
    options.transport = transport;
    options.maxBodyBytes = 1024 * 1024;
    return options;
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

Access::Access(Clock &clock, const Credentials &credentials, const QUrl &tokenEndpoint,
               const link::TransportOptions &transport)
    : m_clock(clock)
    , m_credentials(credentials)
    , m_tokenEndpoint(tokenEndpoint)
    , m_rest(clock, restOptions(tokenEndpoint, transport))
{
    if (isOAuth())
        return;
    if (!credentials.keyId.isEmpty())
        m_header = basicHeader(credentials);
    else if (!credentials.secret.isEmpty())
        m_header = "Bearer " + credentials.secret.toUtf8();
}

void Access::ask(Answer answer)
{
    const bool isGood = !isOAuth() || (m_goodUntil && m_clock.monotonic() < *m_goodUntil);
    if (isGood) {
        answer({true, m_header, false, {}, std::nullopt});
        return;
    }
    m_waiting.push_back(std::move(answer));
    if (!std::exchange(m_isUnderWay, true))
        exchange();
}

bool Access::invalidate(const QByteArray &header)
{
    if (isOAuth() && header == m_header)
        m_goodUntil.reset();
    return isOAuth();
}

void Access::forget()
{
    m_waiting.clear();
    m_rest.cancelAll();
    m_isUnderWay = false;
}

void Access::exchange()
{
    m_assertion = signedAssertion(m_credentials, m_tokenEndpoint, m_clock.now());
    link::RestRequest request;
    request.verb = "POST";
    request.path = m_tokenEndpoint.toString(QUrl::FullyEncoded);
    request.body = tokenForm(m_assertion);
    request.headers.append({QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/x-www-form-urlencoded")});
    const Duration sent = m_clock.monotonic();
    m_rest.send(std::move(request), [this, sent](const Result<link::RestReply> &reply) { exchanged(reply, sent); });
}

void Access::exchanged(const Result<link::RestReply> &reply, Duration sent)
{
    m_isUnderWay = false;
    if (!reply) {
        answerAll({false, {}, false, reply.error().text, std::nullopt});
        return;
    }
    if (!reply.value().isSuccess()) {
        answerAll(refusal(reply.value()));
        return;
    }
    const Result<AccessToken> token = m_decoder.accessToken(view(reply.value().body));
    if (!token) {
        answerAll(
            {false,
             {},
             false,
             tr("%1 answered without an access token: is it the right token endpoint?").arg(m_tokenEndpoint.host()),
             std::nullopt});
        return;
    }
    m_token = token.value().token;
    m_header = "Bearer " + m_token.toUtf8();
    m_goodUntil = sent + token.value().lifetime - refreshEarly;
    answerAll({true, m_header, false, {}, std::nullopt});
}

Admission Access::refusal(const link::RestReply &reply)
{
    Admission out;
    const RestError error = m_decoder.restError(view(reply.body));
    out.retryAfter = reply.retryAfter;
    out.isFinal = reply.status >= 300 && reply.status < 500 && reply.status != 408 && reply.status != 429;
    if (out.isFinal)
        out.text = tr("%1 refused the credentials (%2: %3). Check key id, secret and e-mail, and whether this "
                      "machine's clock is right.")
                       .arg(m_tokenEndpoint.host(), QString::number(reply.status), error.text);
    else
        out.text = tr("%1 gives no access token now (%2: %3)")
                       .arg(m_tokenEndpoint.host(), QString::number(reply.status), error.text);
    out.text = redacted(out.text);
    return out;
}

void Access::answerAll(const Admission &admission)
{
    const auto waiting = std::exchange(m_waiting, {});
    for (const Answer &answer : waiting)
        answer(admission);
}

QString Access::redacted(QString text) const
{
    const QString mask = QStringLiteral("…");
    for (const QString &secret :
         {m_token, QString::fromLatin1(m_assertion), QString::fromLatin1(m_header.mid(6)), m_credentials.secret}) {
        if (!secret.trimmed().isEmpty())
            text.replace(secret.trimmed(), mask);
    }
    return text;
}

} // namespace watchglass::protocol::disruptive
