#include "tests/protocol/sensocto/phoenix_server.h"

#include <QJsonDocument>

#include <algorithm>

namespace watchglass::test {

namespace {

void say(QWebSocket &client, const QByteArray &text)
{
    client.sendTextMessage(QString::fromUtf8(text));
}

QByteArray topicOf(const QJsonArray &frame)
{
    return frame.at(2).toString().toUtf8();
}

/// phx_close and phx_error bear the reference of their join twice.
QByteArray ending(const QByteArray &topic, const QByteArray &joinRef, const QByteArray &event)
{
    const QByteArray ref = PhoenixServer::quoted(joinRef);
    return '[' + ref + ',' + ref + ',' + PhoenixServer::quoted(topic) + ',' + PhoenixServer::quoted(event) + ",{}]";
}

void writeHttp(QTcpSocket &socket, int status, const QByteArray &extraHeader, const QByteArray &body)
{
    socket.write("HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: " + QByteArray::number(body.size())
                 + "\r\n" + extraHeader + "Connection: close\r\n\r\n" + body);
    socket.disconnectFromHost();
}

QByteArray headerOf(const QByteArray &head, const QByteArray &lowerCaseName)
{
    for (const QByteArray &line : head.split('\n')) {
        if (line.toLower().startsWith(lowerCaseName + ':'))
            return line.mid(lowerCaseName.size() + 1).trimmed();
    }
    return {};
}

} // namespace

PhoenixServer::PhoenixServer()
    : m_sockets(QStringLiteral("fake"), QWebSocketServer::NonSecureMode)
{
    m_tcp.listen(QHostAddress::LocalHost);
    connect(&m_tcp, &QTcpServer::newConnection, this, &PhoenixServer::accept);
    connect(&m_sockets, &QWebSocketServer::newConnection, this, &PhoenixServer::opened);
}

PhoenixServer::~PhoenixServer()
{
    for (QWebSocket *client : clients)
        client->disconnect(this);
    qDeleteAll(clients);
}

QUrl PhoenixServer::url(const QString &query) const
{
    QUrl address(QStringLiteral("ws://127.0.0.1:%1").arg(m_tcp.serverPort()));
    address.setQuery(query);
    return address;
}

void PhoenixServer::send(const QByteArray &frame)
{
    for (QWebSocket *client : clients)
        say(*client, frame);
}

void PhoenixServer::sendBinary(const QByteArray &frame)
{
    for (QWebSocket *client : clients)
        client->sendBinaryMessage(frame);
}

void PhoenixServer::push(const QByteArray &topic, const QByteArray &event, const QByteArray &payload)
{
    send('[' + quoted(joinRefs.value(topic)) + ",null," + quoted(topic) + ',' + quoted(event) + ',' + payload + ']');
}

void PhoenixServer::end(const QByteArray &topic, const QByteArray &event)
{
    send(ending(topic, joinRefs.take(topic), event));
}

void PhoenixServer::dropAll()
{
    const auto gone = std::exchange(clients, {});
    for (QWebSocket *client : gone) {
        client->disconnect(this);
        client->abort();
        client->deleteLater();
    }
    joinRefs.clear();
}

void PhoenixServer::closeAll(quint16 code)
{
    joinRefs.clear();
    for (QWebSocket *client : clients)
        client->close(static_cast<QWebSocketProtocol::CloseCode>(code));
}

QList<QJsonArray> PhoenixServer::framesOf(const QString &event, const QString &topic) const
{
    QList<QJsonArray> found;
    for (const QJsonArray &frame : frames) {
        if (frame.at(3).toString() == event && (topic.isEmpty() || frame.at(2).toString() == topic))
            found.append(frame);
    }
    return found;
}

int PhoenixServer::count(const QString &event, const QString &topic) const
{
    return static_cast<int>(framesOf(event, topic).size());
}

int PhoenixServer::requestsOf(const QString &start) const
{
    return static_cast<int>(
        std::count_if(requests.begin(), requests.end(), [&](const QString &r) { return r.startsWith(start); }));
}

QByteArray PhoenixServer::quoted(const QByteArray &text)
{
    return text.isNull() ? QByteArrayLiteral("null") : '"' + text + '"';
}

QByteArray PhoenixServer::reply(const QJsonArray &frame, const QByteArray &status, const QByteArray &response,
                                bool isMatched)
{
    const QByteArray joinRef = frame.at(0).toString().toUtf8();
    return '[' + (isMatched ? quoted(joinRef) : QByteArrayLiteral("null")) + ','
           + quoted(frame.at(1).toString().toUtf8()) + ',' + quoted(topicOf(frame)) + R"(,"phx_reply",{"response":)"
           + response + R"(,"status":")" + status + "\"}]";
}

