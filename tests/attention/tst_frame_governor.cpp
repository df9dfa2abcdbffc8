#include "core/attention/frame_governor.h"
#include "tests/attention/allocations.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace watchglass;
using namespace watchglass::attention;
using namespace std::chrono_literals;

namespace {

constexpr auto none = AttentionLevel::None;
constexpr auto low = AttentionLevel::Low;
constexpr auto medium = AttentionLevel::Medium;
constexpr auto high = AttentionLevel::High;
constexpr Duration beat = 16'666'667ns;

/// A wall of panels, and what was drawn of it.
struct Wall
{
    struct Panel
    {
        AttentionLevel level;
        Duration cost;
        int frames = 0;
    };

    void add(int count, AttentionLevel level, Duration cost = 10us)
    {
        for (int i = 0; i < count; ++i)
            panels.push_back({level, cost});
    }
    static PanelId idOf(std::size_t index) { return PanelId{index * 7 + 3}; }

    /// How many were drawn.
    int tick(Duration after = beat)
    {
        now += after;
        governor.beginTick(now);
        int drawn = 0;
        for (std::size_t i = 0; i < panels.size(); ++i) {
            if (!governor.isDue(idOf(i), panels[i].level, now))
                continue;
            governor.painted(idOf(i), panels[i].level, panels[i].cost, now);
            ++panels[i].frames;
            ++drawn;
        }
        return drawn;
    }
    void run(Duration time)
    {
        for (const Duration until = now + time; now < until;)
            tick();
    }
    PanelRate rate(std::size_t index) const { return governor.rate(idOf(index)); }
    /// The first panel of a level; all of a level are alike.
    PanelRate rateOf(AttentionLevel level) const
    {
        const auto found =
            std::find_if(panels.begin(), panels.end(), [level](const Panel &p) { return p.level == level; });
        return rate(static_cast<std::size_t>(found - panels.begin()));
    }

    FrameGovernor governor{FrameGovernor::Settings{}};
    std::vector<Panel> panels;
    Duration now = 1h;
};

bool isWithin(double value, double expected, double share)
{
    return std::abs(value - expected) <= expected * share;
}

} // namespace

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
    void keepsToTheBudget_data();
    void keepsToTheBudget();
    void highIsThinnedOnlyWhenMediumIsAtItsFloor();
    void unevenCostsSettleAsWell_data();
    void unevenCostsSettleAsWell();
    void recoversSmoothly();
    void oneSlowFrameThinsNothingForLong();
    void unevenTicksLeaveNoFrameOut();
    void loadFollowsWhatIsWanted_data();
    void loadFollowsWhatIsWanted();
    void loadHasHysteresis();
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

void TestFrameGovernor::keepsToTheBudget_data()
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

void TestFrameGovernor::keepsToTheBudget()
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

void TestFrameGovernor::highIsThinnedOnlyWhenMediumIsAtItsFloor()
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

void TestFrameGovernor::unevenCostsSettleAsWell_data()
{
    QTest::addColumn<int>("panels");
    QTest::addColumn<AttentionLevel>("level");
    QTest::addColumn<Duration>("cost"); // between half of it and half as much again
    QTest::addColumn<double>("hz");
    QTest::newRow("64 medium") << 64 << medium << Duration(1ms) << 0.5 / 0.064;
    QTest::newRow("4 high") << 4 << high << Duration(4ms) << 0.5 / 0.016;
}

void TestFrameGovernor::unevenCostsSettleAsWell()
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

void TestFrameGovernor::recoversSmoothly()
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

void TestFrameGovernor::oneSlowFrameThinsNothingForLong()
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

void TestFrameGovernor::loadFollowsWhatIsWanted_data()
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

void TestFrameGovernor::loadFollowsWhatIsWanted()
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

void TestFrameGovernor::loadHasHysteresis()
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
