#include "core/attention/attention_tracker.h"
#include "core/attention/demand_planner.h"
#include "tests/attention/allocations.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace watchglass;
using namespace watchglass::attention;
using namespace std::chrono_literals;

namespace {

constexpr auto none = AttentionLevel::None;
constexpr auto low = AttentionLevel::Low;
constexpr auto medium = AttentionLevel::Medium;
constexpr auto high = AttentionLevel::High;

const QString demo = QStringLiteral("demo");
constexpr Duration start = 1h;

SeriesKey key(int number, const QString &source = demo)
{
    return {source, QString::number(number), QStringLiteral("t"), {}};
}

/// What a client makes of what it is told, and whether it was told as it should be.
struct Told
{
    void take(const DemandChange &change, Duration now)
    {
        if (messages++ == 0 && change.others != none && change.others != high)
            complaints.append(QStringLiteral("the first message says nothing of others"));
        if (last && now - *last < 250ms)
            complaints.append(QStringLiteral("too soon after the last message"));
        if (!change.others && change.series.empty())
            complaints.append(QStringLiteral("empty"));
        last = now;
        if (change.others) {
            if (others == change.others)
                complaints.append(QStringLiteral("others told again"));
            others = change.others;
        }
        std::map<SeriesKey, AttentionLevel> seen;
        for (const SeriesDemand &demand : change.series) {
            if (!seen.emplace(demand.key, demand.level).second)
                complaints.append(QStringLiteral("named twice"));
            if (levelOf(demand.key) == demand.level)
                complaints.append(QStringLiteral("told again"));
            named[demand.key] = demand.level;
        }
    }
    AttentionLevel levelOf(const SeriesKey &series) const
    {
        const auto found = named.find(series);
        return found == named.end() ? others.value_or(high) : found->second;
    }

    std::optional<AttentionLevel> others;
    std::map<SeriesKey, AttentionLevel> named;
    std::optional<Duration> last;
    int messages = 0;
    QStringList complaints;
};

/// A planner with the clients that it talks to.
struct Talk
{
    void deliver(Duration now)
    {
        for (const SourceDemand &demand : planner.due(now))
            told[demand.source].take(demand.change, now);
    }
    void run(Duration from, Duration to, Duration step = 10ms)
    {
        for (Duration now = from; now <= to; now += step)
            deliver(now);
    }
    QStringList complaints() const
    {
        QStringList all;
        for (const auto &[id, source] : told)
            all.append(source.complaints);
        return all;
    }

    DemandPlanner planner{DemandPlanner::Settings{}};
    std::map<QString, Told> told;
};

/// A level that is set at a time after the source's first message.
struct Step
{
    Duration at;
    AttentionLevel level;
};

} // namespace

Q_DECLARE_METATYPE(std::vector<Step>)

class TestDemandPlanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void tellsWhatChangedAndWhen_data();
    void tellsWhatChangedAndWhen();
    void theFirstMessageSaysAll();
    void keepsLevelsOfSourcesThatAreNotThere();
    void sourcesDoNotWaitForEachOther();
    void nextDueIsWhenSomethingIsDue();
    void unthrottledAsksForEverythingAndBack();
    void unthrottledForAMomentSaysNothing();
    void aSweepCausesNoFlapping();
    void whateverTheOrderTheEndIsRight_data();
    void whateverTheOrderTheEndIsRight();
    void takesNoMemoryWhenNothingIsDue();
};

void TestDemandPlanner::tellsWhatChangedAndWhen_data()
{
    QTest::addColumn<AttentionLevel>("first");
    QTest::addColumn<std::vector<Step>>("steps");
    QTest::addColumn<QString>("expected"); // time in ms and level
    const auto row = [](const char *name, AttentionLevel first, const std::vector<Step> &steps, const char *expected) {
        QTest::newRow(name) << first << steps << QString::fromLatin1(expected);
    };
    row("nothing", none, {}, "");
    row("the same again", medium, {{500ms, medium}}, "");
    row("a rise, at once", none, {{500ms, medium}}, "500 Medium");
    row("a rise, after the spacing", none, {{100ms, high}}, "250 High");
    row("two rises, each at once", none, {{300ms, medium}, {600ms, high}}, "300 Medium;600 High");
    row("two rises, the second after the spacing", none, {{300ms, low}, {400ms, high}}, "300 Low;550 High");
    row("two rises within the spacing are one", none, {{50ms, medium}, {100ms, high}}, "250 High");
    row("a rise taken back", none, {{100ms, high}, {200ms, none}}, "");
    row("a fall waits", high, {{500ms, medium}}, "1500 Medium");
    row("a fall taken back", high, {{500ms, medium}, {1490ms, high}}, "");
    row("a fall that deepens keeps its time", high, {{500ms, medium}, {1400ms, none}}, "1500 None");
    row("half back up is a fall still", high, {{500ms, none}, {1000ms, medium}}, "1500 Medium");
    row("back and down again waits anew", high, {{500ms, low}, {1000ms, high}, {1200ms, low}}, "2200 Low");
    row("down, then above", medium, {{500ms, low}, {800ms, high}}, "800 High");
    row("a rise that turns waits as a fall", medium, {{50ms, high}, {100ms, low}}, "1100 Low");
    row("up and down", none, {{500ms, high}, {600ms, none}}, "500 High;1600 None");
    row("down is told, then up", high, {{500ms, low}, {1600ms, high}}, "1500 Low;1750 High");
    row("flapping below what was told is told once", high,
        {{500ms, low}, {900ms, medium}, {1300ms, low}, {1700ms, low}}, "1500 Low");
}

