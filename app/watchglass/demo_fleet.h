#pragma once

#include "app/simulator/server_thread.h"

namespace watchglass::app {

/// The demonstration: a simulated fleet behind a real server on this computer, on a thread of its own. Whoever watches
/// it connects to its address like to any other.
/// Thread: made and destroyed on the GUI's.
class DemoFleet
{
public:
    /// Requires: the clock outlives it.
    explicit DemoFleet(Clock &clock);

    /// Begins to serve on a free port and gives the address.
    Result<QUrl> start() { return m_server.listen(); }

private:
    sim::ServerThread m_server;
};

} // namespace watchglass::app
