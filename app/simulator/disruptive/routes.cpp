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

http::Response jsonResponse(const QJsonObject &body)
{
    http::Response out;
    out.body = QByteArray::fromStdString(jsonText(body));
    return out;
}

http::Response errorResponse(int status, const QString &text)
{
    http::Response out = jsonResponse(
        {{QStringLiteral("error"), text},
         {QStringLiteral("code"), status},
         {QStringLiteral("help"),
          QStringLiteral("https://developer.disruptive-technologies.com/docs/error-codes#%1").arg(status)}});
    out.status = status;
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
        if (!one.isGone && filter.wants(one))
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
    return jsonResponse({{QStringLiteral("devices"), list},
                         {QStringLiteral("nextPageToken"),
                          end < wanted.size() ? QString::number(static_cast<qulonglong>(end)) : QString()}});
}

http::Response DisruptiveService::device(const http::Request &, const QString &id)
{
    const auto index = m_project.indexOf(id);
    if (!index)
        return errorResponse(404, QStringLiteral("a device with the given ID cannot be found"));
    return jsonResponse(m_project.describe(m_project.devices()[*index]));
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

} // namespace watchglass::sim::disruptive
