#include "tests/protocol/moonsense/moonsense_bench.h"
#include "tests/protocol/span_text.h"

#include <QRegularExpression>
#include <QTemporaryDir>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::test::moon;
using namespace std::chrono_literals;
using watchglass::test::RecordingSink;
using watchglass::test::spanTexts;

namespace {

constexpr auto none = AttentionLevel::None;
constexpr auto low = AttentionLevel::Low;
constexpr auto medium = AttentionLevel::Medium;
constexpr auto high = AttentionLevel::High;
const QString list = QStringLiteral("/v2/sessions");
const QString chunkList = QStringLiteral("/v2/sessions/s/chunks");

DemandChange light(AttentionLevel level, const char *session = "s")
{
    return {{}, {{{{}, QLatin1String(session), QStringLiteral("light"), {}}, level}}};
}

/// By the bundles' times: bundle 1 is of 1000 ms.
QStringList spans(const Bench &bench, const char *session = "s")
{
    return spanTexts(bench.sink, QLatin1String(session), Timestamp::fromMs(1'767'225'500'000));
}

/// A session with chunks c1 to c<count> of one bundle each.
void haveChunks(Bench &bench, int count)
{
    bench.sessions({session("s", 1s)});
    QByteArrayList items;
    for (int i = 1; i <= count; ++i) {
        items << chunkItem("c" + QByteArray::number(i), i);
        bench.chunk(QStringLiteral("c%1").arg(i), line("s", i));
    }
    bench.chunks(items);
}

} // namespace

