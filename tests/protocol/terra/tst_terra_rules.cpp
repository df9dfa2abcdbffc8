#include "core/protocol/terra/close_policy.h"
#include "core/protocol/terra/heartbeat.h"
#include "core/protocol/terra/replay_fill.h"
#include "core/protocol/terra/seen_seqs.h"
#include "tests/support/fake_clock.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol::terra;
using namespace std::chrono_literals;
using watchglass::test::FakeClock;

namespace {

/// A ReplayFill whose calls are written down.
struct FillBench
{
    void live(std::initializer_list<std::int64_t> seqs)
    {
        for (const std::int64_t seq : seqs) {
            if (fill.take(seq))
                taken.push_back(seq);
        }
    }
    void reconnect()
    {
        fill.disconnected();
        fill.connected();
    }

    /// A session that ended after this number, and the next one.
    void lostAfter(std::int64_t seq)
    {
        fill.connected();
        live({seq});
        reconnect();
    }

    /// Nothing of a replay, though the gateway is alive.
    void quiet()
    {
        fill.heard();
        clock.advance(ReplayFill::quietTime);
    }

    FakeClock clock;
    std::vector<std::pair<std::int64_t, std::int64_t>> asked;
    std::vector<std::uint64_t> finished;
    std::vector<std::int64_t> taken;
    ReplayFill fill{clock,
                    {[this](std::int64_t after, std::int64_t before) { asked.emplace_back(after, before); },
                     [this](std::uint64_t fetched) { finished.push_back(fetched); }}};
};

using Bounds = std::vector<std::pair<std::int64_t, std::int64_t>>;
using Seqs = std::vector<std::int64_t>;

} // namespace

class TestTerraRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void judgesCloseCodes_data();
    void judgesCloseCodes();
    void countsChancesAnewAfterAnEstablishedSession();
    void knowsWhatItSaw();
    void forgetsTheLowerHalfWhenFull();
    void takesGapsInSeqForNoLoss();
    void dropsRepeatedSeqs();
    void asksForWhatWasMissedWithExclusiveBounds();
    void asksNothingBeforeTheFirstLiveMessage();
    void asksNothingWhenNothingCanBeMissing();
    void takesReplayedMessagesBetweenLiveOnes();
    void retriesOnceWhenTheReplayEndsShort();
    void retriesInFullWhenTheReplayDoesNotRise();
    void retriesInFullWhenNothingCame();
    void waitsWhileTheConnectionStalls();
    void asksForWhatWasDamaged();
    void asksAgainWhenTheAnswerWasDamaged();
    void damageBeforeTheFirstMessageAsksNothing();
    void dropsARepetitionThatComesFirst();
    void endsTheReplayAtTheAdjacentSeq();
    void asksAgainForWhatAnotherLossInterrupted();
    void beginsAnewWhenTheCursorDid();
    void beatsFirstAfterAPartOfTheInterval();
    void isDeadWhenABeatIsNotAcknowledged();
    void neverBeatsFasterThanTheShortest();
};

void TestTerraRules::judgesCloseCodes_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QList<int>>("inARow"); // AfterClose of each
    const int again = static_cast<int>(AfterClose::Reconnect);
    const int slow = static_cast<int>(AfterClose::ReconnectSlowly);
    const int fail = static_cast<int>(AfterClose::Fail);
    QTest::newRow("1000 normal") << 1000 << QList<int>{again, again, again};
    QTest::newRow("1001 shutdown") << 1001 << QList<int>{again, again, again};
    QTest::newRow("1003 malformed frame") << 1003 << QList<int>{fail};
    QTest::newRow("1007 invalid JSON") << 1007 << QList<int>{fail};
    QTest::newRow("1011 internal error") << 1011 << QList<int>{again, again, again, again};
    QTest::newRow("4000 no IDENTIFY in time: one retry") << 4000 << QList<int>{again, fail};
    QTest::newRow("4001 token: surfaced after three") << 4001 << QList<int>{again, again, fail};
    QTest::newRow("4002 session limit: not fought") << 4002 << QList<int>{slow, slow};
    QTest::newRow("4003 identified twice") << 4003 << QList<int>{fail};
    QTest::newRow("4004 unknown opcode") << 4004 << QList<int>{fail};
    QTest::newRow("4005 heartbeat missed") << 4005 << QList<int>{again, again, again, again};
    QTest::newRow("1006 abnormal") << 1006 << QList<int>{again, again, again, again};
    for (const int code : {1002, 1005, 1008, 1012, 3000, 4006})
        QTest::addRow("%d is not in the table", code) << code << QList<int>{again, again, again, again};
    QTest::newRow("some other") << 4999 << QList<int>{again, again, again, again};
}

