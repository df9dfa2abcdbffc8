#include "tests/protocol/moonsense/moonsense_bench.h"

#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::test::moon;
using namespace std::chrono_literals;

namespace {

/// Options under which the client makes this call.
QString queryFor(const QString &path)
{
    const QString quick = QStringLiteral("poll=1s&chunks=1s");
    return path == QLatin1String("/v2/sessions/s") ? quick + QStringLiteral("&session=s") : quick;
}

} // namespace

class TestMoonsenseFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void failuresOfTheListEndAsTheTableSays_data();
    void failuresOfTheListEndAsTheTableSays();
    void failuresOfAChunkAreTriedAgain_data();
    void failuresOfAChunkAreTriedAgain();
    void everyRefusalOfEveryCallEndsAsTheTableSays_data();
    void everyRefusalOfEveryCallEndsAsTheTableSays();
    void everyCallObeysRetryAfter_data();
    void everyCallObeysRetryAfter();
    void anAnswerCutAnywhereIsAskedForAgain();
    void aChunkOfAnEarlierPageIsNotForgotten();
    void whatCouldNotBeHadIsAGapOfTheLink();
    void obeysRetryAfter();
    void neverShowsTheToken();
    void goesOnAfterTheServiceWasAway();
};

void TestMoonsenseFailures::failuresOfTheListEndAsTheTableSays_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<SourcePhase>("phase");
    QTest::addColumn<QString>("text");
    const QByteArray error = R"({"type":"t","param":"p","message":"because"})";
    QTest::newRow("401") << 401 << error << SourcePhase::Failed << QStringLiteral("enter a valid secret token");
    QTest::newRow("403") << 403 << error << SourcePhase::Failed << QStringLiteral("because");
    QTest::newRow("404") << 404 << error << SourcePhase::Waiting << QStringLiteral("control plane?");
    QTest::newRow("408") << 408 << error << SourcePhase::Waiting << QStringLiteral("408");
    QTest::newRow("429") << 429 << error << SourcePhase::Waiting << QStringLiteral("429");
    QTest::newRow("500") << 500 << error << SourcePhase::Waiting << QStringLiteral("because (p)");
    QTest::newRow("503") << 503 << QByteArray("<html>busy</html>") << SourcePhase::Waiting << QStringLiteral("busy");
    QTest::newRow("not JSON") << 200 << QByteArray("<html></html>") << SourcePhase::Waiting
                              << QStringLiteral("Is the address right?");
    QTest::newRow("other JSON") << 200 << QByteArray("{\"hello\":1}") << SourcePhase::Waiting
                                << QStringLiteral("Is the address right?");
    QTest::newRow("cut short") << -1 << QByteArray(1000, ' ') << SourcePhase::Waiting << QString();
    QTest::newRow("never answering") << -2 << QByteArray() << SourcePhase::Waiting << QStringLiteral("no whole answer");
}

void TestMoonsenseFailures::failuresOfTheListEndAsTheTableSays()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(SourcePhase, phase);
    QFETCH(QString, text);
    Bench bench;
    bench.cloud.answer(QStringLiteral("/v2/sessions"),
                       {status > 0 ? status : 200, body, {}, status == -2, status == -1 ? 500 : -1});
    bench.client.start();
    QVERIFY(bench.reachesPhase(phase));
    QVERIFY2(bench.text().contains(text), qPrintable(bench.text()));
    const int tries = bench.cloud.count(QStringLiteral("/v2/sessions"));
    if (phase == SourcePhase::Failed) {
        QCOMPARE(bench.clock.activeTimers(), 0);
        return;
    }
    QVERIFY(bench.sink.current().retryAt > bench.clock.now());
    bench.cloud.answer(QStringLiteral("/v2/sessions"), {200, listOf("sessions", {})});
    QVERIFY(bench.reachesPhase(SourcePhase::Live)); // by itself
    QVERIFY(bench.cloud.count(QStringLiteral("/v2/sessions")) > tries);
}

void TestMoonsenseFailures::failuresOfAChunkAreTriedAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("tries"); // 0: the second one mends it
    constexpr int few = moonsense::FollowedSession::mostTries;
    constexpr int many = moonsense::FollowedSession::mostPatientTries;
    QTest::newRow("500, then there") << 500 << 0;
    QTest::newRow("404, then there") << 404 << 0;
    QTest::newRow("429, then there") << 429 << 0;
    QTest::newRow("cut short, then whole") << -1 << 0;
    QTest::newRow("503 for good") << 503 << many;
    QTest::newRow("404 for good") << 404 << few;
    QTest::newRow("403 for good") << 403 << few;
}

