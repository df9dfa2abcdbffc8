#pragma once

#include "app/simulator/server_thread.h"

namespace watchglass::test {

/// A simulated service whose faults are set from outside, for whole programs under test.
/// Thread: made, steered and destroyed on one.
class FaultyService
{
public:
    FaultyService(sim::Fleet fleet, const sim::ServerOptions &options, Clock &clock)
        : m_server(std::move(fleet), options, clock)
    {}

    /// Serves, on the port of the first time if there was one. False when that failed.
    bool listen()
    {
        const auto url = m_server.listen();
        if (url)
            m_url = url.value();
        return url.ok();
    }
    void kill() { m_server.stop(); }
    void setFaults(const sim::Faults &faults) { m_server.setFaults(faults); }
    QUrl url() const { return m_url; }

private:
    sim::ServerThread m_server;
    QUrl m_url;
};

} // namespace watchglass::test
