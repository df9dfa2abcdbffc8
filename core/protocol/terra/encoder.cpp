#include "core/protocol/terra/encoder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace watchglass::protocol::terra {

namespace {

QString text(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString frame(int op, const QJsonObject &payload)
{
    return text({{QStringLiteral("op"), op}, {QStringLiteral("d"), payload}});
}

void put(QJsonObject &object, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        object.insert(name, value);
}

QString submit(const QString &type, Timestamp time, const QString &name, const QJsonValue &value)
{
    const QJsonObject payload{{QStringLiteral("ts"), QString::fromStdString(formatIsoTimestamp(time, 6))},
                              {name, value}};
    return text({{QStringLiteral("op"), 6}, {QStringLiteral("t"), type}, {QStringLiteral("d"), payload}});
}

} // namespace

QString encodeHeartbeat()
{
    return QStringLiteral("{\"op\":0}");
}

QString encodeIdentify(const QString &token, Role role)
{
    return frame(3, {{QStringLiteral("token"), token}, {QStringLiteral("type"), static_cast<int>(role)}});
}

QString encodeReplay(std::int64_t after, std::int64_t before)
{
    return frame(7, {{QStringLiteral("after"), static_cast<qint64>(after)},
                     {QStringLiteral("before"), static_cast<qint64>(before)}});
}

QString encodeStatus(const ProducerStatus &status)
{
    QJsonObject payload{{QStringLiteral("connected"), status.isConnected}};
    put(payload, QStringLiteral("device_id"), status.deviceId);
    put(payload, QStringLiteral("source"), status.source);
    put(payload, QStringLiteral("reason"), status.reason);
    return frame(8, payload);
}

std::optional<QString> encodeSubmit(const QString &type, Timestamp time, double value)
{
    if (!std::isfinite(value))
        return std::nullopt;
    return submit(type, time, QStringLiteral("val"), value);
}

std::optional<QString> encodeSubmit(const QString &type, Timestamp time, std::span<const double> vector)
{
    QJsonArray array;
    for (const double value : vector) {
        if (!std::isfinite(value))
            return std::nullopt;
        array.append(value);
    }
    return submit(type, time, QStringLiteral("d"), array);
}

} // namespace watchglass::protocol::terra