void TestMoonsenseFailures::failuresOfAChunkAreTriedAgain()
{
    QFETCH(int, status);
    QFETCH(int, tries);
    Bench bench(QStringLiteral("poll=1s&chunks=1s"));
    bench.oneSession();
    const QString chunk = QStringLiteral("/v2/sessions/s/chunks/c1");
    bench.cloud.answer(chunk, [&, asked = 0](const QUrlQuery &) mutable {
        if (tries == 0 && ++asked > 1)
            return CloudReply{200, line("s", 1) + line("s", 2)};
        return CloudReply{status > 0 ? status : 200, line("s", 1) + line("s", 2), {}, false, status < 0 ? 200 : -1};
    });
    bench.client.start();
    if (tries == 0) {
        QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }, 100ms));
        QCOMPARE(bench.sink.values(), (std::vector<double>{1, 2}));
        QCOMPARE(bench.sink.countOf(Problem::ServerError), 1);
        return;
    }
    QVERIFY(bench.reaches([&] { return bench.sink.texts.join(QLatin1Char(' ')).contains(QLatin1String("given up")); },
                          100ms));
    QCOMPARE(bench.cloud.count(chunk), tries);
    const int lists = bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks"));
    QVERIFY(
        bench.reaches([&] { return bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks")) > lists + 1; }, 100ms));
    QCOMPARE(bench.cloud.count(chunk), tries);
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
}

void TestMoonsenseFailures::everyRefusalOfEveryCallEndsAsTheTableSays_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<SourcePhase>("phase");
    const QString chunks = QStringLiteral("/v2/sessions/s/chunks");
    const QStringList calls{QStringLiteral("/v2/regions"),
                            QStringLiteral("/v2/tokens/self"),
                            QStringLiteral("/v2/sessions"),
                            QStringLiteral("/v2/sessions/s"),
                            chunks,
                            chunks + QStringLiteral("/c1")};
    const auto phaseOf = [&calls](qsizetype call, int status) {
        if (status == 401)
            return call == 0 ? SourcePhase::Live : SourcePhase::Failed; // regions are for everybody
        if (status == 403 && (call == 2 || call == 3))
            return SourcePhase::Failed;
        const bool isThere = status != 403 && status != 404;
        const bool isNeeded = call == 2 || (isThere && call < 4);
        return isNeeded ? SourcePhase::Waiting : SourcePhase::Live;
    };
    for (qsizetype call = 0; call < calls.size(); ++call) {
        for (const int status : {401, 403, 404, 408, 429, 500, 502, 503, 504})
            QTest::addRow("%s %d", qPrintable(calls[call]), status) << calls[call] << status << phaseOf(call, status);
    }
}

void TestMoonsenseFailures::everyRefusalOfEveryCallEndsAsTheTableSays()
{
    QFETCH(QString, path);
    QFETCH(int, status);
    QFETCH(SourcePhase, phase);
    Bench bench(queryFor(path));
    bench.namedSession();
    bench.cloud.fail(path, {status, R"({"message":"no"})"});
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.cloud.count(path) > 0 && bench.sink.phase() == phase; }));
    if (phase == SourcePhase::Failed) {
        QCOMPARE(bench.clock.activeTimers(), 0);
        QVERIFY(bench.sink.samples.empty());
        return;
    }
    bench.cloud.mend();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    QCOMPARE(bench.sink.values(), (std::vector<double>{1, 2}));
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
}

void TestMoonsenseFailures::everyCallObeysRetryAfter_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"/v2/regions", "/v2/tokens/self", "/v2/sessions", "/v2/sessions/s",
                             "/v2/sessions/s/chunks", "/v2/sessions/s/chunks/c1"})
        QTest::newRow(path) << QString::fromUtf8(path);
}

void TestMoonsenseFailures::everyCallObeysRetryAfter()
{
    QFETCH(QString, path);
    Bench bench(queryFor(path));
    bench.namedSession();
    bench.cloud.fail(path, {429, "{}", "Retry-After: 60\r\n"});
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.cloud.count(path) == 1 && bench.clock.requests() == 0; }));
    bench.cloud.mend();
    const Duration from = bench.clock.monotonic();
    QVERIFY(bench.reaches([&] { return bench.clock.monotonic() - from > 58s; }));
    QCOMPARE(bench.cloud.count(path), 1);
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
}

void TestMoonsenseFailures::anAnswerCutAnywhereIsAskedForAgain()
{
    Bench bench(QStringLiteral("poll=1s&chunks=1s"));
    bench.sessions({session("s", 1s)});
    QByteArrayList items;
    std::vector<double> wanted;
    const auto size = static_cast<int>(CloudReply{200, line("s", 100)}.wire().size());
    for (int cut = 0; cut < size; ++cut) {
        const QByteArray id = "c" + QByteArray::number(cut);
        items << chunkItem(id, 1);
        wanted.push_back(cut + 1);
        bench.cloud.answer(QStringLiteral("/v2/sessions/s/chunks/") + QString::fromUtf8(id),
                           [cut, isFirst = true](const QUrlQuery &) mutable {
                               CloudReply reply{200, line("s", cut + 1)};
                               reply.cut = std::exchange(isFirst, false) ? cut : -1;
                               return reply;
                           });
    }
    bench.chunks(items);
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == wanted.size(); }));
    std::vector<double> values = bench.sink.values();
    std::sort(values.begin(), values.end());
    QCOMPARE(values, wanted); // each once
    QVERIFY(bench.sink.countOf(Problem::ServerError) > 0);
    QCOMPARE(bench.sink.countOf(Problem::BadFrame), 0);
}

