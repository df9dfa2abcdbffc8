#pragma once

#include "app/simulator/counters.h"
#include "app/simulator/moonsense/moonsense_service.h"
#include "core/base/clock.h"

#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace watchglass::sim::test {

/// One service on a loopback port of its own, by nothing but the simulator's HTTP codec.
/// Thread: the test's, with its event loop.
class ServiceHost final : public QObject
{
public:
    ServiceHost(Clock &clock, ServerOptions options, Fleet fleet)
        : m_options(std::move(options))
        , site(std::move(fleet), clock, m_options.seed)
        , service(Stage{site, m_options, counters, clock})
    {
        m_tcp.listen(QHostAddress::LocalHost);
        connect(&m_tcp, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_tcp.nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
        });
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_tcp.serverPort())); }

private:
    void read(QTcpSocket &socket)
    {
        QByteArray &in = m_in[&socket];
        in += socket.readAll();
        for (auto next = http::readRequest(in); next.status == http::ReadStatus::Complete;
             next = http::readRequest(in)) {
            in.remove(0, next.consumed);
            ++requests;
            http::Response response;
            response.status = 404;
            if (service.claims(next.request))
                response = service.answer(next.request);
            socket.write(http::serialised(response, true));
        }
    }

    ServerOptions m_options;
    QTcpServer m_tcp;
    QHash<QTcpSocket *, QByteArray> m_in;

public:
    Counters counters;
    Site site;
    MoonsenseService service;
    int requests = 0;
};

} // namespace watchglass::sim::test
