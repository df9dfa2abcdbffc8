#include "core/protocol/source_factory.h"
#include "tests/protocol/recording_sink.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;

namespace {

/// A proxy that writes down whom it is asked for, and refuses.
struct Proxy
{
    QTcpServer server;
    QStringList asked;

    Proxy()
    {
        QObject::connect(&server, &QTcpServer::newConnection, &server, [this] {
            while (QTcpSocket *peer = server.nextPendingConnection()) {
                QObject::connect(peer, &QTcpSocket::readyRead, &server, [this, peer] {
                    asked << QString::fromLatin1(peer->readAll()).section(QLatin1String("\r\n"), 0, 0);
                    peer->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    peer->disconnectFromHost();
                });
            }
        });
        server.listen(QHostAddress::LocalHost);
    }
};

} // namespace

/// Every client hands the source's own way to each kind of its connections.
class TestOwnWay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyConnectionGoesThroughTheSourcesProxy_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("token");
        QTest::addColumn<QString>("host");
        const auto row = [](const char *name, const char *address, const char *token, const char *host) {
            QTest::newRow(name) << QString::fromLatin1(address) << QString::fromLatin1(token)
                                << QString::fromLatin1(host);
        };
        row("Valtronics, socket", "valtronics:wss://192.0.2.1/ws", "t", "192.0.2.1:443");
        row("Sensocto, requests", "sensocto:wss://192.0.2.2", "a.b.c", "192.0.2.2:443");
        row("Sensocto, socket", "sensocto:wss://192.0.2.3?viewer=v", "", "192.0.2.3:443");
        row("Disruptive, stream", "disruptive:https://192.0.2.4/v2/projects/p", "id:s", "192.0.2.4:443");
        row("Disruptive, tokens", "disruptive:https://192.0.2.5/v2/projects/p?token_endpoint=https://192.0.2.6/t",
            "id:s:a@b", "192.0.2.6:443");
        row("Terra, tokens", "terra:wss://192.0.2.7/connect", "dev:key", "192.0.2.7:443");
        row("Moonsense, requests", "moonsense:https://192.0.2.8", "t", "192.0.2.8:443");
    }
    void everyConnectionGoesThroughTheSourcesProxy()
    {
        QFETCH(QString, address);
        QFETCH(QString, token);
        QFETCH(QString, host);
        Proxy proxy;
        auto source = parseSourceAddress(address);
        QVERIFY(source.ok());
        source.value().token = token;
        source.value().transport.proxyChoice = link::ProxyChoice::Explicit;
        source.value().transport.proxy =
            QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), proxy.server.serverPort());
        SystemClock clock;
        test::RecordingSink sink;
        const auto client = makeClient(source.value(), sink, clock);
        client->start();
        QTRY_VERIFY_WITH_TIMEOUT(!proxy.asked.isEmpty(), 20'000);
        QVERIFY2(proxy.asked[0].startsWith(QStringLiteral("CONNECT ") + host), qPrintable(proxy.asked[0]));
        client->stop();
    }
};

QTEST_GUILESS_MAIN(TestOwnWay)
#include "tst_own_way.moc"