void PhoenixServer::accept()
{
    while (QTcpSocket *socket = m_tcp.nextPendingConnection())
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { look(socket); });
}

void PhoenixServer::look(QTcpSocket *socket)
{
    const QByteArray head = socket->peek(64 * 1024);
    const qsizetype end = head.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QList<QByteArray> line = head.left(head.indexOf("\r\n")).split(' ');
    if (head.toLower().contains("upgrade: websocket")) {
        requests.append(QStringLiteral("WS ") + QString::fromUtf8(line[1]));
        return upgrade(socket, head.left(end));
    }
    const qsizetype length = headerOf(head.left(end), "content-length").toLongLong();
    if (head.size() < end + 4 + length)
        return;
    socket->readAll();
    authorizations.append(headerOf(head.left(end), "authorization"));
    const QString verb = QString::fromUtf8(line[0]);
    const QString path = QString::fromUtf8(line[1]);
    requests.append(verb + QLatin1Char(' ') + path);
    const HttpAnswer answer =
        onHttp ? onHttp(verb, path, head.mid(end + 4, length)) : HttpAnswer{404, R"({"error":"not found"})", {}};
    if (answer.status != mute)
        writeHttp(*socket, answer.status, answer.extraHeader, answer.body);
}

void PhoenixServer::upgrade(QTcpSocket *socket, const QByteArray &head)
{
    heads.append(head);
    if (upgradeStatus == 101) {
        socket->disconnect(this);
        m_sockets.handleConnection(socket);
        QMetaObject::invokeMethod(socket, "readyRead"); // for what was only looked at
        return;
    }
    socket->readAll();
    if (upgradeStatus != mute)
        writeHttp(*socket, upgradeStatus, {}, {});
}

void PhoenixServer::opened()
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

void PhoenixServer::answer(QWebSocket &client, const QJsonArray &frame)
{
    const QString event = frame.at(3).toString();
    const QByteArray topic = topicOf(frame);
    const QByteArray joinRef = frame.at(0).toString().toUtf8();
    if (event == QLatin1String("heartbeat")) {
        if (answersHeartbeats)
            say(client, reply(frame, "ok", "{}", false));
    } else if (event == QLatin1String("phx_join")) {
        joined(client, frame);
    } else if (event == QLatin1String("phx_leave")) {
        say(client, reply(frame, "ok", "{}"));
        if (joinRefs.value(topic) == joinRef) {
            joinRefs.remove(topic);
            say(client, ending(topic, joinRef, "phx_close"));
        }
    }
}

void PhoenixServer::joined(QWebSocket &client, const QJsonArray &frame)
{
    const QByteArray topic = topicOf(frame);
    const QByteArray joinRef = frame.at(0).toString().toUtf8();
    if (refusals.contains(topic)) {
        const QByteArray reason = refusals.value(topic);
        say(client, reply(frame, "error", R"({"reason":")" + reason + "\"}", reason != "unmatched topic"));
        return;
    }
    const QByteArray old = joinRefs.value(topic);
    joinRefs.insert(topic, joinRef);
    say(client, reply(frame, "ok", "{}"));
    if (!old.isNull())
        say(client, ending(topic, old, "phx_close"));
    for (const Push &next : afterJoin.value(topic))
        say(client,
            '[' + quoted(joinRef) + ",null," + quoted(topic) + ',' + quoted(next.event) + ',' + next.payload + ']');
}

} // namespace watchglass::test
