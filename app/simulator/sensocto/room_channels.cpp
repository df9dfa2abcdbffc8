#include "app/simulator/sensocto/room_channels.h"

#include "app/simulator/sensocto/phoenix_frame.h"

namespace watchglass::sim::sensocto {

RoomChannel::RoomChannel(World &world, Line &line, const QString &roomId, const User &user)
    : m_world(world)
    , m_line(line)
    , m_roomId(roomId)
    , m_user(user)
{}

RoomChannel::~RoomChannel()
{
    m_world.remove(this);
}

Reply RoomChannel::join(const QJsonObject &)
{
    if (!isRoomId(m_roomId))
        return Reply::error(QStringLiteral("invalid room id"));
    const Room *room = m_world.room(m_roomId);
    if (room && !room->admits(m_user))
        return Reply::error(QStringLiteral("unauthorized"));
    m_world.add(this);
    return Reply::ok();
}

void RoomChannel::joined()
{
    const Room *room = m_world.room(m_roomId);
    if (!room)
        return;
    m_line.push("room_state", QJsonObject{{QStringLiteral("room_id"), m_roomId},
                                          {QStringLiteral("member_count"), static_cast<int>(room->members.size())},
                                          {QStringLiteral("sensors"), m_world.sensorsOf(*room)}});
}

void RoomChannel::roomEvent(const QString &roomId, const char *event, const QJsonObject &payload)
{
    if (roomId == m_roomId)
        m_line.push(event, payload);
}

LobbyChannel::LobbyChannel(World &world, Line &line, const QString &userId, const User &user)
    : m_world(world)
    , m_line(line)
    , m_userId(userId)
    , m_user(user)
{}

LobbyChannel::~LobbyChannel()
{
    m_world.remove(this);
}

Reply LobbyChannel::join(const QJsonObject &)
{
    if (m_user.isEmpty() || m_user != m_userId)
        return Reply::error(QStringLiteral("unauthorized"));
    m_world.add(this);
    return Reply::ok();
}

void LobbyChannel::joined()
{
    m_line.push("lobby_state", m_world.lobbyState(m_user));
}

void LobbyChannel::lobbyEvent(const char *event, const QJsonObject &payload)
{
    m_line.push(event, payload);
}

ConnectorChannel::ConnectorChannel(World &world, Line &line, const QString &topic)
    : m_world(world)
    , m_line(line)
    , m_topic(topic)
{}

ConnectorChannel::~ConnectorChannel()
{
    m_world.remove(this);
}

Reply ConnectorChannel::join(const QJsonObject &payload)
{
    for (const char *field : {"connector_id", "connector_name", "connector_type", "features", "bearer_token"}) {
        if (!payload.contains(QLatin1String(field)))
            return Reply::error(QStringLiteral("join crashed"));
    }
    m_world.add(this);
    return Reply::ok();
}

Reply ConnectorChannel::received(const Frame &frame)
{
    if (frame.event == QLatin1String("measurement"))
        return Reply::crash();
    if (frame.event == QLatin1String("shout") && frame.payload.isObject())
        m_world.shout(m_topic, frame.payload);
    return Reply::none();
}

void ConnectorChannel::shouted(const QString &topic, const QJsonValue &payload)
{
    if (topic == m_topic)
        m_line.broadcast("shout", payload);
}

Reply CallChannel::join(const QJsonObject &payload)
{
    const QString user = payload.value(QLatin1String("user_id")).toString();
    if (user.isEmpty())
        return Reply::error(QStringLiteral("user_id required"));
    const Room *room = m_world.room(m_roomId);
    if (!room || !room->members.contains(user))
        return Reply::error(QStringLiteral("not_room_member"));
    return m_world.settings.callsAreFull ? Reply::error(QStringLiteral("call_full")) : Reply::ok();
}

} // namespace watchglass::sim::sensocto
