#pragma once

#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtEndian>

namespace watchglass::test {

/// An HTTP CONNECT or SOCKS5 proxy on loopback, without authentication, that leads wherever it is asked to.
class TinyProxy
{
public:
    enum class Kind { Http, Socks5 };

    explicit TinyProxy(Kind kind)
        : m_kind(kind)
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *near = m_server.nextPendingConnection();
            near->setProperty("phase", 0);
            QObject::connect(near, &QTcpSocket::readyRead, &m_server, [this, near] { onBytes(near); });
        });
        m_server.listen(QHostAddress::LocalHost);
    }

    quint16 port() const { return m_server.serverPort(); }
    int tunnels = 0;
    QByteArray askedFor; ///< host:port of the newest tunnel.

private:
    void onBytes(QTcpSocket *near)
    {
        if (const auto far = m_far.value(near)) {
            far->write(near->readAll());
            return;
        }
        if (m_kind == Kind::Http) {
            const QByteArray head = near->peek(4096);
            if (!head.contains("\r\n\r\n"))
                return;
            near->skip(head.indexOf("\r\n\r\n") + 4);
            const QList<QByteArray> words = head.left(head.indexOf('\r')).split(' ');
            lead(near, words.value(1), "HTTP/1.1 200 Connection established\r\n\r\n");
            return;
        }
        if (near->property("phase").toInt() == 0) {
            if (near->bytesAvailable() < 3)
                return;
            near->readAll();
            near->setProperty("phase", 1);
            near->write(QByteArray("\x05\x00", 2));
            return;
        }
        const QByteArray request = near->readAll(); // 05 01 00 type address port
        QByteArray host;
        if (request.at(3) == 1)
            host = QHostAddress(qFromBigEndian<quint32>(request.constData() + 4)).toString().toLatin1();
        else
            host = request.mid(5, request.at(4));
        const quint16 port = qFromBigEndian<quint16>(request.constData() + request.size() - 2);
        lead(near, host + ':' + QByteArray::number(port), QByteArray("\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00", 10));
    }

    void lead(QTcpSocket *near, const QByteArray &target, const QByteArray &answer)
    {
        ++tunnels;
        askedFor = target;
        auto *far = new QTcpSocket(near);
        far->setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
        m_far.insert(near, far);
        QObject::connect(far, &QTcpSocket::connected, near, [near, answer] { near->write(answer); });
        QObject::connect(far, &QTcpSocket::readyRead, near, [near, far] { near->write(far->readAll()); });
        QObject::connect(far, &QTcpSocket::disconnected, near, [near] { near->disconnectFromHost(); });
        const qsizetype colon = target.lastIndexOf(':');
        far->connectToHost(QString::fromLatin1(target.left(colon)), target.mid(colon + 1).toUShort());
    }

    const Kind m_kind;
    QHash<QTcpSocket *, QTcpSocket *> m_far;
    QTcpServer m_server;
};

} // namespace watchglass::test
