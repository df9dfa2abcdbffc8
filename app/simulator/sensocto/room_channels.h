#pragma once

#include "app/simulator/sensocto/channel.h"

namespace watchglass::sim::sensocto {

/// room:<uuid>: the state once, then what changes. An unknown room is joined all the same and stays mute.
class RoomChannel final : public Channel, private Listener
{
public:
    RoomChannel(World &world, Line &line, const QString &roomId, const User &user);
    ~RoomChannel() override;

    Reply join(const QJsonObject &payload) override;
    void joined() override;

private:
    void roomEvent(const QString &roomId, const char *event, const QJsonObject &payload) override;

    World &m_world;
    Line &m_line;
    const QString m_roomId;
    const User m_user;
};

/// lobby:<user id>: the rooms, for that user alone.
class LobbyChannel final : public Channel, private Listener
{
public:
    LobbyChannel(World &world, Line &line, const QString &userId, const User &user);
    ~LobbyChannel() override;

    Reply join(const QJsonObject &payload) override;
    void joined() override;

private:
    void lobbyEvent(const char *event, const QJsonObject &payload) override;

    World &m_world;
    Line &m_line;
    const QString m_userId;
    const User m_user;
};

/// sensocto:connector:<id>: asks for the presence of five keys, passes shouts on, and dies of a measurement.
class ConnectorChannel final : public Channel, private Listener
{
public:
    ConnectorChannel(World &world, Line &line, const QString &topic);
    ~ConnectorChannel() override;

    Reply join(const QJsonObject &payload) override;
    Reply received(const Frame &frame) override;

private:
    void shouted(const QString &topic, const QJsonValue &payload) override;

    World &m_world;
    Line &m_line;
    const QString m_topic;
};

/// call:<room>: for the room's members. Nobody calls here: every message is answered as one from outside a call.
class CallChannel final : public Channel
{
public:
    CallChannel(const World &world, const QString &roomId)
        : m_world(world)
        , m_roomId(roomId)
    {}

    Reply join(const QJsonObject &payload) override;
    Reply received(const Frame &) override { return Reply::error(QStringLiteral("not_in_call")); }

private:
    const World &m_world;
    const QString m_roomId;
};

} // namespace watchglass::sim::sensocto
