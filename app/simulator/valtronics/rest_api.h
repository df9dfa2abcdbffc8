#pragma once

#include "app/simulator/counters.h"
#include "app/simulator/http_codec.h"
#include "app/simulator/simulator_options.h"
#include "app/simulator/site.h"

#include <QJsonArray>
#include <QJsonObject>

namespace watchglass::sim {

/// The real server's REST routes under /api/v1, with its quirks. Rows of telemetry are not kept: they are read from
/// the feeds, so that nothing grows. A row's id grows with its time within its device and is never used twice.
/// Thread: the server's.
class RestApi
{
public:
    RestApi(Site &site, const ServerOptions &options, const Counters &counters);
    http::Response answer(const http::Request &request);

private:
    struct Row
    {
        std::int64_t id = 0;
        std::size_t metric = 0;
        double value = 0.0;
        Timestamp time;
    };
    using Segments = QStringList;

    http::Response health(const http::Request &request, const Segments &path);
    http::Response devices(const http::Request &request, const Segments &path);
    http::Response deviceStats() const;
    http::Response devicesWithStatus(const QString &status) const;
    http::Response deviceList(const http::Request &request) const;
    http::Response device(int index) const;
    http::Response setStatus(const http::Request &request, int index);
    http::Response telemetry(const http::Request &request, int index) const;
    http::Response analytics(const http::Request &request, const Segments &path) const;
    http::Response timeseries(const http::Request &request, int index) const;
    http::Response systemHealth() const;

    http::Response alerts(const http::Request &request, const Segments &path);
    http::Response alertList(const http::Request &request);
    http::Response alertsOfDevice(const http::Request &request, std::int64_t deviceId);
    http::Response activeAlertStats();
    http::Response createAlert(const http::Request &request);
    http::Response changeAlert(std::int64_t id, const QString &action);

    QJsonObject deviceJson(int index) const;
    QJsonObject rowJson(int index, const Row &row) const;
    /// The newest `limit` rows since `since`, newest first; rows of one instant by growing id, cut by the limit.
    std::vector<Row> newestRows(int index, std::size_t limit, Duration since) const;

    Site &m_site;
    const ServerOptions &m_options;
    const Counters &m_counters;
};

/// Shared by the routes: answers as the real server words them.
namespace rest {
http::Response json(const QJsonObject &object, int status = 200);
http::Response json(const QJsonArray &array);
http::Response detail(int status, const QString &text);
http::Response notAllowed(const QByteArray &allowed);
/// 422 for a parameter: where "query" or "path", its name, what is wrong with it.
http::Response invalid(const QString &where, const QString &name, const QString &text, const QString &type);
/// The integer query parameter `name`, or `fallback`; nothing, with the answer in `problem`, when it is no number in
/// [from, to].
std::optional<std::int64_t> integer(const http::Request &request, const QString &name, std::int64_t fallback,
                                    std::int64_t from, std::int64_t to, http::Response &problem);
QString time(Timestamp t);
} // namespace rest

} // namespace watchglass::sim
