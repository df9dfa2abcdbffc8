#include <QRegularExpression>
#include <QTest>

#include "core/link/read_budget.h"
#include "core/link/read_pace.h"
#include "tests/support/fake_clock.h"

#include <random>

using namespace watchglass;
using namespace watchglass::link;
using namespace watchglass::test;
using namespace std::chrono_literals;

namespace {

/// At a time, so much is taken; then there is so much room, and so long to wait (nothing: not at all).
struct Step
{
    Duration at{};
    std::int64_t bytes = 0;
    std::int64_t room = 0;
    std::optional<Duration> wait;
};

/// How often it is looked at is counted.
class CountedClock final : public Clock
{
public:
    Timestamp now() const override { return m_clock.now(); }
    Duration monotonic() const override
    {
        ++looks;
        return m_clock.monotonic();
    }
    std::unique_ptr<Timer> makeTimer(std::function<void()> call) override { return m_clock.makeTimer(std::move(call)); }

    mutable int looks = 0;

private:
    FakeClock m_clock;
};

struct PaceBench
{
    FakeClock clock;
    std::vector<bool> rests;
    std::vector<bool> told;
    ReadPace pace{clock, [this](bool isResting) { rests.push_back(isResting); },
                  [this](bool isHeldBack) { told.push_back(isHeldBack); }};
};

using Bools = std::vector<bool>;

} // namespace

Q_DECLARE_METATYPE(std::vector<Step>)

class TestReadBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void roomAndWaitingFollowWhatIsTaken_data()
    {
        QTest::addColumn<qint64>("rate");
        QTest::addColumn<qint64>("burst");
        QTest::addColumn<std::vector<Step>>("steps");
        const auto row = [](const char *name, qint64 rate, qint64 burst, std::vector<Step> steps) {
            QTest::newRow(name) << rate << burst << std::move(steps);
        };
        row("full at first", 1000, 1000, {{0s, 0, 1000, {}}});
        row("to the last byte", 1000, 1000, {{0s, 999, 1, {}}, {0s, 1, 0, 20ms}, {20ms, 0, 20, {}}});
        row("fills up again", 1000, 1000, {{0s, 500, 500, {}}, {200ms, 0, 700, {}}, {500ms, 0, 1000, {}}});
        row("never over the brim", 1000, 1000, {{0s, 500, 500, {}}, {1h, 0, 1000, {}}, {1h, 1000, 0, 20ms}});
        row("owes", 1000, 1000, {{0s, 3000, -2000, 2020ms}, {2s, 0, 0, 20ms}, {2020ms, 0, 20, {}}});
        row("what is owed adds up", 1000, 1000, {{0s, 1500, -500, 520ms}, {0s, 1000, -1500, 1520ms}});
        row("most of a debt is forgiven", 1000, 1000, {{0s, 1'000'000, -5000, 5020ms}, {5s, 1, -1, 21ms}});
        row("burst of its own", 1000, 100, {{0s, 100, 0, 20ms}, {50ms, 0, 50, {}}, {1s, 0, 100, {}}});
        row("burst below a portion", 1000, 10, {{0s, 10, 0, 10ms}});
        row("a byte a second", 1, 1, {{0s, 1, 0, 1s}, {1s, 0, 1, {}}});
        row("a byte in a longer time", 1, 1, {{0s, 2, -1, 2s}});
        row("very fast", 1'000'000'000'000, 1'000'000'000'000,
            {{0s, 1'000'000'000'000, 0, 20ms}, {20ms, 0, 20'000'000'000, {}}});
        row("very much", 1000, 1000, {{0s, std::numeric_limits<std::int64_t>::max(), -5000, 5020ms}});
    }
    void roomAndWaitingFollowWhatIsTaken()
    {
        QFETCH(qint64, rate);
        QFETCH(qint64, burst);
        QFETCH(std::vector<Step>, steps);
        const Duration start = 1000h; // of some clock
        ReadBudget budget(rate, burst);
        for (const Step &step : steps) {
            budget.take(step.bytes, start + step.at);
            QCOMPARE(budget.room(start + step.at), step.room);
            QCOMPARE(budget.waitFor(start + step.at), step.wait);
        }
    }

    void whoWaitsForRoomKeepsTheRate_data()
    {
        QTest::addColumn<qint64>("rate");
        QTest::addColumn<int>("largest");
        QTest::newRow("small messages") << qint64(100'000) << 300;
        QTest::newRow("large messages") << qint64(100'000) << 90'000;
        QTest::newRow("larger than the burst") << qint64(100'000) << 300'000;
        QTest::newRow("fast") << qint64(1'000'000'000) << 50'000;
    }
    void whoWaitsForRoomKeepsTheRate()
    {
        QFETCH(qint64, rate);
        QFETCH(int, largest);
        std::mt19937 random(1);
        ReadBudget budget(rate, rate);
        Duration now{};
        qint64 taken = 0;
        qint64 last = 0;
        while (taken < 200 * rate / (rate > 1'000'000 ? 100 : 1)) {
            if (const auto wait = budget.waitFor(now))
                now += *wait;
            last = 1 + static_cast<qint64>(random() % static_cast<unsigned>(largest));
            budget.take(last, now);
            taken += last;
        }
        const double allowed = static_cast<double>(rate) * (1.0 + std::chrono::duration<double>(now).count());
        QVERIFY(static_cast<double>(taken - last) <= allowed * 1.001);
        QVERIFY(static_cast<double>(taken) >= allowed * 0.98);
    }

    void withoutABudgetNothingRestsAndNoClockIsAsked()
    {
        CountedClock clock;
        int calls = 0;
        ReadPace pace(
            clock, [&calls](bool) { ++calls; }, [&calls](bool) { ++calls; });
        for (int i = 0; i < 1000; ++i) {
            pace.took(std::int64_t(1) << 40);
            pace.settle();
        }
        QCOMPARE(calls, 0);
        QCOMPARE(clock.looks, 0);
        QCOMPARE(pace.heldBack(), Duration::zero());
    }

    void theClockIsAskedOnceARead()
    {
        CountedClock clock;
        ReadPace pace(
            clock, [](bool) {}, [](bool) {});
        pace.setBudget(1'000'000);
        for (int read = 0; read < 10; ++read) {
            for (int message = 0; message < 100; ++message)
                pace.took(100);
            pace.settle();
        }
        QVERIFY(!pace.isHolding());
        QCOMPARE(clock.looks, 10);
    }

    void restsUntilThereIsRoomAgain()
    {
        PaceBench bench;
        bench.pace.setBudget(1000);
        bench.pace.took(600);
        QVERIFY(!bench.pace.isHolding());
        QCOMPARE(bench.pace.room(), 400);
        bench.pace.took(400);
        QVERIFY(bench.pace.isHolding());
        bench.clock.advance(19ms);
        QVERIFY(bench.pace.isHolding());
        bench.clock.advance(1ms);
        QVERIFY(!bench.pace.isHolding());
        QCOMPARE(bench.pace.room(), 20);
        QCOMPARE(bench.rests, (Bools{true, false}));
        QCOMPARE(bench.pace.heldBack(), Duration(20ms));
        bench.pace.took(1020);
        bench.clock.advance(500ms);
        QCOMPARE(bench.pace.heldBack(), Duration(520ms));
        QVERIFY(bench.pace.isHolding());
    }

    void whatIsReadMeanwhileIsOwed()
    {
        PaceBench bench;
        bench.pace.setBudget(1000);
        bench.pace.took(1000);
        bench.pace.took(500); // what was on its way
        bench.clock.advance(20ms);
        QVERIFY(bench.pace.isHolding());
        bench.clock.advance(520ms);
        QVERIFY(!bench.pace.isHolding());
        QCOMPARE(bench.rests, (Bools{true, false}));
    }

    void isToldWithCalm()
    {
        PaceBench bench;
        bench.pace.setBudget(1000);
        for (int i = 0; i < 10; ++i) {
            bench.pace.took(2000);
            QCOMPARE(bench.told, i == 0 ? Bools() : Bools{true}); // not out of took()
            bench.clock.advance(2500ms);                          // it rests for 1020 ms of these
            QVERIFY(!bench.pace.isHolding());
        }
        bench.clock.advance(510ms);
        QCOMPARE(bench.told, Bools{true});
        bench.clock.advance(20ms);
        QCOMPARE(bench.told, (Bools{true, false}));
        QCOMPARE(bench.clock.activeTimers(), 0);
    }

    void aPeerThatKeepsTheRateIsNeverHeldBack()
    {
        PaceBench bench;
        bench.pace.setBudget(1000);
        for (int i = 0; i < 1000; ++i) { // nearly all at once, each second
            bench.pace.took(999);
            bench.pace.settle();
            bench.clock.advance(1s);
        }
        QVERIFY(bench.rests.empty() && bench.told.empty());
    }

    void theBudgetMayChangeAtAnyTime()
    {
        PaceBench bench;
        bench.pace.setBudget(1000);
        bench.pace.took(4000);
        QVERIFY(bench.pace.isHolding());
        bench.clock.advance(1s);
        bench.pace.setBudget(0);
        QVERIFY(!bench.pace.isHolding());
        QCOMPARE(bench.rests, (Bools{true, false}));
        QCOMPARE(bench.pace.heldBack(), Duration(1s));
        bench.pace.took(1'000'000);
        bench.pace.setBudget(0);
        bench.clock.advance(2s);
        QCOMPARE(bench.told, (Bools{true, false}));
        bench.pace.setBudget(500);
        QCOMPARE(bench.pace.room(), 500);
        bench.pace.took(500);
        QVERIFY(bench.pace.isHolding());
    }

    void releasedItIsQuietAndStillOwes()
    {
        PaceBench bench;
        bench.pace.setBudget(1000);
        bench.pace.took(3000);
        bench.clock.advance(1s);
        bench.pace.release();
        QVERIFY(!bench.pace.isHolding());
        QVERIFY(bench.pace.room() > 0);
        QCOMPARE(bench.clock.activeTimers(), 0);
        QCOMPARE(bench.pace.heldBack(), Duration(1s));
        bench.clock.advance(10ms);
        bench.pace.took(1);
        QVERIFY(bench.pace.isHolding());
        bench.clock.advance(900ms);
        QVERIFY(bench.pace.isHolding());
        bench.clock.advance(200ms);
        QVERIFY(!bench.pace.isHolding());
        QCOMPARE(bench.rests, (Bools{true, true, false}));
        QCOMPARE(bench.told, (Bools{true, true}));
    }
};

QTEST_GUILESS_MAIN(TestReadBudget)
#include "tst_read_budget.moc"
