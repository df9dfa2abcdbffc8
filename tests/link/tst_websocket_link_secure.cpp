#include <QRegularExpression>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include "core/link/transport.h"
#include "core/link/websocket_link.h"
#include "tests/link/loopback.h"
#include "tests/link/test_certificates.h"
#include "tests/link/tiny_proxy.h"
#include "tests/support/fake_clock.h"

using namespace watchglass;
using namespace watchglass::link;
using namespace watchglass::test;
using namespace std::chrono_literals;

namespace {

struct SecureServer
{
    explicit SecureServer(const TestCertificate &certificate)
        : server(QStringLiteral("test"), QWebSocketServer::SecureMode)
    {
        server.setSslConfiguration(certificate.serverSide());
        QObject::connect(&server, &QWebSocketServer::newConnection, &server,
                         [this] { peer.reset(server.nextPendingConnection()); });
        server.listen(QHostAddress::LocalHost);
    }
    QUrl url() const { return QUrl(QStringLiteral("wss://127.0.0.1:%1/ws").arg(server.serverPort())); }

    QWebSocketServer server;
    std::unique_ptr<QWebSocket> peer;
};

TestCertificate certificateNamed(const QString &name)
{
    if (name == QLatin1String("issued"))
        return issuedCertificate();
    if (name == QLatin1String("elsewhere"))
        return elsewhereCertificate();
    return name == QLatin1String("expired") ? expiredCertificate() : selfSignedCertificate();
}

QSslConfiguration trustingOurAuthority()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates({QSslCertificate(authorityPem(), QSsl::Pem)});
    return configuration;
}

} // namespace

