#pragma once

#include "app/simulator/faults.h"

#include <QHostAddress>
#include <QString>

namespace watchglass::sim {

/// The two things that go by the name of Valtronics: what its guide says, and what its server does.
enum class Dialect { Documented, Server };

/// What the guide allows a client. Zero turns a limit off.
struct Limits
{
    int connectionsPerUser = 100;
    int connections = 1000;
    int connectsPerMinute = 10;  ///< From one address.
    int messagesPerSecond = 100; ///< On one connection.
    int messageBytes = 1024;
    int batchItems = 50;
};

struct ServerOptions
{
    Dialect dialect = Dialect::Documented;
    QString token;         ///< What auth must bring; empty: everything is accepted. Documented dialect only.
    Limits limits;         ///< Documented dialect only: the real server has none.
    bool pushes = false;   ///< Server dialect: whether telemetry, device and alert frames are pushed at all.
    bool rest = false;     ///< Documented dialect: serve the server's REST routes too.
    Duration history{};    ///< Samples of this long before a subscription are sent first; rows of REST before start.
    bool snapshot = false; ///< Documented: on subscribing, the present statuses and open alerts are sent first.
    bool startOnSubscribe = false; ///< The fleet's time begins with the first client that asks for telemetry.
    bool wholeSeconds = false;     ///< Server dialect: rows carry whole seconds, as rows without a device time do.
    bool backpressure = false;     ///< A slow client's fleet waits for it, instead of dropping frames.
    std::int64_t queueBytes = 8 * 1024 * 1024;     ///< What may wait for one client.
    Duration heartbeat = std::chrono::seconds(30); ///< Server dialect.
    Duration tick = std::chrono::milliseconds(5);  ///< How often due samples are looked for.
    std::uint64_t seed = 1;
    Faults faults;
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
};

} // namespace watchglass::sim
