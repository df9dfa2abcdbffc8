#include "app/simulator/terra/terra_gate.h"

#include "app/simulator/json_text.h"
#include "app/simulator/random.h"

namespace watchglass::sim::terra {

namespace {

http::Response plain(int status, const QByteArray &text)
{
    http::Response out;
    out.status = status;
    out.body = text;
    out.contentType = "text/plain";
    return out;
}

} // namespace

TerraGate::TerraGate(const TerraTerms &terms, const QString &credentials, std::uint64_t seed, Clock &clock)
    : m_terms(terms)
    , m_credentials(credentials)
    , m_seed(seed)
    , m_clock(clock)
{}

http::Response TerraGate::answer(const http::Request &request)
{
    if (request.method != "POST") {
        http::Response refusal = plain(405, "Method Not Allowed");
        refusal.allow = "POST";
        return refusal;
    }
    http::Response refusal;
    const std::optional<QString> who = developer(request, refusal);
    if (!who)
        return refusal;
    Issued issued{{request.path == QLatin1String("/auth/developer"), *who, {}},
                  m_clock.monotonic() + m_terms.tokenLife};
    if (!issued.grant.isConsumer) {
        issued.grant.user = request.query.queryItemValue(QStringLiteral("id"), QUrl::FullyDecoded);
        if (issued.grant.user.isEmpty())
            return plain(400, "missing user id");
    }
    const Duration now = m_clock.monotonic();
    m_issued.removeIf([now](const QHash<QString, Issued>::iterator &it) { return it->until < now; });
    const std::uint64_t number = subSeed(m_seed, m_serial++);
    const QString token =
        QStringLiteral("%1%2").arg(number, 16, 16, QLatin1Char('0')).arg(mix(number), 16, 16, QLatin1Char('0'));
    m_issued.insert(token, issued);
    http::Response out;
    out.body = QByteArray::fromStdString(jsonText({{QStringLiteral("token"), token}}));
    return out;
}

std::optional<QString> TerraGate::developer(const http::Request &request, http::Response &refusal) const
{
    QByteArray id = request.header("dev-id");
    QByteArray key = request.header("x-api-key");
    const QByteArray basic = request.header("authorization");
    const bool isBasic = basic.toLower().startsWith("basic ");
    if (isBasic) {
        const QByteArray pair = QByteArray::fromBase64(basic.mid(6).trimmed());
        id = pair.left(pair.indexOf(':'));
        key = pair.contains(':') ? pair.mid(pair.indexOf(':') + 1) : QByteArray();
    }
    const bool isNobody = id.isEmpty() && key.isEmpty() && !isBasic;
    if (m_credentials.isEmpty() && isNobody)
        return QString();
    if (id.isEmpty() || key.isEmpty()) {
        refusal = plain(400, "missing dev-id or x-api-key");
        return std::nullopt;
    }
    if (!m_credentials.isEmpty() && QString::fromUtf8(id + ':' + key) != m_credentials) {
        refusal = plain(403, "invalid credentials");
        return std::nullopt;
    }
    return QString::fromUtf8(id);
}

std::optional<TerraGate::Grant> TerraGate::redeem(const QString &token, bool asConsumer)
{
    const auto found = m_issued.constFind(token);
    if (found == m_issued.constEnd() || found->until < m_clock.monotonic() || found->grant.isConsumer != asConsumer)
        return std::nullopt;
    const Grant grant = found->grant;
    m_issued.erase(found);
    return grant;
}

} // namespace watchglass::sim::terra
