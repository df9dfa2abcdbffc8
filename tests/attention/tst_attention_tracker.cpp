#include "core/attention/attention_tracker.h"
#include "tests/attention/allocations.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::attention;
using namespace std::chrono_literals;

namespace {

constexpr auto none = AttentionLevel::None;
constexpr auto low = AttentionLevel::Low;
constexpr auto medium = AttentionLevel::Medium;
constexpr auto high = AttentionLevel::High;

constexpr PanelId first{1};
constexpr PanelId second{2};
constexpr Duration start = 1h;

SeriesKey key(int number)
{
    return {QStringLiteral("demo"), QString::number(number), QStringLiteral("t"), {}};
}

PanelSight inView()
{
    PanelSight sight;
    sight.visiblePx = 1000;
    return sight;
}

PanelSight seen(Exposure exposure)
{
    PanelSight sight = inView();
    sight.exposure = exposure;
    return sight;
}

/// A sight with one of its flags set.
PanelSight with(bool PanelSight::*flag, PanelSight sight = inView())
{
    sight.*flag = true;
    return sight;
}

/// One panel that shows one series.
struct OnePanel
{
    explicit OnePanel(const AttentionTracker::Settings &settings = {})
        : tracker(settings, start)
    {
        tracker.setSeries(first, {key(1)});
    }
    SeriesAttention series() const { return tracker.level(key(1)); }

    AttentionTracker tracker;
};

} // namespace

class TestAttentionTracker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void judgesWhatIsSeen_data();
    void judgesWhatIsSeen();
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
    void overridesRaiseWhateverIsShown_data();
    void overridesRaiseWhateverIsShown();
    void theStrongestReasonIsTold();
    void theHighestPanelCounts();
    void seriesComeAndGoWithTheirPanels();
    void changesAreToldOnceAndInOrder();
    void updateSaysWhetherAnythingChanged();
    void takesNoMemoryWhenNothingChanges();
};

void TestAttentionTracker::judgesWhatIsSeen_data()
{
    QTest::addColumn<PanelSight>("sight");
    QTest::addColumn<bool>("isAllFull");
    QTest::addColumn<AttentionLevel>("level");
    QTest::addColumn<AttentionLevel>("drawLevel");
    QTest::addColumn<Reason>("reason");
    const auto row = [](const char *name, const PanelSight &sight, AttentionLevel level, AttentionLevel drawLevel,
                        Reason reason, bool isAllFull = false) {
        QTest::newRow(name) << sight << isAllFull << level << drawLevel << reason;
    };
    const PanelSight tab = seen(Exposure::HiddenTab);
    row("hidden tab", tab, low, low, Reason::HiddenTab);
    row("minimised", seen(Exposure::Minimised), low, low, Reason::Minimised);
    row("covered", seen(Exposure::Covered), low, low, Reason::Covered);
    row("no pixel", PanelSight{}, low, low, Reason::Covered);
    row("focused without a pixel", with(&PanelSight::isFocused, {}), low, low, Reason::Covered);
    row("in view", inView(), medium, medium, Reason::InView);
    PanelSight shape = inView();
    shape.showsShape = true;
    row("waveform in view", shape, high, medium, Reason::ShapeInView);
    shape.isHovered = true;
    row("waveform under the pointer", shape, high, high, Reason::Hovered);
    row("hovered", with(&PanelSight::isHovered), high, high, Reason::Hovered);
    row("focused", with(&PanelSight::isFocused), high, high, Reason::Focused);
    row("both", with(&PanelSight::isFocused, with(&PanelSight::isHovered)), high, high, Reason::Focused);
    row("pinned", with(&PanelSight::isPinned), high, high, Reason::Pinned);
    row("full", with(&PanelSight::isAlwaysFull), high, high, Reason::AlwaysFull);
    row("pinned in a hidden tab", with(&PanelSight::isPinned, tab), high, low, Reason::Pinned);
    row("full in a hidden tab", with(&PanelSight::isAlwaysFull, tab), low, low, Reason::HiddenTab);
    row("focused in a hidden tab", with(&PanelSight::isFocused, tab), low, low, Reason::HiddenTab);
    row("all full", inView(), high, high, Reason::AlwaysFull, true);
    row("all full, hidden tab", tab, low, low, Reason::HiddenTab, true);
}

