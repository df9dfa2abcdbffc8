#include "app/watchglass/attention_control.h"

#include "app/watchglass/series_rates.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/no_warnings.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::app;
using namespace std::chrono_literals;
using attention::PanelId;

namespace {

const QString plant = QStringLiteral("plant");

SeriesKey key(const QString &device, const QString &attribute = QStringLiteral("temperature"))
{
    return {plant, device, attribute, {}};
}

/// A control whose messages are kept.
struct Fixture
{
    struct Sent
    {
        QString source;
        DemandChange change;
    };

    test::FakeClock clock;
    store::SeriesStore store;
    ingest::AlarmBook alarms;
    std::vector<Sent> sent;
    AttentionControl control{store, alarms, clock, [this](const QString &source, const DemandChange &change) {
                                 sent.push_back({source, change});
                             }};

    void pass(Duration time)
    {
        for (Duration passed{}; passed < time; passed += 50ms) {
            clock.advance(50ms);
            control.beginTick();
        }
    }
    void live()
    {
        control.setPhase(plant, SourcePhase::Live);
        pass(AttentionControl::settling + 1s);
    }
    void look(PanelId panel, bool isFocused)
    {
        attention::PanelSight sight;
        sight.visiblePx = 1000;
        sight.isFocused = isFocused;
        control.tracker().setSight(panel, sight, clock.monotonic());
    }
    AttentionLevel demand(const QString &device) const { return control.planner().demand(key(device)); }
    void raise(double threshold, double actual)
    {
        AlarmEvent event;
        event.id = QStringLiteral("1");
        event.device = QStringLiteral("fridge");
        event.metric = QStringLiteral("temperature");
        event.threshold = threshold;
        event.actual = actual;
        event.raisedAt = clock.now();
        alarms.apply(plant, event, clock.now());
    }
};

} // namespace

class TestAttentionControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void aNewSourceIsListenedToWholeUntilItHasSettled()
    {
        Fixture f;
        f.control.setPhase(plant, SourcePhase::Connecting);
        f.pass(10s);
        QVERIFY(f.sent.empty());
        QVERIFY(f.control.isSettling(plant));
        f.control.setPhase(plant, SourcePhase::Live);
        f.pass(AttentionControl::settling - 100ms);
        QVERIFY(f.sent.empty());
        f.pass(200ms);
        QCOMPARE(f.sent.size(), 1u);
        QCOMPARE(f.sent.front().source, plant);
        QVERIFY(f.sent.front().change.others == AttentionLevel::None);
        QVERIFY(!f.control.isSettling(plant));
    }

    void onAWallNobodyIsTakenToBeAway()
    {
        Fixture f;
        const PanelId panel = f.control.tracker().makePanel();
        f.control.tracker().setSeries(panel, {key(QStringLiteral("fridge"))});
        f.look(panel, true);
        f.control.setWall(true);
        f.pass(11min);
        QVERIFY(!f.control.tracker().isOperatorIdle());
        QVERIFY(f.control.tracker().panel(panel).level == AttentionLevel::High);
        f.control.setWall(false);
        f.pass(1s);
        QVERIFY(f.control.tracker().isOperatorIdle());
    }

    void whatIsLookedAtIsAskedForAndWrittenDown()
    {
        Fixture f;
        f.live();
        f.sent.clear();
        const PanelId panel = f.control.tracker().makePanel();
        f.control.tracker().setSeries(panel, {key(QStringLiteral("fridge"))});
        f.look(panel, true);
        f.pass(50ms);
        QCOMPARE(f.sent.size(), 1u);
        QCOMPARE(f.demand(QStringLiteral("fridge")), AttentionLevel::High);
        QCOMPARE(f.demand(QStringLiteral("door")), AttentionLevel::None);
        const auto newest = f.control.ledger().at(f.control.ledger().size() - 1);
        QCOMPARE(newest.key, key(QStringLiteral("fridge")));
        QCOMPARE(newest.to, AttentionLevel::High);
        QVERIFY(newest.reason == attention::Reason::Focused);

        f.look(panel, false);
        f.pass(10s);
        QCOMPARE(f.demand(QStringLiteral("fridge")), AttentionLevel::High); // it was left a moment ago
        f.pass(7s);
        QCOMPARE(f.demand(QStringLiteral("fridge")), AttentionLevel::Medium);
    }

    void fullRateAsksForEverythingAndBack()
    {
        Fixture f;
        f.live();
        f.control.setFullRate(true);
        f.pass(1s);
        QCOMPARE(f.demand(QStringLiteral("door")), AttentionLevel::High);
        f.control.setFullRate(false);
        f.pass(3s);
        QCOMPARE(f.demand(QStringLiteral("door")), AttentionLevel::None);
    }

    void whatIsRecordedIsAskedForWhole()
    {
        Fixture f;
        f.live();
        f.control.setRecording(true);
        f.pass(1s);
        QCOMPARE(f.demand(QStringLiteral("door")), AttentionLevel::High);
        f.control.setFullRate(true);
        f.control.setFullRate(false); // which is another reason
        f.pass(3s);
        QCOMPARE(f.demand(QStringLiteral("door")), AttentionLevel::High);
        f.control.setRecording(false);
        f.pass(3s);
        QCOMPARE(f.demand(QStringLiteral("door")), AttentionLevel::None);
    }

    void aChangedRateChangesHowOftenPanelsAreDrawn_data()
    {
        QTest::addColumn<bool>("isFocused");
        QTest::addColumn<int>("highHz");
        QTest::addColumn<int>("mediumHz");
        QTest::addColumn<int>("frames"); // in ten seconds
        QTest::newRow("medium, standard") << false << 0 << 15 << 150;
        QTest::newRow("medium, slower") << false << 0 << 5 << 50;
        QTest::newRow("medium, faster") << false << 0 << 30 << 300;
        QTest::newRow("high, the display's") << true << 0 << 15 << 600;
        QTest::newRow("high, slower") << true << 20 << 15 << 200;
    }
    void aChangedRateChangesHowOftenPanelsAreDrawn()
    {
        QFETCH(const bool, isFocused);
        QFETCH(const int, highHz);
        QFETCH(const int, mediumHz);
        QFETCH(const int, frames);
        Fixture f;
        const PanelId panel = f.control.tracker().makePanel();
        f.control.tracker().setSeries(panel, {key(QStringLiteral("fridge"))});
        f.look(panel, isFocused);
        f.control.setDisplayRate(60);
        settings::Attention wanted;
        wanted.highHz = highHz;
        wanted.mediumHz = mediumHz;
        f.control.setSettings(wanted);
        int drawn = 0;
        for (int tick = 0; tick < 600; ++tick) {
            f.clock.advance(Duration(1'000'000'000 / 60));
            f.control.beginTick();
            const AttentionLevel level = f.control.tracker().panel(panel).drawLevel;
            if (!f.control.governor().isDue(panel, level, f.clock.monotonic()))
                continue;
            f.control.governor().painted(panel, level, 10us, f.clock.monotonic());
            ++drawn;
        }
        QVERIFY2(std::abs(drawn - frames) <= 2, qPrintable(QString::number(drawn)));
    }

    void aChangedIdleTimeLowersAttentionLater()
    {
        Fixture f;
        f.live();
        const PanelId panel = f.control.tracker().makePanel();
        f.control.tracker().setSeries(panel, {key(QStringLiteral("fridge"))});
        f.look(panel, true);
        f.control.operatorActed();
        f.pass(9min);
        QCOMPARE(f.demand(QStringLiteral("fridge")), AttentionLevel::High);
        settings::Attention wanted;
        wanted.idleMinutes = 12;
        f.control.setSettings(wanted);
        f.pass(2min);
        QCOMPARE(f.demand(QStringLiteral("fridge")), AttentionLevel::High);
        f.pass(2min);
        QCOMPARE(f.demand(QStringLiteral("fridge")), AttentionLevel::Medium);
        wanted.idleMinutes = 0; // nobody is ever taken to be away
        f.control.setSettings(wanted);
        f.pass(2s);
        QCOMPARE(f.demand(QStringLiteral("fridge")), AttentionLevel::High);
    }

    void aChangedFallIsKeptTo()
    {
        Fixture f;
        f.live();
        const PanelId panel = f.control.tracker().makePanel();
        f.control.tracker().setSeries(panel, {key(QStringLiteral("fridge"))});
        settings::Attention wanted;
        wanted.focusFallS = 30;
        f.control.setSettings(wanted);
        f.look(panel, true);
        f.pass(1s);
        f.look(panel, false);
        f.pass(28s);
        QCOMPARE(f.demand(QStringLiteral("fridge")), AttentionLevel::High);
        f.pass(4s);
        QCOMPARE(f.demand(QStringLiteral("fridge")), AttentionLevel::Medium);
    }

    void theBudgetIsTheSettingsAndFullRateGoesBeyondIt()
    {
        Fixture f;
        settings::Attention wanted;
        wanted.budgetPercent = 20;
        wanted.highHz = 30;
        f.control.setSettings(wanted);
        QCOMPARE(f.control.governor().settings().budget, 0.2);
        f.control.setFullRate(true);
        QVERIFY(f.control.governor().settings().budget > 1.0);
        QVERIFY(!f.control.governor().settings().highRateHz);
        f.control.setFullRate(false);
        QCOMPARE(f.control.governor().settings().budget, 0.2);
        f.control.setDisplayRate(20); // of a slow display
        f.control.setDisplayRate(60);
        QCOMPARE(f.control.governor().settings().highRateHz.value_or(0.0), 30.0);
    }

    void aSeriesNearTheLimitOfAnAlarmIsWatched_data()
    {
        QTest::addColumn<double>("threshold");
        QTest::addColumn<double>("actual");
        QTest::addColumn<double>("value");
        QTest::addColumn<bool>("isWatched");
        QTest::newRow("far below an upper limit") << 8.0 << 8.4 << 5.0 << false;
        QTest::newRow("close to it") << 8.0 << 8.4 << 7.8 << true;
        QTest::newRow("beyond it") << 8.0 << 8.4 << 9.0 << true;
        QTest::newRow("far above a lower limit") << 90.0 << 88.0 << 97.0 << false;
        QTest::newRow("close to the lower one") << 90.0 << 88.0 << 91.0 << true;
    }

    void aSeriesNearTheLimitOfAnAlarmIsWatched()
    {
        QFETCH(const double, threshold);
        QFETCH(const double, actual);
        QFETCH(const double, value);
        QFETCH(const bool, isWatched);
        Fixture f;
        f.live();
        f.raise(threshold, actual);
        SeriesInfo info;
        info.key = key(QStringLiteral("fridge"));
        f.store.open(info)->append({f.clock.now(), value});
        f.pass(2s);
        QCOMPARE(f.demand(QStringLiteral("fridge")), isWatched ? AttentionLevel::High : AttentionLevel::None);
        if (isWatched)
            QVERIFY(f.control.tracker().level(info.key).reason == attention::Reason::NearLimit);
    }

    void ratesAreMeasuredBetweenSamplesAndKnownWhole()
    {
        store::SeriesStore store;
        SeriesInfo info;
        info.key = key(QStringLiteral("fridge"));
        const auto series = store.open(info);
        SeriesRates rates;
        Duration now = 100s;
        std::int64_t ms = 0;
        for (int second = 0; second < 5; ++second, now += 1s) {
            for (int i = 0; i < 20; ++i, ms += 50)
                series->append({Timestamp::fromMs(ms), 1.0});
            rates.look(*series, true, now);
        }
        QCOMPARE(rates.look(*series, true, now).deliveredHz, 20.0);
        for (int beat = 0; beat < 4; ++beat) { // now one in five seconds
            now += 5s;
            ms += 5'000;
            series->append({Timestamp::fromMs(ms), 1.0});
            rates.look(*series, false, now);
        }
        const SeriesRates::Rate thinned = rates.look(*series, false, now + 1s);
        QCOMPARE(thinned.deliveredHz, 0.2);
        QCOMPARE(thinned.naturalHz.value_or(0.0), 20.0);
        QCOMPARE(rates.look(*series, false, now + 20s).deliveredHz, 0.0);
    }
};

QTEST_GUILESS_MAIN(TestAttentionControl)
#include "tst_attention_control.moc"
