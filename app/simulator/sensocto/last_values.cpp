#include "app/simulator/sensocto/last_values.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace watchglass::sim::sensocto {

namespace {

constexpr std::int64_t lookBackTicks = 4000;

QJsonObject lastValue(const std::string &payload, std::int64_t ms)
{
    const QJsonArray wrapped = QJsonDocument::fromJson('[' + QByteArray::fromStdString(payload) + ']').array();
    return {{QStringLiteral("payload"), wrapped.at(0)}, {QStringLiteral("timestamp"), static_cast<qint64>(ms)}};
}

} // namespace

std::int64_t wireMs(const Feed &feed, std::int64_t k, Timestamp start)
{
    return feed.stamp(k, start).ns() / 1'000'000;
}

QJsonArray lastValues(const Site &site, int device, const SensorShape &shape, bool documented)
{
    const Feed &feed = *site.fleet().devices()[static_cast<std::size_t>(device)].feed;
    const std::int64_t end = site.isStarted() ? feed.endTick(site.elapsed()) : 0;
    const std::int64_t oldest = site.isStarted() ? std::max<std::int64_t>(end - lookBackTicks, 0) : 0;
    std::vector<double> values(feed.metrics().size());
    std::vector<QJsonValue> found(shape.attributes.size());
    std::size_t missing = found.size();
    for (std::int64_t k = end - 1; k >= oldest && missing > 0; --k) {
        feed.values(k, values);
        for (std::size_t i = 0; i < found.size(); ++i) {
            std::string payload;
            const bool isEvent = shape.attributes[i].payload == Payload::Key; // says nothing between its changes
            if (isEvent || !found[i].isNull() || !appendPayload(payload, shape.attributes[i], values, documented))
                continue;
            found[i] = lastValue(payload, wireMs(feed, k, site.startTime()));
            --missing;
        }
    }
    QJsonArray out;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const QString id = QString::fromLatin1(shape.attributes[i].id);
        out.append(QJsonObject{{QStringLiteral("id"), id},
                               {QStringLiteral("attribute_name"), id},
                               {QStringLiteral("attribute_type"), QString::fromLatin1(shape.attributes[i].type)},
                               {QStringLiteral("last_value"), found[i]}});
    }
    return out;
}

} // namespace watchglass::sim::sensocto
