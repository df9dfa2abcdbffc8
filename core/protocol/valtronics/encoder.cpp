#include "core/protocol/valtronics/encoder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace watchglass::protocol::valtronics {

namespace {

constexpr QLatin1String batchHead("{\"type\":\"batch\",\"messages\":[");
constexpr QLatin1String batchTail("]}");

QString text(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString deviceFrame(const QString &type, const QString &deviceId)
{
    return text({{QStringLiteral("type"), type}, {QStringLiteral("device_id"), deviceId}});
}

void put(QJsonObject &object, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        object.insert(name, value);
}

void put(QJsonObject &object, const QString &name, const QStringList &values)
{
    if (!values.isEmpty())
        object.insert(name, QJsonArray::fromStringList(values));
}

} // namespace

QString channelName(Channel channel)
{
    switch (channel) {
    case Channel::Telemetry:
        return QStringLiteral("telemetry");
    case Channel::Alerts:
        return QStringLiteral("alerts");
    case Channel::Devices:
        return QStringLiteral("devices");
    case Channel::System:
        return QStringLiteral("system");
    }
    return {};
}

QString encodeAuth(const QString &token)
{
    return text({{QStringLiteral("type"), QStringLiteral("auth")}, {QStringLiteral("token"), token}});
}

QString encodeSubscribe(Channel channel, const Filters &filters)
{
    QJsonObject inner;
    put(inner, QStringLiteral("metrics"), filters.metrics);
    put(inner, QStringLiteral("frequency"), filters.frequency);
    put(inner, QStringLiteral("severity"), filters.severities);
    put(inner, QStringLiteral("alert_type"), filters.alertType);
    put(inner, QStringLiteral("status_types"), filters.statusTypes);
    put(inner, QStringLiteral("device_id"), filters.deviceIds);
    if (filters.deviceIds.isEmpty() && channel == Channel::Alerts)
        put(inner, QStringLiteral("device_id"), filters.deviceId);

    QJsonObject frame{{QStringLiteral("type"), QStringLiteral("subscribe")},
                      {QStringLiteral("channel"), channelName(channel)}};
    put(frame, QStringLiteral("device_id"), filters.deviceId);
    if (!inner.isEmpty())
        frame.insert(QStringLiteral("filters"), inner);
    return text(frame);
}

QString encodeUnsubscribe(Channel channel, const QString &deviceId)
{
    QJsonObject frame{{QStringLiteral("type"), QStringLiteral("unsubscribe")},
                      {QStringLiteral("channel"), channelName(channel)}};
    put(frame, QStringLiteral("device_id"), deviceId);
    return text(frame);
}

QString encodePing(Timestamp now)
{
    return text({{QStringLiteral("type"), QStringLiteral("ping")},
                 {QStringLiteral("timestamp"), QString::fromStdString(formatIsoTimestamp(now, 3))}});
}

qsizetype firstBatchSize(const QStringList &frames)
{
    qsizetype bytes = batchHead.size() + batchTail.size();
    qsizetype count = 0;
    for (const QString &frame : frames) {
        bytes += frame.toUtf8().size() + (count > 0 ? 1 : 0);
        if (bytes > maxMessageBytes || count == maxBatchItems)
            return std::max<qsizetype>(count, 1);
        ++count;
    }
    return count;
}

QStringList encodeBatches(const QStringList &frames)
{
    QStringList out;
    for (qsizetype from = 0; from < frames.size();) {
        const QStringList batch = frames.mid(from, firstBatchSize(frames.mid(from, maxBatchItems + 1)));
        const QString message = batchHead + batch.join(QLatin1Char(',')) + batchTail;
        const bool isOverlong = batch.size() == 1 && message.toUtf8().size() > maxMessageBytes;
        out.append(isOverlong ? batch.first() : message);
        from += batch.size();
    }
    return out;
}

QString encodeSubscribeDevice(const QString &deviceId)
{
    return deviceFrame(QStringLiteral("subscribe_device"), deviceId);
}

QString encodeUnsubscribeDevice(const QString &deviceId)
{
    return deviceFrame(QStringLiteral("unsubscribe_device"), deviceId);
}

QString encodeGetDeviceStatus(const QString &deviceId)
{
    return deviceFrame(QStringLiteral("get_device_status"), deviceId);
}

} // namespace watchglass::protocol::valtronics
