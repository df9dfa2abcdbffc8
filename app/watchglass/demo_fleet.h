#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QThread>
#include <QUrl>

#include <memory>

namespace watchglass::sim {
class SimulatorServer;
}

namespace watchglass::app {

/// The demonstration: a simulated fleet behind a real server on this computer, on a thread of its own. Whoever watches
/// it connects to its address like to any other.
/// Thread: made and destroyed on the GUI's.
class DemoFleet
{
public:
    /// Requires: the clock outlives it.
    explicit DemoFleet(Clock &clock);
    ~DemoFleet();
    DemoFleet(const DemoFleet &) = delete;
    DemoFleet &operator=(const DemoFleet &) = delete;

    /// Begins to serve on a free port and gives the address.
    Result<QUrl> start();

private:
    QThread m_thread;
    sim::SimulatorServer *m_server; ///< Lives and ends on m_thread.
};

} // namespace watchglass::app
