#include "tests/protocol/moonsense/moonsense_bench.h"

#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::test::moon;
using namespace std::chrono_literals;
using watchglass::test::FakeClock;

class TestMoonsenseClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsASessionThatGoesOn();
    void sendsTokenAndAcceptWithEveryRequest();
    void tellsWhatItCanBeAskedFor();
    void pollsTheListEveryTwoSeconds();
    void readsEachChunkOnce();
    void followsOnlyWhatGoesOnByTheServersClock_data();
    void followsOnlyWhatGoesOnByTheServersClock();
    void followsWhatTheOptionsName_data();
    void followsWhatTheOptionsName();
    void walksAllPagesOfChunks();
    void asksTheDataPlaneOfTheSessionsRegion();
    void asksThePrimaryRegionForASessionOfNone();
    void neverSendsTheTokenInTheClear();
    void decodesChunksThatStayedCompressed();
    void reportsMissingBundlesWhenASessionIsOver();
    void stopsAskingAfterTheFinalBundle();
    void opensNothingAfterStop();
    void aWrongOptionFailsWithItsReason();
};

void TestMoonsenseClient::readsASessionThatGoesOn()
{
    Bench bench;
    bench.oneSession();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    QCOMPARE(bench.sink.values(), (std::vector<double>{1, 2}));
    QCOMPARE(bench.sink.samples.front().info.key.device, QStringLiteral("s"));
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
    QCOMPARE(bench.text(), QStringLiteral("Live: 1 sessions go on"));
    QCOMPARE(bench.sink.devices.front().status, QStringLiteral("online"));
    QCOMPARE(bench.sink.devices.front().name, QStringLiteral("Phone"));
    QVERIFY(bench.sink.texts.isEmpty());
    QList<SourcePhase> phases;
    for (const SourceState &state : bench.sink.states)
        phases << state.phase;
    QCOMPARE(phases, QList<SourcePhase>({SourcePhase::Connecting, SourcePhase::Probing, SourcePhase::Live}));
}

void TestMoonsenseClient::sendsTokenAndAcceptWithEveryRequest()
{
    Bench bench;
    bench.oneSession();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    QVERIFY(bench.cloud.heads.size() >= 5);
    for (const QByteArray &head : bench.cloud.heads) {
        QVERIFY2(head.contains("Authorization: Bearer s3cr3t-t0ken"), head.constData());
        QVERIFY2(head.contains("Accept: application/json"), head.constData());
        QVERIFY2(head.contains("gzip"), head.constData());
    }
}

void TestMoonsenseClient::tellsWhatItCanBeAskedFor()
{
    Bench bench;
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    const Capabilities wanted{.rate = true, .subset = true, .history = true};
    QCOMPARE(bench.sink.current().capabilities, wanted);
}

void TestMoonsenseClient::pollsTheListEveryTwoSeconds()
{
    Bench bench;
    bench.client.start();
    const QString list = QStringLiteral("/v2/sessions");
    QVERIFY(bench.reaches([&] { return bench.cloud.count(list) == 1 && bench.sink.phase() == SourcePhase::Live; }));
    const Duration from = bench.clock.monotonic();
    QVERIFY(bench.reaches([&] { return bench.cloud.count(list) == 4; }));
    QVERIFY(bench.clock.monotonic() - from >= 5500ms);
    QCOMPARE(bench.cloud.requests.filter(QStringLiteral("per_page=25&page=1")).size(), bench.cloud.count(list));
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/regions")), 1);
    QCOMPARE(bench.text(), QStringLiteral("Connected: none of the newest 0 sessions goes on"));
}

