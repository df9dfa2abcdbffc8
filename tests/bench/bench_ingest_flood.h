#pragma once

#include "core/protocol/source_client.h"

#include <atomic>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace watchglass::bench {

/// How a service's session begins, and what it floods a client with.
struct Flood
{
    protocol::Service service = protocol::Service::Valtronics;
    std::string path;     ///< Behind the port, with the query.
    std::string greeting; ///< Sent unasked; empty: nothing.
    std::string question; ///< A client's message with this in it …
    std::string answer;   ///< … is answered so, and then data may flow.
    std::string wire;     ///< All frames, made before any clock runs.
    int messages = 0;     ///< In `wire`.
    std::uint64_t samples = 0;

    void append(const std::string &message, std::uint64_t samplesInIt);
};

/// What each of the three services that speak over WebSockets sends in one run, some 50 MB. A part of the messages
/// carries no samples where the service sends such: they cost what they cost in life.
Flood valtronicsFlood();
Flood sensoctoFlood();
Flood terraFlood();

/// A server of one WebSocket: answers requests for tokens before it, says what the session wants to hear, then writes
/// as fast as TCP lets it. Owns: its thread, joined in the destructor.
class FloodServer
{
public:
    /// `isBare`: the client speaks no protocol; data may flow at once.
    FloodServer(const Flood &flood, bool isBare);
    ~FloodServer();

    protocol::SourceAddress address() const;
    /// Lets the flood begin.
    void release();

private:
    void serve();
    void converse(int socket) const;

    const Flood &m_flood;
    const bool m_isBare;
    int m_listener = -1;
    quint16 m_port = 0;
    std::atomic<bool> m_released = false;
    std::thread m_thread;
};

} // namespace watchglass::bench
