#include "core/protocol/valtronics/encoder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace watchglass::protocol::valtronics {

namespace {

constexpr qsizetype maxMessageBytes = 1024;
constexpr int maxBatchItems = 50;

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

QStringList encodeBatches(const QStringList &frames)
{
    const QString head = QStringLiteral("{\"type\":\"batch\",\"messages\":[");
    const QString tail = QStringLiteral("]}");
    QStringList out;
    QString open;
    qsizetype bytes = 0;
    int items = 0;
    const auto close = [&] {
        if (items > 0)
            out.append(head + open + tail);
        open.clear();
        bytes = head.size() + tail.size();
        items = 0;
    };
    close();
    for (const QString &frame : frames) {
        const qsizetype size = frame.toUtf8().size();
        if (head.size() + size + tail.size() > maxMessageBytes) {
            close();
            out.append(frame);
            continue;
        }
        if (items == maxBatchItems || bytes + size + (items > 0 ? 1 : 0) > maxMessageBytes)
            close();
        open += items > 0 ? QStringLiteral(",") + frame : frame;
        bytes += size + (items > 0 ? 1 : 0);
        ++items;
    }
    close();
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
