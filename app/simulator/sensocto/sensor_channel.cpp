#include "app/simulator/sensocto/sensor_channel.h"

#include "app/simulator/sensocto/phoenix_frame.h"

namespace watchglass::sim::sensocto {

namespace {

constexpr const char *requiredFields[] = {"connector_id", "connector_name", "sensor_id",  "sensor_name", "sensor_type",
                                          "attributes",   "sampling_rate",  "batch_size", "bearer_token"};
constexpr int longestConnectorName = 100; // bytes

bool isComplete(const QJsonObject &measurement)
{
    return measurement.contains(QLatin1String("attribute_id")) && measurement.contains(QLatin1String("payload"))
           && measurement.contains(QLatin1String("timestamp"));
}

Reply invalidAttribute()
{
    return Reply::error(QStringLiteral("invalid_attribute_id"));
}

} // namespace

SensorChannel::SensorChannel(World &world, Line &line, const QString &sensorId)
    : m_world(world)
    , m_line(line)
    , m_sensorId(sensorId)
{}

SensorChannel::~SensorChannel()
{
    if (!m_isJoined)
        return;
    m_world.remove(this);
    m_world.producerLeft(m_sensorId);
}

Reply SensorChannel::join(const QJsonObject &payload)
{
    for (const char *field : requiredFields) {
        if (!payload.contains(QLatin1String(field)))
            return Reply::error(QStringLiteral("join crashed"));
    }
    if (payload.value(QLatin1String("sensor_id")) != m_sensorId
        || !payload.value(QLatin1String("attributes")).isObject())
        return Reply::error(QStringLiteral("join crashed"));
    if (!m_world.opensSensor(payload.value(QLatin1String("bearer_token")).toString()))
        return Reply::error(QStringLiteral("unauthorized"));
    m_world.producerJoined(m_sensorId, payload);
    m_world.add(this);
    m_isJoined = true;
    return Reply::ok();
}

void SensorChannel::joined()
{
    pressureChanged(m_sensorId);
}

void SensorChannel::pump(Duration)
{
    m_queued = 0;
}

void SensorChannel::pressureChanged(const QString &sensorId)
{
    if (sensorId.isEmpty() || sensorId == m_sensorId)
        m_line.push("backpressure_config", backpressureConfig(m_world.pressure(m_sensorId), m_world.now()));
}

void SensorChannel::shouted(const QString &topic, const QJsonValue &payload)
{
    if (topic == QLatin1String("sensocto:sensor:") + m_sensorId)
        m_line.broadcast("shout", payload);
}

void SensorChannel::commanded(const QString &sensorId, const QJsonObject &command)
{
    if (sensorId == m_sensorId)
        m_line.push("device_command", command);
}

Reply SensorChannel::received(const Frame &frame)
{
    const QJsonObject payload = frame.payload.toObject();
    if (frame.event == QLatin1String("measurement"))
        return measurement(payload);
    if (frame.event == QLatin1String("measurements_batch"))
        return batch(frame.payload);
    if (frame.event == QLatin1String("update_attributes"))
        return updateAttributes(payload);
    if (frame.event == QLatin1String("update_connector"))
        return updateConnector(payload);
    if (frame.event == QLatin1String("ping"))
        return ping(frame);
    if (frame.event == QLatin1String("shout") && frame.payload.isObject())
        m_world.shout(frame.topic, frame.payload);
    return Reply::none();
}

Reply SensorChannel::measurement(const QJsonObject &measurement)
{
    if (!isComplete(measurement))
        return Reply::none();
    if (!isAttributeId(measurement.value(QLatin1String("attribute_id"))))
        return invalidAttribute();
    if (++m_queued <= mostQueued)
        m_world.measured(m_sensorId, measurement);
    return Reply::none();
}

Reply SensorChannel::batch(const QJsonValue &payload)
{
    if (!payload.isArray())
        return Reply::none();
    const QJsonArray items = payload.toArray();
    int failed = 0;
    for (const QJsonValue &item : items) {
        if (!item.isObject())
            return Reply::crash();
        const QJsonObject one = item.toObject();
        failed += isComplete(one) && isAttributeId(one.value(QLatin1String("attribute_id"))) ? 0 : 1;
    }
    if (failed > 0)
        return {Reply::Kind::Error,
                QJsonObject{{QStringLiteral("reason"), QStringLiteral("invalid_batch")},
                            {QStringLiteral("failed_count"), failed}},
                {}};
    if (++m_queued > mostQueued)
        return Reply::none();
    for (const QJsonValue &item : items)
        m_world.measured(m_sensorId, item.toObject());
    return Reply::none();
}

Reply SensorChannel::updateAttributes(const QJsonObject &payload)
{
    const QString action = payload.value(QLatin1String("action")).toString();
    const QJsonValue attributeId = payload.value(QLatin1String("attribute_id"));
    if (!payload.contains(QLatin1String("action")) || attributeId.isUndefined()
        || !payload.contains(QLatin1String("metadata")))
        return Reply::none();
    if (action != QLatin1String("register") && action != QLatin1String("unregister"))
        return Reply::error(QStringLiteral("invalid_action"));
    if (!isAttributeId(attributeId))
        return invalidAttribute();
    if (action == QLatin1String("register"))
        m_world.setAttribute(m_sensorId, attributeId.toString(), payload.value(QLatin1String("metadata")).toObject());
    else
        m_world.removeAttribute(m_sensorId, attributeId.toString());
    return Reply::none();
}

Reply SensorChannel::updateConnector(const QJsonObject &payload)
{
    const QJsonValue name = payload.value(QLatin1String("connector_name"));
    if (!name.isString() || name.toString().toUtf8().size() > longestConnectorName)
        return Reply::error(QStringLiteral("invalid_connector_name"));
    return Reply::ok(QJsonObject{{QStringLiteral("connector_name"), name}});
}

Reply SensorChannel::ping(const Frame &frame)
{
    Reply out = Reply::ok(frame.payload);
    out.binary = frame.binary;
    return out;
}

} // namespace watchglass::sim::sensocto
