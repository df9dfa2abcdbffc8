#include "core/protocol/source_client.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;

class TestSourceAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void namesServiceAndUrl_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("service");
        QTest::addColumn<QString>("url");
        const auto row = [](const char *text, Service service, const char *url) {
            QTest::newRow(text) << QString::fromLatin1(text) << static_cast<int>(service) << QString::fromLatin1(url);
        };
        row("valtronics:ws://h:8000/ws", Service::Valtronics, "ws://h:8000/ws");
        row("sensocto:wss://h?room=1", Service::Sensocto, "wss://h?room=1");
        row("sensocto:http://h", Service::Sensocto, "http://h");
        row(" Disruptive : https://h/v2/projects/p ", Service::Disruptive, "https://h/v2/projects/p");
        row("TERRA:ws://h/connect", Service::Terra, "ws://h/connect");
        row("moonsense:https://h", Service::Moonsense, "https://h");
        row("moonsense:file:///tmp/session", Service::Moonsense, "file:///tmp/session");
    }

    void namesServiceAndUrl()
    {
        QFETCH(QString, text);
        QFETCH(int, service);
        QFETCH(QString, url);
        const auto address = parseSourceAddress(text);
        QVERIFY(address.ok());
        QCOMPARE(static_cast<int>(address.value().service), service);
        QCOMPARE(address.value().url, QUrl(url));
        QVERIFY(address.value().token.isEmpty());
    }

    void refusesWithAnExample_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("mentions");
        const auto row = [](const char *text, const char *mentions) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(mentions);
        };
        row("", "valtronics:ws://");
        row("ws://h/ws", "moonsense");
        row("other:ws://h/ws", "disruptive");
        row("terra:http://h/connect", "terra:wss://");
        row("terra:ws://", "wss://");
        row("disruptive:ws://h", "https://");
        row("moonsense:file://", "moonsense:https://");
        row("valtronics:file:///tmp/x", "ws://");
    }

    void refusesWithAnExample()
    {
        QFETCH(QString, text);
        QFETCH(QString, mentions);
        const auto address = parseSourceAddress(text);
        QVERIFY(!address.ok());
        QVERIFY2(address.error().text.contains(mentions), qPrintable(address.error().text));
    }
};

QTEST_GUILESS_MAIN(TestSourceAddress)
#include "tst_source_address.moc"
