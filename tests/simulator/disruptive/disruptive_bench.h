#pragma once

#include "app/simulator/connection.h"
#include "app/simulator/disruptive/disruptive_service.h"
#include "core/base/result.h"
#include "tests/support/fake_clock.h"

#include <QTcpServer>
#include <QUrl>

namespace watchglass::sim::test {

/// The service alone on a port, with time turned by hand.
/// Thread: the test's, with its event loop.
class DisruptiveBench final : public QObject, private ConnectionHost
{
public:
    explicit DisruptiveBench(Fleet fleet = Fleet::generic(3, 10.0, 2, 1), ServerOptions serverOptions = {},
                             disruptive::DisruptiveOptions serviceOptions = {})
        : options(std::move(serverOptions))
        , site(std::move(fleet), clock, options.seed)
        , service(Stage{site, options, m_counters, clock}, std::move(serviceOptions))
    {
        site.start();
        listen();
        connect(&m_listener, &QTcpServer::newConnection, this, [this] { accept(); });
    }
    ~DisruptiveBench() override { qDeleteAll(findChildren<Connection *>(Qt::FindDirectChildrenOnly)); }

    /// Lets time pass in small steps, and what is due leave.
    void advance(Duration by)
    {
        constexpr Duration step = std::chrono::milliseconds(20);
        for (Duration left = by; left > Duration::zero(); left -= step) {
            clock.advance(std::min(step, left));
            pump();
        }
    }
    void pump()
    {
        for (const SiteEvent &event : site.takeEvents()) {
            for (Connection *one : std::vector<Connection *>(m_connections)) {
                if (one->hasSession())
                    one->session()->happened(event);
            }
        }
        for (Connection *one : std::vector<Connection *>(m_connections)) {
            if (one->hasSession() && !faultsNow.halfOpen)
                one->session()->pump(site.elapsed());
            one->tick();
        }
    }
    int streams() const
    {
        return static_cast<int>(std::count_if(m_connections.begin(), m_connections.end(),
                                              [](const Connection *one) { return one->hasSession(); }));
    }
    /// Ends every connection without a word; with `stays` nobody can come back until listen().
    void drop(bool stays = false)
    {
        if (stays) {
            m_port = m_listener.serverPort();
            m_listener.close();
        }
        for (Connection *one : std::vector<Connection *>(m_connections))
            one->abort();
    }
    void listen() { m_listener.listen(QHostAddress::LocalHost, m_port); }
    QUrl url(const QString &path = QStringLiteral("/v2/projects/watchglass")) const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_listener.serverPort()).arg(path));
    }
    const Counters &counts() const { return m_counters; }

    watchglass::test::FakeClock clock;
    ServerOptions options;
    Site site;
    Faults faultsNow;
    QStringList paths; ///< Of the requests, in order.

private:
    http::Response answer(const http::Request &request) override { return service.answer(request); }
    std::unique_ptr<Session> open(const http::Request &request, Connection &connection,
                                  http::Response &refusal) override
    {
        return service.open(request, connection, refusal);
    }
    std::unique_ptr<Session> openStream(const http::Request &request, Connection &connection,
                                        http::Response &head) override
    {
        paths.append(request.path);
        return service.openStream(request, connection, head);
    }
    const Faults &faults() const override { return faultsNow; }
    Counters &counters() override { return m_counters; }
    Duration monotonic() const override { return clock.monotonic(); }
    std::int64_t queueBytes() const override { return options.queueBytes; }

    void accept()
    {
        while (m_listener.hasPendingConnections()) {
            auto *one = new Connection(m_listener.nextPendingConnection(), *this, 1);
            one->setParent(this);
            m_connections.push_back(one);
            connect(one, &Connection::ended, this, [this](Connection *gone) {
                std::erase(m_connections, gone);
                service.connectionEnded(*gone);
                gone->deleteLater();
            });
        }
    }

    Counters m_counters;
    QTcpServer m_listener;
    quint16 m_port = 0;
    std::vector<Connection *> m_connections;

public:
    disruptive::DisruptiveService service;
};

} // namespace watchglass::sim::test
