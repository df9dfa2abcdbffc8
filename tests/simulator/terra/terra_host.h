#pragma once

#include "app/simulator/connection.h"
#include "app/simulator/terra/terra_service.h"
#include "tests/simulator/terra/walker_fleet.h"
#include "tests/support/fake_clock.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>
#include <QUrl>

#include <functional>
#include <vector>

namespace watchglass::sim::terra::test {

using namespace std::chrono_literals;

inline const QString credentials = QStringLiteral("dev-7:k3y-s3cr3t");

/// The service on loopback, behind real connections and nothing else, with time turned by hand.
class TerraHost final : public QObject, private ConnectionHost
{
public:
    explicit TerraHost(const TerraTerms &terms = {}, const QString &token = credentials, Fleet fleet = walker())
        : options(withToken(token))
        , site(std::move(fleet), clock, 1)
        , service({site, options, counts, clock}, terms)
    {
        connect(&m_tcp, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_tcp.nextPendingConnection()) {
                auto *made = new Connection(socket, *this, m_connections.size() + 1);
                made->setParent(this);
                m_connections.push_back(made);
                connect(made, &Connection::ended, this, [this](Connection *gone) {
                    service.connectionEnded(*gone);
                    std::erase(m_connections, gone);
                    gone->deleteLater();
                });
            }
        });
        m_tcp.listen(QHostAddress::LocalHost);
    }
    ~TerraHost() override { qDeleteAll(findChildren<Connection *>(Qt::FindDirectChildrenOnly)); }

    QUrl url(const char *scheme = "ws", const char *path = "/connect") const
    {
        return QUrl(QStringLiteral("%1://127.0.0.1:%2%3")
                        .arg(QLatin1String(scheme))
                        .arg(m_tcp.serverPort())
                        .arg(QLatin1String(path)));
    }

    void tick()
    {
        for (Connection *connection : std::vector<Connection *>(m_connections)) {
            if (connection->hasSession())
                connection->session()->pump(site.elapsed());
            connection->tick();
        }
    }
    void advance(Duration by)
    {
        clock.advance(by);
        tick();
    }
    /// Lets events pass until `condition` holds; `each` is called in between.
    bool reaches(
        const std::function<bool()> &condition, const std::function<void()> &each = [] {})
    {
        QElapsedTimer patience;
        for (patience.start(); patience.elapsed() < 30'000; QTest::qWait(1)) {
            clock.advance(Duration::zero());
            tick();
            if (condition())
                return true;
            each();
        }
        return condition();
    }
    /// Ends every connection as a killed server does.
    void abortAll()
    {
        for (Connection *connection : std::vector<Connection *>(m_connections))
            connection->abort();
    }

    watchglass::test::FakeClock clock;
    ServerOptions options;
    Faults faultsNow;
    Counters counts;
    Site site;
    TerraService service;

private:
    static ServerOptions withToken(const QString &token)
    {
        ServerOptions out;
        out.token = token;
        return out;
    }

    http::Response answer(const http::Request &request) override
    {
        if (service.claims(request))
            return service.answer(request);
        http::Response unknown;
        unknown.status = 404;
        return unknown;
    }
    std::unique_ptr<Session> open(const http::Request &request, Connection &connection,
                                  http::Response &refusal) override
    {
        return service.open(request, connection, refusal);
    }
    std::unique_ptr<Session> openStream(const http::Request &request, Connection &connection,
                                        http::Response &head) override
    {
        return service.openStream(request, connection, head);
    }
    const Faults &faults() const override { return faultsNow; }
    Counters &counters() override { return counts; }
    Duration monotonic() const override { return clock.monotonic(); }
    std::int64_t queueBytes() const override { return options.queueBytes; }

    QTcpServer m_tcp;
    std::vector<Connection *> m_connections;
};

} // namespace watchglass::sim::terra::test
