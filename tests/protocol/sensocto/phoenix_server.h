#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>
#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>
#include <functional>

namespace watchglass::test {

/// A Phoenix socket and a REST API on one loopback port, which behave as the service does where a test does not say
/// otherwise: heartbeats, joins (a join of a joined topic is replied to before the old channel is closed) and leaves.
/// Thread: the test's, with its event loop.
class PhoenixServer final : public QObject
{
public:
    struct HttpAnswer
    {
        int status = 200;
        QByteArray body;
        QByteArray extraHeader;
    };
    struct Push
    {
        QByteArray event;
        QByteArray payload;
    };

    PhoenixServer()
        : m_sockets(QStringLiteral("fake"), QWebSocketServer::NonSecureMode)
    {
        m_tcp.listen(QHostAddress::LocalHost);
        connect(&m_tcp, &QTcpServer::newConnection, this, &PhoenixServer::accept);
        connect(&m_sockets, &QWebSocketServer::newConnection, this, &PhoenixServer::opened);
    }
    ~PhoenixServer() override
    {
        for (QWebSocket *client : clients)
            client->disconnect(this);
        qDeleteAll(clients);
    }

    QUrl url(const QString &query = {}) const
    {
        QUrl address(QStringLiteral("ws://127.0.0.1:%1").arg(m_tcp.serverPort()));
        address.setQuery(query);
        return address;
    }

    void send(const QByteArray &frame)
    {
        for (QWebSocket *client : clients)
            client->sendTextMessage(QString::fromUtf8(frame));
    }
    /// With the topic's join_ref; ref null.
    void push(const QByteArray &topic, const QByteArray &event, const QByteArray &payload)
    {
        send('[' + quoted(joinRefs.value(topic)) + ",null," + quoted(topic) + ',' + quoted(event) + ',' + payload
             + ']');
    }
    void dropAll()
    {
        const auto gone = std::exchange(clients, {});
        for (QWebSocket *client : gone) {
            client->disconnect(this);
            client->abort();
            client->deleteLater();
        }
        joinRefs.clear();
    }
    void closeAll(quint16 code)
    {
        joinRefs.clear();
        for (QWebSocket *client : clients)
            client->close(static_cast<QWebSocketProtocol::CloseCode>(code));
    }

    /// Frames of the clients with this event, of any topic or one.
    QList<QJsonArray> framesOf(const QString &event, const QString &topic = {}) const
    {
        QList<QJsonArray> found;
        for (const QJsonArray &frame : frames) {
            if (frame.at(3).toString() == event && (topic.isEmpty() || frame.at(2).toString() == topic))
                found.append(frame);
        }
        return found;
    }
    int count(const QString &event, const QString &topic = {}) const
    {
        return static_cast<int>(framesOf(event, topic).size());
    }
    int requestsOf(const QString &start) const
    {
        return static_cast<int>(
            std::count_if(requests.begin(), requests.end(), [&](const QString &r) { return r.startsWith(start); }));
    }
    static QByteArray quoted(const QByteArray &text)
    {
        return text.isNull() ? QByteArrayLiteral("null") : '"' + text + '"';
    }
    static QByteArray reply(const QJsonArray &frame, const QByteArray &status, const QByteArray &response,
                            bool isMatched = true)
    {
        const QByteArray joinRef = frame.at(0).toString().toUtf8();
        return '[' + (isMatched ? quoted(joinRef) : QByteArrayLiteral("null")) + ','
               + quoted(frame.at(1).toString().toUtf8()) + ',' + quoted(frame.at(2).toString().toUtf8())
               + R"(,"phx_reply",{"response":)" + response + R"(,"status":")" + status + "\"}]";
    }