void TestTerraRules::judgesCloseCodes()
{
    QFETCH(int, code);
    QFETCH(QList<int>, inARow);
    ClosePolicy policy;
    for (const int expected : inARow) {
        const ClosePolicy::Judgement judgement = policy.judge(code);
        QCOMPARE(static_cast<int>(judgement.what), expected);
        if (judgement.what != AfterClose::Reconnect)
            QVERIFY(judgement.text.contains(QString::number(code)));
    }
}

void TestTerraRules::countsChancesAnewAfterAnEstablishedSession()
{
    ClosePolicy policy;
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(policy.judge(4000).what, AfterClose::Reconnect);
        QCOMPARE(policy.judge(4001).what, AfterClose::Reconnect);
        QCOMPARE(policy.judge(4001).what, AfterClose::Reconnect);
        policy.established();
    }
}

void TestTerraRules::knowsWhatItSaw()
{
    SeenSeqs seen;
    for (const std::int64_t seq : {5, 9, 7, 6, 100, 8})
        QVERIFY(seen.insert(seq));
    for (const std::int64_t seq : {5, 6, 7, 8, 9, 100})
        QVERIFY(!seen.insert(seq));
    seen.clear();
    QVERIFY(seen.insert(5));
}

void TestTerraRules::forgetsTheLowerHalfWhenFull()
{
    SeenSeqs seen(10);
    for (std::int64_t seq = 1; seq <= 11; ++seq)
        QVERIFY(seen.insert(seq * 10));
    QVERIFY(!seen.insert(35)); // below what is still known: taken for processed
    QVERIFY(!seen.insert(10));
    QVERIFY(!seen.insert(50)); // the newest that was forgotten
    QVERIFY(seen.insert(95));
    QVERIFY(!seen.insert(110));
    QVERIFY(seen.insert(111));
}

