#include "app/simulator/moonsense/moonsense_service.h"

#include "app/simulator/counters.h"
#include "app/simulator/json_text.h"
#include "app/simulator/moonsense/gzip_text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <functional>

namespace watchglass::sim {

namespace {

constexpr int defaultPerPage = 25;
constexpr int mostPerPage = 100;

http::Response json(const QJsonObject &object)
{
    http::Response out;
    out.body = QByteArray::fromStdString(jsonText(object));
    return out;
}

http::Response error(int status, const char *type, const char *param, const QString &message)
{
    http::Response out = json({{QStringLiteral("type"), QLatin1String(type)},
                               {QStringLiteral("param"), QLatin1String(param)},
                               {QStringLiteral("message"), message}});
    out.status = status;
    return out;
}

http::Response notFound(const QString &what)
{
    return error(404, "not_found", "", QStringLiteral("%1 was not found").arg(what));
}

/// The query's values by name, whichever way their brackets are written.
QStringList valuesOf(const http::Request &request, const char *name)
{
    QStringList out;
    const auto items = request.query.queryItems(QUrl::FullyDecoded);
    for (const auto &[key, value] : items) {
        if (QUrl::fromPercentEncoding(key.toUtf8()) == QLatin1String(name))
            out << QUrl::fromPercentEncoding(value.toUtf8());
    }
    return out;
}

struct PageAsked
{
    int page = 1;
    int perPage = defaultPerPage;
};

/// False with `refusal` filled in when the query asks for what there cannot be.
bool readPage(const http::Request &request, PageAsked &out, http::Response &refusal)
{
    const auto read = [&](const char *name, int &number) {
        const QStringList values = valuesOf(request, name);
        if (values.isEmpty())
            return true;
        bool isNumber = false;
        number = values.constFirst().toInt(&isNumber);
        if (isNumber && number >= 1)
            return true;
        refusal = error(400, "invalid_request", name, QStringLiteral("must be a number from 1"));
        return false;
    };
    if (!read("page", out.page) || !read("per_page", out.perPage))
        return false;
    out.perPage = std::min(out.perPage, mostPerPage);
    return true;
}

/// The items of one page and what stands beside them.
QJsonObject pageOf(const char *list, std::size_t count, PageAsked asked,
                   const std::function<QJsonObject(std::size_t)> &item)
{
    QJsonArray items;
    const std::size_t from = static_cast<std::size_t>(asked.page - 1) * static_cast<std::size_t>(asked.perPage);
    const std::size_t to = std::min(from + static_cast<std::size_t>(asked.perPage), count);
    for (std::size_t i = from; i < to; ++i)
        items.append(item(i));
    QJsonObject pagination{{QStringLiteral("current_page"), asked.page}, {QStringLiteral("per_page"), asked.perPage}};
    if (asked.page > 1)
        pagination.insert(QStringLiteral("previous_page"), asked.page - 1);
    if (to < count)
        pagination.insert(QStringLiteral("next_page"), asked.page + 1);
    QJsonObject out{{QStringLiteral("pagination"), pagination}};
    if (!items.isEmpty()) // an empty list is a default, and omitted
        out.insert(QLatin1String(list), items);
    return out;
}

bool isAnyOf(const QStringList &wanted, const QStringList &there)
{
    return wanted.isEmpty() || std::any_of(wanted.begin(), wanted.end(), [&there](const QString &one) {
               return there.contains(one, Qt::CaseInsensitive);
           });
}

std::optional<Timestamp> timeOf(const http::Request &request, const char *name)
{
    const QStringList values = valuesOf(request, name);
    return values.isEmpty() ? std::nullopt : parseIsoTimestamp(values.constFirst().toStdString());
}

} // namespace

MoonsenseService::MoonsenseService(Stage stage)
    : m_stage(stage)
    , m_sessions(stage.site, stage.options.history)
{}

bool MoonsenseService::claims(const http::Request &request) const
{
    return request.path == QLatin1String("/v2/regions") || request.path == QLatin1String("/v2/tokens/self")
           || request.path == QLatin1String("/v2/sessions") || request.path.startsWith(QLatin1String("/v2/sessions/"));
}

std::unique_ptr<Session> MoonsenseService::open(const http::Request &, Connection &, http::Response &refusal)
{
    refusal = notFound(QStringLiteral("A WebSocket"));
    return nullptr;
}

bool MoonsenseService::isAdmitted(const http::Request &request) const
{
    if (m_stage.options.faults.expiredToken)
        return false;
    const QByteArray bearer = "Bearer ";
    const QByteArray given = request.header("authorization");
    return m_stage.options.token.isEmpty() || given == bearer + m_stage.options.token.toUtf8();
}

http::Response MoonsenseService::answer(const http::Request &request)
{
    m_stage.site.start();
    if (request.path == QLatin1String("/v2/regions"))
        return regions(request);
    if (!isAdmitted(request))
        return error(401, "unauthorized", "", QStringLiteral("The bearer token is missing or not valid"));
    const QStringList parts = request.path.mid(4).split(QLatin1Char('/')); // after "/v2/"
    const bool isLabels = parts.size() == 3 && parts[2] == QLatin1String("labels");
    if (request.method != (isLabels ? "POST" : "GET")) {
        http::Response out = error(405, "method_not_allowed", "", QStringLiteral("This verb is not known here"));
        out.allow = isLabels ? "POST" : "GET";
        return out;
    }
    if (parts.constFirst() == QLatin1String("tokens"))
        return tokenSelf();
    return parts.size() == 1 ? sessions(request) : sessionRoute(request, parts);
}

http::Response MoonsenseService::regions(const http::Request &request) const
{
    const QString url = QStringLiteral("http://") + QString::fromLatin1(request.header("host"));
    const auto region = [&url](const char *name, const char *where, bool isPrimary) {
        QJsonObject out{{QStringLiteral("name"), QLatin1String(name)},
                        {QStringLiteral("url"), url},
                        {QStringLiteral("region"), QLatin1String(where)},
                        {QStringLiteral("status"), QStringLiteral("ok")}};
        if (isPrimary)
            out.insert(QStringLiteral("default_primary"), true);
        return out;
    };
    return json({{QStringLiteral("regions"), QJsonArray{region("us-central1.gcp", "North America", true),
                                                        region("europe-west1.gcp", "Europe", false)}}});
}

http::Response MoonsenseService::tokenSelf() const
{
    return json({{QStringLiteral("app_id"), QStringLiteral("simulator")},
                 {QStringLiteral("project_id"), QStringLiteral("simulated-project")},
                 {QStringLiteral("scopes"), QStringLiteral("sessions.read")},
                 {QStringLiteral("credential_id"), QStringLiteral("simulated-credential")}});
}

http::Response MoonsenseService::sessions(const http::Request &request) const
{
    PageAsked asked;
    http::Response refusal;
    if (!readPage(request, asked, refusal))
        return refusal;
    const auto from = timeOf(request, "filter[min_created_at]");
    const auto to = timeOf(request, "filter[max_created_at]");
    const QStringList labels = valuesOf(request, "filter[labels][]");
    const QStringList platforms = valuesOf(request, "filter[platforms][]");
    const QStringList journeys =
        valuesOf(request, "filter[journey_id]") + valuesOf(request, "filter[client_session_group_id]");
    std::vector<SessionRef> all = m_sessions.all();
    std::erase_if(all, [&](SessionRef session) {
        const Timestamp created = m_sessions.created(session);
        return (from && created < *from) || (to && created > *to) || !isAnyOf(labels, m_sessions.labels(session))
               || !isAnyOf(platforms, {m_sessions.platform(session)})
               || !isAnyOf(journeys, {m_sessions.journey(session)});
    });
    return json(pageOf("sessions", all.size(), asked, [&](std::size_t i) { return m_sessions.object(all[i], true); }));
}

http::Response MoonsenseService::sessionRoute(const http::Request &request, const QStringList &parts)
{
    const auto session = m_sessions.find(parts[1]);
    if (!session)
        return notFound(QStringLiteral("Session %1").arg(parts[1]));
    if (parts.size() == 2) {
        const bool isFull = valuesOf(request, "view") != QStringList(QStringLiteral("minimal"));
        return json(m_sessions.object(*session, isFull));
    }
    if (parts[2] == QLatin1String("labels"))
        return addLabels(request, *session);
    if (parts[2] == QLatin1String("chunks"))
        return parts.size() == 3 ? chunks(request, *session) : chunk(*session, parts[3]);
    if (parts[2] == QLatin1String("bundles"))
        return download(*session);
    return notFound(parts[2]);
}

http::Response MoonsenseService::chunks(const http::Request &request, SessionRef session) const
{
    PageAsked asked;
    http::Response refusal;
    if (!readPage(request, asked, refusal))
        return refusal;
    const auto count = static_cast<std::size_t>(m_sessions.bundles(session));
    QJsonObject out = pageOf("chunks", count, asked, [&](std::size_t i) {
        const auto bundle = static_cast<std::int64_t>(i) + 1;
        return QJsonObject{{QStringLiteral("chunk_id"), m_sessions.chunkId(bundle)},
                           {QStringLiteral("md5"), m_sessions.chunkSum(session, bundle)},
                           {QStringLiteral("created_at"),
                            QString::fromStdString(formatIsoTimestamp(m_sessions.chunkCreated(session, bundle), 6))}};
    });
    out.insert(QStringLiteral("session_id"), m_sessions.id(session));
    return json(out);
}

http::Response MoonsenseService::chunk(SessionRef session, const QString &id) const
{
    const auto bundle = m_sessions.bundleOf(session, id);
    if (!bundle)
        return notFound(QStringLiteral("Chunk %1").arg(id));
    std::string text;
    const std::uint64_t values = m_sessions.appendLine(text, session, *bundle);
    m_stage.counters.samplesSent.fetch_add(values, std::memory_order_relaxed);
    http::Response out;
    out.contentType = "application/x-ndjson";
    out.headers.push_back({"Content-Encoding", "gzip"});
    out.body = moonsense::gzipped(text);
    return out;
}

http::Response MoonsenseService::download(SessionRef session) const
{
    std::string text;
    for (std::int64_t bundle = 1; bundle <= m_sessions.bundles(session); ++bundle)
        m_sessions.appendLine(text, session, bundle);
    const std::string day = formatIsoTimestamp(m_sessions.created(session), 0).substr(0, 10);
    const std::string member = day + '-' + m_sessions.id(session).toStdString() + "-bundles.json";
    http::Response out;
    out.contentType = "application/gzip";
    out.body = moonsense::gzipped(moonsense::tarOf(member, text));
    return out;
}

http::Response MoonsenseService::addLabels(const http::Request &request, SessionRef session)
{
    const QJsonValue list = QJsonDocument::fromJson(request.body).object().value(QLatin1String("labels"));
    QStringList names;
    const QJsonArray labels = list.toArray();
    for (const QJsonValue &label : labels)
        names << label.toObject().value(QLatin1String("name")).toString();
    names.removeAll(QString());
    if (names.isEmpty())
        return error(400, "invalid_request", "labels", QStringLiteral("a list of objects with a name is wanted"));
    m_sessions.addLabels(session, names);
    return json({});
}

} // namespace watchglass::sim
