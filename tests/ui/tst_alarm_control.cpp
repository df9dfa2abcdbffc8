#include "app/watchglass/alarm_control.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/no_warnings.h"

#include <QTemporaryDir>

using namespace watchglass;
using namespace watchglass::app;
using namespace std::chrono_literals;

namespace {

const QString source = QStringLiteral("s");
const SeriesKey key{source, QStringLiteral("d"), QStringLiteral("temperature"), {}};

/// Keeps what it was told.
struct FakeVoice final : AlarmVoice
{
    explicit FakeVoice(std::vector<AlarmPriority> &into)
        : heard(into)
    {}
    void sound(AlarmPriority priority) override { heard.push_back(priority); }
    void stop() override {}
    QString problem() const override { return QStringLiteral("no audio device"); }
    std::vector<AlarmPriority> &heard;
};

struct FakeNotifier final : AlarmNotifier
{
    explicit FakeNotifier(QStringList &into)
        : told(into)
    {}
    void notify(AlarmPriority, const QString &title, const QString &) override { told << title; }
    QString problem() const override { return {}; }
    QStringList &told;
};

alarm::AlarmRule rule(double limit, AlarmPriority priority = AlarmPriority::Warning)
{
    alarm::AlarmRule made;
    made.name = QStringLiteral("Too warm");
    made.series = key;
    made.limit = limit;
    made.priority = priority;
    return made;
}

struct Fixture
{
    test::FakeClock clock;
    store::SeriesStore store;
    ingest::AlarmBook book;
    attention::AttentionTracker tracker{{}, clock.monotonic()};
    std::vector<AlarmPriority> heard;
    QStringList told;
    QStringList services; ///< Alarms that a service was told of.
    std::shared_ptr<store::Series> series = store.open({key, QStringLiteral("°C"), Interpolation::Linear, {}});
    std::unique_ptr<AlarmControl> control;

    explicit Fixture(const QString &folder = {})
    {
        control = std::make_unique<AlarmControl>(
            store, book, clock, tracker, folder, std::make_unique<FakeVoice>(heard),
            std::make_unique<FakeNotifier>(told), [this](const QString &, const QString &id) { services << id; });
        control->setOperator(QStringLiteral("Ann"));
        control->start();
    }
    void arm(const alarm::AlarmRule &made)
    {
        control->rules().put(made);
        control->armRules();
    }
    void add(double value) { series->append({clock.now(), value}); }
    void report(const QString &id, AlarmPriority priority = AlarmPriority::Warning)
    {
        AlarmEvent event;
        event.id = id;
        event.actionable = true;
        event.title = QStringLiteral("Title");
        event.severity = QStringLiteral("x");
        event.priority = priority;
        event.raisedAt = clock.now();
        book.apply(source, event, clock.now());
    }
    const alarm::Alarm *only() const
    {
        const auto &all = control->alarms().alarms();
        return all.size() == 1 ? &all[0] : nullptr;
    }
};

} // namespace

class TestAlarmControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void ruleCallsAsSamplesCome()
    {
        Fixture f;
        f.arm(rule(8));
        f.add(1);
        f.clock.advance(1s);
        QVERIFY(f.control->alarms().alarms().empty());
        f.add(9);
        f.clock.advance(1ms);
        f.add(1); // a spike of a millisecond
        f.clock.advance(1s);
        QVERIFY(f.only());
        QCOMPARE(f.only()->life.state(), alarm::AlarmState::ReturnedUnacknowledged);
        QCOMPARE(f.only()->content.unit, QStringLiteral("°C"));
        QCOMPARE(f.heard, std::vector<AlarmPriority>{AlarmPriority::Warning});
        QCOMPARE(f.told.size(), 1);
        QVERIFY(f.told[0].contains(QLatin1String("Too warm")));
        QVERIFY(f.control->note().contains(QLatin1String("no audio device")));
        f.control->setSounding(false);
        QVERIFY(!f.control->note().contains(QLatin1String("no audio device")));
    }

    void armedRulesAskForTheirSeriesWhole()
    {
        Fixture f;
        QCOMPARE(f.tracker.level(key).level, AttentionLevel::None);
        alarm::AlarmRule made = rule(8);
        made.id = f.control->rules().put(made);
        f.control->armRules();
        QCOMPARE(f.tracker.level(key).level, AttentionLevel::High);
        QCOMPARE(f.tracker.level(key).reason, attention::Reason::AlarmRule);
        made.isEnabled = false;
        f.arm(made);
        QCOMPARE(f.tracker.level(key).level, AttentionLevel::None);
    }

    void acknowledgementReachesTheServiceOnce()
    {
        Fixture f;
        f.report(QStringLiteral("1"));
        f.clock.advance(1s);
        const QList<alarm::AlarmId> ids{f.only()->id};
        f.control->acknowledge(ids, QStringLiteral("door"));
        f.control->acknowledge(ids, QStringLiteral("door"));
        QCOMPARE(f.services, QStringList{QStringLiteral("1")});
        QCOMPARE(f.only()->life.acknowledgement()->who, QStringLiteral("Ann"));
        QCOMPARE(f.only()->life.acknowledgement()->note, QStringLiteral("door"));
    }

    void shelfEndsByItself()
    {
        Fixture f;
        f.report(QStringLiteral("1"));
        f.clock.advance(1s);
        f.control->shelve({f.only()->id}, 5min);
        QCOMPARE(f.only()->life.state(), alarm::AlarmState::Shelved);
        const std::size_t before = f.heard.size();
        f.clock.advance(4min);
        QCOMPARE(f.heard.size(), before);
        f.clock.advance(2min);
        QCOMPARE(f.only()->life.state(), alarm::AlarmState::ActiveUnacknowledged);
        QVERIFY(f.heard.size() > before);
    }

    void muteEndsAndAHigherOneBreaksThrough()
    {
        Fixture f;
        f.report(QStringLiteral("1"));
        f.clock.advance(1s);
        f.control->mute(2min);
        f.heard.clear();
        f.clock.advance(60s);
        QVERIFY(f.heard.empty());
        QVERIFY(f.control->muteLeft() && *f.control->muteLeft() <= Duration(60s));
        f.report(QStringLiteral("2"), AlarmPriority::Critical);
        f.clock.advance(1s);
        QCOMPARE(f.heard, std::vector<AlarmPriority>{AlarmPriority::Critical});
        QVERIFY(!f.control->muteLeft());
        QVERIFY(f.control->note().contains(QLatin1String("mute")));
    }

    void lostSourceIsAnAlarmAfterItsGrace()
    {
        Fixture f;
        f.control->setPhase(source, SourcePhase::Connecting, {});
        f.clock.advance(60s);
        QVERIFY(f.control->alarms().alarms().empty()); // it never answered: that is said elsewhere
        f.control->setPhase(source, SourcePhase::Live, {});
        f.control->setPhase(source, SourcePhase::Waiting, QStringLiteral("refused"));
        f.clock.advance(4s);
        QVERIFY(f.control->alarms().alarms().empty());
        f.clock.advance(2s);
        QVERIFY(f.only());
        QCOMPARE(f.only()->life.state(), alarm::AlarmState::ActiveUnacknowledged);
        QCOMPARE(f.only()->content.cause, QStringLiteral("refused"));
        const std::uint64_t revision = f.control->alarms().revision();
        f.clock.advance(10s);
        QCOMPARE(f.control->alarms().revision(), revision); // it costs nothing while it stays so
        f.control->setPhase(source, SourcePhase::Live, {});
        f.clock.advance(1s);
        QCOMPARE(f.only()->life.state(), alarm::AlarmState::ReturnedUnacknowledged);
    }

    void sourceThatIsTakenAwayLeavesNoAlarms()
    {
        Fixture f;
        f.report(QStringLiteral("1"));
        f.control->setPhase(source, SourcePhase::Live, {});
        f.control->setPhase(source, SourcePhase::Waiting, {});
        f.clock.advance(10s);
        QCOMPARE(f.control->alarms().alarms().size(), 2u);
        f.control->removeSource(source);
        f.clock.advance(10s);
        QVERIFY(f.control->alarms().alarms().empty());
    }

    void lostSourceIsAsUrgentAsItsRules()
    {
        Fixture f;
        f.arm(rule(8, AlarmPriority::Critical));
        f.control->setPhase(source, SourcePhase::Live, {});
        f.control->setPhase(source, SourcePhase::Failed, {});
        f.clock.advance(6s);
        QVERIFY(f.only());
        QCOMPARE(f.only()->life.priority(), AlarmPriority::Critical);
    }

    void restartKeepsWhatWasDone()
    {
        QTemporaryDir dir;
        {
            Fixture f(dir.path());
            f.arm(rule(8));
            f.add(1);
            f.clock.advance(1s);
            f.add(9);
            f.clock.advance(1s);
            QVERIFY(f.only());
            f.control->acknowledge({f.only()->id}, QStringLiteral("door"));
            f.control->withdraw({f.only()->id}, alarm::Withdrawal::OutOfService, true);
            f.clock.advance(1s);
            // The other one starts while this one is still there: nothing depends on an orderly end.
            Fixture again(dir.path());
            QVERIFY(again.only());
            QCOMPARE(again.only()->life.state(), alarm::AlarmState::OutOfService);
            QCOMPARE(again.only()->life.acknowledgement()->note, QStringLiteral("door"));
            QCOMPARE(again.control->rules().rules().size(), 1u);
            QVERIFY(again.control->note() == f.control->note()); // nothing was broken
            again.control->withdraw({again.only()->id}, alarm::Withdrawal::OutOfService, false);
            again.add(9);
            again.clock.advance(1s);
            QCOMPARE(again.only()->life.state(), alarm::AlarmState::ActiveAcknowledged);
            again.add(1);
            again.clock.advance(1s);
            QCOMPARE(again.only()->life.state(), alarm::AlarmState::Normal);
        }
    }

    void replayedSourceRaisesNothing()
    {
        Fixture f;
        f.arm(rule(8));
        f.control->setReplayed(source, true);
        QCOMPARE(f.tracker.level(key).level, AttentionLevel::None);
        f.add(1);
        f.clock.advance(1s);
        f.add(99);
        f.report(QStringLiteral("1"), AlarmPriority::Critical);
        f.control->setPhase(source, SourcePhase::Live, {});
        f.control->setPhase(source, SourcePhase::Waiting, {});
        f.clock.advance(60s);
        QVERIFY(f.control->alarms().alarms().empty());
        QVERIFY(f.heard.empty() && f.told.isEmpty() && f.control->journal().entries().empty());
    }

    void floodIsSaidAndToldOnce()
    {
        Fixture f;
        f.clock.advance(1s);
        for (int i = 0; i < 412; ++i)
            f.report(QString::number(i));
        f.clock.advance(1s);
        QVERIFY(f.control->flood().isFlood());
        QCOMPARE(f.control->flood().recent(), 412u);
        QCOMPARE(f.told.size(), 1);
        QCOMPARE(f.heard.size(), 1u);
    }
};

QTEST_MAIN(TestAlarmControl)
#include "tst_alarm_control.moc"
