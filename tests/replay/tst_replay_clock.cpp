#include "core/replay/replay_clock.h"

#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;

class TestReplayClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsWhereItIsSet()
    {
        replay::ReplayClock clock(Timestamp::fromMs(1'000));
        const Duration before = clock.monotonic();
        clock.setNow(Timestamp::fromMs(1'250));
        QCOMPARE(clock.now(), Timestamp::fromMs(1'250));
        QCOMPARE(clock.monotonic() - before, Duration(250ms));
    }

    void neverRunsBackwardsWhenTheWallClockDoes()
    {
        replay::ReplayClock clock(Timestamp::fromMs(1'000));
        const Duration before = clock.monotonic();
        clock.setNow(Timestamp::fromMs(400));
        QCOMPARE(clock.now(), Timestamp::fromMs(400));
        QCOMPARE(clock.monotonic(), before);
    }

    void firesByNumberAndOnlyWhatIsActive()
    {
        replay::ReplayClock clock{Timestamp()};
        int first = 0;
        int second = 0;
        const auto a = clock.makeTimer([&] { ++first; });
        auto b = clock.makeTimer([&] { ++second; });
        QVERIFY(!clock.fire(0));
        a->start(1h);
        b->start(1ms);
        clock.setNow(Timestamp::fromMs(10'000));
        QCOMPARE(second, 0); // only the recording says when
        QVERIFY(clock.fire(0));
        QVERIFY(!a->isActive());
        QVERIFY(!clock.fire(0));
        QCOMPARE(first, 1);
        b.reset();
        QVERIFY(!clock.fire(1));
        QVERIFY(!clock.fire(2));
    }

    void aCallMayEndItsTimer()
    {
        replay::ReplayClock clock{Timestamp()};
        std::unique_ptr<Timer> timer;
        bool called = false;
        timer = clock.makeTimer([&] {
            timer.reset();
            called = true;
        });
        timer->start(1ms);
        QVERIFY(clock.fire(0));
        QVERIFY(called);
    }
};

QTEST_GUILESS_MAIN(TestReplayClock)
#include "tst_replay_clock.moc"