void TestAttentionTracker::judgesWhatIsSeen()
{
    QFETCH(PanelSight, sight);
    QFETCH(bool, isAllFull);
    QFETCH(AttentionLevel, level);
    QFETCH(AttentionLevel, drawLevel);
    QFETCH(Reason, reason);
    OnePanel one;
    AttentionTracker::Settings settings;
    settings.isAlwaysFull = isAllFull;
    one.tracker.setSettings(settings, start);
    one.tracker.setSight(first, sight, start);
    const PanelAttention expected{level, drawLevel, reason};
    QCOMPARE(one.tracker.panel(first), expected);
    const SeriesAttention expectedSeries{level, reason};
    QCOMPARE(one.series(), expectedSeries);
}

void TestAttentionTracker::fallsWithDecay_data()
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

void TestAttentionTracker::fallsWithDecay()
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

void TestAttentionTracker::drawingFallsBeforeTheSeriesDo()
{
    OnePanel one;
    one.tracker.setSight(first, with(&PanelSight::isFocused), start);
    one.tracker.setSight(first, inView(), start + 1min);
    one.tracker.update(start + 1min + 2s - 1ns);
    QCOMPARE(one.tracker.panel(first).drawLevel, high);
    one.tracker.update(start + 1min + 2s);
    QCOMPARE(one.tracker.panel(first).drawLevel, medium);
    QCOMPARE(one.tracker.panel(first).level, high);
    QCOMPARE(one.series(), (SeriesAttention{high, Reason::JustLeft}));
    one.tracker.setSight(first, with(&PanelSight::isHovered), start + 1min + 3s);
    QCOMPARE(one.tracker.panel(first).drawLevel, high);
    one.tracker.setSight(first, inView(), start + 1min + 4s); // its focus is still remembered, its hover is younger
    one.tracker.update(start + 1min + 6s - 1ns);
    QCOMPARE(one.tracker.panel(first).drawLevel, high);
    one.tracker.update(start + 1min + 6s);
    QCOMPARE(one.tracker.panel(first).drawLevel, medium);
}

void TestAttentionTracker::hidingEndsTheDecay_data()
{
    QTest::addColumn<PanelSight>("hidden");
    QTest::addColumn<AttentionLevel>("level");
    QTest::newRow("hidden tab") << seen(Exposure::HiddenTab) << low;
    QTest::newRow("minimised") << seen(Exposure::Minimised) << low;
    QTest::newRow("covered") << seen(Exposure::Covered) << low;
    QTest::newRow("no pixel left") << PanelSight{} << low;
    QTest::newRow("pinned") << with(&PanelSight::isPinned, seen(Exposure::HiddenTab)) << high;
}

void TestAttentionTracker::hidingEndsTheDecay()
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

void TestAttentionTracker::whatWasFocusedBehindATabDoesNotDecay()
{
    OnePanel one;
    one.tracker.setSight(first, with(&PanelSight::isFocused, seen(Exposure::HiddenTab)), start);
    one.tracker.setSight(first, inView(), start + 1s);
    const SeriesAttention expected{medium, Reason::InView};
    QCOMPARE(one.series(), expected);
}

void TestAttentionTracker::loadShortensADecayThatRuns()
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

void TestAttentionTracker::decayIsAsLongAsItIsSet()
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

void TestAttentionTracker::comingBackEndsTheDecay()
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

void TestAttentionTracker::anIdleOperatorLowersFocusAndHoverOnly_data()
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

void TestAttentionTracker::anIdleOperatorLowersFocusAndHoverOnly()
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

