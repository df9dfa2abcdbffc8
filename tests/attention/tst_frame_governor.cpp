#include "tests/attention/allocations.h"
#include "tests/attention/panel_wall.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace watchglass;
using namespace watchglass::attention;
using namespace watchglass::test;
using namespace std::chrono_literals;

class TestFrameGovernor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void drawsByLevel_data();
    void drawsByLevel();
    void highIsDrawnAsOftenAsItIsSet();
    void whatIsRevealedIsDueInThatTick_data();
    void whatIsRevealedIsDueInThatTick();
    void isDueUntilPainted();
    void mediumPanelsSpreadOverTicks_data();
    void mediumPanelsSpreadOverTicks();
    void aLateTickMakesUpForNothing();
    void unevenTicksLeaveNoFrameOut();
    void measuresWhatIsDrawn();
    void removedPanelsCountNoMore();
    void settingsAreKeptInBounds();
    void takesNoMemoryForPanelsThatItKnows();
};

void TestFrameGovernor::drawsByLevel_data()
{
    QTest::addColumn<AttentionLevel>("level");
    QTest::addColumn<int>("frames"); // in two seconds
    QTest::addColumn<double>("grantedHz");
    QTest::addColumn<RateLimit>("limit");
    QTest::newRow("none") << none << 0 << 0.0 << RateLimit::Hidden;
    QTest::newRow("low") << low << 0 << 0.0 << RateLimit::Hidden;
    QTest::newRow("medium") << medium << 30 << 15.0 << RateLimit::Level;
    QTest::newRow("high") << high << 120 << 60.0 << RateLimit::Nothing;
}

void TestFrameGovernor::drawsByLevel()
{
    QFETCH(AttentionLevel, level);
    QFETCH(int, frames);
    QFETCH(double, grantedHz);
    QFETCH(RateLimit, limit);
    Wall wall;
    wall.add(1, level);
    wall.run(2s);
    QVERIFY(std::abs(wall.panels[0].frames - frames) <= 1);
    const PanelRate rate = wall.rate(0);
    QCOMPARE(rate.grantedHz, grantedHz);
    QVERIFY(isWithin(rate.drawnHz, grantedHz, 0.02));
    QCOMPARE(rate.limitedBy, limit);
}

void TestFrameGovernor::highIsDrawnAsOftenAsItIsSet()
{
    Wall wall;
    wall.add(1, high);
    FrameGovernor::Settings settings;
    settings.highRateHz = 20;
    wall.governor.setSettings(settings);
    wall.run(5s);
    QVERIFY2(std::abs(wall.panels[0].frames - 100) <= 2, qPrintable(QString::number(wall.panels[0].frames)));
    QVERIFY(wall.rate(0).limitedBy == RateLimit::Level);
    settings.highRateHz = 500; // the display has no more
    wall.governor.setSettings(settings);
    const int before = wall.panels[0].frames;
    wall.run(1s);
    QVERIFY(wall.panels[0].frames - before >= 60);
    QVERIFY(wall.rate(0).limitedBy == RateLimit::Nothing);
}

void TestFrameGovernor::whatIsRevealedIsDueInThatTick_data()
{
    QTest::addColumn<AttentionLevel>("before");
    QTest::addColumn<AttentionLevel>("after");
    QTest::addColumn<bool>("isDue");
    QTest::newRow("none to medium") << none << medium << true;
    QTest::newRow("low to medium") << low << medium << true;
    QTest::newRow("low to high") << low << high << true;
    QTest::newRow("medium to high") << medium << high << true;
    QTest::newRow("high to medium waits for its turn") << high << medium << false;
    QTest::newRow("medium to low") << medium << low << false;
    QTest::newRow("none to low") << none << low << false;
}

void TestFrameGovernor::whatIsRevealedIsDueInThatTick()
{
    QFETCH(AttentionLevel, before);
    QFETCH(AttentionLevel, after);
    for (int ticks = 1; ticks < 12; ++ticks) { // at whatever place of the beat
        Wall wall;
        wall.add(1, before);
        for (int i = 0; i < ticks; ++i)
            wall.tick();
        while (before == medium && wall.tick() == 0) {
        } // it has just been painted
        wall.panels[0].level = after;
        QTEST(wall.tick(1ms) == 1, "isDue");
    }
}

void TestFrameGovernor::isDueUntilPainted()
{
    FrameGovernor governor{FrameGovernor::Settings{}};
    constexpr PanelId id{1};
    governor.beginTick(1s);
    QVERIFY(governor.isDue(id, medium, 1s));
    QVERIFY(governor.isDue(id, medium, 1s));
    governor.beginTick(1s + 1ms);
    QVERIFY(governor.isDue(id, medium, 1s + 1ms));
    governor.painted(id, medium, 1ms, 1s + 2ms);
    QVERIFY(!governor.isDue(id, medium, 1s + 2ms));
    QVERIFY(governor.isDue(id, high, 1s + 2ms));
    governor.painted(id, high, 1ms, 1s + 3ms);
    QVERIFY(!governor.isDue(id, high, 1s + 3ms));
    governor.beginTick(1s + 16ms);
    QVERIFY(governor.isDue(id, high, 1s + 16ms));
}