void TestTerraRules::takesGapsInSeqForNoLoss()
{
    FillBench bench;
    bench.fill.connected();
    bench.live({1, 2, 900, 10'000'000'000});
    QCOMPARE(bench.taken, Seqs({1, 2, 900, 10'000'000'000}));
    QVERIFY(bench.asked.empty());
}

void TestTerraRules::dropsRepeatedSeqs()
{
    FillBench bench;
    bench.fill.connected();
    bench.live({5, 5, 9, 7, 9, 7, 0, 0});
    QCOMPARE(bench.taken, Seqs({5, 9, 7, 0, 0})); // 0 says nothing, so it is never a repetition
}

void TestTerraRules::asksForWhatWasMissedWithExclusiveBounds()
{
    FillBench bench;
    bench.fill.connected();
    bench.live({20, 28});
    bench.reconnect();
    bench.live({43});
    QCOMPARE(bench.asked, Bounds({{28, 43}}));
    bench.live({28, 29, 42, 43}); // a server that includes the bounds does no harm
    QCOMPARE(bench.taken, Seqs({20, 28, 43, 29, 42}));
}

void TestTerraRules::asksNothingBeforeTheFirstLiveMessage()
{
    FillBench bench;
    bench.lostAfter(28);
    bench.clock.advance(1min);
    bench.live({0, 28}); // neither is a live one that tells a bound
    QVERIFY(bench.asked.empty());
    bench.live({30});
    QCOMPARE(bench.asked, Bounds({{28, 30}}));
}

void TestTerraRules::asksNothingWhenNothingCanBeMissing()
{
    FillBench bench;
    bench.fill.connected();
    bench.reconnect();
    bench.live({28}); // nothing was processed before the loss
    bench.reconnect();
    bench.live({29});
    QVERIFY(bench.asked.empty());
    QCOMPARE(bench.finished, std::vector<std::uint64_t>({0}));
}

void TestTerraRules::takesReplayedMessagesBetweenLiveOnes()
{
    FillBench bench;
    bench.lostAfter(10);
    bench.live({20, 12, 21, 14, 22, 14, 19});
    QCOMPARE(bench.taken, Seqs({10, 20, 12, 21, 14, 22, 19}));
    QCOMPARE(bench.finished, std::vector<std::uint64_t>({3}));
}

void TestTerraRules::retriesOnceWhenTheReplayEndsShort()
{
    FillBench bench;
    bench.lostAfter(10);
    bench.live({20, 12});
    bench.clock.advance(ReplayFill::quietTime - 1ms);
    QCOMPARE(bench.asked.size(), std::size_t(1));
    bench.live({14}); // still coming
    bench.clock.advance(ReplayFill::quietTime - 1ms);
    QCOMPARE(bench.asked.size(), std::size_t(1));
    bench.fill.heard();
    bench.clock.advance(1ms);
    QCOMPARE(bench.asked, Bounds({{10, 20}, {14, 20}})); // what came need not come again
    bench.live({12, 14, 17});
    QCOMPARE(bench.taken, Seqs({10, 20, 12, 14, 17}));
    bench.quiet();
    QCOMPARE(bench.finished, std::vector<std::uint64_t>({3}));
    bench.clock.advance(1h);
    QCOMPARE(bench.asked.size(), std::size_t(2));
    QCOMPARE(bench.clock.activeTimers(), 0);
}

void TestTerraRules::retriesInFullWhenTheReplayDoesNotRise()
{
    FillBench bench;
    bench.lostAfter(10);
    bench.live({20, 12, 17, 14, 18}); // what is missing may lie anywhere
    bench.quiet();
    QCOMPARE(bench.asked, Bounds({{10, 20}, {10, 20}}));
    bench.live({12, 13, 14, 17, 18});
    QCOMPARE(bench.taken, Seqs({10, 20, 12, 17, 14, 18, 13}));
}

void TestTerraRules::retriesInFullWhenNothingCame()
{
    FillBench bench;
    bench.lostAfter(10);
    bench.live({20});
    bench.quiet();
    QCOMPARE(bench.asked, Bounds({{10, 20}, {10, 20}}));
    bench.quiet();
    QCOMPARE(bench.finished, std::vector<std::uint64_t>({0}));
}

void TestTerraRules::waitsWhileTheConnectionStalls()
{
    FillBench bench;
    bench.lostAfter(10);
    bench.live({20, 12});
    bench.clock.advance(1h); // half a frame, say, and no end of it
    QCOMPARE(bench.asked, Bounds({{10, 20}}));
    QVERIFY(bench.finished.empty());
    bench.reconnect();
    bench.live({30});
    QCOMPARE(bench.asked, Bounds({{10, 20}, {12, 30}}));
}

void TestTerraRules::asksForWhatWasDamaged()
{
    FillBench bench;
    bench.fill.connected();
    bench.live({10});
    bench.fill.damaged(); // that was 11
    bench.live({12});
    bench.clock.advance(ReplayFill::quietTime - 1ms);
    bench.fill.damaged(); // and 13
    bench.live({14});
    bench.clock.advance(ReplayFill::quietTime - 1ms);
    QVERIFY(bench.asked.empty());
    bench.clock.advance(1ms);
    QVERIFY(bench.asked.empty());
    bench.live({15});
    QCOMPARE(bench.asked, Bounds({{10, 15}}));
    bench.live({11, 12, 13, 14});
    QCOMPARE(bench.taken, Seqs({10, 12, 14, 15, 11, 13}));
    bench.quiet();
    bench.quiet();
    QCOMPARE(bench.clock.activeTimers(), 0);
}

void TestTerraRules::asksAgainWhenTheAnswerWasDamaged()
{
    FillBench bench;
    bench.lostAfter(10);
    bench.live({20});
    bench.fill.damaged(); // 11 of the replay
    bench.live({19});
    QCOMPARE(bench.finished.size(), std::size_t(1));
    bench.clock.advance(ReplayFill::quietTime);
    bench.live({21});
    QCOMPARE(bench.asked, Bounds({{10, 20}, {10, 21}}));
    bench.live({11, 19, 20});
    QCOMPARE(bench.taken, Seqs({10, 20, 19, 21, 11}));
}

void TestTerraRules::damageBeforeTheFirstMessageAsksNothing()
{
    FillBench bench;
    bench.fill.connected();
    bench.fill.damaged();
    bench.clock.advance(ReplayFill::quietTime);
    bench.live({10, 12});
    QVERIFY(bench.asked.empty());
    QCOMPARE(bench.clock.activeTimers(), 0);
}

void TestTerraRules::dropsARepetitionThatComesFirst()
{
    FillBench bench;
    bench.lostAfter(10);
    bench.live({20, 12, 21});
    bench.reconnect();
    bench.live({21, 30}); // 21 was processed: it tells no bound
    QCOMPARE(bench.taken, Seqs({10, 20, 12, 21, 30}));
    QCOMPARE(bench.asked, Bounds({{10, 20}, {12, 30}}));
}

void TestTerraRules::endsTheReplayAtTheAdjacentSeq()
{
    FillBench bench;
    bench.lostAfter(10);
    bench.live({20, 15, 19});
    QCOMPARE(bench.finished, std::vector<std::uint64_t>({2}));
    QCOMPARE(bench.clock.activeTimers(), 0);
}

void TestTerraRules::asksAgainForWhatAnotherLossInterrupted()
{
    FillBench bench;
    bench.lostAfter(10);
    bench.live({20, 12, 21});
    bench.reconnect();
    bench.live({40});
    QCOMPARE(bench.asked, Bounds({{10, 20}, {12, 40}}));
    bench.live({12, 15, 20, 21, 30});
    QCOMPARE(bench.taken, Seqs({10, 20, 12, 21, 40, 15, 30}));
}

void TestTerraRules::beginsAnewWhenTheCursorDid()
{
    FillBench bench;
    bench.fill.connected();
    bench.live({1000, 1001});
    bench.reconnect();
    bench.live({1, 2, 1000});
    QVERIFY(bench.asked.empty());
    QCOMPARE(bench.taken, Seqs({1000, 1001, 1, 2, 1000}));
    bench.reconnect();
    bench.live({1005});
    QCOMPARE(bench.asked, Bounds({{1000, 1005}}));
}

void TestTerraRules::beatsFirstAfterAPartOfTheInterval()
{
    std::vector<Duration> firsts;
    for (std::uint32_t seed = 0; seed < 50; ++seed) {
        FakeClock clock;
        std::vector<Duration> beats;
        const Duration begin = clock.monotonic();
        Heartbeat *alive = nullptr;
        Heartbeat heartbeat(
            clock,
            [&] {
                beats.push_back(clock.monotonic() - begin);
                alive->acknowledged();
            },
            [] { QFAIL("dead"); }, seed);
        alive = &heartbeat;
        heartbeat.begin(10s);
        clock.advance(35s);
        QVERIFY(beats.size() >= 3);
        QVERIFY(beats[0] >= 0s && beats[0] < 10s);
        QCOMPARE(beats[1] - beats[0], Duration(10s));
        QCOMPARE(beats[2] - beats[1], Duration(10s));
        firsts.push_back(beats[0]);
    }
    QVERIFY(*std::max_element(firsts.begin(), firsts.end()) > 7s);
    QVERIFY(*std::min_element(firsts.begin(), firsts.end()) < 3s);
}

void TestTerraRules::isDeadWhenABeatIsNotAcknowledged()
{
    FakeClock clock;
    int beats = 0;
    int deaths = 0;
    Heartbeat heartbeat(
        clock, [&] { ++beats; }, [&] { ++deaths; }, 1);
    heartbeat.begin(10s);
    clock.advance(10s);
    QCOMPARE(beats, 1);
    heartbeat.acknowledged();
    clock.advance(10s);
    QCOMPARE(beats, 2);
    QCOMPARE(deaths, 0);
    clock.advance(10s);
    QCOMPARE(beats, 2);
    QCOMPARE(deaths, 1);
    clock.advance(1min);
    QCOMPARE(deaths, 1);
    heartbeat.begin(10s); // a new connection owes nothing
    clock.advance(10s);
    QCOMPARE(deaths, 1);
    heartbeat.end();
    QCOMPARE(clock.activeTimers(), 0);
}

void TestTerraRules::neverBeatsFasterThanTheShortest()
{
    FakeClock clock;
    int beats = 0;
    Heartbeat *alive = nullptr;
    Heartbeat heartbeat(
        clock,
        [&] {
            ++beats;
            alive->acknowledged();
        },
        [] {}, 1);
    alive = &heartbeat;
    heartbeat.begin(1ns);
    clock.advance(10s);
    QVERIFY(beats <= 101);
}

QTEST_GUILESS_MAIN(TestTerraRules)
#include "tst_terra_rules.moc"
