#pragma once

#include "app/simulator/http_codec.h"
#include "app/simulator/session.h"
#include "app/simulator/simulator_options.h"

#include <memory>

namespace watchglass {
class Clock;
}

namespace watchglass::sim {

class Connection;
struct Counters;

/// What all services of one simulator share.
struct Stage
{
    Site &site;
    const ServerOptions &options;
    Counters &counters; ///< Of the whole server.
    Clock &clock;
};

/// One service's face of the simulator: what its HTTP routes answer, and which sessions it opens. All services of a
/// simulator stand on one port, told apart by their paths, and show the same fleet.
/// Thread: the server's.
class Service
{
public:
    virtual ~Service() = default;
    /// As in a source's address: "terra".
    virtual QString name() const = 0;
    /// Whether a request is this service's; the first service that says so gets it.
    virtual bool claims(const http::Request &request) const = 0;
    virtual http::Response answer(const http::Request &request) = 0;
    /// The session behind a WebSocket handshake; nothing refuses it with `refusal`.
    virtual std::unique_ptr<Session> open(const http::Request &request, Connection &connection,
                                          http::Response &refusal) = 0;
    /// The session behind a request whose answer goes on without end (chunked; each text sent is a chunk, close()
    /// ends it); `head` is sent first. Nothing: answer() has it.
    virtual std::unique_ptr<Session> openStream(const http::Request &request, Connection &connection,
                                                http::Response &head);
    virtual void connectionEnded(const Connection &connection);
};

} // namespace watchglass::sim
