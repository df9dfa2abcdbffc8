#pragma once

#include "core/protocol/sensocto/phoenix_channels.h"
#include "tests/protocol/sensocto/patience.h"
#include "tests/protocol/sensocto/phoenix_server.h"
#include "tests/support/fake_clock.h"

#include <QStringList>

namespace watchglass::test::sensocto {

using namespace watchglass::protocol::sensocto;

inline QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// A socket against a scripted server, with everything that it said as lines.
struct ChannelBench final : PhoenixChannels::Listener, PhoenixChannel::Listener
{
    void socketClosed(const link::CloseReason &reason) override { closes << reason.code; }
    void socketSilent(bool isSilent) override
    {
        lines << (isSilent ? QStringLiteral("silent") : QStringLiteral("heard"));
    }
    void badFrame(const QString &) override { lines << QStringLiteral("bad"); }
    void strayFrame(const PhoenixFrame &frame) override { lines << QStringLiteral("stray ") + text(frame.event); }
    void joined(PhoenixChannel &, std::string_view response) override
    {
        lines << QStringLiteral("joined ") + text(response);
    }
    void joinFailed(PhoenixChannel &, JoinFailure why, const QString &) override
    {
        lines << QStringLiteral("failed %1").arg(static_cast<int>(why));
    }
    void eventReceived(PhoenixChannel &, const PhoenixFrame &frame) override
    {
        lines << text(frame.event) + (frame.isBinary ? QStringLiteral(" binary ") : QStringLiteral(" "))
                     + text(frame.payload);
        if (onEvent)
            onEvent();
    }
    void crashed(PhoenixChannel &) override { lines << QStringLiteral("crashed"); }
    void ended(PhoenixChannel &) override { lines << QStringLiteral("ended"); }
    void interrupted(PhoenixChannel &) override { lines << QStringLiteral("interrupted"); }
    void replied(PhoenixChannel &, const QByteArray &ref, const PushResult &result) override
    {
        lines << QStringLiteral("reply %1 %2").arg(QString::fromUtf8(ref), text(result.reason));
    }

    /// Opens and joins; true when both are done.
    bool goes()
    {
        socket.open();
        channel->join();
        return waitFor([this] { return channel->state() == PhoenixChannel::State::Joined; });
    }
    bool sees(const QString &line)
    {
        return waitFor([&] { return lines.contains(line); });
    }
    /// Whatever the server sent before has arrived once an event sent now has.
    bool settles()
    {
        const QString mark = QStringLiteral("mark%1").arg(++marks);
        server.send("[null,null,\"no topic of ours\",\"" + mark.toUtf8() + "\",{}]");
        const bool isSeen = sees(QStringLiteral("stray ") + mark);
        lines.removeAll(QStringLiteral("stray ") + mark);
        return isSeen;
    }

    PhoenixServer server;
    FakeClock clock;
    QStringList lines;
    QList<int> closes;
    int marks = 0;
    std::function<void()> onEvent;
    PhoenixChannels socket{clock, *this, server.url()};
    std::unique_ptr<PhoenixChannel> channel = std::make_unique<PhoenixChannel>(socket, clock, *this, "t", R"({"a":1})");
};

} // namespace watchglass::test::sensocto
