#include "core/protocol/moonsense/encoder.h"

namespace watchglass::protocol::moonsense {

namespace {

link::RestRequest get(const QString &path)
{
    link::RestRequest request;
    request.path = path;
    // Some of the service's own programs ask for protobuf; what is sent unasked is not promised.
    request.headers.append({QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")});
    return request;
}

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

void add(link::RestRequest &request, const QString &name, const QString &value)
{
    request.query.addQueryItem(encoded(name), encoded(value));
}

QString timeText(Timestamp time)
{
    return QString::fromStdString(formatIsoTimestamp(time, 3));
}

void addPage(link::RestRequest &request, std::int64_t page, int perPage)
{
    add(request, QStringLiteral("per_page"), QString::number(perPage));
    add(request, QStringLiteral("page"), QString::number(page));
}

} // namespace

QUrl dataPlane(const QUrl &control, const QString &region)
{
    const QString host = control.host();
    if (!host.startsWith(QLatin1String("api.")))
        return {};
    QUrl url = control;
    url.setHost((region.isEmpty() ? QStringLiteral("us-central1.gcp") : region) + QStringLiteral(".data-") + host);
    return url;
}

link::RestRequest regionsRequest()
{
    return get(QStringLiteral("v2/regions"));
}

link::RestRequest tokenSelfRequest()
{
    return get(QStringLiteral("v2/tokens/self"));
}

link::RestRequest sessionsRequest(const Options &options, std::int64_t page, int perPage)
{
    link::RestRequest request = get(QStringLiteral("v2/sessions"));
    addPage(request, page, perPage);
    if (options.from)
        add(request, QStringLiteral("filter[min_created_at]"), timeText(*options.from));
    if (options.to)
        add(request, QStringLiteral("filter[max_created_at]"), timeText(*options.to));
    for (const QString &label : options.labels)
        add(request, QStringLiteral("filter[labels][]"), label);
    for (const QString &platform : options.platforms)
        add(request, QStringLiteral("filter[platforms][]"), platform);
    if (!options.journey.isEmpty())
        add(request, QStringLiteral("filter[journey_id]"), options.journey);
    return request;
}

link::RestRequest sessionRequest(const QString &session)
{
    link::RestRequest request = get(QStringLiteral("v2/sessions/%1").arg(encoded(session)));
    add(request, QStringLiteral("view"), QStringLiteral("full"));
    return request;
}

link::RestRequest chunksRequest(const QString &session, std::int64_t page, int perPage)
{
    link::RestRequest request = get(QStringLiteral("v2/sessions/%1/chunks").arg(encoded(session)));
    addPage(request, page, perPage);
    return request;
}

link::RestRequest chunkRequest(const QString &session, const QString &chunk)
{
    link::RestRequest request = get(QStringLiteral("v2/sessions/%1/chunks/%2").arg(encoded(session), encoded(chunk)));
    // Asked for by name it is handed over compressed, as its md5 may count it.
    request.headers.append({QByteArrayLiteral("Accept-Encoding"), QByteArrayLiteral("gzip")});
    return request;
}

} // namespace watchglass::protocol::moonsense
