#include "tests/attention/one_panel.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::attention;
using namespace watchglass::test;
using namespace std::chrono_literals;

class TestAttentionDecay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void fallsWithDecay_data();
    void fallsWithDecay();
    void drawingFallsBeforeTheSeriesDo();
    void hidingEndsTheDecay_data();
    void hidingEndsTheDecay();
    void whatWasFocusedBehindATabDoesNotDecay();
    void loadShortensADecayThatRuns();
    void decayIsAsLongAsItIsSet();
    void comingBackEndsTheDecay();
    void anIdleOperatorLowersFocusAndHoverOnly_data();
    void anIdleOperatorLowersFocusAndHoverOnly();
    void anActLiftsIdlenessAtOnce();
    void aWallIsNeverIdle_data();
    void aWallIsNeverIdle();
};

void TestAttentionDecay::fallsWithDecay_data()
{
    QTest::addColumn<PanelSight>("left");
    QTest::addColumn<Load>("load");
    QTest::addColumn<Duration>("decay");
    const auto row = [](const char *name, bool PanelSight::*flag, Load load, Duration decay) {
        QTest::newRow(name) << with(flag) << load << decay;
    };
    row("hover, normal", &PanelSight::isHovered, Load::Normal, 2s);
    row("hover, elevated", &PanelSight::isHovered, Load::Elevated, 1500ms);
    row("hover, high", &PanelSight::isHovered, Load::High, 1s);
    row("hover, critical", &PanelSight::isHovered, Load::Critical, 500ms);
    row("focus, normal", &PanelSight::isFocused, Load::Normal, 15s);
    row("focus, elevated", &PanelSight::isFocused, Load::Elevated, 8s);
    row("focus, high", &PanelSight::isFocused, Load::High, 5s);
    row("focus, critical", &PanelSight::isFocused, Load::Critical, 2s);
    const PanelSight both = with(&PanelSight::isFocused, with(&PanelSight::isHovered));
    QTest::newRow("both: the longer") << both << Load::Normal << Duration(15s);
}

void TestAttentionDecay::fallsWithDecay()
{
    QFETCH(PanelSight, left);
    QFETCH(Load, load);
    QFETCH(Duration, decay);
    OnePanel one;
    one.tracker.setLoad(load);
    one.tracker.setSight(first, left, start);
    one.tracker.setSight(first, inView(), start + 1min);
    const SeriesAttention decaying{high, Reason::JustLeft};
    QCOMPARE(one.series(), decaying);
    one.tracker.update(start + 1min + decay - 1ns);
    QCOMPARE(one.series(), decaying);
    one.tracker.update(start + 1min + decay);
    const SeriesAttention fallen{medium, Reason::InView};
    QCOMPARE(one.series(), fallen);
    QCOMPARE(one.tracker.panel(first).drawLevel, medium);
}

void TestAttentionDecay::drawingFallsBeforeTheSeriesDo()
{
    OnePanel one;
    one.tracker.setSight(first, with(&PanelSight::isFocused), start);
    one.tracker.setSight(first, inView(), start + 1min);
    one.tracker.update(start + 1min + drawHold - 1ns);
    QCOMPARE(one.tracker.panel(first).drawLevel, high);
    one.tracker.update(start + 1min + drawHold);
    QCOMPARE(one.tracker.panel(first).drawLevel, medium);
    QCOMPARE(one.tracker.panel(first).level, high);
    QCOMPARE(one.series(), (SeriesAttention{high, Reason::JustLeft}));
    one.tracker.setSight(first, with(&PanelSight::isHovered), start + 1min + 3s);
    QCOMPARE(one.tracker.panel(first).drawLevel, high);
    one.tracker.setSight(first, inView(), start + 1min + 4s); // its focus is still remembered, its hover is younger
    one.tracker.update(start + 1min + 4s + drawHold - 1ns);
    QCOMPARE(one.tracker.panel(first).drawLevel, high);
    one.tracker.update(start + 1min + 4s + drawHold);
    QCOMPARE(one.tracker.panel(first).drawLevel, medium);
    QCOMPARE(one.tracker.panel(first).level, high);
}