class TestWebSocketLinkSecure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void badCertificatesAreRefusedWithTheirReason_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<bool>("knowsAuthority");
        QTest::addColumn<QString>("text");
        QTest::newRow("self-signed") << QStringLiteral("selfSigned") << false << QStringLiteral("is self-signed");
        QTest::newRow("untrusted issuer") << QStringLiteral("issued") << false
                                          << QStringLiteral("issuer that this machine does not trust (Watchglass test "
                                                            "authority)");
        QTest::newRow("expired") << QStringLiteral("expired") << true << QStringLiteral("expired on 2001-02-03");
        QTest::newRow("other host") << QStringLiteral("elsewhere") << true
                                    << QStringLiteral("issued for another host (elsewhere.example)");
    }
    void badCertificatesAreRefusedWithTheirReason()
    {
        QFETCH(QString, certificate);
        QFETCH(bool, knowsAuthority);
        QFETCH(QString, text);
        FakeClock clock;
        SecureServer server(certificateNamed(certificate));
        RecordingListener listener;
        auto options = linkOptions(server.url());
        if (knowsAuthority)
            options.transport.tls = trustingOurAuthority();
        WebSocketLink link(clock, listener, options);
        link.open();
        QTRY_COMPARE(listener.closes.size(), 1u);
        QVERIFY2(listener.closes.at(0).text.contains(text), qPrintable(listener.closes.at(0).text));
        QCOMPARE(listener.closes.at(0).phase, ClosePhase::Connecting);
        QVERIFY(!listener.events.contains(QStringLiteral("opened")));
    }

    void goodCertificateOfATrustedAuthorityIsAccepted()
    {
        FakeClock clock;
        SecureServer server(issuedCertificate());
        RecordingListener listener;
        auto options = linkOptions(server.url());
        options.transport.tls = trustingOurAuthority();
        WebSocketLink link(clock, listener, options);
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        QTRY_VERIFY(server.peer);
        server.peer->sendTextMessage(QStringLiteral("safe"));
        QTRY_COMPARE(listener.texts, QStringList{QStringLiteral("safe")});
    }

    void oneCertificateIsTrustedByItsFingerprint_data()
    {
        QTest::addColumn<QString>("certificate");
        for (const char *name : {"selfSigned", "issued", "expired", "elsewhere"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void oneCertificateIsTrustedByItsFingerprint()
    {
        QFETCH(QString, certificate);
        FakeClock clock;
        SecureServer server(certificateNamed(certificate));
        RecordingListener listener;
        auto options = linkOptions(server.url());
        options.transport.trustedCertificateSha256 =
            certificateNamed(certificate).certificate().digest(QCryptographicHash::Sha256);
        WebSocketLink link(clock, listener, options);
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
    }

    void theFingerprintInTheErrorIsTheOneToTrust()
    {
        FakeClock clock;
        SecureServer server(selfSignedCertificate());
        RecordingListener listener;
        auto options = linkOptions(server.url());
        options.transport.trustedCertificateSha256 = QByteArray(32, 'x'); // another certificate
        WebSocketLink link(clock, listener, options);
        link.open();
        QTRY_COMPARE(listener.closes.size(), 1u);
        const QString text = listener.closes.at(0).text;
        options.transport.trustedCertificateSha256 =
            parseFingerprint(text.mid(text.indexOf(QLatin1String(": ")) + 2)).value_or(QByteArray());
        WebSocketLink trusting(clock, listener, options);
        trusting.open();
        QTRY_COMPARE(trusting.state(), LinkState::Open);
    }

    void serverWithoutTlsIsTold()
    {
        FakeClock clock;
        RawServer server(
            [](QTcpSocket &socket, const QByteArray &) { socket.write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url(QStringLiteral("wss"))));
        link.open();
        QTRY_COMPARE(listener.closes.size(), 1u);
        QVERIFY2(listener.closes.at(0).text.contains(QLatin1String("does the server speak TLS on this port?")),
                 qPrintable(listener.closes.at(0).text));
    }

    void leadsThroughAProxy_data()
    {
        QTest::addColumn<bool>("isSocks");
        QTest::addColumn<bool>("isSecure");
        QTest::newRow("HTTP, plain") << false << false;
        QTest::newRow("HTTP, TLS") << false << true;
        QTest::newRow("SOCKS5, plain") << true << false;
        QTest::newRow("SOCKS5, TLS") << true << true;
    }
    void leadsThroughAProxy()
    {
        QFETCH(bool, isSocks);
        QFETCH(bool, isSecure);
        FakeClock clock;
        TinyProxy proxy(isSocks ? TinyProxy::Kind::Socks5 : TinyProxy::Kind::Http);
        SecureServer secure(issuedCertificate());
        RawServer plain(upgradeAndSend(QByteArray("\x81\x02hi", 4)));
        RecordingListener listener;
        auto options = linkOptions(isSecure ? secure.url() : plain.url());
        options.transport.tls = trustingOurAuthority();
        options.transport.proxyChoice = ProxyChoice::Explicit;
        options.transport.proxy = QNetworkProxy(isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy,
                                                QStringLiteral("127.0.0.1"), proxy.port());
        WebSocketLink link(clock, listener, options);
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        QCOMPARE(proxy.tunnels, 1);
        QCOMPARE(QString::fromLatin1(proxy.askedFor), QStringLiteral("127.0.0.1:%1").arg(options.url.port()));
        if (isSecure) {
            QTRY_VERIFY(secure.peer);
            secure.peer->sendTextMessage(QStringLiteral("hi"));
        }
        QTRY_COMPARE(listener.texts, QStringList{QStringLiteral("hi")});
    }

    void missingProxyIsNamed_data()
    {
        QTest::addColumn<int>("type");
        QTest::newRow("HTTP") << static_cast<int>(QNetworkProxy::HttpProxy);
        QTest::newRow("SOCKS5") << static_cast<int>(QNetworkProxy::Socks5Proxy);
    }
    void missingProxyIsNamed()
    {
        QFETCH(int, type);
        FakeClock clock;
        RecordingListener listener;
        const quint16 port = freePort();
        auto options = linkOptions(QUrl(QStringLiteral("ws://127.0.0.1:9/")));
        options.transport.proxyChoice = ProxyChoice::Explicit;
        options.transport.proxy =
            QNetworkProxy(static_cast<QNetworkProxy::ProxyType>(type), QStringLiteral("127.0.0.1"), port);
        WebSocketLink link(clock, listener, options);
        link.open();
        QTRY_COMPARE(listener.closes.size(), 1u);
        QCOMPARE(listener.closes.at(0).text,
                 QStringLiteral("The proxy 127.0.0.1:%1 cannot be reached: check the proxy settings.").arg(port));
    }
};

QTEST_GUILESS_MAIN(TestWebSocketLinkSecure)
#include "tst_websocket_link_secure.moc"
