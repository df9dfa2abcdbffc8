#include "app/simulator/valtronics/rest_api.h"

#include "app/simulator/json_text.h"

namespace watchglass::sim {

namespace rest {

http::Response json(const QJsonObject &object, int status)
{
    return {status, QByteArray::fromStdString(jsonText(object)), "application/json", {}, {}};
}

http::Response json(const QJsonArray &array)
{
    // jsonText() takes objects; an array is what stands between the ends of {"a":...}.
    const std::string text = jsonText({{QStringLiteral("a"), array}});
    return {200, QByteArray::fromStdString(text.substr(5, text.size() - 6)), "application/json", {}, {}};
}

http::Response detail(int status, const QString &text)
{
    return json(QJsonObject{{QStringLiteral("detail"), text}}, status);
}

http::Response notAllowed(const QByteArray &allowed)
{
    http::Response out = detail(405, QStringLiteral("Method Not Allowed"));
    out.allow = allowed;
    return out;
}

http::Response invalid(const QString &where, const QString &name, const QString &text, const QString &type)
{
    const QJsonObject item{{QStringLiteral("loc"), QJsonArray{where, name}},
                           {QStringLiteral("msg"), text},
                           {QStringLiteral("type"), type}};
    return json(QJsonObject{{QStringLiteral("detail"), QJsonArray{item}}}, 422);
}

std::optional<std::int64_t> integer(const http::Request &request, const QString &name, std::int64_t fallback,
                                    std::int64_t from, std::int64_t to, http::Response &problem)
{
    if (!request.query.hasQueryItem(name))
        return fallback;
    bool isNumber = false;
    const qlonglong value = request.query.queryItemValue(name).toLongLong(&isNumber);
    if (!isNumber) {
        problem = invalid(QStringLiteral("query"), name, QStringLiteral("value is not a valid integer"),
                          QStringLiteral("type_error.integer"));
        return std::nullopt;
    }
    if (value < from || value > to) {
        problem = invalid(
            QStringLiteral("query"), name, QStringLiteral("ensure this value is between %1 and %2").arg(from).arg(to),
            value < from ? QStringLiteral("value_error.number.not_ge") : QStringLiteral("value_error.number.not_le"));
        return std::nullopt;
    }
    return value;
}

QString time(Timestamp t)
{
    return timeText(t, TimeStyle::Naive);
}

} // namespace rest

RestApi::RestApi(Site &site, const ServerOptions &options, const Counters &counters)
    : m_site(site)
    , m_options(options)
    , m_counters(counters)
{}

http::Response RestApi::answer(const http::Request &request)
{
    static const QString prefix = QStringLiteral("/api/v1/");
    if (!request.path.startsWith(prefix))
        return rest::detail(404, QStringLiteral("Not Found"));
    const Segments path = request.path.mid(prefix.size()).split(QLatin1Char('/'));
    const QString &room = path.constFirst();
    const bool isCollection =
        room == QLatin1String("health") || room == QLatin1String("devices") || room == QLatin1String("alerts");
    if (isCollection && path.size() == 1) {
        http::Response redirect{307, {}, "text/plain", {}, {}};
        redirect.location = "http://" + request.header("host") + request.path.toUtf8() + '/';
        if (!request.query.isEmpty())
            redirect.location += '?' + request.query.toString(QUrl::FullyEncoded).toUtf8();
        return redirect;
    }
    if (room == QLatin1String("health"))
        return health(request, path);
    if (room == QLatin1String("devices"))
        return devices(request, path);
    if (room == QLatin1String("alerts"))
        return alerts(request, path);
    if (room == QLatin1String("analytics"))
        return analytics(request, path);
    return rest::detail(404, QStringLiteral("Not Found"));
}

http::Response RestApi::health(const http::Request &request, const Segments &path)
{
    const bool isRoot = path.size() == 2 && path.at(1).isEmpty();
    const bool isPing = path.size() == 2 && path.at(1) == QLatin1String("ping");
    if (!isRoot && !isPing)
        return rest::detail(404, QStringLiteral("Not Found"));
    if (request.method != "GET")
        return rest::notAllowed("GET");
    const double epoch = m_site.serverNow().seconds();
    if (isPing)
        return rest::json(QJsonObject{{QStringLiteral("pong"), epoch}});
    return rest::json(
        QJsonObject{{QStringLiteral("status"), QStringLiteral("healthy")},
                    {QStringLiteral("timestamp"), epoch},
                    {QStringLiteral("version"), QStringLiteral("1.0.0")},
                    {QStringLiteral("services"),
                     QJsonObject{{QStringLiteral("database"), QStringLiteral("healthy")},
                                 {QStringLiteral("redis"), QStringLiteral("disabled (local development)")},
                                 {QStringLiteral("api"), QStringLiteral("healthy")}}},
                    {QStringLiteral("environment"), QStringLiteral("development")}});
}

http::Response RestApi::analytics(const http::Request &request, const Segments &path) const
{
    const bool isHealth =
        path.size() == 3 && path.at(1) == QLatin1String("system") && path.at(2) == QLatin1String("health");
    const bool isSeries =
        path.size() == 4 && path.at(1) == QLatin1String("device") && path.at(3) == QLatin1String("timeseries");
    if (!isHealth && !isSeries)
        return rest::detail(404, QStringLiteral("Not Found"));
    if (request.method != "GET")
        return rest::notAllowed("GET");
    if (isHealth)
        return systemHealth();
    bool isNumber = false;
    const qlonglong id = path.at(2).toLongLong(&isNumber);
    if (!isNumber)
        return rest::invalid(QStringLiteral("path"), QStringLiteral("device_id"),
                             QStringLiteral("value is not a valid integer"), QStringLiteral("type_error.integer"));
    const auto index = m_site.fleet().indexOf(static_cast<std::int64_t>(id));
    return index ? timeseries(request, *index) : rest::detail(404, QStringLiteral("No telemetry data found"));
}

http::Response RestApi::systemHealth() const
{
    int online = 0;
    const int total = static_cast<int>(m_site.fleet().devices().size());
    for (int i = 0; i < total; ++i)
        online += m_site.status(i) == QLatin1String("online") ? 1 : 0;
    int critical = 0;
    for (const Alert &alert : m_site.alerts().all())
        critical += alert.status == QLatin1String("active") && alert.severity == QLatin1String("critical") ? 1 : 0;
    const double percent = total > 0 ? 100.0 * online / total : 0.0;
    return rest::json(QJsonObject{
        {QStringLiteral("overall_health"), percent >= 90.0 ? QStringLiteral("healthy") : QStringLiteral("degraded")},
        {QStringLiteral("device_health"), percent},
        {QStringLiteral("online_devices"), online},
        {QStringLiteral("total_devices"), total},
        {QStringLiteral("critical_alerts"), critical},
        {QStringLiteral("active_connections"), static_cast<qint64>(m_counters.connectionsOpen.load())},
        {QStringLiteral("timestamp"), rest::time(m_site.serverNow())}});
}

} // namespace watchglass::sim
