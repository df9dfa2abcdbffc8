#include <QRegularExpression>
#include <QSslServer>
#include <QTest>

#include "core/link/rest_client.h"
#include "tests/link/rest_support.h"
#include "tests/link/test_certificates.h"
#include "tests/link/tiny_proxy.h"
#include "tests/support/fake_clock.h"

using namespace watchglass;
using namespace watchglass::link;
using namespace watchglass::test;
using namespace std::chrono_literals;

class TestRestClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void everyStatusIsAnAnswer_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("200") << QByteArray("200 OK") << QByteArray("[1,2]");
        QTest::newRow("201 empty") << QByteArray("201 Created") << QByteArray();
        QTest::newRow("400") << QByteArray("400 Bad Request") << QByteArray("{\"detail\":\"no\"}");
        QTest::newRow("401") << QByteArray("401 Unauthorized") << QByteArray("{}");
        QTest::newRow("403") << QByteArray("403 Forbidden") << QByteArray("{}");
        QTest::newRow("404") << QByteArray("404 Not Found") << QByteArray("{\"detail\":\"Device not found\"}");
        QTest::newRow("405") << QByteArray("405 Method Not Allowed") << QByteArray("{}");
        QTest::newRow("422") << QByteArray("422 Unprocessable Entity") << QByteArray("{\"detail\":[]}");
        QTest::newRow("429") << QByteArray("429 Too Many Requests") << QByteArray("slow down");
        QTest::newRow("500") << QByteArray("500 Internal Server Error") << QByteArray("Internal Server Error");
        QTest::newRow("503") << QByteArray("503 Service Unavailable") << QByteArray("later");
    }
    void everyStatusIsAnAnswer()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, body);
        FakeClock clock;
        RawServer server(always(answer(status, body)));
        RestClient client(clock, clientOptions(server.url(QStringLiteral("http"))));
        Outcome outcome;
        client.send({}, outcome.keep());
        QCOMPARE(outcome.calls, 0); // never from inside send()
        QCOMPARE(client.pending(), 1);
        QTRY_COMPARE(outcome.calls, 1);
        QVERIFY2(outcome.error.text.isEmpty(), qPrintable(outcome.error.text));
        QCOMPARE(outcome.reply.status, status.left(3).toInt());
        QCOMPARE(outcome.reply.isSuccess(), status.startsWith('2'));
        QCOMPARE(outcome.reply.body, body);
        QCOMPARE(client.pending(), 0);
        QCOMPARE(clock.activeTimers(), 0);
    }

    void sendsVerbPathQueryBodyAndHeaders()
    {
        FakeClock clock;
        QByteArray seen;
        RawServer server([&seen](QTcpSocket &socket, const QByteArray &received) {
            seen = received;
            always(answer("200 OK", "{}"))(socket, received);
        });
        auto options = clientOptions(QUrl(QStringLiteral("http://127.0.0.1:%1/api/v1").arg(server.port())));
        options.transport.headers = {{"Authorization", "Bearer t"}};
        RestClient client(clock, options);
        RestRequest request;
        request.verb = "PATCH";
        request.path = QStringLiteral("/alerts/7/resolve");
        request.query.addQueryItem(QStringLiteral("resolution_note"), QStringLiteral("a & b"));
        request.body = "{\"x\":1}";
        request.headers = {{"X-One", "1"}};
        Outcome outcome;
        client.send(request, outcome.keep());
        QTRY_COMPARE(outcome.calls, 1);
        QVERIFY2(seen.startsWith("PATCH /api/v1/alerts/7/resolve?resolution_note=a%20%26%20b HTTP/1.1\r\n"),
                 seen.constData());
        QVERIFY(seen.contains("\r\nAuthorization: Bearer t\r\n"));
        QVERIFY(seen.contains("\r\nX-One: 1\r\n"));
        QVERIFY(seen.contains("\r\nContent-Type: application/json\r\n"));
        QVERIFY(seen.endsWith("\r\n\r\n{\"x\":1}"));
    }

    void trailingSlashesArePartOfThePath_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("asked");
        QTest::newRow("kept") << QStringLiteral("/api/v1") << QStringLiteral("devices/")
                              << QByteArray("/api/v1/devices/");
        QTest::newRow("not added") << QStringLiteral("/api/v1/") << QStringLiteral("devices")
                                   << QByteArray("/api/v1/devices");
        QTest::newRow("root") << QString() << QStringLiteral("/health/") << QByteArray("/health/");
    }
    void trailingSlashesArePartOfThePath()
    {
        QFETCH(QString, base);
        QFETCH(QString, path);
        QFETCH(QByteArray, asked);
        FakeClock clock;
        RawServer server(always(answer("200 OK", "{}")));
        RestClient client(clock,
                          clientOptions(QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(server.port()).arg(base))));
        RestRequest request;
        request.path = path;
        Outcome outcome;
        client.send(request, outcome.keep());
        QTRY_COMPARE(outcome.calls, 1);
        QCOMPARE(server.received.split(' ').value(1), asked);
    }

    void readsDateAndRetryAfter()
    {
        FakeClock clock;
        RawServer server(always(answer("503 Service Unavailable", "",
                                       "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                                       "Retry-After: Sun, 06 Nov 1994 08:49:47 GMT\r\n")));
        RestClient client(clock, clientOptions(server.url(QStringLiteral("http"))));
        Outcome outcome;
        client.send({}, outcome.keep());
        QTRY_COMPARE(outcome.calls, 1);
        QCOMPARE(outcome.reply.date.value(), Timestamp::fromMs(784111777000));
        QCOMPARE(outcome.reply.retryAfter.value(), Duration(10s));
        QCOMPARE(outcome.reply.header("retry-after"), QByteArray("Sun, 06 Nov 1994 08:49:47 GMT"));
    }

    void redirectKeepsVerbAndBodyWhereItMust_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("307") << QByteArray("307 Temporary Redirect") << QByteArray("POST") << QByteArray("{\"a\":1}");
        QTest::newRow("308") << QByteArray("308 Permanent Redirect") << QByteArray("POST") << QByteArray("{\"a\":1}");
        QTest::newRow("303") << QByteArray("303 See Other") << QByteArray("GET") << QByteArray();
    }
    void redirectKeepsVerbAndBodyWhereItMust()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, verb);
        QFETCH(QByteArray, body);
        FakeClock clock;
        QList<QByteArray> seen;
        RawServer server([&](QTcpSocket &socket, const QByteArray &received) {
            if (!isWhole(received))
                return;
            seen += received;
            const bool isFirst = received.startsWith("POST /devices HTTP");
            always(isFirst ? answer(status, "", "Location: /devices/?x=1\r\n") : answer("200 OK", "[]"))(socket,
                                                                                                         received);
        });
        RestClient client(clock, clientOptions(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.port()))));
        RestRequest request;
        request.verb = "POST";
        request.path = QStringLiteral("devices");
        request.body = "{\"a\":1}";
        Outcome outcome;
        client.send(request, outcome.keep());
        QTRY_COMPARE(outcome.calls, 1);
        QCOMPARE(outcome.reply.status, 200);
        QCOMPARE(seen.size(), 2);
        QVERIFY2(seen.at(1).startsWith(verb + " /devices/?x=1 HTTP/1.1"), seen.at(1).constData());
        QCOMPARE(seen.at(1).mid(seen.at(1).indexOf("\r\n\r\n") + 4), body);
        QCOMPARE(outcome.reply.url.path(), QStringLiteral("/devices/"));
    }

    void redirectToAnotherOriginIsRefused()
    {
        FakeClock clock;
        RawServer other(always(answer("200 OK", "secret")));
        RawServer server(always(answer("307 Temporary Redirect", "",
                                       "Location: http://127.0.0.1:" + QByteArray::number(other.port()) + "/\r\n")));
        RestClient client(clock, clientOptions(server.url(QStringLiteral("http"))));
        Outcome outcome;
        client.send({}, outcome.keep());
        QTRY_COMPARE(outcome.calls, 1);
        QCOMPARE(outcome.error.code, ErrorCode::Refused);
        QVERIFY(outcome.error.text.contains(QStringLiteral("http://127.0.0.1:%1/").arg(other.port())));
        QCOMPARE(other.connections, 0);
    }

    void endlessRedirectsEnd()
    {
        FakeClock clock;
        RawServer server(always(answer("307 Temporary Redirect", "", "Location: /round\r\n")));
        RestClient client(clock, clientOptions(server.url(QStringLiteral("http"))));
        Outcome outcome;
        client.send({}, outcome.keep());
        QTRY_COMPARE(outcome.calls, 1);
        QCOMPARE(outcome.error.code, ErrorCode::Refused);
        QCOMPARE(server.connections, 6);
    }

    void bodyOfManyPiecesArrivesWhole()
    {
        FakeClock clock;
        QByteArray body;
        for (int i = 0; body.size() < 20'000'000; ++i)
            body += QByteArray::number(i) + ',';
        RawServer server(always(answer("200 OK", body)));
        RestClient client(clock, clientOptions(server.url(QStringLiteral("http"))));
        Outcome outcome;
        client.send({}, outcome.keep());
        QTRY_COMPARE_WITH_TIMEOUT(outcome.calls, 1, 20000);
        QVERIFY(outcome.reply.body == body);
    }

    void cancelledRequestsAreNotCompleted()
    {
        FakeClock clock;
        RawServer server([](QTcpSocket &, const QByteArray &) {});
        RestClient client(clock, clientOptions(server.url(QStringLiteral("http"))));
        Outcome outcome;
        const RequestId id = client.send({}, outcome.keep());
        client.send({}, outcome.keep());
        QTRY_VERIFY(!server.received.isEmpty());
        client.cancel(id);
        client.cancel(id);
        QCOMPARE(client.pending(), 1);
        client.cancelAll();
        QCOMPARE(client.pending(), 0);
        clock.advance(1min);
        QCoreApplication::processEvents();
        QCOMPARE(outcome.calls, 0);
        QCOMPARE(clock.activeTimers(), 0);
    }

    void completionMayDestroyTheClientOrSendAgain()
    {
        FakeClock clock;
        RawServer server(always(answer("200 OK", "{}")));
        auto client = std::make_unique<RestClient>(clock, clientOptions(server.url(QStringLiteral("http"))));
        int answers = 0;
        client->send({}, [&](const Result<RestReply> &) {
            ++answers;
            client->send({}, [&](const Result<RestReply> &) {
                ++answers;
                client->send({}, [&](const Result<RestReply> &) { ++answers; });
                client.reset();
            });
        });
        QTRY_VERIFY(!client);
        QCoreApplication::processEvents();
        QCOMPARE(answers, 2);
        QCOMPARE(clock.activeTimers(), 0);
    }

    void certificateIsJudgedAsForTheLink()
    {
        FakeClock clock;
        QSslServer server;
        server.setSslConfiguration(selfSignedCertificate().serverSide());
        connect(&server, &QTcpServer::pendingConnectionAvailable, &server, [&server] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->readAll();
                socket->write(answer("200 OK", "safe"));
            });
        });
        QVERIFY(server.listen(QHostAddress::LocalHost));
        auto options = clientOptions(QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(server.serverPort())));
        Outcome outcome;
        RestClient strict(clock, options);
        strict.send({}, outcome.keep());
        QTRY_COMPARE(outcome.calls, 1);
        QVERIFY2(outcome.error.text.contains(QLatin1String("is self-signed")), qPrintable(outcome.error.text));

        options.transport.trustedCertificateSha256 =
            selfSignedCertificate().certificate().digest(QCryptographicHash::Sha256);
        RestClient trusting(clock, options);
        trusting.send({}, outcome.keep());
        QTRY_COMPARE(outcome.calls, 2);
        QCOMPARE(outcome.reply.body, QByteArray("safe"));
    }

    void leadsThroughASocksProxy()
    {
        FakeClock clock;
        TinyProxy proxy(TinyProxy::Kind::Socks5);
        RawServer server(always(answer("200 OK", "{}")));
        auto options = clientOptions(server.url(QStringLiteral("http")));
        options.transport.proxyChoice = ProxyChoice::Explicit;
        options.transport.proxy = QNetworkProxy(QNetworkProxy::Socks5Proxy, QStringLiteral("127.0.0.1"), proxy.port());
        RestClient client(clock, options);
        Outcome outcome;
        client.send({}, outcome.keep());
        QTRY_COMPARE(outcome.calls, 1);
        QCOMPARE(outcome.reply.status, 200);
        QCOMPARE(proxy.tunnels, 1);
    }
};

QTEST_GUILESS_MAIN(TestRestClient)
#include "tst_rest_client.moc"
