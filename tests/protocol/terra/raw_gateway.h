#pragma once

#include <QCryptographicHash>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace watchglass::test {

/// A gateway that writes its bytes itself, so that they can end anywhere. Mints, opens, greets and lets in; what it
/// sends is what the test cuts.
/// Thread: the test's, with its event loop.
class RawGateway final : public QObject
{
public:
    RawGateway()
    {
        m_tcp.listen(QHostAddress::LocalHost);
        connect(&m_tcp, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_tcp.nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
        });
    }
    QUrl url() const { return QUrl(QStringLiteral("ws://127.0.0.1:%1/connect").arg(m_tcp.serverPort())); }
    /// A text frame as a server sends it; of at most 125 bytes.
    static QByteArray framed(const QByteArray &text)
    {
        return QByteArray("\x81") + static_cast<char>(text.size()) + text;
    }

    QByteArray mintAnswer = answerOf("{\"token\":\"t0ken\"}");
    QByteArray toIdentified = framed(R"({"op":4})"); ///< Sent to who identifies.
    bool endsAfterwards = false;                     ///< Then the connection ends.
    int minted = 0;
    int opened = 0;

private:
    static QByteArray answerOf(const QByteArray &body)
    {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

    void read(QTcpSocket &socket)
    {
        const bool isOpen = socket.property("isOpen").toBool();
        if (isOpen) { // all that comes first is IDENTIFY
            if (socket.readAll().isEmpty() || socket.property("isIdentified").toBool())
                return;
            socket.setProperty("isIdentified", true);
            socket.write(toIdentified);
            if (endsAfterwards)
                socket.disconnectFromHost();
            return;
        }
        if (!socket.peek(16 * 1024).contains("\r\n\r\n"))
            return;
        const QByteArray head = socket.readAll();
        if (head.startsWith("POST")) {
            ++minted;
            socket.write(mintAnswer);
            socket.disconnectFromHost();
            return;
        }
        ++opened;
        socket.setProperty("isOpen", true);
        socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Accept: "
                     + accept(head) + "\r\n\r\n" + framed(R"({"op":2,"d":{"heartbeat_interval":40000}})"));
    }

    static QByteArray accept(const QByteArray &head)
    {
        QByteArray key;
        for (const QByteArray &line : head.split('\n')) {
            if (line.toLower().startsWith("sec-websocket-key:"))
                key = line.mid(18).trimmed();
        }
        return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1)
            .toBase64();
    }

    QTcpServer m_tcp;
};

} // namespace watchglass::test
