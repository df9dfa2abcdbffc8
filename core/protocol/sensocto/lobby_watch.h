#pragma once

#include "core/protocol/sensocto/room_watch.h"

#include <map>

namespace watchglass::protocol::sensocto {

/// The list of rooms: joins `lobby:<user_id>`, reports each room as a device, and watches one's own rooms (and those of
/// others, if wanted) as a RoomWatch does, 64 at most. A room that cannot be joined is a problem, not the end.
/// Thread: the source's. Requires: everything it is made with outlives it.
class LobbyWatch final : public Watch, private PhoenixChannel::Listener, private WatchListener
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::sensocto::LobbyWatch)

public:
    static constexpr std::size_t mostRooms = 64;

    LobbyWatch(PhoenixChannels &socket, Clock &clock, SpanMarker &sink, SensorBook &book, const WantedLevels &levels,
               WatchListener &listener, const QString &user, Duration pollInterval, bool publicRooms);

    void begin() override;
    void end() override;
    Capabilities capabilities() const override { return {.rate = true, .subset = false}; }
    void demandChanged() override;
    Grant grantFor(const QString &device) const override;

private:
    void joined(PhoenixChannel &, std::string_view response) override;
    void joinFailed(PhoenixChannel &, JoinFailure why, const QString &text) override;
    void eventReceived(PhoenixChannel &, const PhoenixFrame &frame) override;
    void crashed(PhoenixChannel &) override;
    void ended(PhoenixChannel &) override;
    void watchChanged(Watch &watch, SourcePhase phase, const QString &text) override;
    void watchRefused(Watch &watch, const QString &text, bool mayBeCredential) override;
    void grantsChanged() override { m_listener.grantsChanged(); }

    void takeState(const MessageFields &fields);
    void watchRoom(const RoomFields &room);
    void roomChanged(const MessageFields &fields, bool isAddition);
    void roomRemoved(const MessageFields &fields);
    void forget(const QString &room, const QString &reason);

    PhoenixChannels &m_socket;
    Clock &m_clock;
    SpanMarker &m_sink;
    SensorBook &m_book;
    const WantedLevels &m_levels;
    WatchListener &m_listener;
    const Duration m_pollInterval;
    const bool m_publicRooms;
    MessageDecoder m_decoder;
    PhoenixChannel m_channel;
    const std::unique_ptr<Timer> m_againTimer;
    QSet<QString> m_listed;
    std::map<QString, std::unique_ptr<RoomWatch>> m_rooms;
};

} // namespace watchglass::protocol::sensocto
