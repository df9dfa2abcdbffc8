#pragma once

#include "app/simulator/sensocto/channel.h"
#include "app/simulator/sensocto/sensor_collector.h"

#include <set>

namespace watchglass::sim::sensocto {

/// viewer:data:<token>: the live feed, flushed at the quality's interval. The token opens at the time of joining only.
class ViewerChannel final : public Channel, private Listener
{
public:
    ViewerChannel(World &world, Line &line, const QString &token);
    ~ViewerChannel() override;

    Reply join(const QJsonObject &payload) override;
    Reply received(const Frame &frame) override;
    void pump(Duration elapsed) override;
    QString asked() const override;

private:
    /// What a producer sent since the last flush: one value, or an array of those that are kept whole.
    using Pending = std::map<QString, QJsonValue>;

    void measured(const QString &sensorId, const QJsonObject &measurement) override;
    bool sees(const QString &sensorId) const;
    void flush(Duration elapsed);
    void collectFleet(Duration elapsed);
    void collectProduced();
    void begin(std::uint64_t samples);
    void send();
    void beginCollecting(Duration elapsed);

    World &m_world;
    Line &m_line;
    const QString m_token;
    std::vector<SensorCollector> m_collectors;  ///< One for each device of the fleet.
    std::optional<std::set<QString>> m_visible; ///< None: all.
    std::map<QString, Pending> m_pending;
    std::optional<Duration> m_due;
    std::string m_batch; ///< The sensors of the frame being made.
    std::uint64_t m_samples = 0;
};

} // namespace watchglass::sim::sensocto