void TestAttentionTracker::anActLiftsIdlenessAtOnce()
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

void TestAttentionTracker::aWallIsNeverIdle_data()
{
    QTest::addColumn<bool>("isWall");
    QTest::addColumn<bool>("isOff");
    QTest::addColumn<AttentionLevel>("level");
    QTest::newRow("desk") << false << false << medium;
    QTest::newRow("wall") << true << false << high;
    QTest::newRow("off") << false << true << high;
}

void TestAttentionTracker::aWallIsNeverIdle()
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

void TestAttentionTracker::overridesRaiseWhateverIsShown_data()
{
    QTest::addColumn<Override>("cause");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("pin") << Override::Pin << Reason::Pinned;
    QTest::newRow("recorder") << Override::Recorder << Reason::Recorder;
    QTest::newRow("alarm rule") << Override::AlarmRule << Reason::AlarmRule;
    QTest::newRow("near limit") << Override::NearLimit << Reason::NearLimit;
}

void TestAttentionTracker::overridesRaiseWhateverIsShown()
{
    QFETCH(Override, cause);
    QFETCH(Reason, reason);
    const SeriesAttention raised{high, reason};
    AttentionTracker tracker({}, start);
    tracker.setOverride(key(1), cause, true, start);
    QCOMPARE(tracker.level(key(1)), raised);
    QCOMPARE(tracker.level(key(2)), SeriesAttention{});

    tracker.setSeries(first, {key(1), key(2)});
    tracker.setSight(first, seen(Exposure::Minimised), start);
    QCOMPARE(tracker.level(key(1)), raised);
    QCOMPARE(tracker.level(key(2)).level, low);
    QCOMPARE(tracker.panel(first).drawLevel, low); // the panel itself is not raised

    tracker.setOverride(key(1), cause, false, start);
    QCOMPARE(tracker.level(key(1)).level, low); // no decay: what needed it says itself when it is over
    tracker.setOverride(key(3), cause, false, start);
    QCOMPARE(tracker.series().size(), std::size_t(2));
}

void TestAttentionTracker::theStrongestReasonIsTold()
{
    OnePanel one;
    one.tracker.setSight(first, with(&PanelSight::isFocused), start);
    const std::vector<std::pair<Override, Reason>> rising{{Override::NearLimit, Reason::NearLimit},
                                                          {Override::AlarmRule, Reason::AlarmRule},
                                                          {Override::Recorder, Reason::Recorder},
                                                          {Override::Pin, Reason::Pinned}};
    for (const auto &[cause, reason] : rising) {
        one.tracker.setOverride(key(1), cause, true, start);
        QCOMPARE(one.series().reason, reason);
    }
    one.tracker.setOverride(key(1), Override::Pin, false, start);
    QCOMPARE(one.series().reason, Reason::Recorder);
    one.tracker.setOverride(key(1), Override::NearLimit, false, start);
    QCOMPARE(one.series().reason, Reason::Recorder);
}

void TestAttentionTracker::theHighestPanelCounts()
{
    AttentionTracker tracker({}, start);
    tracker.setSeries(first, {key(1), key(2)});
    tracker.setSeries(second, {key(2), key(3), key(2)});
    tracker.setSight(first, with(&PanelSight::isHovered), start);
    tracker.setSight(second, seen(Exposure::HiddenTab), start);
    const SeriesAttention hovered{high, Reason::Hovered};
    const SeriesAttention hidden{low, Reason::HiddenTab};
    QCOMPARE(tracker.level(key(1)), hovered);
    QCOMPARE(tracker.level(key(2)), hovered);
    QCOMPARE(tracker.level(key(3)), hidden);
    tracker.removePanel(first, start);
    QCOMPARE(tracker.level(key(1)), SeriesAttention{});
    QCOMPARE(tracker.level(key(2)), hidden);
    QCOMPARE(tracker.panel(first), PanelAttention{});
    tracker.removePanel(first, start);
    tracker.removePanel(second, start);
    QVERIFY(tracker.series().empty());
}