void TestMoonsenseFailures::aChunkOfAnEarlierPageIsNotForgotten()
{
    Bench bench(QStringLiteral("poll=1s&chunks=1s"));
    bench.sessions({session("s", 1s)});
    bench.cloud.answer(QStringLiteral("/v2/sessions/s/chunks"), [](const QUrlQuery &query) {
        return query.queryItemValue(QStringLiteral("page")) == QLatin1String("1")
                   ? CloudReply{200, listOf("chunks", {chunkItem("c1", 1), chunkItem("c2", 2)}, 1, 2)}
                   : CloudReply{200, listOf("chunks", {chunkItem("c3", 3), chunkItem("c4", 4)}, 2)};
    });
    for (int i = 1; i <= 4; ++i)
        bench.chunk(QStringLiteral("c%1").arg(i), line("s", i));
    bench.cloud.fail(QStringLiteral("/v2/sessions/s/chunks/c1"), {503, "{}"});
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }));
    bench.cloud.mend();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 4; }));
    QCOMPARE(bench.sink.values(), (std::vector<double>{2, 3, 4, 1}));
}

void TestMoonsenseFailures::whatCouldNotBeHadIsAGapOfTheLink()
{
    Bench bench(QStringLiteral("poll=1s&chunks=1s"));
    bench.oneSession();
    bench.chunks({chunkItem("c1", 1), chunkItem("c2", 2), chunkItem("c3", 3)});
    bench.chunk(QStringLiteral("c3"), line("s", 4, ",\"is_final_bundle\":true"));
    bench.client.start(); // c2 is not there
    QVERIFY(bench.reaches([&] { return bench.sink.allTexts().contains(QLatin1String("given up")); }));
    bench.sessions({session("s", 200s)});
    QVERIFY(bench.reaches([&] { return !bench.sink.gaps.empty(); }));
    QCOMPARE(bench.sink.gaps.front().gap.cause, GapCause::LinkLost);
    QCOMPARE(bench.sink.values(), (std::vector<double>{1, 2, 4}));
}

void TestMoonsenseFailures::obeysRetryAfter()
{
    Bench bench;
    bench.cloud.answer(QStringLiteral("/v2/sessions"), {429, "{}", "Retry-After: 60\r\n"});
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    QVERIFY(*bench.sink.current().retryAt - bench.clock.now() > 59s);
    bench.clock.advance(58s);
    QCOMPARE(bench.clock.activeTimers(), 1); // still the wait: a request would have its deadline
    QCOMPARE(bench.sink.phase(), SourcePhase::Waiting);
}

void TestMoonsenseFailures::neverShowsTheToken()
{
    for (const char *path :
         {"/v2/regions", "/v2/tokens/self", "/v2/sessions", "/v2/sessions/s/chunks", "/v2/sessions/s/chunks/c1"}) {
        for (const int status : {401, 500}) {
            Bench bench;
            bench.oneSession();
            bench.cloud.answer(QLatin1String(path), {status, R"({"message":"bad token s3cr3t-t0ken"})"});
            bench.client.start();
            QVERIFY(bench.reaches([&] {
                return bench.sink.allTexts().contains(QLatin1String("bad token")) || bench.sink.samples.size() == 2;
            }));
            QVERIFY2(!bench.sink.allTexts().contains(QLatin1String(moonSecret)), qPrintable(bench.sink.allTexts()));
        }
    }
    Bench without{QString(), QString()};
    without.cloud.answer(QStringLiteral("/v2/tokens/self"), {401, "{}"});
    without.client.start();
    QVERIFY(without.reachesPhase(SourcePhase::Failed));
    QVERIFY(without.text().contains(QLatin1String("the source has none")));
    QVERIFY(!without.cloud.heads.front().contains("Authorization"));
}

void TestMoonsenseFailures::goesOnAfterTheServiceWasAway()
{
    Bench bench;
    bench.oneSession();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    for (const char *path : {"/v2/sessions", "/v2/regions"})
        bench.cloud.answer(QLatin1String(path), {503, "away"});
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    const Duration away = bench.clock.monotonic();
    const auto tries = bench.cloud.requests.size();
    QVERIFY(bench.reaches([&] { return bench.clock.monotonic() - away > 60s; }, 500ms));
    QVERIFY(bench.cloud.requests.size() - tries <= 9); // no busy loop
    bench.cloud.answer(QStringLiteral("/v2/regions"), {200, R"({"regions":[]})"});
    bench.sessions({session("s", -120s)});
    bench.chunks({chunkItem("c1", 1), chunkItem("c2", 2)});
    bench.chunk(QStringLiteral("c2"), line("s", 3));
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }, 100ms));
    QCOMPARE(bench.sink.values(), (std::vector<double>{1, 2, 3})); // nothing lost, nothing twice
    QCOMPARE(bench.cloud.count(QStringLiteral("/v2/sessions/s/chunks/c1")), 1);
    QCOMPARE(bench.sink.current().reconnects, 1);
    QVERIFY(bench.sink.gaps.empty());
}

QTEST_GUILESS_MAIN(TestMoonsenseFailures)
#include "tst_moonsense_failures.moc"
