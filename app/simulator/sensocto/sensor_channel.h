#pragma once

#include "app/simulator/sensocto/channel.h"

namespace watchglass::sim::sensocto {

/// sensocto:sensor:<id>: a producer's way in. Success has no reply; what the client is told is mostly errors.
class SensorChannel final : public Channel, private Listener
{
public:
    /// More messages between two ticks than this are lost without a word, as by a busy sensor.
    static constexpr int mostQueued = 500;

    SensorChannel(World &world, Line &line, const QString &sensorId);
    ~SensorChannel() override;

    Reply join(const QJsonObject &payload) override;
    void joined() override;
    Reply received(const Frame &frame) override;
    void pump(Duration elapsed) override;

private:
    void pressureChanged(const QString &sensorId) override;
    void shouted(const QString &topic, const QJsonValue &payload) override;
    void commanded(const QString &sensorId, const QJsonObject &command) override;

    Reply measurement(const QJsonObject &measurement);
    Reply batch(const QJsonValue &payload);
    Reply updateAttributes(const QJsonObject &payload);
    static Reply updateConnector(const QJsonObject &payload);
    static Reply ping(const Frame &frame);

    World &m_world;
    Line &m_line;
    const QString m_sensorId;
    bool m_isJoined = false;
    int m_queued = 0;
};

} // namespace watchglass::sim::sensocto