void TestDemandPlanner::tellsWhatChangedAndWhen()
{
    QFETCH(AttentionLevel, first);
    QFETCH(std::vector<Step>, steps);
    Talk talk;
    talk.planner.addSource(demo, start);
    talk.planner.setLevel(key(1), first, start);
    QStringList messages;
    auto next = steps.begin();
    for (Duration now = start; now < start + 5s; now += 10ms) {
        for (; next != steps.end() && start + next->at <= now; ++next)
            talk.planner.setLevel(key(1), next->level, now);
        for (const SourceDemand &demand : talk.planner.due(now)) {
            talk.told[demo].take(demand.change, now);
            if (now == start)
                continue;
            const QStringList names{QStringLiteral("None"), QStringLiteral("Low"), QStringLiteral("Medium"),
                                    QStringLiteral("High")};
            QCOMPARE(demand.change.series.size(), std::size_t(1));
            QVERIFY(!demand.change.others);
            messages.append(QStringLiteral("%1 %2")
                                .arg(std::chrono::duration_cast<std::chrono::milliseconds>(now - start).count())
                                .arg(names[static_cast<int>(demand.change.series[0].level)]));
        }
    }
    QTEST(messages.join(QLatin1Char(';')), "expected");
    QCOMPARE(talk.complaints(), QStringList());
    QCOMPARE(talk.planner.demand(key(1)), steps.empty() ? first : steps.back().level);
    QCOMPARE(talk.planner.messages(demo), static_cast<std::uint64_t>(messages.size() + 1));
    QCOMPARE(talk.planner.nextDue(), std::optional<Duration>());
}

void TestDemandPlanner::theFirstMessageSaysAll()
{
    DemandPlanner planner{DemandPlanner::Settings{}};
    QCOMPARE(planner.demand(key(1)), high); // nothing was said yet
    planner.addSource(demo, start);
    planner.setLevel(key(1), medium, start);
    planner.setLevel(key(2), high, start);
    planner.setLevel(key(2), low, start);
    planner.setLevel(key(3), high, start);
    planner.setLevel(key(3), none, start);
    planner.addSource(demo, start);
    QCOMPARE(planner.demand(key(1)), high);
    QCOMPARE(planner.nextDue(), std::optional(start));
    const auto demands = planner.due(start);
    QCOMPARE(demands.size(), std::size_t(1));
    QCOMPARE(demands[0].source, demo);
    QCOMPARE(demands[0].change.others, std::optional(none));
    const std::vector<SeriesDemand> expected{{key(1), medium}, {key(2), low}};
    QVERIFY(demands[0].change.series == expected);
    QCOMPARE(planner.demand(key(1)), medium);
    QCOMPARE(planner.demand(key(3)), none);
    QVERIFY(planner.due(start + 1min).empty());
    QCOMPARE(planner.counters().messages, 1U);
    QCOMPARE(planner.counters().seriesNamed, 2U);
}

void TestDemandPlanner::keepsLevelsOfSourcesThatAreNotThere()
{
    DemandPlanner planner{DemandPlanner::Settings{}};
    planner.setLevel(key(1), high, start);
    planner.setLevel(key(2), high, start);
    planner.setLevel(key(2), none, start);
    QVERIFY(planner.due(start + 1min).empty());
    QCOMPARE(planner.nextDue(), std::optional<Duration>());
    const std::vector<SeriesDemand> expected{{key(1), high}};
    for (int round = 0; round < 2; ++round) {
        planner.addSource(demo, start + 1min);
        auto demands = planner.due(start + 1min); // a new client: no spacing to what the old one was told
        QCOMPARE(demands.size(), std::size_t(1));
        QCOMPARE(demands[0].change.others, std::optional(none));
        QVERIFY(demands[0].change.series == expected);
        planner.removeSource(demo);
        QCOMPARE(planner.demand(key(1)), high);
        QCOMPARE(planner.messages(demo), 0U);
    }
    planner.removeSource(QStringLiteral("unknown"));
}

