#include "tests/attention/panel_wall.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace watchglass;
using namespace watchglass::attention;
using namespace watchglass::test;
using namespace std::chrono_literals;

class TestFrameBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void keepsToTheBudget_data();
    void keepsToTheBudget();
    void highIsThinnedOnlyWhenMediumIsAtItsFloor();
    void unevenCostsSettleAsWell_data();
    void unevenCostsSettleAsWell();
    void recoversSmoothly();
    void oneSlowFrameThinsNothingForLong();
    void loadFollowsWhatIsWanted_data();
    void loadFollowsWhatIsWanted();
    void loadHasHysteresis();
};

void TestFrameBudget::keepsToTheBudget_data()
{
    QTest::addColumn<int>("mediums");
    QTest::addColumn<Duration>("mediumCost");
    QTest::addColumn<int>("highs");
    QTest::addColumn<Duration>("highCost");
    QTest::addColumn<double>("mediumHz");
    QTest::addColumn<double>("highHz");
    QTest::addColumn<bool>("isMediumThinned");
    QTest::addColumn<bool>("isHighThinned");
    const auto row = [](const char *name, int mediums, Duration mediumCost, int highs, Duration highCost,
                        double mediumHz, double highHz) {
        QTest::newRow(name) << mediums << mediumCost << highs << highCost << mediumHz << highHz << (mediumHz < 15)
                            << (highHz < 60);
    };
    row("cheap", 64, 100us, 1, 1ms, 15, 60);
    row("medium alone", 64, 1ms, 0, 1ms, 0.5 / 0.064, 60);
    row("high comes first", 64, 1ms, 1, 2ms, 0.38 / 0.064, 60);
    row("medium at its floor", 64, 10ms, 0, 1ms, 1, 60);
    row("high when medium is at its floor", 16, 1ms, 4, 4ms, 1, 0.484 / 0.016);
    row("high without medium", 0, 1ms, 4, 4ms, 15, 0.5 / 0.016);
    row("high at its floor", 4, 1ms, 4, 40ms, 1, 10);
}

void TestFrameBudget::keepsToTheBudget()
{
    QFETCH(int, mediums);
    QFETCH(Duration, mediumCost);
    QFETCH(int, highs);
    QFETCH(Duration, highCost);
    QFETCH(double, mediumHz);
    QFETCH(double, highHz);
    QFETCH(bool, isMediumThinned);
    QFETCH(bool, isHighThinned);
    Wall wall;
    wall.add(mediums, medium, mediumCost);
    wall.add(highs, high, highCost);
    wall.run(2s);
    for (int i = 0; i < 300; ++i) {
        wall.tick();
        if (mediums > 0)
            QVERIFY2(isWithin(wall.rateOf(medium).grantedHz, mediumHz, 0.1),
                     qPrintable(QString::number(wall.rateOf(medium).grantedHz)));
        if (highs > 0)
            QVERIFY2(isWithin(wall.rateOf(high).grantedHz, highHz, 0.1),
                     qPrintable(QString::number(wall.rateOf(high).grantedHz)));
    }
    if (mediums > 0) {
        QVERIFY(isWithin(wall.rateOf(medium).drawnHz, mediumHz, 0.15));
        QCOMPARE(wall.rateOf(medium).limitedBy, isMediumThinned ? RateLimit::Budget : RateLimit::Level);
    }
    if (highs > 0) {
        QVERIFY(isWithin(wall.rateOf(high).drawnHz, highHz, 0.1));
        QCOMPARE(wall.rateOf(high).limitedBy, isHighThinned ? RateLimit::Budget : RateLimit::Nothing);
    }
    const bool isAtFloor = (mediums > 0 && mediumHz <= 1 && highs == 0) || highHz <= 10;
    QVERIFY(isAtFloor || wall.governor.usedShare() <= 0.55);
}

void TestFrameBudget::highIsThinnedOnlyWhenMediumIsAtItsFloor()
{
    Wall wall;
    wall.add(16, medium, 1ms);
    wall.add(4, high, 100us);
    wall.run(1s);
    for (Wall::Panel &panel : wall.panels)
        panel.cost = 6ms;
    for (int i = 0; i < 240; ++i) {
        wall.tick();
        QVERIFY(wall.rateOf(high).grantedHz == 60 || wall.rateOf(medium).grantedHz <= 1.11);
    }
    QVERIFY(wall.rateOf(high).grantedHz < 20);
}

