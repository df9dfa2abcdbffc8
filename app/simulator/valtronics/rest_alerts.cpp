#include "app/simulator/valtronics/rest_api.h"

#include <QJsonDocument>

namespace watchglass::sim {

namespace {

QJsonValue optionalTime(const std::optional<Timestamp> &t)
{
    return t ? QJsonValue(rest::time(*t)) : QJsonValue();
}

QJsonValue optionalNumber(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonObject alertJson(const Alert &alert)
{
    return {{QStringLiteral("id"), static_cast<qint64>(alert.id)},
            {QStringLiteral("device_id"), static_cast<qint64>(alert.deviceId)},
            {QStringLiteral("title"), alert.title},
            {QStringLiteral("description"), alert.description},
            {QStringLiteral("severity"), alert.severity},
            {QStringLiteral("alert_type"), alert.type},
            {QStringLiteral("status"), alert.status},
            {QStringLiteral("threshold_value"), optionalNumber(alert.threshold)},
            {QStringLiteral("actual_value"), optionalNumber(alert.actual)},
            {QStringLiteral("metric_name"), alert.metric.isEmpty() ? QJsonValue() : QJsonValue(alert.metric)},
            {QStringLiteral("created_at"), rest::time(alert.created)},
            {QStringLiteral("acknowledged_at"), optionalTime(alert.acknowledged)},
            {QStringLiteral("resolved_at"), optionalTime(alert.resolved)}};
}

std::optional<double> optionalNumber(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

} // namespace

http::Response RestApi::alerts(const http::Request &request, const Segments &path)
{
    const QString &first = path.at(1);
    if (path.size() == 2 && first.isEmpty()) {
        if (request.method == "POST")
            return createAlert(request);
        return request.method == "GET" ? alertList(request) : rest::notAllowed("GET, POST");
    }
    if (path.size() == 3 && first == QLatin1String("stats") && path.at(2) == QLatin1String("active"))
        return request.method == "GET" ? activeAlertStats() : rest::notAllowed("GET");
    const bool isDevice = path.size() == 3 && first == QLatin1String("device");
    const QString action = path.size() == 3 && !isDevice ? path.at(2) : QString();
    const bool isAction = action == QLatin1String("acknowledge") || action == QLatin1String("resolve");
    if (path.size() > 3 || (path.size() == 3 && !isDevice && !isAction))
        return rest::detail(404, QStringLiteral("Not Found"));
    const QByteArray allowed = isAction ? "PATCH" : "GET";
    if (request.method != allowed)
        return rest::notAllowed(allowed);
    bool isNumber = false;
    const qlonglong id = (isDevice ? path.at(2) : first).toLongLong(&isNumber);
    if (!isNumber)
        return rest::invalid(QStringLiteral("path"),
                             isDevice ? QStringLiteral("device_id") : QStringLiteral("alert_id"),
                             QStringLiteral("value is not a valid integer"), QStringLiteral("type_error.integer"));
    if (isDevice)
        return alertsOfDevice(request, id);
    const Alert *alert = m_site.alerts().find(id);
    if (!alert)
        return rest::detail(404, QStringLiteral("Alert not found"));
    return isAction ? changeAlert(id, action) : rest::json(alertJson(*alert));
}

http::Response RestApi::alertList(const http::Request &request)
{
    http::Response problem;
    auto skip = rest::integer(request, QStringLiteral("skip"), 0, 0, std::numeric_limits<int>::max(), problem);
    if (!skip)
        return problem;
    const auto limit = rest::integer(request, QStringLiteral("limit"), 100, 1, 1000, problem);
    if (!limit)
        return problem;
    const QString status = request.query.queryItemValue(QStringLiteral("status"));
    QJsonArray out;
    const auto &all = m_site.alerts().all();
    for (auto alert = all.rbegin(); alert != all.rend() && out.size() < *limit; ++alert) {
        if (!status.isEmpty() && alert->status != status)
            continue;
        if ((*skip)-- > 0)
            continue;
        out.append(alertJson(*alert));
    }
    return rest::json(out);
}

http::Response RestApi::alertsOfDevice(const http::Request &request, std::int64_t deviceId)
{
    const QString status = request.query.queryItemValue(QStringLiteral("status"));
    QJsonArray out;
    const auto &all = m_site.alerts().all();
    for (auto alert = all.rbegin(); alert != all.rend(); ++alert) {
        if (alert->deviceId == deviceId && (status.isEmpty() || alert->status == status))
            out.append(alertJson(*alert));
    }
    return rest::json(out);
}

http::Response RestApi::activeAlertStats()
{
    QJsonObject out{{QStringLiteral("critical"), 0}, {QStringLiteral("warning"), 0}, {QStringLiteral("info"), 0}};
    int total = 0;
    for (const Alert &alert : m_site.alerts().all()) {
        if (alert.status != QLatin1String("active"))
            continue;
        ++total;
        out.insert(alert.severity, out.value(alert.severity).toInt() + 1);
    }
    out.insert(QStringLiteral("total"), total);
    return rest::json(out);
}

http::Response RestApi::createAlert(const http::Request &request)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (!document.isObject())
        return rest::invalid(QStringLiteral("body"), QStringLiteral("alert"), QStringLiteral("field required"),
                             QStringLiteral("value_error.missing"));
    const QJsonObject body = document.object();
    for (const char *name : {"device_id", "title", "severity", "alert_type"}) {
        if (!body.contains(QLatin1String(name)))
            return rest::invalid(QStringLiteral("body"), QLatin1String(name), QStringLiteral("field required"),
                                 QStringLiteral("value_error.missing"));
    }
    Alert alert;
    alert.deviceId = body.value(QLatin1String("device_id")).toInteger();
    alert.title = body.value(QLatin1String("title")).toString();
    alert.description = body.value(QLatin1String("description")).toString();
    alert.severity = body.value(QLatin1String("severity")).toString();
    alert.type = body.value(QLatin1String("alert_type")).toString();
    alert.metric = body.value(QLatin1String("metric_name")).toString();
    alert.threshold = optionalNumber(body.value(QLatin1String("threshold_value")));
    alert.actual = optionalNumber(body.value(QLatin1String("actual_value")));
    alert.created = m_site.serverNow();
    m_site.alerts().add(std::move(alert)); // writes by REST cause no push
    return rest::json(QJsonObject(), 201);
}

http::Response RestApi::changeAlert(std::int64_t id, const QString &action)
{
    // No state rules, as in the real server: acknowledging a resolved alert makes it "acknowledged" again.
    Alert *alert = m_site.alerts().find(id);
    if (action == QLatin1String("acknowledge")) {
        alert->status = QStringLiteral("acknowledged");
        alert->acknowledged = m_site.serverNow();
    } else {
        alert->status = QStringLiteral("resolved");
        alert->resolved = m_site.serverNow();
    }
    return rest::json(alertJson(*alert));
}

} // namespace watchglass::sim
