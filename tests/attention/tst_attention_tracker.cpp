#include "tests/attention/allocations.h"
#include "tests/attention/one_panel.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::attention;
using namespace watchglass::test;
using namespace std::chrono_literals;

class TestAttentionTracker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void judgesWhatIsSeen_data();
    void judgesWhatIsSeen();
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
    QVERIFY(!one.tracker.update(start + 2s + drawHold / 2));
    QVERIFY(one.tracker.update(start + 3s)); // how it is drawn
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
