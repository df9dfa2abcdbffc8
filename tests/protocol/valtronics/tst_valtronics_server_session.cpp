#include "tests/protocol/valtronics/client_bench.h"

#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace std::chrono_literals;
using Bench = watchglass::test::ClientBench;
using watchglass::test::FakeServer;
using watchglass::test::secret;

class TestServerSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void missesHeartbeats();
    void pollsRowsOnceAndInOrder();
    void pollsSlowlyWhereNothingHappens();
    void marksWhatThePageDoesNotReach();
    void refillsAfterAReconnect_data();
    void refillsAfterAReconnect();
    void neverAsksMoreThanTwoThingsAtOnce();
    void survivesAnswersOfEveryKind_data();
    void survivesAnswersOfEveryKind();
    void acknowledgesInOrder();
    void leavesAResolvedAlarmAlone();
    void reportsAnAlarmAgainOnlyWhenItChanged();
};

void TestServerSession::missesHeartbeats()
{
    Bench bench;
    bench.speakServer();
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QVERIFY(bench.reachesPhase(SourcePhase::Silent, 1s)); // pongs come, heartbeats do not
    bench.server.send(R"({"type":"heartbeat","timestamp":"2026-01-01T00:00:00","status":"alive"})");
    QVERIFY(bench.reachesPhase(SourcePhase::Live, 0ms));
}

void TestServerSession::pollsRowsOnceAndInOrder()
{
    Bench bench;
    bench.speakServer();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }));
    bench.newestRow = 7;
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() >= 7; }, 100ms));
    const int before = bench.server.requestsOf(QStringLiteral("GET /api/v1/devices/1/telemetry"));
    QVERIFY(bench.reaches(
        [&] { return bench.server.requestsOf(QStringLiteral("GET /api/v1/devices/1/telemetry")) > before + 1; },
        200ms));
    QCOMPARE(bench.sink.values(), bench.rows(1, 7));
    QCOMPARE(bench.sink.samples[0].info.key.device, QStringLiteral("1"));
    QCOMPARE(bench.sink.samples[0].info.key.attribute, QStringLiteral("t"));
    QCOMPARE(bench.sink.samples[0].info.unit, QStringLiteral("°C"));
    QCOMPARE(bench.sink.samples[6].sample.time, Timestamp::fromMs(1'767'225'607'000));
    QVERIFY(bench.sink.gaps.empty());
}

void TestServerSession::pollsSlowlyWhereNothingHappens()
{
    Bench bench;
    bench.speakServer();
    bench.client.start();
    const QString poll = QStringLiteral("GET /api/v1/devices/1/telemetry");
    QVERIFY(bench.reaches([&] { return bench.server.requestsOf(poll) >= 10; }, 1s));
    const Duration start = bench.clock.monotonic();
    QVERIFY(bench.reaches([&] { return bench.clock.monotonic() - start >= 100s; }, 500ms));
    QVERIFY(bench.server.requestsOf(poll) <= 10 + 11);
}

void TestServerSession::marksWhatThePageDoesNotReach()
{
    Bench bench;
    bench.speakServer();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }));
    bench.newestRow = 2000;
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 1003; }, 100ms));
    QCOMPARE(bench.sink.gaps.size(), std::size_t(1));
    QCOMPARE(bench.sink.gaps[0].device, QStringLiteral("1"));
    QCOMPARE(bench.sink.gaps[0].gap.cause, GapCause::ServerThrottled);
    const Timestamp zero = Timestamp::fromMs(1'767'225'600'000);
    QCOMPARE(bench.sink.gaps[0].gap.range, (TimeRange{zero + 3s + 1ns, zero + 1001s}));
    QCOMPARE(bench.sink.values().back(), 2000.0);
}

void TestServerSession::refillsAfterAReconnect_data()
{
    QTest::addColumn<int>("newest");
    QTest::addColumn<int>("gaps");
    QTest::newRow("everything is still there") << 900 << 0;
    QTest::newRow("more than a page") << 5000 << 1;
}

void TestServerSession::refillsAfterAReconnect()
{
    QFETCH(int, newest);
    QFETCH(int, gaps);
    Bench bench;
    bench.speakServer();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }));
    bench.server.dropAll();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    bench.newestRow = newest;
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    const int expected = std::min(newest, 1003);
    QVERIFY(bench.reaches([&] { return static_cast<int>(bench.sink.samples.size()) == expected; }));
    QCOMPARE(static_cast<int>(bench.sink.gaps.size()), gaps);
    for (const auto &gap : bench.sink.gaps)
        QCOMPARE(gap.gap.cause, GapCause::LinkLost);
    QCOMPARE(bench.server.count(QStringLiteral("subscribe_device")), 2);
}

void TestServerSession::neverAsksMoreThanTwoThingsAtOnce()
{
    Bench bench;
    bench.speakServer();
    QByteArray devices = "[";
    for (int id = 1; id <= 40; ++id)
        devices += (id > 1 ? ",{\"id\":" : "{\"id\":") + QByteArray::number(id) + "}";
    bench.bodies.insert(QStringLiteral("/api/v1/devices/"), devices + "]");
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    bench.server.holdHttp = true;
    for (int i = 0; i < 40; ++i) {
        QVERIFY(bench.reaches([&] { return bench.server.waiting > 0; }, 100ms));
        bench.client.acknowledgeAlarm(QString::number(i));
        bench.server.releaseHttp();
    }
    QVERIFY(bench.server.mostWaiting <= 2);
    QCOMPARE(bench.server.authHeaders.last(), "Bearer " + secret.toUtf8());
}

