#pragma once

#include "app/simulator/server_thread.h"

#include <QStringList>

namespace watchglass::app {

/// The demonstration: a simulated fleet behind a real server on this computer that speaks as all services, on a thread
/// of its own. Whoever watches it connects to its addresses like to any others.
/// Thread: made and destroyed on the GUI's.
class DemoFleet
{
public:
    /// Requires: the clock outlives it.
    explicit DemoFleet(Clock &clock);

    /// Begins to serve on a free port and gives an address for each service.
    Result<QStringList> start();

private:
    sim::ServerThread m_server;
};

} // namespace watchglass::app