void TestDemandPlanner::sourcesDoNotWaitForEachOther()
{
    const QString other = QStringLiteral("other");
    Talk talk;
    talk.planner.addSource(demo, start);
    talk.deliver(start);
    talk.planner.addSource(other, start + 200ms);
    talk.deliver(start + 200ms);
    talk.planner.setLevel(key(1), high, start + 210ms);
    talk.planner.setLevel(key(1, other), high, start + 210ms);
    talk.deliver(start + 250ms);
    QCOMPARE(talk.told[demo].levelOf(key(1)), high);
    QCOMPARE(talk.told[other].levelOf(key(1, other)), none);
    talk.deliver(start + 450ms);
    QCOMPARE(talk.told[other].levelOf(key(1, other)), high);
    QCOMPARE(talk.complaints(), QStringList());
}

void TestDemandPlanner::nextDueIsWhenSomethingIsDue()
{
    DemandPlanner planner{DemandPlanner::Settings{}};
    planner.addSource(demo, start);
    planner.setLevel(key(1), high, start);
    planner.due(start);
    QCOMPARE(planner.nextDue(), std::optional<Duration>());
    planner.setLevel(key(1), low, start + 100ms);
    QCOMPARE(planner.nextDue(), std::optional<Duration>(start + 1100ms));
    planner.setLevel(key(2), medium, start + 150ms);
    QCOMPARE(planner.nextDue(), std::optional<Duration>(start + 250ms));
    QVERIFY(planner.due(start + 249ms).empty());
    QCOMPARE(planner.due(start + 250ms).size(), std::size_t(1));
    QCOMPARE(planner.nextDue(), std::optional<Duration>(start + 1100ms));
    planner.setLevel(key(1), high, start + 300ms);
    QCOMPARE(planner.nextDue(), std::optional<Duration>());
    QCOMPARE(planner.counters().takenBack, 1U);
}

void TestDemandPlanner::unthrottledAsksForEverythingAndBack()
{
    Talk talk;
    Told &told = talk.told[demo];
    talk.planner.addSource(demo, start);
    talk.planner.setLevel(key(1), medium, start);
    talk.planner.setLevel(key(2), high, start);
    talk.deliver(start);
    talk.planner.setLevel(key(2), none, start + 1s);
    talk.run(start + 1s, start + 3s);

    talk.planner.setUnthrottled(true, start + 3s);
    talk.deliver(start + 3s);
    for (int i = 1; i < 9; ++i)
        QCOMPARE(told.levelOf(key(i)), high);
    talk.planner.setLevel(key(1), low, start + 4s);
    talk.planner.setLevel(key(3), medium, start + 4s);
    talk.planner.setLevel(key(4), high, start + 4s);
    talk.planner.setLevel(key(5), high, start + 4s);
    talk.planner.setLevel(key(5), none, start + 5s);
    talk.run(start + 4s, start + 9s);
    QCOMPARE(told.messages, 3);

    talk.planner.setUnthrottled(false, start + 10s);
    talk.planner.setLevel(key(6), medium, start + 10500ms);
    talk.run(start + 10s, start + 10990ms);
    QCOMPARE(told.messages, 3); // the way back is a fall
    talk.deliver(start + 11s);
    QCOMPARE(told.messages, 4);
    const std::vector<AttentionLevel> expected{low, none, medium, high, none, medium, none};
    for (std::size_t i = 0; i < expected.size(); ++i)
        QCOMPARE(told.levelOf(key(static_cast<int>(i) + 1)), expected[i]);
    talk.run(start + 11s, start + 20s);
    QCOMPARE(told.messages, 4);
    QCOMPARE(talk.complaints(), QStringList());
}

void TestDemandPlanner::unthrottledForAMomentSaysNothing()
{
    Talk talk;
    talk.planner.addSource(demo, start);
    talk.planner.setLevel(key(1), medium, start);
    talk.deliver(start);
    talk.planner.setUnthrottled(true, start + 100ms);
    talk.planner.setUnthrottled(false, start + 200ms);
    talk.run(start + 200ms, start + 5s);
    QCOMPARE(talk.told[demo].messages, 1);

    talk.planner.setUnthrottled(true, start + 6s);
    talk.deliver(start + 6s);
    talk.planner.setUnthrottled(false, start + 7s);
    talk.planner.setUnthrottled(true, start + 7900ms);
    talk.run(start + 7900ms, start + 20s);
    QCOMPARE(talk.told[demo].messages, 2);
    QCOMPARE(talk.complaints(), QStringList());
}