/// Chunks that nobody wants wait, and none is lost.
class TestMoonsenseLazy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsOneChunkOfASessionThatNobodyLooksAt()
    {
        Bench bench(QStringLiteral("chunks=1s"));
        haveChunks(bench, 3);
        bench.client.setDemand({none, {}});
        bench.client.start();
        QVERIFY(bench.reaches([&] { return !bench.sink.samples.empty(); }));
        const int lists = bench.cloud.count(list);
        QVERIFY(bench.reaches([&] { return bench.cloud.count(list) > lists + 3; }, 200ms));
        QCOMPARE(bench.cloud.count(chunkList), 1);
        QCOMPARE(bench.sink.values(), std::vector<double>{1});
        QCOMPARE(spans(bench), QStringList{QStringLiteral("1000+..max")});
        QCOMPARE(bench.sink.devices.front().status, QStringLiteral("online"));
        QVERIFY(bench.sink.gaps.empty());
    }

    void readsTheOthersWhenDemandRises()
    {
        Bench bench;
        haveChunks(bench, 3);
        bench.client.setDemand({none, {}});
        bench.client.start();
        QVERIFY(bench.reaches([&] { return spans(bench).size() == 1; }));
        const Duration risen = bench.clock.monotonic();
        bench.client.setDemand(light(low));
        QVERIFY(bench.reaches([&] { return spans(bench).size() == 2; }, 1ms));
        QVERIFY(bench.clock.monotonic() - risen < 1s); // at once, not at the next round
        QCOMPARE(bench.sink.values(), (std::vector<double>{1, 2, 3}));
        QCOMPARE(spans(bench), QStringList({QStringLiteral("1000+..max"), QStringLiteral("ended 1000+")}));
        haveChunks(bench, 4); // and goes on by itself
        QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 4; }));
    }

    void holdsBackWhenDemandFalls()
    {
        Bench bench(QStringLiteral("chunks=1s"));
        haveChunks(bench, 2);
        bench.client.start();
        QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
        QVERIFY(bench.reaches([&] { return bench.clock.requests() == 0; }));
        bench.client.setDemand({none, {}});
        QCOMPARE(spans(bench), QStringList{QStringLiteral("2000+..max")});
        haveChunks(bench, 4);
        const int lists = bench.cloud.count(list);
        QVERIFY(bench.reaches([&] { return bench.cloud.count(list) > lists + 2; }, 200ms));
        QCOMPARE(bench.sink.samples.size(), std::size_t{2});
        bench.client.setDemand(light(high));
        QVERIFY(bench.reaches([&] { return spans(bench).size() == 2; }));
        QCOMPARE(bench.sink.samples.size(), std::size_t{4});
        QVERIFY(bench.sink.gaps.empty());
    }

    void aMarkStaysUntilAllIsThere()
    {
        Bench bench(QStringLiteral("chunks=1s"));
        haveChunks(bench, 3);
        bench.client.setDemand({none, {}});
        bench.client.start();
        QVERIFY(bench.reaches([&] { return spans(bench).size() == 1; }));
        bench.cloud.fail(chunkList + QStringLiteral("/c2"), {503, "{}"});
        bench.client.setDemand(light(medium));
        QVERIFY(bench.reaches([&] { return bench.cloud.count(chunkList + QStringLiteral("/c2")) >= 3; }));
        QCOMPARE(spans(bench).size(), 1);
        bench.cloud.mend();
        QVERIFY(bench.reaches([&] { return spans(bench).size() == 2; }));
        QCOMPARE(bench.sink.samples.size(), std::size_t{3});
    }

    void aSessionThatEndedUnseenIsReadWhenItIsWanted()
    {
        Bench bench;
        haveChunks(bench, 3);
        bench.chunk(QStringLiteral("c3"), line("s", 4)); // bundle 3 was never sent
        bench.client.setDemand({none, {}});
        bench.client.start();
        QVERIFY(bench.reaches([&] { return spans(bench).size() == 1; }));
        bench.sessions({session("s", 200s)});
        QVERIFY(bench.reaches([&] { return bench.sink.devices.back().status == QStringLiteral("offline"); }, 200ms));
        QVERIFY(bench.sink.gaps.empty()); // what was not asked for is not lost
        bench.client.setDemand(light(high));
        QVERIFY(bench.reaches([&] { return !bench.sink.gaps.empty(); }));
        QCOMPARE(bench.sink.samples.size(), std::size_t{3});
        QCOMPARE(bench.sink.gaps.front().gap.cause, GapCause::DeviceSilent);
        QCOMPARE(spans(bench).size(), 2);
    }

    void markedFromWhereTheFirstBundleIsMissing()
    {
        Bench bench;
        haveChunks(bench, 2);
        bench.chunk(QStringLiteral("c1"), line("s", 1) + line("s", 3)); // bundle 2 is in the second chunk
        bench.chunk(QStringLiteral("c2"), line("s", 2));
        bench.client.setDemand({none, {}});
        bench.client.start();
        QVERIFY(bench.reaches([&] { return spans(bench).size() == 1; }));
        QCOMPARE(spans(bench), QStringList{QStringLiteral("-3000..max")});
        bench.client.setDemand({high, {}});
        QVERIFY(bench.reaches([&] { return spans(bench).size() == 2; }));
        QCOMPARE(bench.sink.samples.size(), std::size_t{3});
        QCOMPARE(spans(bench).last(), QStringLiteral("ended -3000"));
    }

    void fallingDemandDuringARoundIsNotForgotten_data()
    {
        QTest::addColumn<bool>("isInterrupted");
        QTest::newRow("the round ends") << false;
        QTest::newRow("the service fails") << true;
    }

    void fallingDemandDuringARoundIsNotForgotten()
    {
        QFETCH(bool, isInterrupted);
        Bench bench(QStringLiteral("chunks=1s"));
        haveChunks(bench, 2);
        if (isInterrupted)
            bench.cloud.answer(chunkList + QStringLiteral("/c2"), CloudReply{.isHeld = true});
        bench.client.start();
        QVERIFY(bench.reaches([&] { return !bench.sink.samples.empty(); }, 1ms));
        bench.client.setDemand({none, {}});
        if (isInterrupted)
            bench.cloud.fail(list, {503, "{}"});
        QVERIFY(bench.reaches([&] { return spans(bench).size() == 1; }));
        QVERIFY(spans(bench).front().endsWith(QStringLiteral("+..max")));
    }

    void theListIsReadLessOftenWhenNothingIsWanted_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("level");
        QTest::addColumn<int>("ms");
        QTest::newRow("low") << QStringLiteral("poll=1s") << int(low) << 1000;
        QTest::newRow("none") << QStringLiteral("poll=1s") << int(none) << 5000;
        QTest::newRow("none of a slow one") << QStringLiteral("poll=8s") << int(none) << 8000;
    }

    void theListIsReadLessOftenWhenNothingIsWanted()
    {
        QFETCH(QString, query);
        QFETCH(int, level);
        QFETCH(int, ms);
        Bench bench(query);
        bench.client.setDemand({none, light(AttentionLevel(level)).series});
        bench.client.start();
        QVERIFY(bench.reaches([&] { return bench.cloud.count(list) == 1 && bench.sink.phase() == SourcePhase::Live; }));
        const Duration from = bench.clock.monotonic();
        QVERIFY(bench.reaches([&] { return bench.cloud.count(list) == 4; }, 50ms));
        const Duration took = bench.clock.monotonic() - from;
        const Duration wanted = std::chrono::milliseconds(3 * ms);
        QVERIFY2(took > wanted - 500ms && took < wanted + 500ms, qPrintable(QString::number(took.count() / 1000000)));

        bench.client.setDemand(light(high));
        QVERIFY(bench.reaches([&] { return bench.cloud.count(list) == 5; }, 50ms));
        const Duration next = bench.clock.monotonic() - from - took;
        QVERIFY(ms != 5000 || next < 1500ms);
    }

    void chunksAtLowAreReadEveryTwoSecondsAtMost()
    {
        Bench bench(QStringLiteral("poll=30s&chunks=500ms"));
        haveChunks(bench, 1);
        bench.client.setDemand({low, {}});
        bench.client.start();
        QVERIFY(bench.reaches([&] { return bench.cloud.count(chunkList) == 1; }, 50ms));
        const Duration from = bench.clock.monotonic();
        QVERIFY(bench.reaches([&] { return bench.cloud.count(chunkList) == 4; }, 50ms));
        QVERIFY(bench.clock.monotonic() - from > 5500ms);
        bench.client.setDemand({high, {}});
        const Duration risen = bench.clock.monotonic();
        QVERIFY(bench.reaches([&] { return bench.cloud.count(chunkList) == 8; }, 50ms));
        QVERIFY(bench.clock.monotonic() - risen < 4s);
        QVERIFY(bench.sink.spans.empty()); // later is not less
    }

    void grantsAreToldWhenTheyChange()
    {
        Bench bench(QStringLiteral("chunks=1s"));
        haveChunks(bench, 1);
        bench.client.setDemand({none, light(low).series});
        QVERIFY(bench.sink.grants.empty()); // by nobody yet
        bench.client.start();
        QVERIFY(bench.reachesPhase(SourcePhase::Live));
        bench.client.setDemand(light(low));
        QCOMPARE(bench.sink.grants.size(), std::size_t{2});
        QCOMPARE(bench.sink.grants[0], (Grant{{}, {}, none, Delivery::Withheld, {}, true, false}));
        QCOMPARE(bench.sink.grants[1],
                 (Grant{QStringLiteral("s"), {}, low, Delivery::Batched, Duration(2s), true, false}));
        bench.client.setDemand(light(high));
        QCOMPARE(bench.sink.grants.size(), std::size_t{3});
        QCOMPARE(bench.sink.grants[2].interval, Duration(1s));
    }

    void withoutDemandNothingIsGrantedOrMarked()
    {
        Bench bench(QStringLiteral("chunks=1s"));
        haveChunks(bench, 3);
        bench.client.start();
        QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }));
        QVERIFY(bench.sink.grants.empty() && bench.sink.spans.empty());
    }

    void importsAreReadWholeWhateverIsWanted()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("a-bundles.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(line("s", 1) + line("s", 2));
        file.close();
        RequestClock clock;
        RecordingSink sink;
        moonsense::Client client({Service::Moonsense, QUrl::fromLocalFile(folder.path()), {}}, sink, clock);
        client.setDemand({none, {}});
        client.start();
        QTRY_VERIFY_WITH_TIMEOUT((clock.advance(10ms), sink.samples.size() == 2), patience);
        QVERIFY(sink.spans.empty());
        QCOMPARE(sink.grants.size(), std::size_t{1});
        QCOMPARE(sink.grants.front().delivery, Delivery::Whole);
        QVERIFY(sink.grants.front().isFixed);
    }
};

QTEST_GUILESS_MAIN(TestMoonsenseLazy)
#include "tst_moonsense_lazy.moc"