void TestMoonsenseClient::readsEachChunkOnce()
{
    Bench bench(QStringLiteral("chunks=1s"));
    bench.oneSession();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    bench.chunks({chunkItem("c1", 1), chunkItem("c2", 2)});
    bench.chunk(QStringLiteral("c2"), line("s", 2) + line("s", 3)); // one bundle comes again
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }, 200ms));
    QVERIFY(bench.reaches([&] { return bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks")) >= 4; }, 200ms));
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks/c1")), 1);
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks/c2")), 1);
    QCOMPARE(bench.sink.values(), (std::vector<double>{1, 2, 3}));
}

void TestMoonsenseClient::followsOnlyWhatGoesOnByTheServersClock_data()
{
    QTest::addColumn<qint64>("ageMs");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<QString>("status");
    QTest::newRow("new") << qint64(0) << QByteArray() << QStringLiteral("online");
    QTest::newRow("60 s") << qint64(60'000) << QByteArray() << QStringLiteral("online");
    QTest::newRow("91 s") << qint64(91'000) << QByteArray() << QStringLiteral("offline");
    QTest::newRow("old by our clock, new by theirs")
        << qint64(600'000) << QByteArray("Date: Wed, 31 Dec 2025 23:50:30 GMT\r\n") << QStringLiteral("online");
    QTest::newRow("new by our clock, old by theirs")
        << qint64(0) << QByteArray("Date: Thu, 01 Jan 2026 00:02:00 GMT\r\n") << QStringLiteral("offline");
}

void TestMoonsenseClient::followsOnlyWhatGoesOnByTheServersClock()
{
    QFETCH(qint64, ageMs);
    QFETCH(QByteArray, date);
    QFETCH(QString, status);
    Bench bench;
    bench.oneSession();
    bench.cloud.answer(QStringLiteral("/v2/sessions"),
                       {200, listOf("sessions", {session("s", std::chrono::milliseconds(ageMs))}), date});
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.phase() == SourcePhase::Live && !bench.sink.devices.empty(); }, 1ms));
    QCOMPARE(bench.sink.devices.front().status, status);
    if (status == QLatin1String("online"))
        QVERIFY(bench.reaches([&] { return !bench.sink.samples.empty(); }, 1ms));
    else
        QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks")), 0);
}

void TestMoonsenseClient::followsWhatTheOptionsName_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("request");
    QTest::newRow("since") << QStringLiteral("since=2h") << QStringLiteral("/v2/sessions");
    QTest::newRow("span") << QStringLiteral("from=2025-01-01T00:00:00Z") << QStringLiteral("/v2/sessions");
    QTest::newRow("named") << QStringLiteral("session=s") << QStringLiteral("/v2/sessions/s");
}

void TestMoonsenseClient::followsWhatTheOptionsName()
{
    QFETCH(QString, query);
    QFETCH(QString, request);
    Bench bench(query + QStringLiteral("&poll=500ms&chunks=500ms"));
    bench.oneSession();
    bench.sessions({session("s", 1h)});
    bench.cloud.answer(QStringLiteral("/v2/sessions/s"), {200, session("s", 1h)});
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    QVERIFY(bench.cloud.count(request) >= 1);
    // What is over is read once.
    const int rounds = bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks"));
    const int lists = bench.cloud.count(request);
    QVERIFY(bench.reaches([&] { return bench.cloud.count(request) >= lists + 4; }, 200ms));
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks")), rounds);
    QCOMPARE(bench.sink.devices.back().status, QStringLiteral("offline"));
}

void TestMoonsenseClient::walksAllPagesOfChunks()
{
    Bench bench;
    bench.oneSession();
    bench.cloud.answer(QStringLiteral("/v2/sessions/s/chunks"), [](const QUrlQuery &query) {
        const int page = query.queryItemValue(QStringLiteral("page")).toInt();
        const QByteArray id = "c" + QByteArray::number(page);
        // The last page names a next one although there is none.
        return CloudReply{
            200, listOf("chunks", page <= 3 ? QByteArrayList{chunkItem(id, page)} : QByteArrayList(), page, page + 1)};
    });
    for (int i = 1; i <= 3; ++i)
        bench.chunk(QStringLiteral("c%1").arg(i), line("s", i));
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }));
    QVERIFY(bench.cloud.requests.filter(QStringLiteral("chunks?per_page=50&page=4")).size() >= 1);
    QVERIFY(bench.cloud.requests.filter(QStringLiteral("&page=5")).isEmpty());
}

void TestMoonsenseClient::asksTheDataPlaneOfTheSessionsRegion()
{
    Bench bench;
    Cloud europe;
    bench.cloud.answer(QStringLiteral("/v2/regions"),
                       {200, R"({"regions":[{"name":"r1","url":"http://127.0.0.1:1"},{"name":"eu","url":")"
                                 + europe.address().toUtf8() + "/\"}]}"});
    bench.sessions({session("s", 1s, "eu")});
    europe.answer(QStringLiteral("/v2/sessions/s/chunks"), {200, listOf("chunks", {chunkItem("c1", 1)})});
    europe.answer(QStringLiteral("/v2/sessions/s/chunks/c1"), {200, line("s", 1)});
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 1; }));
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks")), 0);
    QVERIFY(europe.heads.front().contains("Bearer"));
}

