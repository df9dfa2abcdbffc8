#pragma once

#include "tests/protocol/http_text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrlQuery>
#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>
#include <functional>

namespace watchglass::test {

/// A server on loopback that does what a test tells it: WebSocket and HTTP on one port, every answer scripted.
/// Thread: the test's, with its event loop.
class FakeServer final : public QObject
{
public:
    using HttpAnswer = test::HttpAnswer;
    /// What came over HTTP: "GET /api/v1/devices/?skip=0".
    using Http = std::function<HttpAnswer(const QString &verb, const QString &path, const QUrlQuery &query)>;

    FakeServer()
        : m_sockets(QStringLiteral("fake"), QWebSocketServer::NonSecureMode)
    {
        m_tcp.listen(QHostAddress::LocalHost);
        connect(&m_tcp, &QTcpServer::newConnection, this, &FakeServer::accept);
        connect(&m_sockets, &QWebSocketServer::newConnection, this, &FakeServer::opened);
    }
    ~FakeServer() override { qDeleteAll(clients); }

    QUrl url() const { return QUrl(QStringLiteral("ws://127.0.0.1:%1/ws").arg(m_tcp.serverPort())); }
    void send(const QByteArray &frame)
    {
        for (QWebSocket *client : clients)
            client->sendTextMessage(QString::fromUtf8(frame));
    }
    /// Ends every connection, as a killed server does.
    void dropAll()
    {
        const auto gone = std::exchange(clients, {});
        for (QWebSocket *client : gone) {
            client->disconnect(this);
            client->abort();
            client->deleteLater();
        }
    }
    void closeAll(quint16 code)
    {
        for (QWebSocket *client : clients)
            client->close(static_cast<QWebSocketProtocol::CloseCode>(code));
    }
    int count(const QString &type) const
    {
        return static_cast<int>(std::count_if(frames.begin(), frames.end(), [&type](const QJsonObject &frame) {
            return frame.value(QLatin1String("type")).toString() == type;
        }));
    }
    int requestsOf(const QString &start) const
    {
        return static_cast<int>(std::count_if(requests.begin(), requests.end(),
                                              [&start](const QString &request) { return request.startsWith(start); }));
    }

    std::function<void(QWebSocket &, const QJsonObject &)> onFrame; ///< A frame of the client.
    Http onHttp = [](const QString &, const QString &, const QUrlQuery &) {
        return HttpAnswer{404, R"({"detail":"Not Found"})", {}};
    };
    bool holdHttp = false;     ///< Requests wait until releaseHttp().
    QList<QJsonObject> frames; ///< Of all clients, in order.
    QStringList requests;      ///< "VERB /path?query", in order.
    QList<QByteArray> authHeaders;
    QList<QWebSocket *> clients;
    int handshakes = 0;
    int waiting = 0;     ///< HTTP requests held.
    int mostWaiting = 0; ///< At once.

    void releaseHttp()
    {
        waiting = 0;
        for (const auto &answer : std::exchange(m_held, {}))
            answer();
    }

private:
    void accept()
    {
        while (QTcpSocket *socket = m_tcp.nextPendingConnection())
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { look(socket); });
    }

    void look(QTcpSocket *socket)
    {
        const QByteArray text = socket->peek(16 * 1024);
        if (!text.contains("\r\n\r\n"))
            return;
        const HttpHead head(text);
        if (head.wantsWebSocket) {
            socket->disconnect(this);
            m_sockets.handleConnection(socket);
            QMetaObject::invokeMethod(socket, "readyRead"); // for what was only looked at
            return;
        }
        socket->readAll();
        authHeaders.append(head.authorization);
        requests.append(QString::fromUtf8(head.verb + ' ' + head.target));
        const QPointer<QTcpSocket> alive(socket);
        const auto reply = [this, alive, head] {
            const QUrl url(QString::fromUtf8(head.target));
            const HttpAnswer answer = onHttp(QString::fromUtf8(head.verb), url.path(), QUrlQuery(url));
            if (!alive)
                return;
            alive->write(answer.bytes());
            alive->disconnectFromHost();
        };
        if (!holdHttp)
            return reply();
        m_held.append(reply);
        mostWaiting = std::max(mostWaiting, ++waiting);
    }

    void opened()
    {
        while (QWebSocket *client = m_sockets.nextPendingConnection()) {
            ++handshakes;
            clients.append(client);
            connect(client, &QWebSocket::textMessageReceived, this, [this, client](const QString &text) {
                const QJsonObject frame = QJsonDocument::fromJson(text.toUtf8()).object();
                frames.append(frame);
                if (onFrame)
                    onFrame(*client, frame);
            });
            connect(client, &QWebSocket::disconnected, this, [this, client] {
                if (clients.removeOne(client))
                    client->deleteLater();
            });
        }
    }

    QTcpServer m_tcp;
    QWebSocketServer m_sockets;
    QList<std::function<void()>> m_held;
};

} // namespace watchglass::test
