#pragma once

#include "app/simulator/connection.h"
#include "app/simulator/sensocto/channel.h"
#include "app/simulator/sensocto/phoenix_frame.h"

namespace watchglass::sim::sensocto {

/// One client's socket: its channels by topic, joins, leaves and rejoins in the real server's order, heartbeats, and
/// the end of a silent client. Calls, snapshots and the binary events that no service sends are not there.
/// Thread: the server's. Requires: world and connection outlive it.
class SocketSession final : public Session
{
public:
    SocketSession(World &world, Connection &connection, Vsn vsn, const User &user);
    ~SocketSession() override;

    void textReceived(const QByteArray &text) override;
    void binaryReceived(const QByteArray &bytes) override;
    void pump(Duration elapsed) override;
    void happened(const SiteEvent &) override {}
    QString asked() const override;
    std::uint64_t messageLimitBytes() const override { return 64 * 1024 * 1024; }

private:
    /// A joined topic: the channel, and the line that it speaks through.
    class Seat;

    void received(const std::optional<Frame> &frame);
    void join(const Frame &frame);
    void leave(const Frame &frame);
    void deliver(const Frame &frame);
    Seat *find(const QString &topic);
    std::unique_ptr<Seat> take(const QString &topic);
    void answer(const Envelope &to, const Reply &reply);
    void send(const Envelope &to, const char *event, const QJsonValue &payload);
    void end(const Seat &seat, const char *event);

    World &m_world;
    Connection &m_connection;
    const Vsn m_vsn;
    const User m_user;
    std::vector<std::unique_ptr<Seat>> m_seats;
    Duration m_heard;
};

} // namespace watchglass::sim::sensocto
