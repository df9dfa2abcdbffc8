#pragma once

#include "app/simulator/sensocto/backpressure.h"
#include "app/simulator/sensocto/produced_sensor.h"
#include "app/simulator/sensocto/room.h"
#include "app/simulator/sensocto/sensor_shape.h"
#include "app/simulator/sensocto/tokens.h"
#include "app/simulator/service.h"

#include <map>

namespace watchglass::sim::sensocto {

/// What a test or an operator can turn while the server runs.
struct Settings
{
    Quality quality = Quality::High;
    bool delta = false;              ///< ecg and respiration in the delta form.
    bool digest = false;             ///< sensor_digest instead of sensor_batch.
    bool documentedPayloads = false; ///< {"bpm":72} where the real producers send 72.
    bool allowMissingToken = false;  ///< As a development server.
    bool callsAreFull = false;       ///< Nobody may join one.
    Duration idleLimit = std::chrono::seconds(60);
    Duration sensorLinger = std::chrono::milliseconds(50); ///< A sensor's life after its last producer.
};

/// What channels hear of. Calls come on the server's thread; a call must not add or remove listeners.
class Listener
{
public:
    virtual void roomEvent(const QString & /*roomId*/, const char * /*event*/, const QJsonObject & /*payload*/) {}
    virtual void lobbyEvent(const char * /*event*/, const QJsonObject & /*payload*/) {}
    /// Empty: of every sensor.
    virtual void pressureChanged(const QString & /*sensorId*/) {}
    virtual void shouted(const QString & /*topic*/, const QJsonValue & /*payload*/) {}
    virtual void commanded(const QString & /*sensorId*/, const QJsonObject & /*command*/) {}
    virtual void measured(const QString & /*sensorId*/, const QJsonObject & /*measurement*/) {}

protected:
    ~Listener() = default;
};

/// What all sockets of the service share: the fleet's sensors, those that producers made, rooms, attention, load and
/// tokens. Each location of the fleet is a public room.
/// Thread: the server's. Requires: the stage outlives it; listeners unregister before they die.
class World
{
public:
    explicit World(const Stage &stage);

    const Stage &stage() const { return m_stage; }
    const Tokens &tokens() const { return m_tokens; }
    /// Refuses everything while the fault "expired token" is on.
    void setExpired(bool expired) { m_expired = expired; }
    std::optional<QString> userOf(Use use, const QString &token) const;
    bool opensSensor(const QString &bearer) const;
    Timestamp now() const { return m_stage.site.serverNow(); }

    Settings settings;

    void add(Listener *listener) { m_listeners.push_back(listener); }
    void remove(Listener *listener) { std::erase(m_listeners, listener); }

    const std::vector<SensorShape> &shapes() const { return m_shapes; }
    bool isOffline(std::size_t device) const;
    std::optional<std::size_t> deviceOf(const QString &sensorId) const;
    const std::map<QString, ProducedSensor> &produced() const { return m_produced; }

    Pressure pressure(const QString &sensorId) const;
    void setAttention(const QString &sensorId, Attention level);
    void setAttentionOfAll(Attention level);
    void setLoad(Load load);
    void setMemoryProtection(bool active);

    /// A producer joined; an unknown sensor comes into being.
    void producerJoined(const QString &sensorId, const QJsonObject &join);
    void producerLeft(const QString &sensorId);
    void setAttribute(const QString &sensorId, const QString &attributeId, const QJsonObject &metadata);
    void removeAttribute(const QString &sensorId, const QString &attributeId);
    void measured(const QString &sensorId, QJsonObject measurement);
    /// Ends sensors whose last producer left long enough ago.
    void settle();
    void shout(const QString &topic, const QJsonValue &payload);
    void command(const QString &sensorId, const QJsonObject &command);

    const std::vector<Room> &rooms() const { return m_rooms; }
    const Room *room(const QString &id) const;
    /// As room_state and REST show it.
    QJsonObject sensorJson(const QString &sensorId) const;
    QJsonArray sensorsOf(const Room &room) const;
    QJsonObject lobbyState(const QString &user) const;
    Room &createRoom(const QString &name, const QString &owner, Access access);
    void deleteRoom(const QString &id);
    void addMember(const QString &roomId, const QString &user);
    void removeMember(const QString &roomId, const QString &user);
    void closeRoom(const QString &id);
    void addToRoom(const QString &roomId, const QString &sensorId);
    void removeFromRoom(const QString &roomId, const QString &sensorId);

private:
    Room *findRoom(const QString &id);
    QJsonObject lobbyRoom(const Room &room) const;
    void tellRoom(const QString &roomId, const char *event, const QJsonObject &payload);
    void tellLobby(const char *event, const QJsonObject &payload);
    QJsonArray fleetAttributes(std::size_t device) const;

    const Stage m_stage;
    Tokens m_tokens;
    std::vector<SensorShape> m_shapes;
    std::map<QString, std::size_t> m_deviceOf;
    std::map<QString, ProducedSensor> m_produced;
    std::vector<Room> m_rooms;
    std::vector<Listener *> m_listeners;
    std::map<QString, Attention> m_attention;
    Attention m_attentionOfAll = Attention::Medium;
    Load m_load = Load::Normal;
    bool m_memoryProtection = false;
    bool m_expired = false;
};

} // namespace watchglass::sim::sensocto