void TestServerSession::survivesAnswersOfEveryKind_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Problem>("problem");
    QTest::newRow("500 as text") << 500 << QByteArray("Internal Server Error") << Problem::ServerError;
    QTest::newRow("422 as list") << 422 << QByteArray(R"({"detail":[{"loc":["x"],"msg":"bad","type":"t"}]})")
                                 << Problem::ServerError;
    QTest::newRow("404") << 404 << QByteArray(R"({"detail":"Device not found"})") << Problem::ServerError;
    QTest::newRow("garbage") << 200 << QByteArray("\x00\xff[[[", 5) << Problem::BadFrame;
    QTest::newRow("object instead of array") << 200 << QByteArray("{}") << Problem::BadFrame;
    QTest::newRow("rows of anything") << 200
                                      << QByteArray(R"([{"id":9,"metric_name":"t","metric_value":"warm",)"
                                                    R"("timestamp":"2026-01-01T00:00:00"}])")
                                      << Problem::BadValue;
}

void TestServerSession::survivesAnswersOfEveryKind()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Problem, problem);
    Bench bench;
    bench.speakServer();
    const auto usual = bench.server.onHttp;
    bool isBad = true;
    bench.server.onHttp = [&](const QString &verb, const QString &path, const QUrlQuery &query) {
        return isBad && path.endsWith(QLatin1String("/telemetry")) ? FakeServer::HttpAnswer{status, body, {}}
                                                                   : usual(verb, path, query);
    };
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.countOf(problem) > 0; }, 100ms));
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
    isBad = false;
    bench.newestRow = 20;
    QVERIFY(bench.reaches([&] { return !bench.sink.samples.empty() && bench.sink.values().back() == 20.0; }, 200ms));
    QCOMPARE(bench.server.handshakes, 1);
}

void TestServerSession::acknowledgesInOrder()
{
    Bench bench;
    bench.speakServer();
    const QString alarm = QStringLiteral("/api/v1/alerts/5");
    bench.bodies.insert(alarm, R"({"id":5,"device_id":1,"severity":"critical","status":"active"})");
    bench.bodies.insert(QStringLiteral("PATCH ") + alarm + QStringLiteral("/acknowledge"), "{}");
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QVERIFY(bench.reaches([&] { return !bench.sink.samples.empty(); }));
    const auto usual = bench.server.onHttp;
    bench.server.onHttp = [&](const QString &verb, const QString &path, const QUrlQuery &query) {
        const auto answer = usual(verb, path, query);
        if (verb == QLatin1String("PATCH"))
            bench.bodies.insert(alarm, R"({"id":5,"device_id":1,"severity":"critical","status":"acknowledged"})");
        return answer;
    };
    bench.client.acknowledgeAlarm(QStringLiteral("5"));
    QVERIFY(bench.reaches([&] { return !bench.sink.alarms.empty(); }));
    QCOMPARE(bench.sink.alarms.back().condition, AlarmCondition::Acknowledged);
    const QStringList about = bench.server.requests.filter(QStringLiteral("alerts/5"));
    QCOMPARE(about,
             QStringList({QStringLiteral("GET /api/v1/alerts/5"), QStringLiteral("PATCH /api/v1/alerts/5/acknowledge"),
                          QStringLiteral("GET /api/v1/alerts/5")}));
}

void TestServerSession::leavesAResolvedAlarmAlone()
{
    Bench bench;
    bench.speakServer();
    bench.bodies.insert(QStringLiteral("/api/v1/alerts/5"),
                        R"({"id":5,"device_id":1,"status":"resolved","resolved_at":"2026-01-01T00:00:00"})");
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    bench.client.acknowledgeAlarm(QStringLiteral("5"));
    bench.client.resolveAlarm(QStringLiteral("5"), QStringLiteral("done"));
    QVERIFY(bench.reaches([&] { return bench.server.requestsOf(QStringLiteral("GET /api/v1/alerts/5")) == 2; }));
    QVERIFY(bench.reaches([&] { return !bench.sink.alarms.empty(); }));
    QCOMPARE(bench.sink.alarms.back().condition, AlarmCondition::Resolved);
    QCOMPARE(bench.server.requestsOf(QStringLiteral("PATCH")), 0);
}

void TestServerSession::reportsAnAlarmAgainOnlyWhenItChanged()
{
    Bench bench;
    bench.speakServer();
    const QString list = QStringLiteral("/api/v1/alerts/");
    bench.bodies.insert(list, R"([{"id":2,"severity":"info","status":"active"},{"id":1,"severity":"emergency"}])");
    bench.client.start();
    const QString poll = QStringLiteral("GET /api/v1/alerts/");
    QVERIFY(bench.reaches([&] { return bench.server.requestsOf(poll) >= 3; }, 200ms));
    QCOMPARE(bench.sink.alarms.size(), std::size_t(2));
    QCOMPARE(bench.sink.alarms[0].id, QStringLiteral("1"));
    bench.bodies.insert(list, R"([{"id":2,"severity":"info","status":"resolved"},{"id":1,"severity":"emergency"}])");
    QVERIFY(bench.reaches([&] { return bench.sink.alarms.size() == 3; }, 200ms));
    QCOMPARE(bench.sink.alarms[2].condition, AlarmCondition::Resolved);
}

QTEST_GUILESS_MAIN(TestServerSession)
#include "tst_valtronics_server_session.moc"