void TestDemandPlanner::aSweepCausesNoFlapping()
{
    constexpr int panels = 64;
    const std::vector<QString> sources{demo, QStringLiteral("other")};
    Talk talk;
    AttentionTracker tracker({}, start);
    for (const QString &source : sources)
        talk.planner.addSource(source, start);
    PanelSight sight;
    sight.visiblePx = 1000;
    for (int i = 0; i < panels; ++i) {
        tracker.setSeries(PanelId{static_cast<std::uint64_t>(i)}, {key(i, sources[static_cast<std::size_t>(i) % 2])});
        tracker.setSight(PanelId{static_cast<std::uint64_t>(i)}, sight, start);
    }
    int hovered = -1;
    for (Duration now = start; now < start + 10s; now += 5ms) {
        const int pointer = static_cast<int>((now - start - 1s) * panels / Duration(1s)); // one second, from 1 s on
        if (now >= start + 1s && pointer != hovered && pointer <= panels) {
            sight.isHovered = false;
            if (hovered >= 0)
                tracker.setSight(PanelId{static_cast<std::uint64_t>(hovered)}, sight, now);
            sight.isHovered = true;
            if (pointer < panels)
                tracker.setSight(PanelId{static_cast<std::uint64_t>(pointer)}, sight, now);
            hovered = pointer;
        }
        tracker.update(now);
        for (const SeriesChange &change : tracker.takeChanges())
            talk.planner.setLevel(change.key, change.to, now);
        talk.deliver(now);
    }
    QCOMPARE(talk.complaints(), QStringList()); // spacing and differences
    for (int i = 0; i < panels; ++i) {
        const QString &source = sources[static_cast<std::size_t>(i) % 2];
        QCOMPARE(tracker.level(key(i, source)).level, medium);
        QCOMPARE(talk.told[source].levelOf(key(i, source)), medium);
    }
    // Each series was told once up and once down, after the first message.
    QCOMPARE(talk.planner.counters().seriesNamed, static_cast<std::uint64_t>(3 * panels));
    QVERIFY2(talk.told[demo].messages <= 11, qPrintable(QString::number(talk.told[demo].messages)));
}

void TestDemandPlanner::whateverTheOrderTheEndIsRight_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 0; seed < 30; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestDemandPlanner::whateverTheOrderTheEndIsRight()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    const auto upTo = [&random](unsigned n) { return static_cast<int>(random() % n); };
    const std::vector<QString> sources{demo, QStringLiteral("other"), QStringLiteral("third")};
    Talk talk;
    std::map<SeriesKey, AttentionLevel> wanted;
    std::map<QString, bool> isThere;
    Duration now = start;
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < 300; ++i) {
            now += upTo(60) * 1ms;
            const QString source = sources[static_cast<std::size_t>(upTo(3))];
            const int what = upTo(100);
            if (what == 0) {
                talk.planner.removeSource(source);
                talk.told.erase(source);
                isThere[source] = false;
            } else if (what < 4) {
                talk.planner.addSource(source, now);
                isThere[source] = true;
            } else if (what < 6) {
                talk.planner.setUnthrottled(!talk.planner.isUnthrottled(), now);
            } else {
                const SeriesKey series = key(upTo(12), source);
                wanted[series] = static_cast<AttentionLevel>(upTo(4));
                talk.planner.setLevel(series, wanted[series], now);
            }
            if (upTo(2) == 0)
                talk.deliver(now);
        }
        talk.run(now, now + 2s);
        now += 2s;
        QCOMPARE(talk.planner.nextDue(), std::optional<Duration>());
        QCOMPARE(talk.complaints(), QStringList());
        for (const QString &source : sources) {
            for (int i = 0; i < 14 && isThere[source]; ++i) {
                const SeriesKey series = key(i, source);
                const auto found = wanted.find(series);
                const auto level = talk.planner.isUnthrottled() ? high : found == wanted.end() ? none : found->second;
                QCOMPARE(talk.told[source].levelOf(series), level);
                QCOMPARE(talk.planner.demand(series), level);
            }
        }
    }
}

void TestDemandPlanner::takesNoMemoryWhenNothingIsDue()
{
    DemandPlanner planner{DemandPlanner::Settings{}};
    planner.addSource(demo, start);
    for (int i = 0; i < 512; ++i)
        planner.setLevel(key(i), high, start);
    planner.due(start);
    for (int i = 0; i < 512; ++i)
        planner.setLevel(key(i), medium, start + 1s);
    const auto before = test::allocations();
    for (Duration now = start + 1s; now < start + 2s; now += 16ms)
        QVERIFY(planner.due(now).empty());
    QCOMPARE(test::allocations() - before, std::uint64_t(0));
    QCOMPARE(planner.due(start + 2s).size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestDemandPlanner)
#include "tst_demand_planner.moc"
