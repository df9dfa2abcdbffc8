#include "app/simulator/valtronics/subscription.h"

#include <QJsonArray>

namespace watchglass::sim {

namespace {

std::optional<Channel> channelOf(const QString &name)
{
    if (name == QLatin1String("telemetry"))
        return Channel::Telemetry;
    if (name == QLatin1String("alerts"))
        return Channel::Alerts;
    if (name == QLatin1String("devices"))
        return Channel::Devices;
    if (name == QLatin1String("system"))
        return Channel::System;
    return std::nullopt;
}

/// A filter, wherever it stands.
QJsonValue filter(const QJsonObject &message, QLatin1String key)
{
    const QJsonValue inside = message.value(QLatin1String("filters")).toObject().value(key);
    return inside.isUndefined() ? message.value(key) : inside;
}

QSet<QString> textSet(const QJsonValue &value)
{
    QSet<QString> out;
    if (value.isString())
        out.insert(value.toString());
    for (const QJsonValue &one : value.toArray())
        out.insert(one.toString());
    return out;
}

void addDevice(QSet<int> &out, const QJsonValue &id, const Fleet &fleet)
{
    const std::optional<int> index =
        id.isString() ? fleet.indexOf(id.toString()) : fleet.indexOf(static_cast<std::int64_t>(id.toInteger(0)));
    if (index)
        out.insert(*index);
}

} // namespace

Duration readFrequency(const QString &text)
{
    static constexpr struct
    {
        const char *suffix;
        std::int64_t ns;
    } units[] = {{"ms", 1'000'000}, {"s", 1'000'000'000}, {"m", 60'000'000'000}};
    for (const auto &unit : units) {
        const QLatin1String suffix(unit.suffix);
        if (!text.endsWith(suffix))
            continue;
        bool isNumber = false;
        const double count = QStringView(text).chopped(suffix.size()).trimmed().toDouble(&isNumber);
        if (isNumber && count > 0.0 && count < 1e6)
            return Duration(static_cast<std::int64_t>(count * static_cast<double>(unit.ns)));
    }
    return Duration::zero();
}

Result<Subscription> readSubscription(const QJsonObject &message, const Fleet &fleet)
{
    const std::optional<Channel> channel = channelOf(message.value(QLatin1String("channel")).toString());
    if (!channel)
        return Error{ErrorCode::Missing, QStringLiteral("no known channel")};
    Subscription out;
    out.channel = *channel;
    const QJsonValue device = filter(message, QLatin1String("device_id"));
    if (device.isArray()) {
        out.devices.emplace();
        for (const QJsonValue &id : device.toArray())
            addDevice(*out.devices, id, fleet);
    } else if (device.isString() || device.isDouble()) {
        out.devices.emplace();
        addDevice(*out.devices, device, fleet);
    }
    for (const QString &metric : textSet(filter(message, QLatin1String("metrics"))))
        out.metrics.insert(metric.toUtf8());
    out.interval = readFrequency(filter(message, QLatin1String("frequency")).toString());
    out.severities = textSet(filter(message, QLatin1String("severity")));
    out.alertTypes = textSet(filter(message, QLatin1String("alert_type")));
    out.statusTypes = textSet(filter(message, QLatin1String("status_types")));
    return out;
}

} // namespace watchglass::sim
