#include "core/protocol/disruptive/address.h"

#include "core/base/duration_text.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

#include <algorithm>
#include <array>

namespace watchglass::protocol::disruptive {

namespace {

struct Address
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::disruptive::Address)
};

struct Filter
{
    const char *name;
    const char *camel;
    bool isForDevices; ///< A list of devices knows it too.
};

constexpr std::array<Filter, 5> filters{{
    {"device_ids", "deviceIds", true},
    {"device_types", "deviceTypes", true},
    {"event_types", "eventTypes", false},
    {"label_filters", "labelFilters", true},
    {"product_numbers", "productNumbers", true},
}};

const QString serviceTokenEndpoint = QStringLiteral("https://identity.disruptive-technologies.com/oauth2/token");
const QString eventTypesKey = QStringLiteral("event_types");
const QString emulatorPart = QStringLiteral("emulator.");
constexpr int devicesPerPage = 100;
constexpr int eventsPerPage = 1000;
constexpr Duration backdated = std::chrono::seconds(5);
constexpr Duration assertionLifetime = std::chrono::hours(1);
constexpr Duration shortestPing = std::chrono::seconds(1);

bool isServiceHost(const QString &host)
{
    for (const char *domain : {"disruptive-technologies.com", "d21s.com"}) {
        if (host == QLatin1String(domain) || host.endsWith(QLatin1Char('.') + QLatin1String(domain)))
            return true;
    }
    return false;
}

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

qint64 epochSeconds(Timestamp t)
{
    return static_cast<qint64>(t.ns() / 1'000'000'000);
}

Result<void> readOptions(const QUrlQuery &query, ProjectAddress &out)
{
    const QString form = query.queryItemValue(QStringLiteral("stream"));
    if (form == QLatin1String("sse"))
        out.form = StreamForm::Sse;
    else if (!form.isEmpty() && form != QLatin1String("ndjson"))
        return Error{ErrorCode::Malformed, Address::tr("\"stream=%1\" is neither ndjson nor sse.").arg(form)};
    if (const QString ping = query.queryItemValue(QStringLiteral("ping")); !ping.isEmpty()) {
        const auto interval = parseDuration(ping);
        if (!interval || *interval < shortestPing)
            return Error{ErrorCode::Malformed, Address::tr("\"ping=%1\" is no time from 1s up.").arg(ping)};
        out.ping = *interval;
    }
    if (const QString narrow = query.queryItemValue(QStringLiteral("narrow")); !narrow.isEmpty()) {
        bool isNumber = false;
        out.narrow = narrow.toInt(&isNumber);
        if (!isNumber || out.narrow < 0)
            return Error{ErrorCode::Malformed, Address::tr("\"narrow=%1\" is no number of devices.").arg(narrow)};
    }
    const QString endpoint = query.queryItemValue(QStringLiteral("token_endpoint"), QUrl::FullyDecoded);
    if (!endpoint.isEmpty()) {
        out.tokenEndpoint = QUrl(endpoint, QUrl::StrictMode);
        if (!out.tokenEndpoint.isValid() || out.tokenEndpoint.host().isEmpty())
            return Error{ErrorCode::Malformed, Address::tr("\"token_endpoint=%1\" is no address.").arg(endpoint)};
    }
    const QString emulator = query.queryItemValue(QStringLiteral("emulator"), QUrl::FullyDecoded);
    if (!emulator.isEmpty()) {
        out.emulator = QUrl(emulator, QUrl::StrictMode);
        if (!out.emulator.isValid() || out.emulator.host().isEmpty())
            return Error{ErrorCode::Malformed, Address::tr("\"emulator=%1\" is no address.").arg(emulator)};
    }
    for (const Filter &filter : filters) {
        QStringList values = query.allQueryItemValues(QLatin1String(filter.name), QUrl::FullyDecoded);
        values += query.allQueryItemValues(QLatin1String(filter.camel), QUrl::FullyDecoded);
        for (const QString &value : std::as_const(values))
            out.filters.addQueryItem(QLatin1String(filter.name), encoded(value));
    }
    return {};
}

} // namespace

Result<ProjectAddress> readAddress(const QUrl &url)
{
    const QString projects = QStringLiteral("/projects/");
    const QString path = url.path(QUrl::FullyDecoded);
    const qsizetype at = path.indexOf(projects);
    const QString project = at < 0 ? QString() : path.mid(at + projects.size()).section(QLatin1Char('/'), 0, 0);
    if (project.isEmpty()) {
        return Error{ErrorCode::Malformed,
                     Address::tr("The address names no project. Write for example %1")
                         .arg(QStringLiteral("https://api.disruptive-technologies.com/v2/projects/ID"))};
    }
    ProjectAddress out;
    out.project = project;
    out.base = url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    out.base.setPath(at > 0 ? path.left(at) : QStringLiteral("/v2"));
    if (isServiceHost(url.host())) {
        out.tokenEndpoint = QUrl(serviceTokenEndpoint);
        if (url.host().startsWith(emulatorPart)) {
            out.emulator = out.base;
            out.base.setHost(QStringLiteral("api.") + url.host().mid(emulatorPart.size()));
        }
    } else {
        out.tokenEndpoint = out.base;
        out.tokenEndpoint.setPath(QStringLiteral("/oauth2/token"));
    }
    const Result<void> options = readOptions(QUrlQuery(url), out);
    if (!options)
        return options.error();
    return out;
}

