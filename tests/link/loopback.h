#pragma once

#include "core/link/websocket_link.h"

#include <QCryptographicHash>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <vector>

namespace watchglass::test {

/// Writes down what a link says. Hooks run after the writing down, so that they may destroy the link.
class RecordingListener final : public link::WebSocketLink::Listener
{
public:
    void opened() override { log(QStringLiteral("opened"), onOpened); }
    void closed(const link::CloseReason &reason) override
    {
        closes.push_back(reason);
        log(QStringLiteral("closed"), onClosed);
    }
    void textReceived(const QString &text) override
    {
        texts.append(text);
        if (onText)
            onText();
    }
    void binaryReceived(const QByteArray &bytes) override { binaries.append(bytes); }
    void frameRefused(const QString &text) override
    {
        refused.append(text);
        log(QStringLiteral("refused"), {});
    }
    void stateChanged(link::LinkState state) override
    {
        static const char *const names[] = {"Closed", "Connecting", "Open", "Waiting", "Failed"};
        log(QLatin1String(names[static_cast<int>(state)]), onState);
    }

    void heldBackChanged(bool isHeldBack) override
    {
        log(isHeldBack ? QStringLiteral("held back") : QStringLiteral("not held back"), onHeldBack);
    }

    QStringList events;
    QStringList texts;
    QList<QByteArray> binaries;
    QStringList refused;
    std::vector<link::CloseReason> closes;
    std::function<void()> onOpened, onClosed, onText, onState, onHeldBack;

private:
    void log(const QString &event, const std::function<void()> &hook)
    {
        events.append(event);
        const auto call = hook; // it may destroy us or change the hooks
        if (call)
            call();
    }
};

/// A TCP server on loopback that does with each connection what the test says.
class RawServer
{
public:
    /// `onBytes` is called with everything received so far on a connection, at each arrival.
    explicit RawServer(std::function<void(QTcpSocket &, const QByteArray &)> onBytes)
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this, onBytes] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            ++connections;
            last = socket;
            QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this, socket, onBytes] {
                received += socket->readAll();
                onBytes(*socket, received);
            });
        });
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { received.clear(); });
        m_server.listen(QHostAddress::LocalHost);
    }

    quint16 port() const { return m_server.serverPort(); }
    QUrl url(const QString &scheme = QStringLiteral("ws")) const
    {
        return QUrl(QStringLiteral("%1://127.0.0.1:%2/ws").arg(scheme).arg(port()));
    }

    int connections = 0;
    QByteArray received; ///< On the newest connection.
    QPointer<QTcpSocket> last;

private:
    QTcpServer m_server;
};

/// The answer that opens a WebSocket, once `received` holds the whole request.
inline QByteArray upgradeAnswer(const QByteArray &received)
{
    const QByteArray name = "Sec-WebSocket-Key: ";
    const qsizetype at = received.indexOf(name) + name.size();
    const QByteArray key = received.mid(at, received.indexOf('\r', at) - at);
    const QByteArray accept =
        QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
           + accept + "\r\n\r\n";
}

/// A server that opens the WebSocket, sends `then`, and never reads frames: it answers no ping.
inline std::function<void(QTcpSocket &, const QByteArray &)> upgradeAndSend(const QByteArray &then)
{
    return [then](QTcpSocket &socket, const QByteArray &received) {
        if (!received.endsWith("\r\n\r\n") || received.count("\r\n\r\n") != 1)
            return;
        socket.write(upgradeAnswer(received) + then);
    };
}

/// A port of this machine on which nobody listens.
inline quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

inline link::WebSocketLink::Options linkOptions(const QUrl &url)
{
    link::WebSocketLink::Options options;
    options.url = url;
    options.transport.proxyChoice = link::ProxyChoice::None;
    options.jitterSeed = 1;
    return options;
}

} // namespace watchglass::test
