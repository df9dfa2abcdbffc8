#pragma once

#include "app/simulator/connection.h"
#include "app/simulator/device_model.h"
#include "app/simulator/sensocto/sensocto_service.h"
#include "tests/support/fake_clock.h"

#include <QTcpServer>

#include <chrono>
#include <memory>
#include <vector>

namespace watchglass::sim::sensocto::test {

using namespace std::chrono_literals;

/// Longer than any answer on loopback takes, on any machine.
constexpr int patienceMs = 20'000;

/// A metric whose value follows from the time alone: whole milliseconds modulo `period`, times `scale`.
MetricModel metric(const char *name, const char *unit, int everyNth, int period, double scale);

/// Two devices in one room and one in another: a monitor with an ECG at 250 Hz and numbers each second, a door that
/// opens and closes each second, and a van.
Fleet smallFleet();

/// The service alone behind a listening socket, with a clock turned by hand.
class Harness final : public QObject, public ConnectionHost
{
public:
    explicit Harness(ServerOptions serverOptions = {}, Fleet fleet = smallFleet());
    ~Harness() override;

    QUrl httpUrl(const QString &path) const;
    QUrl socketUrl(const QString &query = QStringLiteral("vsn=2.0.0")) const;
    QString token(Use use, const QString &user) const { return world.tokens().mint(use, user, world.now()); }
    /// Ends every connection as a restart does.
    void closeAll(std::uint16_t code);
    void abortAll();
    /// By the WebSockets that are open.
    std::uint64_t bytesSent() const;

    http::Response answer(const http::Request &request) override { return service.answer(request); }
    std::unique_ptr<Session> open(const http::Request &request, Connection &connection,
                                  http::Response &refusal) override
    {
        return service.open(request, connection, refusal);
    }
    std::unique_ptr<Session> openStream(const http::Request &, Connection &, http::Response &) override { return {}; }
    const Faults &faults() const override { return options.faults; }
    Counters &counters() override { return m_counters; }
    Duration monotonic() const override { return clock.monotonic(); }
    std::int64_t queueBytes() const override { return options.queueBytes; }

    watchglass::test::FakeClock clock;
    ServerOptions options;
    Site site;

private:
    Counters m_counters;

public:
    SensoctoService service;
    World &world;

private:
    void accept(QTcpSocket *socket);
    void tick();

    QTcpServer m_listener;
    std::unique_ptr<Timer> m_timer;
    std::vector<Connection *> m_connections;
};

} // namespace watchglass::sim::sensocto::test