void TestAttentionDecay::hidingEndsTheDecay_data()
{
    QTest::addColumn<PanelSight>("hidden");
    QTest::addColumn<AttentionLevel>("level");
    QTest::newRow("hidden tab") << seen(Exposure::HiddenTab) << low;
    QTest::newRow("minimised") << seen(Exposure::Minimised) << low;
    QTest::newRow("covered") << seen(Exposure::Covered) << low;
    QTest::newRow("no pixel left") << PanelSight{} << low;
    QTest::newRow("pinned") << with(&PanelSight::isPinned, seen(Exposure::HiddenTab)) << high;
}

void TestAttentionDecay::hidingEndsTheDecay()
{
    QFETCH(PanelSight, hidden);
    QFETCH(AttentionLevel, level);
    for (const bool isLeftFirst : {true, false}) {
        OnePanel one;
        one.tracker.setSight(first, with(&PanelSight::isFocused), start);
        if (isLeftFirst)
            one.tracker.setSight(first, inView(), start + 1s);
        one.tracker.setSight(first, hidden, start + 2s);
        QCOMPARE(one.series().level, level);
        QCOMPARE(one.tracker.panel(first).drawLevel, low);
        one.tracker.setSight(first, inView(), start + 3s);
        const SeriesAttention expected{medium, Reason::InView};
        QCOMPARE(one.series(), expected);
    }
}

void TestAttentionDecay::whatWasFocusedBehindATabDoesNotDecay()
{
    OnePanel one;
    one.tracker.setSight(first, with(&PanelSight::isFocused, seen(Exposure::HiddenTab)), start);
    one.tracker.setSight(first, inView(), start + 1s);
    const SeriesAttention expected{medium, Reason::InView};
    QCOMPARE(one.series(), expected);
}

void TestAttentionDecay::loadShortensADecayThatRuns()
{
    OnePanel one;
    one.tracker.setSight(first, with(&PanelSight::isFocused), start);
    one.tracker.setSight(first, inView(), start);
    one.tracker.update(start + 6s);
    QCOMPARE(one.series().level, high);
    one.tracker.setLoad(Load::Elevated);
    one.tracker.update(start + 7s);
    QCOMPARE(one.series().level, high);
    one.tracker.setLoad(Load::High);
    one.tracker.update(start + 7s);
    QCOMPARE(one.series().level, medium);
}

void TestAttentionDecay::decayIsAsLongAsItIsSet()
{
    AttentionTracker::Settings settings;
    settings.fall = {4s, 30s};
    OnePanel one(settings);
    one.tracker.setSight(first, with(&PanelSight::isFocused), start);
    one.tracker.setSight(first, inView(), start);
    one.tracker.update(start + 30s - 1ns);
    QCOMPARE(one.series().level, high);
    one.tracker.update(start + 30s);
    QCOMPARE(one.series().level, medium);

    one.tracker.setLoad(Load::High); // a third of the time, as of the standard
    one.tracker.setSight(first, with(&PanelSight::isFocused), start + 1min);
    one.tracker.setSight(first, inView(), start + 1min);
    one.tracker.update(start + 1min + 10s - 1ns);
    QCOMPARE(one.series().level, high);
    one.tracker.update(start + 1min + 10s);
    QCOMPARE(one.series().level, medium);

    settings.fall = {};
    one.tracker.setSettings(settings, start + 2min); // nothing lasts
    one.tracker.setSight(first, with(&PanelSight::isHovered), start + 2min);
    one.tracker.setSight(first, inView(), start + 2min);
    QCOMPARE(one.series().level, medium);
}

