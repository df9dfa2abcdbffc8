#include "app/simulator/disruptive/disruptive_service.h"
#include "app/simulator/disruptive/http_errors.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace watchglass::sim::disruptive {

namespace {

constexpr int devicesPerPage = 100;
constexpr int eventsPerPage = 1000;
constexpr Duration defaultWindow = std::chrono::hours(24);

QByteArray compact(const QJsonObject &object)
{
    return QByteArray::fromStdString(jsonText(object));
}

/// Nothing when it is no number from 1 up; larger ones are cut down.
std::optional<int> pageSize(const QUrlQuery &query, int largest)
{
    const QString text = parameter(query, "page_size", "pageSize");
    bool isNumber = true;
    const int size = text.isEmpty() ? largest : text.toInt(&isNumber);
    if (!isNumber || size < 1)
        return std::nullopt;
    return std::min(size, largest);
}

/// False when it is there and no time.
bool readTime(const QUrlQuery &query, const char *snake, const char *camel, Timestamp &out)
{
    const QString text = parameter(query, snake, camel);
    if (text.isEmpty())
        return true;
    const auto time = parseIsoTimestamp(text.toStdString());
    out = time.value_or(out);
    return time.has_value();
}

double numberAt(const QJsonObject &object, const QStringList &path)
{
    QJsonValue value = object;
    for (const QString &part : path)
        value = value.toObject().value(part);
    return value.toDouble();
}

void sortBy(std::vector<QJsonObject> &rows, QString order)
{
    const bool isDescending = order.startsWith(QLatin1Char('-'));
    const QStringList path = order.mid(isDescending ? 1 : 0).split(QLatin1Char('.'));
    std::stable_sort(rows.begin(), rows.end(), [&path, isDescending](const QJsonObject &a, const QJsonObject &b) {
        return isDescending ? numberAt(a, path) > numberAt(b, path) : numberAt(a, path) < numberAt(b, path);
    });
}

} // namespace

http::Response errorResponse(int status, const QString &text)
{
    http::Response out;
    out.status = status;
    out.body =
        compact({{QStringLiteral("error"), text},
                 {QStringLiteral("code"), status},
                 {QStringLiteral("help"),
                  QStringLiteral("https://developer.disruptive-technologies.com/docs/error-codes#%1").arg(status)}});
    return out;
}

http::Response methodNotAllowed(const QByteArray &allowed)
{
    http::Response out = errorResponse(405, QStringLiteral("method not allowed"));
    out.allow = allowed;
    return out;
}

http::Response DisruptiveService::devices(const http::Request &request)
{
    const auto size = pageSize(request.query, devicesPerPage);
    const QString token = parameter(request.query, "page_token", "pageToken");
    bool isNumber = true;
    const qlonglong from = token.isEmpty() ? 0 : token.toLongLong(&isNumber);
    if (!size || !isNumber || from < 0)
        return errorResponse(400, QStringLiteral("invalid page size or page token"));
    const Filter filter = Filter::of(request.query);
    std::vector<const ProjectDevice *> wanted;
    for (const ProjectDevice &one : m_project.devices()) {
        if (filter.wants(one))
            wanted.push_back(&one);
    }
    const auto begin = std::min(static_cast<std::size_t>(from), wanted.size());
    const auto end = std::min(begin + static_cast<std::size_t>(*size), wanted.size());
    const QString order = parameter(request.query, "order_by", "orderBy");
    std::vector<QJsonObject> rows;
    // Without an order only the page's devices have to be asked for what they reported.
    for (std::size_t i = order.isEmpty() ? begin : 0; i < (order.isEmpty() ? end : wanted.size()); ++i)
        rows.push_back(m_project.describe(*wanted[i]));
    if (!order.isEmpty()) {
        sortBy(rows, order);
        rows = std::vector<QJsonObject>(rows.begin() + static_cast<std::ptrdiff_t>(begin),
                                        rows.begin() + static_cast<std::ptrdiff_t>(end));
    }
    QJsonArray list;
    for (const QJsonObject &row : rows)
        list.append(row);
    http::Response out;
    out.body = compact({{QStringLiteral("devices"), list},
                        {QStringLiteral("nextPageToken"),
                         end < wanted.size() ? QString::number(static_cast<qulonglong>(end)) : QString()}});
    return out;
}

http::Response DisruptiveService::device(const http::Request &, const QString &id)
{
    const auto index = m_project.indexOf(id);
    if (!index)
        return errorResponse(404, QStringLiteral("a device with the given ID cannot be found"));
    http::Response out;
    out.body = compact(m_project.describe(m_project.devices()[*index]));
    return out;
}

