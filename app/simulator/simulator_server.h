#pragma once

#include "app/simulator/connection.h"
#include "app/simulator/connection_report.h"
#include "app/simulator/service.h"
#include "app/simulator/simulator_options.h"
#include "core/base/clock.h"
#include "core/base/result.h"

#include <QObject>
#include <QTcpServer>
#include <QUrl>

namespace watchglass::sim {

struct ServiceOptions;

/// Services over one simulated fleet: WebSocket and HTTP on one port, on loopback. Stopped and started
/// again it goes on where its fleet's time is, as a restarted server before real devices would.
/// GET /_simulator/connections tells of every connection what it asked for and what it was given (connection_report.h).
/// Thread: the one it lives in (moveToThread() before listen() is fine), except faultsNow(), setFaults() and counts(),
/// which any thread may call.
class SimulatorServer final : public QObject, private ConnectionHost
{
    Q_OBJECT

public:
    SimulatorServer(Fleet fleet, ServerOptions options, Clock &clock);
    SimulatorServer(Fleet fleet, ServerOptions options, const ServiceOptions &ofServices, Clock &clock);
    ~SimulatorServer() override;

    /// Begins to serve and gives the port; 0 asks for any free one.
    Result<quint16> listen(quint16 port = 0);
    /// Stops listening and ends every connection without a word (clients see 1006).
    void stop();
    bool isListening() const;
    /// ws://127.0.0.1:PORT/ws; valid once listen() succeeded, and after stop() still the last one.
    QUrl url() const;
    /// Closes every WebSocket with this code, and ends every answer without end; goes on listening.
    void closeAll(std::uint16_t code, const QString &reason = {});

    Faults faultsNow() const { return m_control.get(); }
    /// Takes effect at the next tick (refusals of connections: for the next connection).
    void setFaults(const Faults &faults);
    const Counters &counts() const { return m_counters; }

    Site &site() { return m_site; }
    void setDeviceStatus(int device, const QString &status, const QString &reason);
    void raiseAlert(Alert alert);

    /// Of all that are open.
    std::vector<ConnectionReport> connections() const;

Q_SIGNALS:
    /// A connection that had at least one request to a service came to its end.
    void connectionFinished(const watchglass::sim::ConnectionReport &report);

private:
    http::Response answer(const http::Request &request) override;
    std::unique_ptr<Session> open(const http::Request &request, Connection &connection,
                                  http::Response &refusal) override;
    std::unique_ptr<Session> openStream(const http::Request &request, Connection &connection,
                                        http::Response &head) override;
    const Faults &faults() const override { return m_faults; }
    Counters &counters() override { return m_counters; }
    Duration monotonic() const override { return m_clock.monotonic(); }
    std::int64_t queueBytes() const override { return m_options.queueBytes; }

    void accept();
    void tick();
    void takeFaults();
    void closeListener();
    bool openListener(quint16 port);
    void deliverEvents();
    void connectionEnded(Connection *connection);
    ConnectionReport report(const Connection &connection) const;
    Service *serviceFor(const http::Request &request) const;

    Site m_site;
    ServerOptions m_options;
    Clock &m_clock;
    FaultControl m_control;
    Faults m_faults; ///< What m_control said at the last tick.
    std::uint64_t m_faultsVersion = 0;
    Counters m_counters;
    std::unique_ptr<QTcpServer> m_listener;
    std::vector<std::unique_ptr<Service>> m_services;
    std::unique_ptr<Timer> m_timer;
    quint16 m_port = 0;
    bool m_serving = false;
    std::vector<Connection *> m_connections; ///< Children of this.
    std::uint64_t m_connectionNumber = 0;    ///< Of the newest.
};

} // namespace watchglass::sim