void TestFrameGovernor::mediumPanelsSpreadOverTicks_data()
{
    QTest::addColumn<int>("panels");
    QTest::addColumn<int>("most"); // in one tick; evenly it would be a quarter
    QTest::newRow("1") << 1 << 1;
    QTest::newRow("4") << 4 << 2;
    QTest::newRow("16") << 16 << 6;
    QTest::newRow("64") << 64 << 20;
    QTest::newRow("100") << 100 << 29;
}

void TestFrameGovernor::mediumPanelsSpreadOverTicks()
{
    QFETCH(int, panels);
    QFETCH(int, most);
    Wall wall;
    wall.add(panels, medium);
    QCOMPARE(wall.tick(), panels); // all are revealed
    wall.run(500ms);
    int drawn = 0;
    for (int i = 0; i < 120; ++i) {
        const int now = wall.tick();
        QVERIFY2(now <= most, qPrintable(QString::number(now)));
        drawn += now;
    }
    QVERIFY(std::abs(drawn - panels * 30) <= panels);
}

void TestFrameGovernor::aLateTickMakesUpForNothing()
{
    Wall wall;
    wall.add(63, medium);
    wall.add(1, high);
    wall.run(1s);
    for (const Duration late : {200ms, 1000ms, 3600'000ms}) {
        QVERIFY(wall.tick(late) <= 64);
        int drawn = 0;
        for (int i = 0; i < 60; ++i) {
            const int now = wall.tick();
            QVERIFY2(now <= 21, qPrintable(QString::number(now))); // and spread again
            drawn += now;
        }
        QVERIFY(std::abs(drawn - (63 * 15 + 60)) <= 64);
    }
}

void TestFrameGovernor::unevenTicksLeaveNoFrameOut()
{
    Wall wall;
    wall.add(1, high);
    wall.add(1, medium);
    for (int i = 0; i < 60; ++i)
        wall.tick(i % 3 == 0 ? 9ms : i % 3 == 1 ? 16ms : 25ms);
    QCOMPARE(wall.panels[0].frames, 60);
    QVERIFY(std::abs(wall.panels[1].frames - 15) <= 1);
}

void TestFrameGovernor::measuresWhatIsDrawn()
{
    Wall wall;
    wall.add(1, high);
    wall.run(2s);
    for (int i = 0; i < 100; ++i)
        wall.tick(33ms); // the display's rate is set to 60, and half of it is reached
    QVERIFY(isWithin(wall.rate(0).drawnHz, 1000.0 / 33, 0.05));
    QCOMPARE(wall.rate(0).grantedHz, 60.0);
    wall.panels[0].level = low;
    wall.tick();
    QCOMPARE(wall.rate(0).drawnHz, 0.0);
    wall.panels[0].level = high;
    wall.run(300ms);
    QVERIFY(isWithin(wall.rate(0).drawnHz, 60, 0.1));
    for (int i = 0; i < 500; ++i) { // due, and never painted
        wall.now += beat;
        wall.governor.beginTick(wall.now);
        QVERIFY(wall.governor.isDue(Wall::idOf(0), high, wall.now));
    }
    QCOMPARE(wall.rate(0).drawnHz, 0.0);
}

void TestFrameGovernor::removedPanelsCountNoMore()
{
    Wall wall;
    wall.add(64, medium, 10ms);
    wall.run(2s);
    wall.panels.resize(1);
    for (std::size_t i = 1; i < 64; ++i)
        wall.governor.remove(Wall::idOf(i));
    QCOMPARE(wall.rate(5).limitedBy, RateLimit::Hidden);
    wall.run(2s);
    QVERIFY(isWithin(wall.rate(0).grantedHz, 15, 0.05));
    wall.governor.remove(PanelId{999});
}

void TestFrameGovernor::settingsAreKeptInBounds()
{
    FrameGovernor governor({.displayRateHz = 30, .mediumRateHz = 45, .budget = -1});
    QCOMPARE(governor.settings().mediumRateHz, 30.0);
    QVERIFY(governor.settings().budget > 0);
    governor.beginTick(1s);
    QVERIFY(governor.isDue(PanelId{1}, medium, 1s));
    governor.painted(PanelId{1}, medium, 1us, 1s);
    QCOMPARE(governor.rate(PanelId{1}).limitedBy, RateLimit::Nothing); // as fast as the display
}

void TestFrameGovernor::takesNoMemoryForPanelsThatItKnows()
{
    Wall wall;
    wall.add(64, medium);
    wall.tick();
    const auto before = test::allocations();
    wall.run(2s);
    QCOMPARE(test::allocations() - before, std::uint64_t(0));
}

QTEST_GUILESS_MAIN(TestFrameGovernor)
#include "tst_frame_governor.moc"