http::Response DisruptiveService::events(const http::Request &request, const QString &id)
{
    const auto index = m_project.indexOf(id);
    if (!index)
        return errorResponse(404, QStringLiteral("a device with the given ID cannot be found"));
    Timestamp to = m_stage.site.serverNow() + Duration(1);
    Timestamp from = to - defaultWindow;
    const auto size = pageSize(request.query, eventsPerPage);
    if (!size || !readTime(request.query, "start_time", "startTime", from)
        || !readTime(request.query, "end_time", "endTime", to))
        return errorResponse(400, QStringLiteral("invalid page size or time"));
    const auto history = m_project.history(*index, Filter::of(request.query), from, to, *size,
                                           parameter(request.query, "page_token", "pageToken"));
    if (!history)
        return errorResponse(400, QStringLiteral("invalid page token"));
    http::Response out;
    out.body = "{\"events\":[" + QByteArray::fromStdString(history->events) + "],\"nextPageToken\":\""
               + history->nextToken.toLatin1() + "\"}";
    return out;
}

http::Response DisruptiveService::publish(const http::Request &request, const QString &id)
{
    const auto index = m_project.indexOf(id);
    if (!index)
        return errorResponse(404, QStringLiteral("a device with the given ID cannot be found"));
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QString type = body.size() == 1 ? body.keys().first() : QString();
    static const QSet<QString> types{QStringLiteral("touch"),
                                     QStringLiteral("temperature"),
                                     QStringLiteral("objectPresent"),
                                     QStringLiteral("humidity"),
                                     QStringLiteral("objectPresentCount"),
                                     QStringLiteral("touchCount"),
                                     QStringLiteral("waterPresent"),
                                     QStringLiteral("motion"),
                                     QStringLiteral("deskOccupancy"),
                                     QStringLiteral("contact"),
                                     QStringLiteral("co2"),
                                     QStringLiteral("pressure"),
                                     QStringLiteral("probeWireStatus"),
                                     QStringLiteral("batteryStatus"),
                                     QStringLiteral("networkStatus"),
                                     QStringLiteral("connectionStatus"),
                                     QStringLiteral("ethernetStatus"),
                                     QStringLiteral("cellularStatus")};
    if (!types.contains(type) || !body.value(type).isObject())
        return errorResponse(400, QStringLiteral("the body must hold the data of one event that can be published"));
    QJsonObject payload = body.value(type).toObject();
    Timestamp time = m_stage.site.serverNow();
    const QString updateTime = payload.value(QLatin1String("updateTime")).toString();
    if (const auto given = parseIsoTimestamp(updateTime.toStdString()); given)
        time = *given;
    else if (!updateTime.isEmpty())
        return errorResponse(400, QStringLiteral("invalid updateTime"));
    payload.insert(QStringLiteral("updateTime"), timeText(time, TimeStyle::Zulu));
    m_project.log(*index, type.toStdString(), jsonText(payload), time);
    http::Response out;
    out.body = "{}";
    return out;
}

/// Takes over the labels of the body; what differs is told as labelsChanged.
http::Response DisruptiveService::relabel(const http::Request &request, const QString &id)
{
    const auto index = m_project.indexOf(id);
    if (!index)
        return errorResponse(404, QStringLiteral("a device with the given ID cannot be found"));
    const QJsonValue labels = QJsonDocument::fromJson(request.body).object().value(QLatin1String("labels"));
    if (!labels.isObject())
        return errorResponse(400, QStringLiteral("the body must hold labels"));
    ProjectDevice &device = m_project.devices()[*index];
    QJsonObject added;
    QJsonObject modified;
    QJsonArray removed;
    const QJsonObject wanted = labels.toObject();
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        if (!device.labels.contains(it.key()))
            added.insert(it.key(), it.value());
        else if (device.labels.value(it.key()) != it.value().toString())
            modified.insert(it.key(), it.value());
    }
    for (auto it = device.labels.begin(); it != device.labels.end(); ++it) {
        if (!wanted.contains(it.key()))
            removed.append(it.key());
    }
    device.labels.clear();
    for (auto it = wanted.begin(); it != wanted.end(); ++it)
        device.labels.insert(it.key(), it.value().toString());
    if (!added.isEmpty() || !modified.isEmpty() || !removed.isEmpty())
        m_project.log(*index, "labelsChanged",
                      jsonText({{QStringLiteral("added"), added},
                                {QStringLiteral("modified"), modified},
                                {QStringLiteral("removed"), removed}}));
    http::Response out;
    out.body = compact(m_project.describe(device));
    return out;
}

} // namespace watchglass::sim::disruptive
