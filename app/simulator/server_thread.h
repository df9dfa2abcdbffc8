#pragma once

#include "app/simulator/simulator_server.h"
#include "core/base/mailbox.h"

#include <functional>
#include <memory>

class QThread;

namespace watchglass::sim {

/// A SimulatorServer that lives on a thread of its own.
/// Thread: made, steered and destroyed on one; setFaults() and counts() on any. Orders are carried out within a few
/// milliseconds, and the caller waits for them.
/// Requires: the clock outlives it.
class ServerThread
{
public:
    ServerThread(Fleet fleet, ServerOptions options, Clock &clock);
    ~ServerThread();
    ServerThread(const ServerThread &) = delete;
    ServerThread &operator=(const ServerThread &) = delete;

    /// Serves on a free port, after stop() on the same one as before, and gives the address.
    Result<QUrl> listen();
    /// As if the process had died: connections end without a word, and nobody listens.
    void stop();
    void setFaults(const Faults &faults) { m_server->setFaults(faults); }
    const Counters &counts() const { return m_server->counts(); }

private:
    using Order = std::function<void(SimulatorServer &)>;

    void run(Fleet fleet, const ServerOptions &options, Clock &clock,
             const std::function<void(SimulatorServer *)> &made);
    void carryOut(const Order &order);

    // Orders travel in a mailbox and not as queued calls: a thread sanitizer sees its lock, and not what Qt has.
    Mailbox<Order> m_orders{16};
    quint16 m_port = 0; ///< The server's thread only.
    SimulatorServer *m_server = nullptr;
    std::unique_ptr<QThread> m_thread;
};

} // namespace watchglass::sim
