#include <QCryptographicHash>
#include <QRegularExpression>
#include <QTest>

#include "core/link/transport.h"
#include "tests/link/test_certificates.h"

using namespace watchglass;
using namespace watchglass::link;

class TestTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void endpointNamesThePort_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("endpoint");
        QTest::newRow("given") << QStringLiteral("ws://host:8000/ws") << QStringLiteral("host:8000");
        QTest::newRow("ws") << QStringLiteral("ws://host/") << QStringLiteral("host:80");
        QTest::newRow("wss") << QStringLiteral("wss://host") << QStringLiteral("host:443");
        QTest::newRow("https") << QStringLiteral("https://host") << QStringLiteral("host:443");
        QTest::newRow("IPv6") << QStringLiteral("ws://[::1]:9/") << QStringLiteral("[::1]:9");
        QTest::newRow("no secrets") << QStringLiteral("ws://me:secret@host:1/?token=t") << QStringLiteral("host:1");
    }
    void endpointNamesThePort()
    {
        QFETCH(QString, url);
        QTEST(endpointText(QUrl(url)), "endpoint");
    }

    void fingerprintsAreReadAsPeopleWriteThem()
    {
        const QByteArray digest = test::selfSignedCertificate().certificate().digest(QCryptographicHash::Sha256);
        QCOMPARE(digest.size(), 32);
        const QString written = formatFingerprint(digest);
        QCOMPARE(written.size(), 95);
        QCOMPARE(parseFingerprint(written), digest);
        QCOMPARE(parseFingerprint(written.toLower()), digest);
        QCOMPARE(parseFingerprint(QString::fromLatin1(digest.toHex())), digest);
        QCOMPARE(parseFingerprint(QString(written).replace(QLatin1Char(':'), QLatin1Char(' '))), digest);
        QVERIFY(!parseFingerprint(QString()));
        QVERIFY(!parseFingerprint(written.left(92)));
        QVERIFY(!parseFingerprint(written + QStringLiteral(":00")));
        QVERIFY(!parseFingerprint(QString(written).replace(0, 1, QLatin1Char('G'))));
    }

    void onlyTheTrustedCertificateIsTrusted()
    {
        TransportOptions options;
        const QSslCertificate trusted = test::selfSignedCertificate().certificate();
        QVERIFY(!isTrustedByFingerprint(options, trusted));
        QVERIFY(!isTrustedByFingerprint(options, QSslCertificate()));
        options.trustedCertificateSha256 = trusted.digest(QCryptographicHash::Sha256);
        QVERIFY(isTrustedByFingerprint(options, trusted));
        QVERIFY(!isTrustedByFingerprint(options, test::issuedCertificate().certificate()));
        QVERIFY(!isTrustedByFingerprint(options, QSslCertificate()));
    }

    void theSystemsProxyIsNotAskedForThisMachine()
    {
        qputenv("http_proxy", "http://proxy.invalid:3128");
        TransportOptions options;
        for (const char *url : {"ws://127.0.0.1:8000/ws", "ws://localhost:8000/ws", "http://[::1]:8000/"})
            QCOMPARE(proxyFor(options, QUrl(QLatin1String(url))).type(), QNetworkProxy::NoProxy);
        options.proxyChoice = ProxyChoice::Explicit;
        options.proxy = QNetworkProxy(QNetworkProxy::Socks5Proxy, QStringLiteral("there"), 1080);
        QCOMPARE(proxyFor(options, QUrl(QStringLiteral("ws://127.0.0.1:8000/ws"))), options.proxy);
        options.proxyChoice = ProxyChoice::None;
        QCOMPARE(proxyFor(options, QUrl(QStringLiteral("ws://host/"))).type(), QNetworkProxy::NoProxy);
        qunsetenv("http_proxy");
    }
};

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"
