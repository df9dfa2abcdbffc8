#include "tests/protocol/valtronics/client_bench.h"

#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace std::chrono_literals;
using Bench = watchglass::test::ClientBench;
using watchglass::test::FakeServer;
using watchglass::test::secret;

namespace {

const QString telemetryPath = QStringLiteral("/api/v1/devices/1/telemetry");

/// Answers every connection alike: with these bytes, or not at all.
struct RefusingServer : public QObject
{
    explicit RefusingServer(const QByteArray &answer)
    {
        listener.listen(QHostAddress::LocalHost);
        connect(&listener, &QTcpServer::newConnection, this, [this, answer] {
            QTcpSocket *socket = listener.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, answer] {
                ++attempts;
                socket->readAll();
                if (answer.isEmpty())
                    return;
                socket->write(answer);
                socket->disconnectFromHost();
            });
        });
    }

    QTcpServer listener;
    int attempts = 0;
};

} // namespace

/// Each way of a Valtronics server to refuse, in either dialect.
class TestValtronicsFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void eachCloseCodeIsMetInEitherDialect_data()
    {
        QTest::addColumn<bool>("isServer");
        QTest::addColumn<int>("code");
        QTest::addColumn<SourcePhase>("phase");
        for (const bool isServer : {false, true}) {
            const auto row = [isServer](int code, SourcePhase phase) {
                QTest::addRow("%s %d", isServer ? "server" : "documented", code) << isServer << code << phase;
            };
            for (const int code : {1000, 1001, 1011, 1012, 4000})
                row(code, SourcePhase::Waiting);
            for (const int code : {1002, 1003, 1007, 1009, 1010, 1013, 3000, 4999}) {
                if (!isServer)
                    row(code, SourcePhase::Waiting);
            }
            // Who are you? The real server knows no users, so there it means nothing.
            for (const int code : {1008, 4001, 4003, 4401, 4403})
                row(code, isServer ? SourcePhase::Waiting : SourcePhase::Failed);
        }
    }
    void eachCloseCodeIsMetInEitherDialect()
    {
        QFETCH(bool, isServer);
        QFETCH(int, code);
        QFETCH(SourcePhase, phase);
        Bench bench;
        isServer ? bench.speakServer() : bench.speakDocumented();
        bench.client.start();
        const QString subscribe = isServer ? QStringLiteral("subscribe_device") : QStringLiteral("subscribe");
        const int subscriptions = isServer ? 1 : 4;
        QVERIFY(bench.reaches([&] { return bench.server.count(subscribe) == subscriptions; }));
        QVERIFY(bench.reachesPhase(SourcePhase::Live));
        bench.server.closeAll(static_cast<quint16>(code));
        QVERIFY(bench.reachesPhase(phase, 1ms));
        QVERIFY(!bench.sink.current().text.isEmpty());
        QCOMPARE(bench.sink.current().retryAt.has_value(), phase == SourcePhase::Waiting);
        if (phase == SourcePhase::Failed) {
            QVERIFY(bench.sink.current().text.contains(QLatin1String("token")));
            return;
        }
        QVERIFY(bench.reaches([&] { return bench.server.count(subscribe) == 2 * subscriptions; }, 250ms));
        QVERIFY(bench.reachesPhase(SourcePhase::Live));
        QCOMPARE(bench.sink.gaps.size(), std::size_t(isServer ? 0 : 1)); // rows fill what was missed
    }

    void aRefusedHandshakeIsTriedAgainWithinTheLimit_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {0, 200, 302, 401, 403, 404, 408, 429, 500, 502, 503, 504})
            QTest::addRow("%d", status) << status;
    }
    void aRefusedHandshakeIsTriedAgainWithinTheLimit()
    {
        QFETCH(int, status);
        RefusingServer server(status == 0 ? QByteArray()
                                          : "HTTP/1.1 " + QByteArray::number(status)
                                                + " X\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
        watchglass::test::FakeClock clock;
        watchglass::test::RecordingSink sink;
        const QUrl url(QStringLiteral("ws://127.0.0.1:%1/ws").arg(server.listener.serverPort()));
        valtronics::Client client({Service::Valtronics, url, secret}, sink, clock);
        client.start();
        const auto turn = [&] {
            clock.advance(500ms);
            return server.attempts >= 3;
        };
        const Duration start = clock.monotonic();
        QVERIFY(QTest::qWaitFor(turn, 20'000));
        QVERIFY(clock.monotonic() - start >= 1s); // no busy loop
        QVERIFY(std::any_of(sink.states.begin(), sink.states.end(), [](const SourceState &state) {
            return state.phase == SourcePhase::Waiting && state.retryAt && !state.text.isEmpty();
        }));
        QVERIFY(std::none_of(sink.states.begin(), sink.states.end(),
                             [](const SourceState &state) { return state.phase == SourcePhase::Live; }));
        QVERIFY(!sink.allTexts().contains(secret));
    }

    void eachRestCallSurvivesEachStatus_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("status");
        const auto row = [](const char *path, int status) {
            QTest::addRow("%s %d", path, status) << QStringLiteral("/api/v1/") + QLatin1String(path) << status;
        };
        for (const int status : {401, 403, 404, 408, 429, 500, 502, 503, 504})
            row("devices/1/telemetry", status);
        for (const char *path : {"health/", "devices/", "alerts/", "alerts/5", "alerts/5/acknowledge"}) {
            for (const int status : {401, 503})
                row(path, status);
        }
    }
    void eachRestCallSurvivesEachStatus()
    {
        QFETCH(QString, path);
        QFETCH(int, status);
        Bench bench;
        bench.speakServer();
        bench.bodies.insert(QStringLiteral("/api/v1/alerts/5"), R"({"id":5,"device_id":1,"status":"active"})");
        bench.bodies.insert(QStringLiteral("PATCH /api/v1/alerts/5/acknowledge"), "{}");
        const auto usual = bench.server.onHttp;
        bool isBad = true;
        bench.server.onHttp = [&](const QString &verb, const QString &asked, const QUrlQuery &query) {
            return isBad && asked == path ? FakeServer::HttpAnswer{status, R"({"detail":"s3cr3t-t0ken?"})", {}}
                                          : usual(verb, asked, query);
        };
        bench.client.start();
        QVERIFY(bench.reachesPhase(SourcePhase::Live));
        bench.client.acknowledgeAlarm(QStringLiteral("5"));
        QVERIFY(bench.reaches([&] { return bench.sink.countOf(Problem::ServerError) > 0; }, 500ms));
        QVERIFY(bench.sink.texts.last().contains(QString::number(status)));
        QVERIFY(!bench.sink.allTexts().contains(secret));
        QCOMPARE(bench.sink.phase(), SourcePhase::Live);
        isBad = false;
        bench.newestRow = 20;
        bench.client.acknowledgeAlarm(QStringLiteral("5"));
        QVERIFY(bench.reaches([&] { return !bench.sink.alarms.empty() && bench.sink.samples.size() == 20; }, 500ms));
        QCOMPARE(bench.sink.values(), bench.rows(1, 20)); // none lost, none twice
        QCOMPARE(bench.server.handshakes, 1);
    }

    void aRefusalIsRestedAsLongAsTheServerAsks()
    {
        Bench bench;
        bench.speakServer();
        bench.client.start();
        QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }));
        const auto usual = bench.server.onHttp;
        std::optional<Duration> refusedAt;
        QVERIFY(bench.reaches([&] { return bench.server.waiting == 0; }, 0ms));
        bench.server.onHttp = [&](const QString &verb, const QString &path, const QUrlQuery &query) {
            if (refusedAt)
                return usual(verb, path, query);
            refusedAt = bench.clock.monotonic();
            return FakeServer::HttpAnswer{429, R"({"detail":"slow down"})", "Retry-After: 60\r\n"};
        };
        QVERIFY(bench.reaches([&] { return bench.sink.countOf(Problem::ServerError) == 1; }, 100ms));
        const auto asked = bench.server.requests.size();
        bench.newestRow = 9;
        QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 9; }, 500ms));
        QVERIFY(bench.clock.monotonic() - *refusedAt >= 60s);
        QVERIFY(bench.server.requests.size() > asked);
        // The operator does not wait for it.
        bench.client.resolveAlarm(QStringLiteral("5"), {});
        QVERIFY(
            bench.reaches([&] { return bench.server.requestsOf(QStringLiteral("GET /api/v1/alerts/5")) == 1; }, 0ms));
    }

    void whatIsNeverAnsweredByRestIsAskedAgain()
    {
        Bench bench;
        bench.speakServer();
        bench.client.start();
        QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }));
        bench.server.holdHttp = true;
        QVERIFY(bench.reaches([&] { return bench.sink.countOf(Problem::ServerError) >= 2; }, 500ms));
        QVERIFY(bench.server.mostWaiting <= 8); // asked with patience
        bench.server.holdHttp = false;
        bench.newestRow = 12;
        QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 12; }, 500ms));
        QCOMPARE(bench.sink.values(), bench.rows(1, 12));
    }

    void aFrameCutShortAtAnyByteCostsItselfOnly()
    {
        Bench bench;
        bench.speakDocumented();
        bench.client.start();
        QVERIFY(bench.reachesPhase(SourcePhase::Live));
        const QByteArray frame = R"({"type":"telemetry_update","channel":"telemetry","device_id":7,"telemetry":{)"
                                 R"("t":{"value":21.5,"unit":"celsius","timestamp":"2026-01-01T00:00:00Z"}}})";
        for (qsizetype size = 1; size < frame.size(); ++size)
            bench.server.send(frame.left(size));
        bench.server.send(frame);
        bench.server.send(frame); // twice: what is the same is the store's to drop
        QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }, 0ms));
        QCOMPARE(bench.sink.countOf(Problem::BadFrame), static_cast<int>(frame.size()) - 1);
        QCOMPARE(bench.sink.samples[0].sample.time, bench.sink.samples[1].sample.time);
        QCOMPARE(bench.sink.phase(), SourcePhase::Live);
        QCOMPARE(bench.server.handshakes, 1);
    }

    void anErrorFrameEndsTheSessionOnlyWhereItIsAboutTheToken_data()
    {
        QTest::addColumn<bool>("isServer");
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<SourcePhase>("phase");
        const auto row = [](bool isServer, const char *error, SourcePhase phase) {
            QTest::addRow("%s %s", isServer ? "server" : "documented", error) << isServer << QByteArray(error) << phase;
        };
        for (const char *error : {"invalid_token", "token_expired", "expired_token", "unauthorized",
                                  "authentication_required", "not_authenticated"})
            row(false, error, SourcePhase::Failed);
        for (const char *error : {"Unknown message type: X", "Invalid JSON format", "Internal server error",
                                  "Device not found", "rate_limited"}) {
            row(false, error, SourcePhase::Live);
            row(true, error, SourcePhase::Live);
        }
        row(true, "invalid_token", SourcePhase::Live);
    }
    void anErrorFrameEndsTheSessionOnlyWhereItIsAboutTheToken()
    {
        QFETCH(bool, isServer);
        QFETCH(QByteArray, error);
        QFETCH(SourcePhase, phase);
        Bench bench;
        isServer ? bench.speakServer() : bench.speakDocumented();
        bench.client.start();
        QVERIFY(bench.reachesPhase(SourcePhase::Live));
        bench.server.send("{\"error\":\"" + error + "\"}");
        QVERIFY(bench.reaches([&] { return bench.sink.countOf(Problem::ServerError) == 1; }, 0ms));
        QVERIFY(bench.reachesPhase(phase, 0ms));
        QVERIFY(bench.sink.texts.last().contains(QString::fromUtf8(error)));
    }

    void restStandsBesideTheSocket_data()
    {
        QTest::addColumn<QString>("socket");
        QTest::addColumn<QString>("rest");
        const auto row = [](const char *socket, const char *rest) {
            QTest::newRow(socket) << QString::fromLatin1(socket) << QString::fromLatin1(rest);
        };
        row("ws://h:8000/ws", "http://h:8000/api/v1/");
        row("wss://h/ws/telemetry?x=1", "https://h/api/v1/");
        row("wss://h/plant/ws", "https://h/plant/api/v1/");
        row("ws://h", "http://h/api/v1/");
    }
    void restStandsBesideTheSocket()
    {
        QFETCH(QString, socket);
        QFETCH(QString, rest);
        QCOMPARE(valtronics::restBaseUrl(QUrl(socket)).toString(), rest);
    }
};

QTEST_GUILESS_MAIN(TestValtronicsFaults)
#include "tst_valtronics_faults.moc"
