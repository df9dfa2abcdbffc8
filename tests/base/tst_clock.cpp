#include "core/base/clock.h"

#include "tests/support/fake_clock.h"

#include <QDateTime>
#include <QStringList>
#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;

class TestClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void handTurnedClockCallsInOrderOfDueTime()
    {
        test::FakeClock clock;
        QStringList calls;
        const auto note = [&](const char *name) {
            return [&calls, &clock, name] {
                calls << QStringLiteral("%1@%2").arg(QLatin1String(name)).arg(clock.monotonic() / 1ms % 1'000'000);
            };
        };
        const auto start = clock.monotonic() / 1ms % 1'000'000;
        const auto late = clock.makeTimer(note("late"));
        const auto early = clock.makeTimer(note("early"));
        const auto first = clock.makeTimer(note("first of two"));
        const auto second = clock.makeTimer(note("second of two"));
        late->start(30ms);
        early->start(10ms);
        first->start(20ms);
        second->start(20ms);
        clock.advance(9ms);
        QVERIFY(calls.isEmpty());
        clock.advance(100ms);
        QCOMPARE(calls, (QStringList{QStringLiteral("early@%1").arg(start + 10),
                                     QStringLiteral("first of two@%1").arg(start + 20),
                                     QStringLiteral("second of two@%1").arg(start + 20),
                                     QStringLiteral("late@%1").arg(start + 30)}));
        QVERIFY(!late->isActive());
    }

    void handTurnedClockTurnsBothClocksAndJumpsOne()
    {
        test::FakeClock clock(Timestamp::fromMs(1'000));
        const Duration monotonic = clock.monotonic();
        clock.advance(250ms);
        QCOMPARE(clock.now(), Timestamp::fromMs(1'250));
        QCOMPARE(clock.monotonic() - monotonic, Duration(250ms));
        clock.jumpWall(-1s);
        QCOMPARE(clock.now(), Timestamp::fromMs(250));
        QCOMPARE(clock.monotonic() - monotonic, Duration(250ms));
    }

    void timersStopRestartAndGo()
    {
        test::FakeClock clock;
        int calls = 0;
        auto timer = clock.makeTimer([&calls] { ++calls; });
        timer->start(10ms);
        clock.advance(5ms);
        timer->start(10ms);
        clock.advance(9ms);
        QCOMPARE(calls, 0);
        clock.advance(1ms);
        QCOMPARE(calls, 1);
        timer->start(10ms);
        timer->stop();
        clock.advance(1s);
        QCOMPARE(calls, 1);
        timer->start(10ms);
        QCOMPARE(clock.activeTimers(), 1);
        timer.reset();
        QCOMPARE(clock.activeTimers(), 0);
        clock.advance(1s);
        QCOMPARE(calls, 1);
    }

    void aTimerMayStartItselfAnew()
    {
        test::FakeClock clock;
        int calls = 0;
        std::unique_ptr<Timer> timer;
        timer = clock.makeTimer([&] {
            ++calls;
            timer->start(100ms);
        });
        timer->start(100ms);
        clock.advance(1s);
        QCOMPARE(calls, 10);
    }

    void aTimerMayDestroyItself()
    {
        test::FakeClock clock;
        std::unique_ptr<Timer> timer;
        timer = clock.makeTimer([&] { timer.reset(); });
        timer->start(1ms);
        clock.advance(1s);
        QVERIFY(!timer);
        QCOMPARE(clock.activeTimers(), 0);
    }

    void systemClockTellsTheTime()
    {
        const SystemClock clock;
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        const qint64 now = clock.now().ns() / 1'000'000;
        const qint64 after = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(before <= now && now <= after);
        const Duration first = clock.monotonic();
        QVERIFY(first <= clock.monotonic());
    }

    void systemTimersFireOnce()
    {
        SystemClock clock;
        int calls = 0;
        int atOnce = 0;
        int never = 0;
        const auto timer = clock.makeTimer([&calls] { ++calls; });
        const auto immediate = clock.makeTimer([&atOnce] { ++atOnce; });
        const auto stopped = clock.makeTimer([&never] { ++never; });
        const Duration start = clock.monotonic();
        timer->start(20ms);
        immediate->start(-5s);
        stopped->start(1ms);
        stopped->stop();
        QVERIFY(timer->isActive());
        QVERIFY(!stopped->isActive());
        QTRY_COMPARE(atOnce, 1);
        QTRY_COMPARE(calls, 1);
        QVERIFY(clock.monotonic() - start >= 20ms);
        QVERIFY(!timer->isActive());
        QCOMPARE(never, 0);
        timer->start(1us);
        QTRY_COMPARE(calls, 2);
    }

    void aDestroyedSystemTimerStaysSilent()
    {
        SystemClock clock;
        int calls = 0;
        int done = 0;
        auto timer = clock.makeTimer([&calls] { ++calls; });
        const auto later = clock.makeTimer([&done] { ++done; });
        timer->start(1ms);
        later->start(10ms);
        timer.reset();
        QTRY_COMPARE(done, 1);
        QCOMPARE(calls, 0);
    }
};

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
