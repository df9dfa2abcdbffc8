#include "core/protocol/sensocto/sensor_book.h"

#include "core/protocol/sensocto/text.h"

namespace watchglass::protocol::sensocto {

void SensorBook::takeSensor(const SensorFields &sensor, const QString &place)
{
    if (sensor.id.empty()) {
        m_sink.problem(Problem::BadValue, tr("The server lists a sensor without id"));
        return;
    }
    DeviceUpdate next;
    next.id = toText(sensor.id);
    const bool isForgotten = sensor.activity == "offline" && sensor.name == "Unknown" && sensor.type == "generic";
    if (!isForgotten && !sensor.name.empty())
        next.name = toText(sensor.name);
    if (!isForgotten && !sensor.type.empty())
        next.type = toText(sensor.type);
    if (!place.isEmpty())
        next.location = place;
    // The service knows two words: "unknown" is what it calls a sensor that is alive.
    if (!sensor.activity.empty())
        next.status = sensor.activity == "unknown" ? QStringLiteral("online") : toText(sensor.activity);
    update(next);
    for (const AttributeFields &attribute : sensor.attributes) {
        if (attribute.id.empty()) {
            m_sink.problem(Problem::BadValue, tr("Sensor \"%1\" has an attribute without id").arg(next.id));
            continue;
        }
        if (!attribute.type.empty())
            m_attributes.setType(sensor.id, attribute.id, attribute.type);
        if (m_attributes.takeLast(attribute.last, m_clock.now()))
            m_sink.whole(next.id, toText(attribute.id));
    }
}

void SensorBook::sensorGone(const QString &id, const QString &reason)
{
    DeviceUpdate next;
    next.id = id;
    next.status = QStringLiteral("offline");
    next.reason = reason;
    update(next);
}

void SensorBook::takeRoom(const RoomFields &room)
{
    if (room.id.empty()) {
        m_sink.problem(Problem::BadValue, tr("The server lists a room without id"));
        return;
    }
    DeviceUpdate next;
    next.id = toText(room.id);
    next.type = QStringLiteral("room");
    next.status = QStringLiteral("online");
    if (!room.name.empty()) {
        next.name = toText(room.name);
        m_roomNames.insert(next.id, *next.name);
    } else if (const QString known = m_roomNames.value(next.id); !known.isEmpty()) {
        next.name = known;
    }
    update(next);
    if (!room.members)
        return;
    auto members = m_members.find(next.id);
    if (members == m_members.end()) {
        SeriesInfo info;
        info.key.device = next.id;
        info.key.attribute = QStringLiteral("members");
        info.interpolation = Interpolation::HoldLast;
        members = m_members.insert(next.id, {m_sink.series(info), -1.0});
    }
    if (members->second != *room.members)
        m_sink.sample(members->first, {m_clock.now(), *room.members});
    else
        m_sink.whole(next.id, QStringLiteral("members"), m_clock.now());
    members->second = *room.members;
}

void SensorBook::roomGone(const QString &id, const QString &reason)
{
    sensorGone(id, reason);
}

void SensorBook::tell(const QString &device, const QString &kind, const QString &text)
{
    m_sink.event({device, kind, text, m_clock.now(), false});
}

void SensorBook::update(const DeviceUpdate &next)
{
    const QString said = next.name.value_or(QString()) + QLatin1Char('\n') + next.type.value_or(QString())
                         + QLatin1Char('\n') + next.location.value_or(QString()) + QLatin1Char('\n')
                         + next.status.value_or(QString());
    QString &told = m_told[next.id];
    if (told == said)
        return;
    told = said;
    m_sink.device(next);
}

} // namespace watchglass::protocol::sensocto
