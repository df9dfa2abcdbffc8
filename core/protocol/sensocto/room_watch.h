#pragma once

#include "core/protocol/sensocto/phoenix_channels.h"
#include "core/protocol/sensocto/sensor_book.h"
#include "core/protocol/sensocto/watch.h"
#include "core/protocol/wanted_levels.h"

namespace watchglass::protocol::sensocto {

/// One room: joins `room:<uuid>` and takes the state that the server sends then. There is no feed of changes of values,
/// so the room is joined again every `pollInterval`, which makes the server send its state anew; less often while none
/// of its series is in view, and then they are marked. What happens to the room's structure is told in between, twice
/// each; a second telling has no effect. A sensor of two rooms is marked while one of them is asked less often.
/// A room that does not exist can be joined all the same: then no state comes, and after 5 s that is said.
/// Thread: the source's. Requires: everything it is made with outlives it.
class RoomWatch final : public Watch, private PhoenixChannel::Listener
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::sensocto::RoomWatch)

public:
    static constexpr Duration stateTimeout = std::chrono::seconds(5);

    RoomWatch(PhoenixChannels &socket, Clock &clock, SpanMarker &sink, SensorBook &book, const WantedLevels &levels,
              WatchListener &listener, const QString &room, Duration pollInterval);

    void begin() override;
    void end() override;
    Capabilities capabilities() const override { return {.rate = true}; }
    void demandChanged() override;
    Grant grantFor(const QString &device) const override;

    const QString &room() const { return m_room; }
    bool hasSensor(const QString &sensor) const { return m_sensors.contains(sensor); }
    /// The sensors of a room's listing from elsewhere.
    void takeSensors(const std::vector<SensorFields> &sensors);

private:
    void joined(PhoenixChannel &, std::string_view response) override;
    void joinFailed(PhoenixChannel &, JoinFailure why, const QString &text) override;
    void eventReceived(PhoenixChannel &, const PhoenixFrame &frame) override;
    void crashed(PhoenixChannel &) override;
    void ended(PhoenixChannel &) override;
    void interrupted(PhoenixChannel &) override;

    Duration wantedInterval() const;
    bool isSlowed() const { return m_interval > m_pollInterval; }
    void settleMarks();
    void poll();
    void armPoll();
    void stateMissing();
    void takeState(const MessageFields &fields);
    void sensorAdded(const MessageFields &fields);
    void sensorRemoved(const MessageFields &fields);
    void memberChanged(const MessageFields &fields, bool isThere);
    void closedByServer();
    QString place() const;

    SpanMarker &m_sink;
    SensorBook &m_book;
    const WantedLevels &m_levels;
    WatchListener &m_listener;
    const QString m_room;
    const Duration m_pollInterval; ///< The address's own; zero: never.
    Duration m_interval;           ///< As it is wanted.
    MessageDecoder m_decoder;
    PhoenixChannel m_channel;
    const std::unique_ptr<Timer> m_pollTimer;
    const std::unique_ptr<Timer> m_stateTimer;
    const std::unique_ptr<Timer> m_againTimer; ///< After the server ended the channel.
    QSet<QString> m_sensors;
    QHash<QString, bool> m_members; ///< User → there, as far as events told.
    bool m_isClosed = false;        ///< room_closed came.
    bool m_hasState = false;        ///< A state came since begin().
    bool m_isStateMissing = false;  ///< None came for too long.
};

/// How often a room is asked, of which nothing is wanted at a higher level; `own` is the address's interval.
Duration pollIntervalAt(AttentionLevel level, Duration own);
/// What comes of a room that is asked so often.
Grant pollGrant(const QString &device, AttentionLevel level, Duration interval);

} // namespace watchglass::protocol::sensocto
