#include "core/protocol/disruptive/address.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol::disruptive;

/// Where a project is, and who asks.
class TestDisruptiveAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void anAssertionIsSignedAsTheServiceWants()
    {
        const Credentials credentials = readCredentials(QStringLiteral("kid1:secret1:me@example.com"));
        const Timestamp now = Timestamp::fromMs(1704067200000);
        const QByteArray assertion =
            signedAssertion(credentials, QUrl(QStringLiteral("https://identity.example.com/oauth2/token")), now);
        QVERIFY(!assertion.contains('='));
        const QList<QByteArray> parts = assertion.split('.');
        QCOMPARE(parts.size(), 3);
        const auto part = [&parts](int i) {
            return QJsonDocument::fromJson(QByteArray::fromBase64(parts.at(i), QByteArray::Base64UrlEncoding)).object();
        };
        QCOMPARE(part(0).value(QLatin1String("alg")).toString(), QStringLiteral("HS256"));
        QCOMPARE(part(0).value(QLatin1String("kid")).toString(), QStringLiteral("kid1"));
        QCOMPARE(part(1).value(QLatin1String("iat")).toInteger(), 1704067195);
        QCOMPARE(part(1).value(QLatin1String("exp")).toInteger(), 1704070795);
        QCOMPARE(part(1).value(QLatin1String("iss")).toString(), QStringLiteral("me@example.com"));
        QCOMPARE(part(1).value(QLatin1String("aud")).toString(),
                 QStringLiteral("https://identity.example.com/oauth2/token"));
        QCOMPARE(parts.at(2), QMessageAuthenticationCode::hash(parts.at(0) + '.' + parts.at(1), "secret1",
                                                               QCryptographicHash::Sha256)
                                  .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        QVERIFY(tokenForm(assertion).startsWith(
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="));
        QCOMPARE(basicHeader(readCredentials(QStringLiteral("k:s"))), QByteArray("Basic azpz"));
        QVERIFY(readCredentials(QStringLiteral("abc")).keyId.isEmpty());
    }

    void addressesAreReadWithTheirOptions_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("stream"); // empty: an error
        QTest::addColumn<QString>("endpoint");
        const QString own = QStringLiteral("https://identity.disruptive-technologies.com/oauth2/token");
        const auto row = [](const char *address, const char *stream, const QString &endpoint) {
            QTest::newRow(address) << QString::fromLatin1(address) << QString::fromLatin1(stream) << endpoint;
        };
        row("https://api.disruptive-technologies.com/v2/projects/p1",
            "https://api.disruptive-technologies.com/v2/projects/p1/devices:stream?ping_interval=10s", own);
        row("https://api.d21s.com/projects/p1?ping=30s",
            "https://api.d21s.com/v2/projects/p1/devices:stream?ping_interval=30s", own);
        row("http://h:1/x/v2/projects/p1/?stream=sse&deviceIds=a&device_ids=b&eventTypes=touch",
            "http://h:1/x/v2/projects/p1/devices:stream?device_ids=b&device_ids=a&event_types=touch&ping_interval=10s",
            QStringLiteral("http://h:1/oauth2/token"));
        row("http://h/v2/projects/p?label_filters=a%3Db%26c%2B&token_endpoint=https://i/t",
            "http://h/v2/projects/p/devices:stream?label_filters=a%3Db%26c%2B&ping_interval=10s",
            QStringLiteral("https://i/t"));
        row("http://h/v2/projects/p?device_types=a&deviceTypes=b&product_numbers=c&productNumbers=d&labelFilters=e"
            "&eventTypes=f",
            "http://h/v2/projects/p/devices:stream?device_types=a&device_types=b&event_types=f&label_filters=e"
            "&product_numbers=c&product_numbers=d&ping_interval=10s",
            QStringLiteral("http://h/oauth2/token"));
        row("https://emulator.disruptive-technologies.com/v2/projects/p1",
            "https://api.disruptive-technologies.com/v2/projects/p1/devices:stream?ping_interval=10s", own);
        row("https://emulator.d21s.com/v2/projects/p1",
            "https://api.d21s.com/v2/projects/p1/devices:stream?ping_interval=10s", own);
        row("http://h/v2/projects/p?emulator=x", "", QString());
        row("http://h/v2", "", QString());
        row("http://h/v2/projects/", "", QString());
        row("http://h/v2/projects/p?stream=xml", "", QString());
        row("http://h/v2/projects/p?ping=0s", "", QString());
        row("http://h/v2/projects/p?narrow=-1", "", QString());
        row("http://h/v2/projects/p?narrow=few", "", QString());
        row("http://h/v2/projects/p?token_endpoint=x", "", QString());
    }
    void addressesAreReadWithTheirOptions()
    {
        QFETCH(QString, address);
        QFETCH(QString, stream);
        QFETCH(QString, endpoint);
        const auto read = readAddress(QUrl(address));
        QCOMPARE(read.ok(), !stream.isEmpty());
        if (!read)
            return;
        QCOMPARE(streamUrl(read.value()).toString(QUrl::FullyEncoded), stream);
        QCOMPARE(read.value().tokenEndpoint.toString(), endpoint);
    }

    void eventsArePublishedAtTheEmulatorOnly_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("path"); // empty: nowhere
        QTest::newRow("service") << QStringLiteral("https://api.d21s.com/v2/projects/p") << QString();
        QTest::newRow("emulator") << QStringLiteral("https://emulator.disruptive-technologies.com/v2/projects/p")
                                  << QStringLiteral("https://emulator.disruptive-technologies.com/v2/projects/p/"
                                                    "devices/d%201:publish");
        QTest::newRow("its alias") << QStringLiteral("https://emulator.d21s.com/projects/p")
                                   << QStringLiteral("https://emulator.d21s.com/v2/projects/p/devices/d%201:publish");
        QTest::newRow("another host") << QStringLiteral("http://h/v2/projects/p?emulator=http://e:1/v2/")
                                      << QStringLiteral("http://e:1/v2/projects/p/devices/d%201:publish");
    }
    void eventsArePublishedAtTheEmulatorOnly()
    {
        QFETCH(QString, address);
        QFETCH(QString, path);
        const auto read = readAddress(QUrl(address));
        QVERIFY(read.ok());
        QCOMPARE(read.value().emulator.isEmpty(), path.isEmpty());
        if (!path.isEmpty())
            QCOMPARE(publishPath(read.value(), QStringLiteral("d 1")), path);
    }

    void listsAreAskedForWithTheFiltersTheyKnow()
    {
        const auto read = readAddress(
            QUrl(QStringLiteral("http://h/v2/projects/p?event_types=touch&deviceIds=a&label_filters=k%3Dv")));
        QCOMPARE(devicesQuery(read.value(), QStringLiteral("t+")).toString(QUrl::FullyEncoded),
                 QStringLiteral("device_ids=a&label_filters=k%3Dv&page_size=100&page_token=t%2B"));
        QCOMPARE(historyQuery(read.value(), Timestamp::fromMs(1704067200000), {}).toString(QUrl::FullyEncoded),
                 QStringLiteral("event_types=touch&start_time=2024-01-01T00%3A00%3A00.000000Z&page_size=1000"));
        QCOMPARE(historyPath(read.value(), QStringLiteral("d/1")), QStringLiteral("projects/p/devices/d%2F1/events"));
    }
};

QTEST_GUILESS_MAIN(TestDisruptiveAddress)
#include "tst_disruptive_address.moc"