    /// Takes a frame before the default does; true when that is all.
    std::function<bool(QWebSocket &, const QJsonArray &)> onFrame;
    QHash<QByteArray, QByteArray> refusals;   ///< Topic → reason.
    QHash<QByteArray, QList<Push>> afterJoin; ///< Topic → what is sent after each join.
    bool answersHeartbeats = true;
    std::function<HttpAnswer(const QString &verb, const QString &path, const QByteArray &body)> onHttp;
    QList<QJsonArray> frames;         ///< Of all clients, in order.
    QStringList requests;             ///< "VERB /path", in order; of handshakes "WS /path?query".
    QList<QByteArray> authorizations; ///< Of HTTP requests.
    QHash<QByteArray, QByteArray> joinRefs;
    QList<QWebSocket *> clients;
    int handshakes = 0;

private:
    void accept()
    {
        while (QTcpSocket *socket = m_tcp.nextPendingConnection())
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { look(socket); });
    }

    void look(QTcpSocket *socket)
    {
        const QByteArray head = socket->peek(64 * 1024);
        const qsizetype end = head.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QList<QByteArray> line = head.left(head.indexOf("\r\n")).split(' ');
        if (head.toLower().contains("upgrade: websocket")) {
            requests.append(QStringLiteral("WS ") + QString::fromUtf8(line[1]));
            socket->disconnect(this);
            m_sockets.handleConnection(socket);
            QMetaObject::invokeMethod(socket, "readyRead"); // for what was only looked at
            return;
        }
        qsizetype length = 0;
        QByteArray authorization;
        for (const QByteArray &header : head.left(end).split('\n')) {
            if (header.toLower().startsWith("content-length:"))
                length = header.mid(15).trimmed().toLongLong();
            if (header.toLower().startsWith("authorization:"))
                authorization = header.mid(14).trimmed();
        }
        if (head.size() < end + 4 + length)
            return;
        socket->readAll();
        authorizations.append(authorization);
        const QString verb = QString::fromUtf8(line[0]);
        const QString path = QString::fromUtf8(line[1]);
        requests.append(verb + QLatin1Char(' ') + path);
        const HttpAnswer answer =
            onHttp ? onHttp(verb, path, head.mid(end + 4, length)) : HttpAnswer{404, R"({"error":"not found"})", {}};
        socket->write("HTTP/1.1 " + QByteArray::number(answer.status)
                      + " X\r\nContent-Length: " + QByteArray::number(answer.body.size()) + "\r\n" + answer.extraHeader
                      + "Connection: close\r\n\r\n" + answer.body);
        socket->disconnectFromHost();
    }

    void opened()
    {
        while (QWebSocket *client = m_sockets.nextPendingConnection()) {
            ++handshakes;
            clients.append(client);
            connect(client, &QWebSocket::textMessageReceived, this, [this, client](const QString &text) {
                const QJsonArray frame = QJsonDocument::fromJson(text.toUtf8()).array();
                frames.append(frame);
                if (!onFrame || !onFrame(*client, frame))
                    answer(*client, frame);
            });
            connect(client, &QWebSocket::disconnected, this, [this, client] {
                if (clients.removeOne(client))
                    client->deleteLater();
            });
        }
    }

    void answer(QWebSocket &client, const QJsonArray &frame)
    {
        const QString event = frame.at(3).toString();
        const QByteArray topic = frame.at(2).toString().toUtf8();
        const QByteArray joinRef = frame.at(0).toString().toUtf8();
        const auto say = [&client](const QByteArray &text) { client.sendTextMessage(QString::fromUtf8(text)); };
        const auto closing = [&](const QByteArray &ref) {
            return '[' + quoted(ref) + ',' + quoted(ref) + ',' + quoted(topic) + R"(,"phx_close",{}])";
        };
        if (event == QLatin1String("heartbeat")) {
            if (answersHeartbeats)
                say(reply(frame, "ok", "{}", false));
        } else if (event == QLatin1String("phx_join")) {
            if (refusals.contains(topic)) {
                const bool isMatched = refusals.value(topic) != "unmatched topic";
                return say(reply(frame, "error", R"({"reason":")" + refusals.value(topic) + "\"}", isMatched));
            }
            const QByteArray old = joinRefs.value(topic);
            joinRefs.insert(topic, joinRef);
            say(reply(frame, "ok", "{}"));
            if (!old.isNull())
                say(closing(old));
            for (const Push &next : afterJoin.value(topic))
                say('[' + quoted(joinRef) + ",null," + quoted(topic) + ',' + quoted(next.event) + ',' + next.payload
                    + ']');
        } else if (event == QLatin1String("phx_leave")) {
            say(reply(frame, "ok", "{}"));
            if (joinRefs.value(topic) == joinRef) {
                joinRefs.remove(topic);
                say(closing(joinRef));
            }
        }
    }

    QTcpServer m_tcp;
    QWebSocketServer m_sockets;
};

} // namespace watchglass::test
