#pragma once

#include "app/simulator/fleet.h"
#include "app/simulator/simulator_server.h"

#include <QThread>

#include <functional>

namespace watchglass::test {

/// A simulated service on a thread of its own, whose faults are set from outside, for whole programs under test.
/// Thread: made, steered and destroyed on one.
class FaultyService
{
public:
    FaultyService(sim::Fleet fleet, const sim::ServerOptions &options, Clock &clock)
        : m_server(new sim::SimulatorServer(std::move(fleet), options, clock))
    {
        m_thread.setObjectName(QStringLiteral("faulty service"));
        m_server->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
        m_thread.start();
    }
    ~FaultyService()
    {
        kill(); // while its thread still turns, so that what it ends can be deleted there
        m_thread.quit();
        m_thread.wait();
    }
    FaultyService(const FaultyService &) = delete;
    FaultyService &operator=(const FaultyService &) = delete;

    /// Serves, on the port of the first time if there was one. False when that failed.
    bool listen()
    {
        onServerThread([this] {
            const auto port = m_server->listen(m_port);
            m_port = port ? port.value() : quint16(0);
            m_url = m_server->url();
        });
        return m_port != 0;
    }
    /// As if the process had died: every connection ends without a word, and nobody listens.
    void kill()
    {
        onServerThread([this] { m_server->stop(); });
    }
    void setFaults(const sim::Faults &faults) { m_server->setFaults(faults); }
    QUrl url() const { return m_url; }
    const sim::Counters &counters() const { return m_server->counts(); }

private:
    void onServerThread(const std::function<void()> &call)
    {
        QMetaObject::invokeMethod(m_server, call, Qt::BlockingQueuedConnection);
    }

    QThread m_thread;
    sim::SimulatorServer *m_server; ///< Lives and ends on m_thread.
    quint16 m_port = 0;
    QUrl m_url;
};

} // namespace watchglass::test
