#pragma once

#include "core/protocol/sensocto/attribute_table.h"
#include "core/protocol/sensocto/feed_decoder.h"
#include "core/protocol/sensocto/phoenix_channels.h"
#include "core/protocol/sensocto/visible_sensors.h"
#include "core/protocol/sensocto/watch.h"

#include <QStringList>

namespace watchglass::protocol::sensocto {

/// The live feed of a lobby page: joins `viewer:data:<token>` and takes batches and digests. The token is valid for one
/// hour at the join, and only as long as the page that it comes from is open. Which sensors are sent can be chosen, and
/// is by what is wanted (VisibleSensors).
/// Thread: the source's. Requires: everything it is made with outlives it.
/// Invariant: the token appears in no text.
class ViewerFeed final : public Watch, private PhoenixChannel::Listener, private FeedHandler
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::sensocto::ViewerFeed)

public:
    ViewerFeed(PhoenixChannels &socket, Clock &clock, SpanMarker &sink, AttributeTable &attributes,
               const WantedLevels &levels, WatchListener &listener, const QString &token,
               const std::optional<QStringList> &sensors);

    void begin() override;
    void end() override;
    Capabilities capabilities() const override { return {.rate = false, .subset = true}; }
    void demandChanged() override { m_visible.update(); }
    Grant grantFor(const QString &device) const override;

    /// Nothing: all sensors; an empty list: none. What is wanted chooses among these.
    void setVisibleSensors(const std::optional<QStringList> &sensors) { m_visible.setLimit(sensors); }

private:
    void joined(PhoenixChannel &, std::string_view response) override;
    void joinFailed(PhoenixChannel &, JoinFailure why, const QString &text) override;
    void eventReceived(PhoenixChannel &, const PhoenixFrame &frame) override;
    void crashed(PhoenixChannel &) override;
    void ended(PhoenixChannel &) override;
    void interrupted(PhoenixChannel &) override;
    void replied(PhoenixChannel &, const QByteArray &ref, const PushResult &result) override;

    void samples(std::string_view sensor, std::string_view attribute, std::span<const Sample> samples) override;
    void measurement(const MeasurementFields &measurement) override;
    void digest(const DigestFields &digest) override;
    void badMeasurement(std::string_view sensor, std::string_view attribute, MeasurementFault fault) override;

    void sendVisible(const std::optional<QStringList> &sensors);
    void seen(std::string_view sensor);
    void lookForInstants(std::string_view sensor);

    Clock &m_clock;
    SpanMarker &m_sink;
    AttributeTable &m_attributes;
    const WantedLevels &m_levels;
    WatchListener &m_listener;
    FeedDecoder m_decoder;
    PhoenixChannel m_channel;
    VisibleSensors m_visible;
    Timestamp m_received;     ///< Of the frame at hand.
    std::uint64_t m_instants; ///< So many were told so far.
    std::string m_lastSensor;
    QSet<QByteArray> m_known; ///< Sensors that were reported as devices.
};

/// The payload of `set_visible_sensors`.
QByteArray encodeVisibleSensors(const std::optional<QStringList> &sensors);

} // namespace watchglass::protocol::sensocto
