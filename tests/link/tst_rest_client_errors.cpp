#include <QRegularExpression>
#include <QTest>

#include "core/link/rest_client.h"
#include "tests/link/rest_support.h"
#include "tests/support/fake_clock.h"

using namespace watchglass;
using namespace watchglass::link;
using namespace watchglass::test;
using namespace std::chrono_literals;

class TestRestClientErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void refusedConnectionSaysWhatToDo()
    {
        FakeClock clock;
        const quint16 port = freePort();
        RestClient client(clock, clientOptions(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(port))));
        Outcome outcome;
        client.send({}, outcome.keep());
        QTRY_COMPARE(outcome.calls, 1);
        QCOMPARE(outcome.error.code, ErrorCode::Unreachable);
        QCOMPARE(outcome.error.text,
                 QStringLiteral("Connection refused at 127.0.0.1:%1: is the server running, and is the port right?")
                     .arg(port));
    }

    void badAddressIsToldAndNeverFromInsideSend()
    {
        FakeClock clock;
        RestClient client(clock, clientOptions(QUrl(QStringLiteral("ftp://host/"))));
        Outcome outcome;
        client.send({}, outcome.keep());
        QCOMPARE(outcome.calls, 0);
        QTRY_COMPARE(outcome.calls, 1);
        QCOMPARE(outcome.error.code, ErrorCode::Malformed);
    }

    void silenceTimesOut()
    {
        FakeClock clock;
        RawServer server([](QTcpSocket &, const QByteArray &) {});
        RestClient client(clock, clientOptions(server.url(QStringLiteral("http"))));
        Outcome outcome;
        client.send({}, outcome.keep());
        QTRY_VERIFY(!server.received.isEmpty());
        clock.advance(9999ms);
        QCOMPARE(outcome.calls, 0);
        clock.advance(1ms);
        QCOMPARE(outcome.calls, 1);
        QCOMPARE(outcome.error.code, ErrorCode::Unreachable);
        QVERIFY2(outcome.error.text.contains(QLatin1String("within 10 s")), qPrintable(outcome.error.text));
        QTRY_VERIFY(!server.last || server.last->state() == QAbstractSocket::UnconnectedState);

        RestRequest quick;
        quick.timeout = 1s;
        client.send(quick, outcome.keep());
        clock.advance(1s);
        QCOMPARE(outcome.calls, 2);
    }

    void oversizeBodyIsRefused_data()
    {
        QTest::addColumn<bool>("isAnnounced");
        QTest::newRow("announced") << true;
        QTest::newRow("without a length") << false;
    }
    void oversizeBodyIsRefused()
    {
        QFETCH(bool, isAnnounced);
        FakeClock clock;
        RawServer server([isAnnounced](QTcpSocket &socket, const QByteArray &received) {
            if (!isWhole(received))
                return;
            if (isAnnounced) {
                socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\nx");
                return;
            }
            socket.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + QByteArray(2'000'000, 'x'));
        });
        auto options = clientOptions(server.url(QStringLiteral("http")));
        options.maxBodyBytes = 1'000'000;
        RestClient client(clock, options);
        Outcome outcome;
        client.send({}, outcome.keep());
        QTRY_COMPARE(outcome.calls, 1);
        QCOMPARE(outcome.error.code, ErrorCode::TooLarge);
        QTRY_VERIFY(!server.last || server.last->state() == QAbstractSocket::UnconnectedState);
        QCOMPARE(outcome.calls, 1);
    }

    void connectionDroppedInsideTheBodyIsAnError()
    {
        FakeClock clock;
        RawServer server(always("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,2"));
        RestClient client(clock, clientOptions(server.url(QStringLiteral("http"))));
        Outcome outcome;
        client.send({}, outcome.keep());
        QTRY_COMPARE(outcome.calls, 1);
        QCOMPARE(outcome.error.code, ErrorCode::Unreachable);
        QVERIFY2(outcome.error.text.contains(QLatin1String("closed the connection")), qPrintable(outcome.error.text));
    }

    void garbageIsAnError()
    {
        FakeClock clock;
        RawServer server(always(QByteArray("\x00\xff garbage\r\n\r\n", 14)));
        RestClient client(clock, clientOptions(server.url(QStringLiteral("http"))));
        Outcome outcome;
        client.send({}, outcome.keep());
        QTRY_COMPARE(outcome.calls, 1);
        QVERIFY(!outcome.error.text.isEmpty());
        QCOMPARE(outcome.reply.status, 0);
    }
};

QTEST_GUILESS_MAIN(TestRestClientErrors)
#include "tst_rest_client_errors.moc"
