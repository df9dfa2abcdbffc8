#include "core/link/transport.h"
#include "core/protocol/source_setup.h"
#include "tests/link/test_certificates.h"

#include <QTemporaryFile>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;
using settings::SourceSettings;
using settings::TransportSettings;

namespace {

SourceSettings source()
{
    SourceSettings made;
    made.service = QStringLiteral("valtronics");
    made.url = QStringLiteral("wss://host/ws");
    return made;
}

} // namespace

class TestSourceSetup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingReachesTheAddress()
    {
        SourceSettings set = source();
        set.transport.proxy = TransportSettings::Proxy::Socks5;
        set.transport.proxyHost = QStringLiteral("proxy");
        set.transport.proxyPort = 1080;
        set.transport.proxyUser = QStringLiteral("user");
        set.transport.needsTls13 = true;
        set.transport.trustedCertificate = link::formatFingerprint(QByteArray(32, 'x'));
        const auto address = sourceAddress(set, {QStringLiteral("token"), QStringLiteral("password")});
        QVERIFY(address.ok());
        const link::TransportOptions &transport = address.value().transport;
        QCOMPARE(address.value().token, QStringLiteral("token"));
        QCOMPARE(transport.proxyChoice, link::ProxyChoice::Explicit);
        QCOMPARE(transport.proxy.type(), QNetworkProxy::Socks5Proxy);
        QCOMPARE(transport.proxy.hostName(), QStringLiteral("proxy"));
        QCOMPARE(transport.proxy.port(), quint16(1080));
        QCOMPARE(transport.proxy.user(), QStringLiteral("user"));
        QCOMPARE(transport.proxy.password(), QStringLiteral("password"));
        QCOMPARE(transport.tls.protocol(), QSsl::TlsV1_3OrLater);
        QCOMPARE(transport.trustedCertificateSha256, QByteArray(32, 'x'));
    }

    void ownAuthoritiesAreTrusted()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(test::authorityPem());
        file.flush();
        SourceSettings set = source();
        set.transport.caFile = file.fileName();
        const auto address = sourceAddress(set, {});
        QVERIFY(address.ok());
        QVERIFY(
            address.value().transport.tls.caCertificates().contains(QSslCertificate(test::authorityPem(), QSsl::Pem)));
    }

    void whatCannotBeIsSaid_data()
    {
        QTest::addColumn<QString>("caFile");
        QTest::addColumn<QString>("fingerprint");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("text");
        QTest::newRow("no file") << QStringLiteral("/nowhere.pem") << QString() << QStringLiteral("ws://h/")
                                 << QStringLiteral("/nowhere.pem cannot be read");
        QTest::newRow("no certificate") << QStringLiteral("/etc/hostname") << QString() << QStringLiteral("ws://h/")
                                        << QStringLiteral("no certificate in /etc/hostname");
        QTest::newRow("fingerprint") << QString() << QStringLiteral("AB") << QStringLiteral("ws://h/")
                                     << QStringLiteral("64 hexadecimal digits");
        QTest::newRow("url") << QString() << QString() << QStringLiteral("http://h/")
                             << QStringLiteral("is no address of valtronics");
    }
    void whatCannotBeIsSaid()
    {
        QFETCH(QString, caFile);
        QFETCH(QString, fingerprint);
        QFETCH(QString, url);
        QFETCH(QString, text);
        SourceSettings set = source();
        set.transport.caFile = caFile;
        set.transport.trustedCertificate = fingerprint;
        set.url = url;
        const auto address = sourceAddress(set, {});
        QVERIFY(!address.ok());
        QVERIFY2(address.error().text.contains(text), qPrintable(address.error().text));
    }

    void secretsLeaveTheAddress_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("secret");
        QTest::newRow("none") << QStringLiteral("sensocto:wss://h?room=1") << QStringLiteral("sensocto:wss://h?room=1")
                              << QString();
        QTest::newRow("viewer") << QStringLiteral("sensocto:wss://h?viewer=geheim&poll=2s")
                                << QStringLiteral("sensocto:wss://h?poll=2s&viewer") << QStringLiteral("geheim");
        QTest::newRow("token") << QStringLiteral("disruptive:https://h/v2/projects/p?token=geheim")
                               << QStringLiteral("disruptive:https://h/v2/projects/p") << QStringLiteral("geheim");
        QTest::newRow("user") << QStringLiteral("terra:wss://dev:geheim@h/connect")
                              << QStringLiteral("terra:wss://h/connect") << QStringLiteral("dev:geheim");
    }
    void secretsLeaveTheAddress()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QFETCH(QString, secret);
        auto address = parseSourceAddress(text);
        QVERIFY(address.ok());
        QCOMPARE(addressText(address.value()), shown);
        QCOMPARE(takeSecret(address.value()), secret);
        QVERIFY(!address.value().url.toString().contains(QStringLiteral("geheim")));
    }
};

QTEST_GUILESS_MAIN(TestSourceSetup)
#include "tst_source_setup.moc"