void TestMoonsenseClient::asksThePrimaryRegionForASessionOfNone()
{
    Bench bench;
    Cloud primary;
    bench.cloud.answer(QStringLiteral("/v2/regions"),
                       {200, R"({"regions":[{"name":"r1","url":"http://127.0.0.1:1"},{"name":"r2","url":")"
                                 + primary.address().toUtf8() + R"(","default_primary":true}]})"});
    bench.sessions({session("s", 1s, "")});
    primary.answer(QStringLiteral("/v2/sessions/s/chunks"), {200, listOf("chunks", {chunkItem("c1", 1)})});
    primary.answer(QStringLiteral("/v2/sessions/s/chunks/c1"), {200, line("s", 1)});
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 1; }));
}

void TestMoonsenseClient::neverSendsTheTokenInTheClear()
{
    FakeClock clock;
    Cloud data;
    data.answer(QStringLiteral("/v2/regions"), CloudReply{});
    moonsense::CloudApi api(clock, QUrl(QStringLiteral("https://127.0.0.1:1")), QLatin1String(moonSecret), {});
    bool done = false;
    link::RestRequest request;
    request.path = QStringLiteral("v2/regions");
    api.send(request, QUrl(data.address()), [&done](const moonsense::CloudApi::Answer &) { done = true; });
    QTRY_VERIFY_WITH_TIMEOUT(done, patience);
    QCOMPARE(data.heads.size(), 1);
    QVERIFY(!data.heads.front().contains(moonSecret));
}

void TestMoonsenseClient::decodesChunksThatStayedCompressed()
{
    const QByteArray gzip = gzipOf(line("s", 1));
    for (const QByteArray &headers : {QByteArray(), QByteArray("Content-Encoding: gzip\r\n")}) {
        Bench bench;
        bench.oneSession();
        bench.cloud.answer(QStringLiteral("/v2/sessions/s/chunks/c1"), {200, gzip, headers});
        bench.client.start();
        QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 1; }));
        QVERIFY(bench.sink.texts.isEmpty());
    }
}

void TestMoonsenseClient::reportsMissingBundlesWhenASessionIsOver()
{
    Bench bench;
    bench.oneSession();
    bench.chunk(QStringLiteral("c1"), line("s", 1) + line("s", 4, ",\"is_final_bundle\":true"));
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    QVERIFY(bench.sink.gaps.empty());
    bench.sessions({session("s", 200s)});
    QVERIFY(bench.reaches([&] { return !bench.sink.gaps.empty(); }, 200ms));
    QCOMPARE(bench.sink.gaps.size(), std::size_t{1});
    QCOMPARE(bench.sink.gaps.front().device, QStringLiteral("s"));
    QCOMPARE(bench.sink.gaps.front().gap.cause, GapCause::DeviceSilent);
    QCOMPARE(bench.sink.devices.back().status, QStringLiteral("offline"));
}

void TestMoonsenseClient::stopsAskingAfterTheFinalBundle()
{
    Bench bench(QStringLiteral("poll=500ms&chunks=500ms"));
    bench.oneSession();
    bench.chunk(QStringLiteral("c1"), line("s", 2, ",\"is_final_bundle\":true") + line("s", 1));
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    const int lists = bench.cloud.count(QStringLiteral("/v2/sessions"));
    QVERIFY(bench.reaches([&] { return bench.cloud.count(QStringLiteral("/v2/sessions")) >= lists + 5; }, 200ms));
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks")), 1);
    QCOMPARE(bench.sink.values(), (std::vector<double>{1, 2}));
    QVERIFY(bench.sink.gaps.empty());
}

void TestMoonsenseClient::opensNothingAfterStop()
{
    Bench bench;
    bench.oneSession();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    bench.client.stop();
    QCOMPARE(bench.sink.phase(), SourcePhase::Idle);
    QCOMPARE(bench.clock.activeTimers(), 0);
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.sink.samples.size(), std::size_t{2}); // its chunks are known
}

void TestMoonsenseClient::aWrongOptionFailsWithItsReason()
{
    Bench bench(QStringLiteral("poll=often"));
    bench.client.start();
    QCOMPARE(bench.sink.phase(), SourcePhase::Failed);
    QVERIFY(bench.text().contains(QLatin1String("poll=often")));
    QVERIFY(bench.cloud.requests.isEmpty());
}

QTEST_GUILESS_MAIN(TestMoonsenseClient)
#include "tst_moonsense_client.moc"
