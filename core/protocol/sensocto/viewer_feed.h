#pragma once

#include "core/protocol/sensocto/attribute_table.h"
#include "core/protocol/sensocto/feed_decoder.h"
#include "core/protocol/sensocto/phoenix_channels.h"
#include "core/protocol/sensocto/watch.h"

#include <QStringList>

namespace watchglass::protocol::sensocto {

/// The live feed of a lobby page: joins `viewer:data:<token>` and takes batches and digests. The token is valid for one
/// hour at the join, and only as long as the page that it comes from is open. Which sensors are sent can be chosen.
/// Thread: the source's. Requires: everything it is made with outlives it.
/// Invariant: the token appears in no text.
class ViewerFeed final : public Watch, private PhoenixChannel::Listener, private FeedHandler
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::sensocto::ViewerFeed)

public:
    ViewerFeed(PhoenixChannels &socket, Clock &clock, SourceSink &sink, AttributeTable &attributes,
               WatchListener &listener, const QString &token, const std::optional<QStringList> &sensors);

    void begin() override;
    void end() override;
    Capabilities capabilities() const override { return {.rate = false, .subset = true}; }

    /// Nothing: all sensors; an empty list: none. Told to the server at once and after each join.
    void setVisibleSensors(const std::optional<QStringList> &sensors);

private:
    void joined(PhoenixChannel &, std::string_view response) override;
    void joinFailed(PhoenixChannel &, JoinFailure why, const QString &text) override;
    void eventReceived(PhoenixChannel &, const PhoenixFrame &frame) override;
    void crashed(PhoenixChannel &) override;
    void ended(PhoenixChannel &) override;
    void replied(PhoenixChannel &, const QByteArray &ref, const PushResult &result) override;

    void samples(std::string_view sensor, std::string_view attribute, std::span<const Sample> samples) override;
    void measurement(const MeasurementFields &measurement) override;
    void digest(const DigestFields &digest) override;
    void badMeasurement(std::string_view sensor, std::string_view attribute, MeasurementFault fault) override;

    void sendVisible();
    void seen(std::string_view sensor);

    Clock &m_clock;
    SourceSink &m_sink;
    AttributeTable &m_attributes;
    WatchListener &m_listener;
    std::optional<QStringList> m_sensors;
    bool m_wasFiltered = false; ///< The server was told a choice on this connection's channel.
    FeedDecoder m_decoder;
    PhoenixChannel m_channel;
    Timestamp m_received; ///< Of the frame at hand.
    std::string m_lastSensor;
    QSet<QByteArray> m_known; ///< Sensors that were reported as devices.
};

/// The payload of `set_visible_sensors`.
QByteArray encodeVisibleSensors(const std::optional<QStringList> &sensors);

} // namespace watchglass::protocol::sensocto
