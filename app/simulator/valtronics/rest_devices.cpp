#include "app/simulator/json_text.h"
#include "app/simulator/valtronics/rest_api.h"

#include <algorithm>

namespace watchglass::sim {

namespace {

/// Numbers of ticks before the start of the fleet are negative; row ids begin above this many of them.
constexpr std::int64_t earliestTick = 1'000'000'000;
constexpr std::size_t seriesRows = 500;

Duration hoursBack(std::int64_t hours)
{
    return std::chrono::hours(hours);
}

Timestamp inMicroseconds(Timestamp t)
{
    const std::int64_t rest = t.ns() % 1'000;
    return Timestamp::fromNs(t.ns() - (rest < 0 ? rest + 1'000 : rest));
}

Timestamp inSecondsOnly(Timestamp t)
{
    constexpr std::int64_t second = 1'000'000'000;
    const std::int64_t rest = t.ns() % second;
    return Timestamp::fromNs(t.ns() - (rest < 0 ? rest + second : rest));
}

} // namespace

http::Response RestApi::devices(const http::Request &request, const Segments &path)
{
    const QString &first = path.at(1);
    if (path.size() == 2 && first.isEmpty())
        return request.method == "GET" ? deviceList(request) : rest::notAllowed("GET, POST");
    if (path.size() == 2 && first == QLatin1String("stats"))
        return request.method == "GET" ? deviceStats() : rest::notAllowed("GET");
    if (path.size() == 3 && first == QLatin1String("status"))
        return request.method == "GET" ? devicesWithStatus(path.at(2)) : rest::notAllowed("GET");
    bool isNumber = false;
    const qlonglong id = first.toLongLong(&isNumber);
    const QString what = path.size() == 3 ? path.at(2) : QString();
    const bool isKnown = path.size() == 2 || what == QLatin1String("status") || what == QLatin1String("telemetry");
    if (path.size() > 3 || !isKnown)
        return rest::detail(404, QStringLiteral("Not Found"));
    const QByteArray allowed = what == QLatin1String("status") ? "PATCH" : "GET";
    if (request.method != allowed)
        return rest::notAllowed(allowed);
    if (!isNumber)
        return rest::invalid(QStringLiteral("path"), QStringLiteral("device_id"),
                             QStringLiteral("value is not a valid integer"), QStringLiteral("type_error.integer"));
    const auto index = m_site.fleet().indexOf(static_cast<std::int64_t>(id));
    if (!index)
        return rest::detail(404, QStringLiteral("Device not found"));
    if (path.size() == 2)
        return device(*index);
    return what == QLatin1String("status") ? setStatus(request, *index) : telemetry(request, *index);
}

QJsonObject RestApi::deviceJson(int index) const
{
    const Device &device = m_site.fleet().devices()[static_cast<std::size_t>(index)];
    const QString created = rest::time(m_site.startTime());
    return {{QStringLiteral("name"), device.identity.name},
            {QStringLiteral("device_id"), QStringLiteral("WG-%1").arg(device.id, 4, 10, QLatin1Char('0'))},
            {QStringLiteral("device_type"), device.identity.type},
            {QStringLiteral("manufacturer"), QStringLiteral("Watchglass")},
            {QStringLiteral("model"), QStringLiteral("Simulated")},
            {QStringLiteral("firmware_version"), QStringLiteral("1.0")},
            {QStringLiteral("location"), device.identity.location},
            {QStringLiteral("id"), device.id},
            {QStringLiteral("status"), m_site.status(index)},
            {QStringLiteral("is_active"), true},
            {QStringLiteral("created_at"), created},
            {QStringLiteral("updated_at"), created},
            {QStringLiteral("last_seen"), rest::time(m_site.lastSeen(index))}};
}

http::Response RestApi::deviceList(const http::Request &request) const
{
    http::Response problem;
    const auto skip = rest::integer(request, QStringLiteral("skip"), 0, 0, std::numeric_limits<int>::max(), problem);
    if (!skip)
        return problem;
    const auto limit = rest::integer(request, QStringLiteral("limit"), 100, 1, 1000, problem);
    if (!limit)
        return problem;
    QJsonArray out;
    const auto total = static_cast<std::int64_t>(m_site.fleet().devices().size());
    for (std::int64_t i = *skip; i < std::min(total, *skip + *limit); ++i)
        out.append(deviceJson(static_cast<int>(i)));
    return rest::json(out);
}

http::Response RestApi::deviceStats() const
{
    QHash<QString, int> states;
    QJsonObject types;
    const auto &devices = m_site.fleet().devices();
    for (std::size_t i = 0; i < devices.size(); ++i) {
        ++states[m_site.status(static_cast<int>(i))];
        const QString &type = devices[i].identity.type;
        types.insert(type, types.value(type).toInt() + 1);
    }
    return rest::json(QJsonObject{{QStringLiteral("total_devices"), static_cast<qint64>(devices.size())},
                                  {QStringLiteral("online_devices"), states.value(QStringLiteral("online"))},
                                  {QStringLiteral("offline_devices"), states.value(QStringLiteral("offline"))},
                                  {QStringLiteral("error_devices"), states.value(QStringLiteral("error"))},
                                  {QStringLiteral("devices_by_type"), types}});
}

http::Response RestApi::devicesWithStatus(const QString &status) const
{
    if (status != QLatin1String("online") && status != QLatin1String("offline") && status != QLatin1String("error"))
        return rest::detail(400, QStringLiteral("Invalid status"));
    QJsonArray out;
    for (int i = 0; i < static_cast<int>(m_site.fleet().devices().size()); ++i) {
        if (m_site.status(i) == status)
            out.append(deviceJson(i));
    }
    return rest::json(out);
}

http::Response RestApi::device(int index) const
{
    QJsonObject out = deviceJson(index);
    const auto &metrics = m_site.fleet().devices()[static_cast<std::size_t>(index)].feed->metrics();
    QJsonArray latest;
    std::vector<bool> seen(metrics.size());
    for (const Row &row : newestRows(index, 1000, m_site.elapsed() - hoursBack(24))) {
        if (seen[row.metric])
            continue;
        seen[row.metric] = true;
        latest.append(rowJson(index, row));
    }
    out.insert(QStringLiteral("latest_telemetry"), latest);
    out.insert(QStringLiteral("pending_commands"), QJsonArray());
    return rest::json(out);
}

http::Response RestApi::setStatus(const http::Request &request, int index)
{
    // A query parameter; a body is not looked at.
    const QString status = request.query.queryItemValue(QStringLiteral("status"));
    if (!request.query.hasQueryItem(QStringLiteral("status")))
        return rest::invalid(QStringLiteral("query"), QStringLiteral("status"), QStringLiteral("field required"),
                             QStringLiteral("value_error.missing"));
    if (status != QLatin1String("online") && status != QLatin1String("offline") && status != QLatin1String("error"))
        return rest::detail(400, QStringLiteral("Invalid status"));
    m_site.setStatusSilently(index, status);
    return rest::json(deviceJson(index));
}

QJsonObject RestApi::rowJson(int index, const Row &row) const
{
    const Device &device = m_site.fleet().devices()[static_cast<std::size_t>(index)];
    const Metric &metric = device.feed->metrics()[row.metric];
    return {{QStringLiteral("metric_name"), QString::fromUtf8(metric.name)},
            {QStringLiteral("metric_value"), row.value},
            {QStringLiteral("unit"), metric.unit.isEmpty() ? QJsonValue() : QJsonValue(QString::fromUtf8(metric.unit))},
            {QStringLiteral("id"), static_cast<qint64>(row.id)},
            {QStringLiteral("device_id"), device.id},
            {QStringLiteral("timestamp"), rest::time(row.time)}};
}

std::vector<RestApi::Row> RestApi::newestRows(int index, std::size_t limit, Duration since) const
{
    const Device &device = m_site.fleet().devices()[static_cast<std::size_t>(index)];
    const Feed &feed = *device.feed;
    const auto metricCount = static_cast<std::int64_t>(feed.metrics().size());
    const auto deviceCount = static_cast<std::int64_t>(m_site.fleet().devices().size());
    std::vector<Row> out;
    if (!m_site.isStarted() || metricCount == 0)
        return out;
    std::vector<double> values(feed.metrics().size());
    const std::int64_t oldest = feed.firstTickAt(std::max(since, -m_options.history));
    for (std::int64_t k = feed.endTick(m_site.elapsed()) - 1; k >= oldest; --k) {
        const Timestamp stamp = feed.stamp(k, m_site.startTime());
        const Timestamp time = m_options.wholeSeconds ? inSecondsOnly(stamp) : inMicroseconds(stamp);
        if (out.size() >= limit && out.back().time != time)
            break;
        feed.values(k, values);
        for (std::int64_t m = metricCount - 1; m >= 0; --m) {
            const double value = values[static_cast<std::size_t>(m)];
            const std::int64_t id = ((k + earliestTick) * metricCount + m) * deviceCount + device.id;
            if (std::isfinite(value))
                out.push_back({id, static_cast<std::size_t>(m), value, time});
        }
    }
    // Newest first by time alone; the database leaves rows of one instant in the order in which they came.
    std::stable_sort(out.begin(), out.end(),
                     [](const Row &a, const Row &b) { return a.time != b.time ? a.time > b.time : a.id < b.id; });
    if (out.size() > limit)
        out.resize(limit);
    return out;
}

http::Response RestApi::telemetry(const http::Request &request, int index) const
{
    http::Response problem;
    const auto limit = rest::integer(request, QStringLiteral("limit"), 100, 1, 1000, problem);
    if (!limit)
        return problem;
    const auto hours = rest::integer(request, QStringLiteral("hours"), 24, 1, 168, problem);
    if (!hours)
        return problem;
    QJsonArray out;
    for (const Row &row : newestRows(index, static_cast<std::size_t>(*limit), m_site.elapsed() - hoursBack(*hours)))
        out.append(rowJson(index, row));
    return rest::json(out);
}

http::Response RestApi::timeseries(const http::Request &request, int index) const
{
    const QString metric = request.query.queryItemValue(QStringLiteral("metric"), QUrl::FullyDecoded);
    if (metric.isEmpty())
        return rest::invalid(QStringLiteral("query"), QStringLiteral("metric"), QStringLiteral("field required"),
                             QStringLiteral("value_error.missing"));
    http::Response problem;
    const auto hours = rest::integer(request, QStringLiteral("hours"), 24, 1, 168, problem);
    if (!hours)
        return problem;
    const auto &metrics = m_site.fleet().devices()[static_cast<std::size_t>(index)].feed->metrics();
    std::vector<Row> rows = newestRows(index, seriesRows, m_site.elapsed() - hoursBack(*hours));
    std::reverse(rows.begin(), rows.end());
    QJsonArray data;
    for (const Row &row : rows) {
        if (metrics[row.metric].name != metric.toUtf8())
            continue;
        const QJsonObject json = rowJson(index, row);
        data.append(QJsonObject{{QStringLiteral("timestamp"), json.value(QLatin1String("timestamp"))},
                                {QStringLiteral("value"), row.value},
                                {QStringLiteral("unit"), json.value(QLatin1String("unit"))}});
    }
    if (data.isEmpty())
        return rest::detail(404, QStringLiteral("No telemetry data found"));
    return rest::json(QJsonObject{{QStringLiteral("data"), data}});
}

} // namespace watchglass::sim
