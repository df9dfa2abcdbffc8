#pragma once

#include <QCoreApplication>
#include <QSslServer>
#include <QTest>
#include <QtEndian>

#include "tests/link/loopback.h"
#include "tests/link/test_certificates.h"

#include <memory>

namespace watchglass::test {

/// One unmasked text frame of `size` bytes that begins with its number.
inline QByteArray numberedFrame(int number, int size)
{
    QByteArray payload = QByteArray::number(number).rightJustified(8, '0');
    payload.resize(size, 'x');
    QByteArray frame("\x81");
    if (size < 126) {
        frame.append(static_cast<char>(size));
    } else if (size < 65536) {
        frame.append(126);
        char length[2];
        qToBigEndian(static_cast<quint16>(size), length);
        frame.append(length, 2);
    } else {
        frame.append(127);
        char length[8];
        qToBigEndian(static_cast<quint64>(size), length);
        frame.append(length, 8);
    }
    return frame + payload;
}

/// A server, plain or TLS, that opens the WebSocket and then sends what the test writes to `peer`.
struct FastServer
{
    explicit FastServer(bool isSecure)
    {
        if (isSecure) {
            auto tls = std::make_unique<QSslServer>();
            tls->setSslConfiguration(selfSignedCertificate().serverSide());
            server = std::move(tls);
        } else {
            server = std::make_unique<QTcpServer>();
        }
        scheme = isSecure ? QStringLiteral("wss") : QStringLiteral("ws");
        QObject::connect(server.get(), &QTcpServer::pendingConnectionAvailable, server.get(), [this] {
            peer = server->nextPendingConnection();
            received.clear();
            QObject::connect(peer, &QTcpSocket::readyRead, server.get(), [this] {
                const bool isRequest = !received.contains("\r\n\r\n");
                received += peer->readAll();
                if (isRequest && received.contains("\r\n\r\n"))
                    peer->write(upgradeAnswer(received));
            });
        });
        server->listen(QHostAddress::LocalHost);
    }
    link::WebSocketLink::Options options() const
    {
        auto out = linkOptions(QUrl(QStringLiteral("%1://127.0.0.1:%2/").arg(scheme).arg(server->serverPort())));
        out.transport.trustedCertificateSha256 =
            selfSignedCertificate().certificate().digest(QCryptographicHash::Sha256);
        return out;
    }

    std::unique_ptr<QTcpServer> server;
    QPointer<QTcpSocket> peer;
    QByteArray received;
    QString scheme;
};

/// Turns the loop until the kernel has taken everything from the server, and the link all that it will take.
inline void settle(const FastServer &server, int turns = 50)
{
    QTRY_VERIFY(!server.peer || server.peer->bytesToWrite() == 0);
    for (int i = 0; i < turns; ++i)
        QCoreApplication::processEvents();
}

inline bool areNumbered(const QStringList &texts)
{
    for (int i = 0; i < texts.size(); ++i) {
        if (texts.at(i).left(8).toInt() != i)
            return false;
    }
    return true;
}

} // namespace watchglass::test