void TestFrameBudget::unevenCostsSettleAsWell_data()
{
    QTest::addColumn<int>("panels");
    QTest::addColumn<AttentionLevel>("level");
    QTest::addColumn<Duration>("cost"); // between half of it and half as much again
    QTest::addColumn<double>("hz");
    QTest::newRow("64 medium") << 64 << medium << Duration(1ms) << 0.5 / 0.064;
    QTest::newRow("4 high") << 4 << high << Duration(4ms) << 0.5 / 0.016;
}

void TestFrameBudget::unevenCostsSettleAsWell()
{
    QFETCH(int, panels);
    QFETCH(AttentionLevel, level);
    QFETCH(Duration, cost);
    QFETCH(double, hz);
    Wall wall;
    wall.add(panels, level, cost);
    std::mt19937 random(5);
    for (int i = 0; i < 600; ++i) {
        for (Wall::Panel &panel : wall.panels)
            panel.cost = cost / 2 + cost * static_cast<int>(random() % 1000) / 1000;
        wall.tick();
        if (i > 120)
            QVERIFY2(isWithin(wall.rate(0).grantedHz, hz, 0.1), qPrintable(QString::number(wall.rate(0).grantedHz)));
    }
}

void TestFrameBudget::recoversSmoothly()
{
    Wall wall;
    wall.add(64, medium, 10ms);
    wall.run(4s);
    QVERIFY(isWithin(wall.rate(0).grantedHz, 1, 0.1));
    for (Wall::Panel &panel : wall.panels)
        panel.cost = 10us;
    double before = wall.rate(0).grantedHz;
    for (int i = 0; i < 240; ++i) {
        wall.tick();
        const double hz = wall.rate(0).grantedHz;
        QVERIFY2(hz >= before && hz <= 15, qPrintable(QString::number(hz)));
        QVERIFY(hz - before < 1.5); // in one tick
        before = hz;
    }
    QVERIFY(isWithin(before, 15, 0.05));
}

void TestFrameBudget::oneSlowFrameThinsNothingForLong()
{
    Wall wall;
    wall.add(16, medium, 500us);
    wall.run(2s);
    wall.panels[5].cost = 200ms;
    wall.run(80ms);
    wall.panels[5].cost = 500us;
    wall.run(2s);
    QVERIFY(isWithin(wall.rate(0).grantedHz, 15, 0.05));
}

void TestFrameBudget::loadFollowsWhatIsWanted_data()
{
    QTest::addColumn<Duration>("cost"); // of 10 panels at 60 Hz; the budget is half a core
    QTest::addColumn<Load>("load");
    QTest::newRow("nothing") << Duration(0) << Load::Normal;
    QTest::newRow("65 %") << Duration(541us) << Load::Normal;
    QTest::newRow("75 %") << Duration(625us) << Load::Elevated;
    QTest::newRow("110 %") << Duration(917us) << Load::High;
    QTest::newRow("190 %") << Duration(1583us) << Load::High;
    QTest::newRow("210 %") << Duration(1750us) << Load::Critical;
}

void TestFrameBudget::loadFollowsWhatIsWanted()
{
    QFETCH(Duration, cost);
    Wall wall;
    wall.add(10, high, cost);
    QCOMPARE(wall.governor.load(), Load::Normal);
    wall.run(8s);
    QTEST(wall.governor.load(), "load");
    wall.panels.clear();
    for (std::size_t i = 0; i < 10; ++i)
        wall.governor.remove(Wall::idOf(i));
    wall.run(8s);
    QCOMPARE(wall.governor.load(), Load::Normal);
}

void TestFrameBudget::loadHasHysteresis()
{
    Wall wall;
    wall.add(10, high, 625us);
    wall.run(8s);
    QCOMPARE(wall.governor.load(), Load::Elevated);
    for (Wall::Panel &panel : wall.panels)
        panel.cost = 550us; // 66 %
    wall.run(8s);
    QCOMPARE(wall.governor.load(), Load::Elevated);
    for (Wall::Panel &panel : wall.panels)
        panel.cost = 510us; // 61 %
    wall.run(8s);
    QCOMPARE(wall.governor.load(), Load::Normal);
}

QTEST_GUILESS_MAIN(TestFrameBudget)
#include "tst_frame_budget.moc"
