#include "app/simulator/sensocto/world.h"

#include "app/simulator/sensocto/last_values.h"

namespace watchglass::sim::sensocto {

namespace {

const QString owner = QStringLiteral("simulator");

} // namespace

World::World(const Stage &stage)
    : m_stage(stage)
    , m_tokens(stage.options.seed, stage.options.token)
    , m_shapes(shapesOf(stage.site.fleet()))
{
    for (std::size_t i = 0; i < m_shapes.size(); ++i) {
        m_deviceOf.emplace(m_shapes[i].id, i);
        const QString &name = m_shapes[i].connectorName;
        const QString id = roomIdOf(name);
        if (!room(id))
            m_rooms.push_back({id, name, owner, Access::Public, now(), {owner}, {}});
        findRoom(id)->sensors.append(m_shapes[i].id);
    }
}

std::optional<QString> World::userOf(Use use, const QString &token) const
{
    return m_expired ? std::nullopt : m_tokens.userOf(use, token, now());
}

bool World::opensSensor(const QString &bearer) const
{
    return !m_expired && m_tokens.opensSensor(bearer, settings.allowMissingToken, now());
}

bool World::isOffline(std::size_t device) const
{
    return m_stage.site.status(static_cast<int>(device)) == QLatin1String("offline");
}

std::optional<std::size_t> World::deviceOf(const QString &sensorId) const
{
    const auto found = m_deviceOf.find(sensorId);
    return found == m_deviceOf.end() ? std::nullopt : std::optional(found->second);
}

Pressure World::pressure(const QString &sensorId) const
{
    const auto own = m_attention.find(sensorId);
    return {own == m_attention.end() ? m_attentionOfAll : own->second, m_load, m_memoryProtection};
}

void World::setAttention(const QString &sensorId, Attention level)
{
    const bool isNews = pressure(sensorId).attention != level;
    m_attention[sensorId] = level;
    for (Listener *listener : m_listeners) {
        if (isNews)
            listener->pressureChanged(sensorId);
    }
}

void World::setAttentionOfAll(Attention level)
{
    m_attention.clear();
    m_attentionOfAll = level;
    for (Listener *listener : m_listeners)
        listener->pressureChanged({});
}

void World::setLoad(Load load)
{
    if (std::exchange(m_load, load) == load)
        return;
    for (Listener *listener : m_listeners)
        listener->pressureChanged({});
}

void World::setMemoryProtection(bool active)
{
    if (std::exchange(m_memoryProtection, active) == active)
        return;
    for (Listener *listener : m_listeners)
        listener->pressureChanged({});
}

void World::producerJoined(const QString &sensorId, const QJsonObject &join)
{
    const auto [found, isNew] = m_produced.try_emplace(sensorId, ProducedSensor::fromJoin(join));
    ++found->second.producers;
    found->second.endsAt.reset();
    const QString roomId = found->second.roomId;
    if (isNew && room(roomId))
        addToRoom(roomId, sensorId);
}

void World::producerLeft(const QString &sensorId)
{
    const auto found = m_produced.find(sensorId);
    if (found != m_produced.end() && --found->second.producers == 0)
        found->second.endsAt = m_stage.clock.monotonic() + settings.sensorLinger;
}

void World::settle()
{
    for (auto it = m_produced.begin(); it != m_produced.end();) {
        const ProducedSensor sensor = it->second;
        if (!sensor.endsAt || *sensor.endsAt > m_stage.clock.monotonic()) {
            ++it;
            continue;
        }
        it = m_produced.erase(it);
        if (room(sensor.roomId) && !deviceOf(sensor.id))
            removeFromRoom(sensor.roomId, sensor.id);
    }
}

void World::setAttribute(const QString &sensorId, const QString &attributeId, const QJsonObject &metadata)
{
    if (const auto found = m_produced.find(sensorId); found != m_produced.end())
        found->second.setAttribute(attributeId, metadata);
}

void World::removeAttribute(const QString &sensorId, const QString &attributeId)
{
    if (const auto found = m_produced.find(sensorId); found != m_produced.end())
        found->second.attributes.erase(attributeId);
}

void World::measured(const QString &sensorId, QJsonObject measurement)
{
    const auto found = m_produced.find(sensorId);
    if (found == m_produced.end())
        return;
    if (measurement.value(QLatin1String("attribute_id")) == QLatin1String("imu"))
        measurement.insert(QStringLiteral("payload"), imuPayload(measurement.value(QLatin1String("payload"))));
    measurement.insert(QStringLiteral("sensor_id"), sensorId);
    found->second.measured(measurement);
    for (Listener *listener : m_listeners)
        listener->measured(sensorId, measurement);
}

void World::shout(const QString &topic, const QJsonValue &payload)
{
    for (Listener *listener : m_listeners)
        listener->shouted(topic, payload);
}

void World::command(const QString &sensorId, const QJsonObject &command)
{
    for (Listener *listener : m_listeners)
        listener->commanded(sensorId, command);
}

QJsonArray World::fleetAttributes(std::size_t device) const
{
    return lastValues(m_stage.site, static_cast<int>(device), m_shapes[device], settings.documentedPayloads);
}

QJsonObject World::sensorJson(const QString &sensorId) const
{
    QJsonObject out{{QStringLiteral("sensor_id"), sensorId},
                    {QStringLiteral("sensor_name"), QStringLiteral("Unknown")},
                    {QStringLiteral("sensor_type"), QStringLiteral("generic")},
                    {QStringLiteral("connector_id"), QJsonValue()},
                    {QStringLiteral("connector_name"), QJsonValue()},
                    {QStringLiteral("activity_status"), QStringLiteral("offline")},
                    {QStringLiteral("attributes"), QJsonArray()}};
    const auto device = deviceOf(sensorId);
    const auto fill = [&out](const auto &sensor, const QJsonArray &attributes) {
        out.insert(QStringLiteral("sensor_name"), sensor.name);
        out.insert(QStringLiteral("sensor_type"), sensor.type);
        out.insert(QStringLiteral("connector_id"), sensor.connectorId);
        out.insert(QStringLiteral("connector_name"), sensor.connectorName);
        out.insert(QStringLiteral("activity_status"), QStringLiteral("unknown"));
        out.insert(QStringLiteral("attributes"), attributes);
    };
    if (const auto found = m_produced.find(sensorId); found != m_produced.end() && !device)
        fill(found->second, found->second.attributesJson());
    else if (device && !isOffline(*device))
        fill(m_shapes[*device], fleetAttributes(*device));
    return out;
}

} // namespace watchglass::sim::sensocto