void TestAttentionTracker::seriesComeAndGoWithTheirPanels()
{
    AttentionTracker tracker({}, start);
    tracker.setSight(first, inView(), start);
    tracker.setSeries(first, {key(1), key(2)});
    (void)tracker.takeChanges();
    tracker.setSeries(first, {key(3), key(2)});
    const std::vector<SeriesChange> expected{{key(3), none, medium, Reason::InView},
                                             {key(1), medium, none, Reason::NothingShows}};
    QVERIFY(tracker.takeChanges() == expected); // and nothing of the one that stays
    const auto watched = tracker.series();
    QCOMPARE(watched.size(), std::size_t(2));
    QCOMPARE(watched[0].key, key(2));
    QCOMPARE(watched[1].key, key(3));
    tracker.setSeries(first, {});
    QVERIFY(tracker.series().empty());
}

void TestAttentionTracker::changesAreToldOnceAndInOrder()
{
    OnePanel one;
    one.tracker.setSight(first, with(&PanelSight::isHovered), start);
    one.tracker.setSight(first, inView(), start + 1s);
    one.tracker.setSight(first, seen(Exposure::HiddenTab), start + 1min); // the decay was over long before
    const std::vector<SeriesChange> expected{{key(1), none, low, Reason::Covered},
                                             {key(1), low, high, Reason::Hovered},
                                             {key(1), high, medium, Reason::InView},
                                             {key(1), medium, low, Reason::HiddenTab}};
    QVERIFY(one.tracker.takeChanges() == expected);
    QVERIFY(one.tracker.takeChanges().empty());
}

void TestAttentionTracker::updateSaysWhetherAnythingChanged()
{
    OnePanel one;
    one.tracker.setSight(first, with(&PanelSight::isFocused), start);
    QVERIFY(one.tracker.update(start));
    QVERIFY(!one.tracker.update(start + 1s));
    one.tracker.setSight(first, with(&PanelSight::isFocused), start + 1s);
    QVERIFY(!one.tracker.update(start + 1s));
    one.tracker.setSight(first, inView(), start + 2s); // a change of reason alone
    QVERIFY(one.tracker.update(start + 2s));
    QVERIFY(!one.tracker.update(start + 3s));
    QVERIFY(one.tracker.update(start + 4s)); // how it is drawn
    QVERIFY(!one.tracker.update(start + 16s));
    QVERIFY(one.tracker.update(start + 17s));
    QVERIFY(!one.tracker.update(start + 17s));
}

void TestAttentionTracker::takesNoMemoryWhenNothingChanges()
{
    AttentionTracker tracker({}, start);
    const auto sightOf = [](std::uint64_t panel) {
        return panel == 0 ? with(&PanelSight::isFocused) : panel == 1 ? with(&PanelSight::isHovered) : inView();
    };
    for (std::uint64_t panel = 0; panel < 64; ++panel) {
        QList<SeriesKey> keys;
        for (int i = 0; i < 8; ++i)
            keys.append(key(static_cast<int>(panel) * 8 + i));
        tracker.setSeries(PanelId{panel}, keys);
        tracker.setSight(PanelId{panel}, sightOf(panel), start);
    }
    (void)tracker.takeChanges();
    const auto before = test::allocations();
    for (int tick = 1; tick <= 600; ++tick) {
        const Duration now = start + tick * 16ms;
        for (std::uint64_t panel = 0; panel < 64; ++panel)
            tracker.setSight(PanelId{panel}, sightOf(panel), now);
        tracker.operatorActed(now);
        tracker.update(now);
        (void)tracker.takeChanges();
    }
    QCOMPARE(test::allocations() - before, std::uint64_t(0));
}

QTEST_GUILESS_MAIN(TestAttentionTracker)
#include "tst_attention_tracker.moc"
