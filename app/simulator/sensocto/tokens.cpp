#include "app/simulator/sensocto/tokens.h"

#include "app/simulator/json_text.h"
#include "app/simulator/random.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>

namespace watchglass::sim::sensocto {

namespace {

constexpr auto encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr std::int64_t nsPerSecond = 1'000'000'000;

struct UseFacts
{
    const char *name;
    std::chrono::minutes life;
};

UseFacts factsOf(Use use)
{
    switch (use) {
    case Use::Api:
        break;
    case Use::Socket:
        return {"socket", std::chrono::hours(24)};
    case Use::Viewer:
        return {"viewer", std::chrono::hours(1)};
    case Use::Qr:
        return {"qr", std::chrono::minutes(10)};
    case Use::Guest:
        return {"guest", std::chrono::hours(24)};
    }
    return {"api", std::chrono::hours(24 * 30)};
}

QByteArray signature(const QByteArray &text, const QByteArray &key)
{
    return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256).toBase64(encoding);
}

QByteArray part(const QJsonObject &object)
{
    return QByteArray::fromStdString(jsonText(object)).toBase64(encoding);
}

} // namespace

Tokens::Tokens(std::uint64_t seed, QString pass)
    : m_key(QByteArray::number(static_cast<qulonglong>(mix(seed)), 16))
    , m_pass(std::move(pass))
{}

QString Tokens::mint(Use use, const QString &user, Timestamp now) const
{
    const UseFacts facts = factsOf(use);
    const Timestamp end = now + facts.life;
    const QByteArray text =
        part({{QStringLiteral("alg"), QStringLiteral("HS256")}, {QStringLiteral("typ"), QStringLiteral("JWT")}}) + '.'
        + part({{QStringLiteral("sub"), user},
                {QStringLiteral("use"), QLatin1String(facts.name)},
                {QStringLiteral("exp"), static_cast<qint64>(end.ns() / nsPerSecond)}});
    return QString::fromLatin1(text + '.' + signature(text, m_key));
}

std::optional<QString> Tokens::userOf(Use use, const QString &token, Timestamp now) const
{
    if (token.isEmpty())
        return std::nullopt;
    if (!m_pass.isEmpty() && token == m_pass)
        return QStringLiteral("operator");
    const QList<QByteArray> parts = token.toUtf8().split('.');
    if (parts.size() != 3)
        return m_pass.isEmpty() ? std::optional(token) : std::nullopt;
    if (parts[2] != signature(parts[0] + '.' + parts[1], m_key))
        return std::nullopt;
    const QJsonObject claims = QJsonDocument::fromJson(QByteArray::fromBase64(parts[1], encoding)).object();
    const bool isFit = claims.value(QLatin1String("use")) == QLatin1String(factsOf(use).name)
                       && claims.value(QLatin1String("exp")).toInteger() > now.ns() / nsPerSecond;
    return isFit ? std::optional(claims.value(QLatin1String("sub")).toString()) : std::nullopt;
}

bool Tokens::opensSensor(const QString &bearer, bool allowMissing, Timestamp now) const
{
    if (bearer == QLatin1String("missing"))
        return allowMissing;
    if (!bearer.startsWith(QLatin1String("guest:")))
        return userOf(Use::Api, bearer, now).has_value();
    const QString id = bearer.section(QLatin1Char(':'), 1, 1);
    const QString word = bearer.section(QLatin1Char(':'), 2);
    const auto user = userOf(Use::Guest, word, now);
    const bool isOurs = word.count(QLatin1Char('.')) == 2; // others name no guest
    return !id.isEmpty() && user && (!isOurs || *user == id);
}

} // namespace watchglass::sim::sensocto
