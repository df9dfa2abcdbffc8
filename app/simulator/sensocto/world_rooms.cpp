#include "app/simulator/sensocto/world.h"

// The half of World that is about rooms.
namespace watchglass::sim::sensocto {

namespace {

constexpr int timesOfRoomEvents = 2; ///< As the real server does: each one comes twice.

QJsonObject membership(const QString &roomId, const QString &user)
{
    return {{QStringLiteral("room_id"), roomId}, {QStringLiteral("user_id"), user}};
}

} // namespace

const Room *World::room(const QString &id) const
{
    const auto found = std::find_if(m_rooms.begin(), m_rooms.end(), [&id](const Room &one) { return one.id == id; });
    return found == m_rooms.end() ? nullptr : &*found;
}

Room *World::findRoom(const QString &id)
{
    const auto found = std::find_if(m_rooms.begin(), m_rooms.end(), [&id](const Room &one) { return one.id == id; });
    return found == m_rooms.end() ? nullptr : &*found;
}

QJsonArray World::sensorsOf(const Room &room) const
{
    QJsonArray out;
    for (const QString &sensorId : room.sensors)
        out.append(sensorJson(sensorId));
    return out;
}

QJsonObject World::lobbyRoom(const Room &room) const
{
    QJsonObject out = roomJson(room);
    out.insert(QStringLiteral("join_code"), room.id.left(8).toUpper());
    out.insert(QStringLiteral("sensors"), sensorsOf(room));
    return out;
}

QJsonObject World::lobbyState(const QString &user) const
{
    QJsonArray mine;
    QJsonArray open;
    for (const Room &room : m_rooms) {
        if (room.members.contains(user))
            mine.append(lobbyRoom(room));
        if (room.access == Access::Public)
            open.append(lobbyRoom(room));
    }
    return {{QStringLiteral("my_rooms"), mine}, {QStringLiteral("public_rooms"), open}};
}

void World::tellRoom(const QString &roomId, const char *event, const QJsonObject &payload)
{
    for (int i = 0; i < timesOfRoomEvents; ++i) {
        for (Listener *listener : m_listeners)
            listener->roomEvent(roomId, event, payload);
    }
}

void World::tellLobby(const char *event, const QJsonObject &payload)
{
    for (Listener *listener : m_listeners)
        listener->lobbyEvent(event, payload);
}

Room &World::createRoom(const QString &name, const QString &owner, Access access)
{
    m_rooms.push_back({roomIdOf(name), name, owner, access, now(), {owner}, {}});
    tellLobby("room_added", {{QStringLiteral("room"), lobbyRoom(m_rooms.back())}});
    return m_rooms.back();
}

void World::deleteRoom(const QString &id)
{
    if (std::erase_if(m_rooms, [&id](const Room &one) { return one.id == id; }) > 0)
        tellLobby("room_removed", {{QStringLiteral("room_id"), id}});
}

void World::addMember(const QString &roomId, const QString &user)
{
    Room *room = findRoom(roomId);
    if (!room || room->members.contains(user))
        return;
    room->members.append(user);
    QJsonObject payload = membership(roomId, user);
    payload.insert(QStringLiteral("role"), QStringLiteral("member"));
    tellRoom(roomId, "member_joined", payload);
    payload.insert(QStringLiteral("action"), QStringLiteral("joined"));
    for (int i = 0; i < timesOfRoomEvents; ++i)
        tellLobby("membership_changed", payload);
}

void World::removeMember(const QString &roomId, const QString &user)
{
    Room *room = findRoom(roomId);
    if (!room || room->members.removeAll(user) == 0)
        return;
    QJsonObject payload = membership(roomId, user);
    tellRoom(roomId, "member_left", payload);
    payload.insert(QStringLiteral("action"), QStringLiteral("left"));
    for (int i = 0; i < timesOfRoomEvents; ++i)
        tellLobby("membership_changed", payload);
}

void World::closeRoom(const QString &id)
{
    tellRoom(id, "room_closed", {{QStringLiteral("room_id"), id}});
}

void World::addToRoom(const QString &roomId, const QString &sensorId)
{
    Room *room = findRoom(roomId);
    if (!room || room->sensors.contains(sensorId))
        return;
    room->sensors.append(sensorId);
    tellRoom(roomId, "sensor_added",
             {{QStringLiteral("room_id"), roomId}, {QStringLiteral("sensor"), sensorJson(sensorId)}});
    tellLobby("room_updated", {{QStringLiteral("room"), lobbyRoom(*room)}});
}

void World::removeFromRoom(const QString &roomId, const QString &sensorId)
{
    Room *room = findRoom(roomId);
    if (!room || room->sensors.removeAll(sensorId) == 0)
        return;
    tellRoom(roomId, "sensor_removed", {{QStringLiteral("room_id"), roomId}, {QStringLiteral("sensor_id"), sensorId}});
    tellLobby("room_updated", {{QStringLiteral("room"), lobbyRoom(*room)}});
}

} // namespace watchglass::sim::sensocto
