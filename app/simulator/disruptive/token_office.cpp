#include "app/simulator/disruptive/token_office.h"

#include "app/simulator/random.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QUrl>

namespace watchglass::sim::disruptive {

namespace {

constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr qint64 longestAssertionSeconds = 3600 + 60;

http::Response refusal(const QString &why)
{
    http::Response out;
    out.status = 400;
    out.body = QJsonDocument(QJsonObject{{QStringLiteral("error"), QStringLiteral("invalid_grant")},
                                         {QStringLiteral("error_description"), why}})
                   .toJson(QJsonDocument::Compact);
    return out;
}

QJsonObject partOf(const QByteArray &part)
{
    const auto decoded = QByteArray::fromBase64Encoding(part, base64Url | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? QJsonDocument::fromJson(*decoded).object() : QJsonObject();
}

} // namespace

TokenOffice::TokenOffice(Clock &clock, const QString &token, Duration lifetime)
    : m_clock(clock)
    , m_lifetime(lifetime)
{
    const QStringList words = token.split(QLatin1Char(':'));
    m_secret = words.size() > 1 ? words.at(1) : words.at(0);
    m_keyId = words.size() > 1 ? words.at(0) : QString();
    m_email = words.value(2);
}

std::optional<QString> TokenOffice::problemOf(const QByteArray &assertion) const
{
    const QList<QByteArray> parts = assertion.split('.');
    if (parts.size() != 3 || assertion.contains('='))
        return QStringLiteral("no signed assertion");
    const QJsonObject header = partOf(parts.at(0));
    const QJsonObject claims = partOf(parts.at(1));
    if (header.value(QLatin1String("alg")) != QLatin1String("HS256"))
        return QStringLiteral("unknown algorithm");
    if (!m_keyId.isEmpty() && header.value(QLatin1String("kid")) != m_keyId)
        return QStringLiteral("unknown key");
    const QByteArray signature = QMessageAuthenticationCode::hash(parts.at(0) + '.' + parts.at(1), m_secret.toUtf8(),
                                                                  QCryptographicHash::Sha256);
    if (!m_secret.isEmpty() && signature.toBase64(base64Url) != parts.at(2))
        return QStringLiteral("wrong signature");
    const QString issuer = claims.value(QLatin1String("iss")).toString();
    if (issuer.isEmpty() || (!m_email.isEmpty() && issuer != m_email))
        return QStringLiteral("unknown issuer");
    if (!claims.value(QLatin1String("aud")).toString().endsWith(QLatin1String("/oauth2/token")))
        return QStringLiteral("wrong audience");
    const qint64 now = static_cast<qint64>(m_clock.now().ns() / 1'000'000'000);
    const qint64 issued = claims.value(QLatin1String("iat")).toInteger();
    const qint64 expires = claims.value(QLatin1String("exp")).toInteger();
    if (issued > now || expires <= now || expires - issued > longestAssertionSeconds)
        return QStringLiteral("not valid at this time");
    return std::nullopt;
}

http::Response TokenOffice::exchange(const http::Request &request)
{
    const QUrlQuery form(QString::fromLatin1(request.body));
    const QString grant = form.queryItemValue(QStringLiteral("grant_type"), QUrl::FullyDecoded);
    if (grant != QLatin1String("urn:ietf:params:oauth:grant-type:jwt-bearer"))
        return refusal(QStringLiteral("unknown grant type"));
    const QByteArray assertion = form.queryItemValue(QStringLiteral("assertion"), QUrl::FullyDecoded).toLatin1();
    if (const auto problem = problemOf(assertion))
        return refusal(*problem);
    const std::uint64_t number =
        mix(static_cast<std::uint64_t>(m_clock.now().ns()) + static_cast<unsigned>(++m_issued));
    const QByteArray token = "sim." + QByteArray::number(static_cast<qulonglong>(number), 36) + ".token";
    m_tokens.insert(token, m_clock.monotonic() + m_lifetime);
    http::Response out;
    out.body =
        QJsonDocument(QJsonObject{{QStringLiteral("access_token"), QString::fromLatin1(token)},
                                  {QStringLiteral("token_type"), QStringLiteral("Bearer")},
                                  {QStringLiteral("expires_in"),
                                   static_cast<qint64>(std::chrono::floor<std::chrono::seconds>(m_lifetime).count())}})
            .toJson(QJsonDocument::Compact);
    return out;
}

bool TokenOffice::isGoodPair(const QString &keyId, const QString &secret) const
{
    return secret == m_secret && (m_keyId.isEmpty() || keyId == m_keyId);
}

bool TokenOffice::isGoodToken(const QByteArray &token) const
{
    const bool isOurWord = m_keyId.isEmpty() && token == m_secret.toUtf8();
    const auto known = m_tokens.constFind(token);
    return isOurWord || (known != m_tokens.constEnd() && m_clock.monotonic() < *known);
}

std::optional<QString> TokenOffice::admit(const http::Request &request) const
{
    if (m_secret.isEmpty())
        return QString();
    const QByteArray header = request.header("authorization");
    if (header.startsWith("Basic ")) {
        const QString pair = QString::fromUtf8(QByteArray::fromBase64(header.mid(6)));
        const QString keyId = pair.section(QLatin1Char(':'), 0, 0);
        return isGoodPair(keyId, pair.section(QLatin1Char(':'), 1)) ? std::optional(keyId) : std::nullopt;
    }
    QByteArray token = header.startsWith("Bearer ") ? header.mid(7) : QByteArray();
    if (token.isEmpty())
        token = request.query.queryItemValue(QStringLiteral("token"), QUrl::FullyDecoded).toLatin1();
    return isGoodToken(token) ? std::optional(QStringLiteral("account")) : std::nullopt;
}

} // namespace watchglass::sim::disruptive
