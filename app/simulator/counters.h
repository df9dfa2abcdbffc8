#pragma once

#include <atomic>
#include <cstdint>

namespace watchglass::sim {

/// What a server did since its construction.
/// Thread: written by the server's, read by any.
struct Counters
{
    std::atomic<std::uint64_t> connectionsAccepted = 0; ///< WebSocket handshakes completed.
    std::atomic<std::uint64_t> connectionsRefused = 0;  ///< By a limit, a fault or an unknown path.
    std::atomic<std::uint64_t> connectionsOpen = 0;     ///< WebSockets now.
    std::atomic<std::uint64_t> requests = 0;            ///< HTTP requests answered.
    std::atomic<std::uint64_t> messagesReceived = 0;
    std::atomic<std::uint64_t> messagesIgnored = 0; ///< Not JSON, or of no known type.
    std::atomic<std::uint64_t> limitCloses = 0;     ///< Connections closed because a limit was broken.
    std::atomic<std::uint64_t> framesSent = 0;      ///< Text frames given to a socket or its queue.
    std::atomic<std::uint64_t> samplesSent = 0;     ///< Values in them.
    std::atomic<std::uint64_t> bytesSent = 0;       ///< Their payload.
    std::atomic<std::uint64_t> framesDropped = 0;   ///< Because a client's queue was full.
    std::atomic<std::uint64_t> samplesDropped = 0;  ///< Values in these.
    std::atomic<std::uint64_t> framesFaulted = 0;   ///< Dropped, damaged, doubled or swapped on request.
};

} // namespace watchglass::sim