void TestAttentionDecay::comingBackEndsTheDecay()
{
    OnePanel one;
    one.tracker.setSight(first, with(&PanelSight::isFocused), start);
    one.tracker.setSight(first, inView(), start);
    one.tracker.setSight(first, with(&PanelSight::isFocused), start + 10s);
    const SeriesAttention focused{high, Reason::Focused};
    QCOMPARE(one.series(), focused);
    one.tracker.setSight(first, inView(), start + 20s);
    one.tracker.update(start + 34s);
    QCOMPARE(one.series().level, high);
    one.tracker.update(start + 35s);
    QCOMPARE(one.series().level, medium);
}

void TestAttentionDecay::anIdleOperatorLowersFocusAndHoverOnly_data()
{
    QTest::addColumn<PanelSight>("sight");
    QTest::addColumn<AttentionLevel>("level");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("focused") << with(&PanelSight::isFocused) << medium << Reason::OperatorIdle;
    QTest::newRow("hovered") << with(&PanelSight::isHovered) << medium << Reason::OperatorIdle;
    QTest::newRow("pinned") << with(&PanelSight::isFocused, with(&PanelSight::isPinned)) << high << Reason::Pinned;
    QTest::newRow("full") << with(&PanelSight::isFocused, with(&PanelSight::isAlwaysFull)) << high
                          << Reason::AlwaysFull;
    QTest::newRow("in view") << inView() << medium << Reason::InView;
    QTest::newRow("hidden") << seen(Exposure::HiddenTab) << low << Reason::HiddenTab;
}

void TestAttentionDecay::anIdleOperatorLowersFocusAndHoverOnly()
{
    QFETCH(PanelSight, sight);
    QFETCH(AttentionLevel, level);
    QFETCH(Reason, reason);
    OnePanel one;
    one.tracker.setSight(first, sight, start);
    const SeriesAttention before = one.series();
    one.tracker.operatorActed(start + 1min);
    one.tracker.update(start + 11min - 1ns);
    QCOMPARE(one.series(), before);
    QVERIFY(!one.tracker.isOperatorIdle());
    one.tracker.update(start + 11min);
    QVERIFY(one.tracker.isOperatorIdle());
    const SeriesAttention expected{level, reason};
    QCOMPARE(one.series(), expected);
    one.tracker.setOverride(key(1), Override::Recorder, true, start + 11min);
    QCOMPARE(one.series().level, high);
}

void TestAttentionDecay::anActLiftsIdlenessAtOnce()
{
    OnePanel one;
    one.tracker.setSight(first, with(&PanelSight::isFocused), start);
    one.tracker.update(start + 20min);
    QCOMPARE(one.series().level, medium);
    one.tracker.operatorActed(start + 20min);
    QCOMPARE(one.series().level, high);
    one.tracker.update(start + 30min - 1ns);
    QCOMPARE(one.series().level, high);
    one.tracker.update(start + 30min);
    QCOMPARE(one.series().level, medium);

    (void)one.tracker.takeChanges();
    one.tracker.operatorActed(start + 31min);
    one.tracker.operatorActed(start + 50min); // no update() has seen the time between
    QCOMPARE(one.tracker.takeChanges().size(), std::size_t(1));
}

void TestAttentionDecay::aWallIsNeverIdle_data()
{
    QTest::addColumn<bool>("isWall");
    QTest::addColumn<bool>("isOff");
    QTest::addColumn<AttentionLevel>("level");
    QTest::newRow("desk") << false << false << medium;
    QTest::newRow("wall") << true << false << high;
    QTest::newRow("off") << false << true << high;
}

void TestAttentionDecay::aWallIsNeverIdle()
{
    QFETCH(bool, isWall);
    QFETCH(bool, isOff);
    AttentionTracker::Settings settings;
    settings.isWall = isWall;
    if (isOff)
        settings.idleAfter.reset();
    OnePanel one(settings);
    one.tracker.setSight(first, with(&PanelSight::isFocused), start);
    one.tracker.update(start + 24h);
    QTEST(one.series().level, "level");
    settings.idleAfter.reset();
    one.tracker.setSettings(settings, start + 24h);
    QCOMPARE(one.series().level, high);
}

QTEST_GUILESS_MAIN(TestAttentionDecay)
#include "tst_attention_decay.moc"