Credentials readCredentials(const QString &token)
{
    const qsizetype first = token.indexOf(QLatin1Char(':'));
    if (first < 0)
        return {{}, token, {}};
    Credentials out{token.left(first), token.mid(first + 1), {}};
    const qsizetype last = out.secret.lastIndexOf(QLatin1Char(':'));
    if (last >= 0 && out.secret.indexOf(QLatin1Char('@'), last) > 0) {
        out.email = out.secret.mid(last + 1);
        out.secret.truncate(last);
    }
    return out;
}

QUrl streamUrl(const ProjectAddress &address, const QStringList &types)
{
    QUrl url = address.base;
    url.setPath(address.base.path(QUrl::FullyEncoded) + QLatin1Char('/') + devicesPath(address)
                    + QStringLiteral(":stream"),
                QUrl::TolerantMode);
    QUrlQuery query = address.filters;
    if (!types.isEmpty())
        query.removeAllQueryItems(eventTypesKey);
    for (const QString &type : types)
        query.addQueryItem(eventTypesKey, encoded(type));
    const double seconds = std::chrono::duration<double>(address.ping).count();
    query.addQueryItem(QStringLiteral("ping_interval"), QString::number(seconds) + QLatin1Char('s'));
    url.setQuery(query);
    return url;
}

QString devicesPath(const ProjectAddress &address)
{
    return QStringLiteral("projects/%1/devices").arg(encoded(address.project));
}

QString historyPath(const ProjectAddress &address, const QString &device)
{
    return QStringLiteral("%1/%2/events").arg(devicesPath(address), encoded(device));
}

QString publishPath(const ProjectAddress &address, const QString &device)
{
    return QStringLiteral("%1/%2/%3:publish")
        .arg(address.emulator.toString(QUrl::FullyEncoded | QUrl::StripTrailingSlash), devicesPath(address),
             encoded(device));
}

QUrlQuery devicesQuery(const ProjectAddress &address, const QString &pageToken)
{
    QUrlQuery query;
    for (const auto &[name, value] : address.filters.queryItems(QUrl::FullyEncoded)) {
        const bool isKnown = std::any_of(filters.begin(), filters.end(), [&name = name](const Filter &filter) {
            return filter.isForDevices && name == QLatin1String(filter.name);
        });
        if (isKnown)
            query.addQueryItem(name, value);
    }
    query.addQueryItem(QStringLiteral("page_size"), QString::number(devicesPerPage));
    if (!pageToken.isEmpty())
        query.addQueryItem(QStringLiteral("page_token"), encoded(pageToken));
    return query;
}

QUrlQuery historyQuery(const ProjectAddress &address, Timestamp from, const QString &pageToken,
                       const QStringList &types)
{
    QUrlQuery query;
    const QStringList asked =
        types.isEmpty() ? address.filters.allQueryItemValues(eventTypesKey, QUrl::FullyDecoded) : types;
    for (const QString &type : asked)
        query.addQueryItem(eventTypesKey, encoded(type));
    query.addQueryItem(QStringLiteral("start_time"), encoded(QString::fromStdString(formatIsoTimestamp(from, 6))));
    query.addQueryItem(QStringLiteral("page_size"), QString::number(eventsPerPage));
    if (!pageToken.isEmpty())
        query.addQueryItem(QStringLiteral("page_token"), encoded(pageToken));
    return query;
}

QByteArray signedAssertion(const Credentials &credentials, const QUrl &audience, Timestamp now)
{
    const Timestamp issued = now - backdated;
    const QJsonObject header{{QStringLiteral("alg"), QStringLiteral("HS256")},
                             {QStringLiteral("kid"), credentials.keyId},
                             {QStringLiteral("typ"), QStringLiteral("JWT")}};
    const QJsonObject claims{{QStringLiteral("iat"), epochSeconds(issued)},
                             {QStringLiteral("exp"), epochSeconds(issued + assertionLifetime)},
                             {QStringLiteral("aud"), audience.toString(QUrl::FullyEncoded)},
                             {QStringLiteral("iss"), credentials.email}};
    const QByteArray text = base64Url(compact(header)) + '.' + base64Url(compact(claims));
    const QByteArray signature =
        QMessageAuthenticationCode::hash(text, credentials.secret.toUtf8(), QCryptographicHash::Sha256);
    return text + '.' + base64Url(signature);
}

QByteArray tokenForm(const QByteArray &assertion)
{
    return "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=" + assertion;
}

QByteArray basicHeader(const Credentials &credentials)
{
    const QString pair = credentials.keyId + QLatin1Char(':') + credentials.secret;
    return "Basic " + pair.toUtf8().toBase64();
}

} // namespace watchglass::protocol::disruptive
