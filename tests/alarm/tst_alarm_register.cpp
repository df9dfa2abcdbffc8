#include "core/alarm/alarm_register.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::alarm;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);
const QString source = QStringLiteral("s");

AlarmEvent report(const QString &id, AlarmCondition condition = AlarmCondition::Active,
                  AlarmPriority priority = AlarmPriority::Warning, Duration after = 0s)
{
    AlarmEvent made;
    made.id = id;
    made.device = QStringLiteral("7");
    made.title = QStringLiteral("Too warm");
    made.metric = QStringLiteral("temperature");
    made.priority = priority;
    made.severity = QStringLiteral("x"); // so that the priority counts
    made.condition = condition;
    made.raisedAt = start + after;
    return made;
}

AlarmId service(const QString &id)
{
    return {AlarmOrigin::Service, source, id};
}

AlarmRule rule()
{
    AlarmRule made;
    made.id = QStringLiteral("rule");
    made.series = {source, QStringLiteral("7"), QStringLiteral("temperature"), {}};
    made.limit = 8;
    return made;
}

const AlarmId ruleAlarm{AlarmOrigin::Rule, source, QStringLiteral("rule")};
const QString ann = QStringLiteral("Ann");

struct Fixture
{
    ingest::AlarmBook book;
    AlarmRegister alarms;

    void take(const AlarmEvent &what)
    {
        book.apply(source, what, start);
        alarms.takeOver(book, start);
    }
    void verdict(bool isRaised, Duration at = 0s)
    {
        alarms.apply({QStringLiteral("rule"), {isRaised, start + at, 9.0}, true}, rule(), QStringLiteral("°C"), start);
    }
    AlarmState state(const AlarmId &id) const { return alarms.find(id)->life.state(); }
    QString deeds()
    {
        QStringList words;
        for (const AlarmEntry &entry : alarms.takeEntries())
            words << deedText(entry.deed);
        return words.join(QLatin1String(", "));
    }
};

} // namespace

class TestAlarmRegister : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serviceAlarmsGoTheirWay()
    {
        Fixture f;
        f.take(report(QStringLiteral("1")));
        QCOMPARE(f.state(service(QStringLiteral("1"))), AlarmState::ActiveUnacknowledged);
        QVERIFY(f.alarms.acknowledge(service(QStringLiteral("1")), {ann, start, QStringLiteral("door")}));
        QCOMPARE(f.state(service(QStringLiteral("1"))), AlarmState::ActiveAcknowledged);
        AlarmEvent other = report(QStringLiteral("1"));
        other.actual = 9.5; // told anew, nothing new
        f.take(other);
        QCOMPARE(f.state(service(QStringLiteral("1"))), AlarmState::ActiveAcknowledged);
        f.take(report(QStringLiteral("1"), AlarmCondition::Active, AlarmPriority::Critical, 1s));
        QCOMPARE(f.state(service(QStringLiteral("1"))), AlarmState::ActiveUnacknowledged);
        f.take(report(QStringLiteral("1"), AlarmCondition::Resolved, AlarmPriority::Critical, 1s));
        QCOMPARE(f.state(service(QStringLiteral("1"))), AlarmState::ReturnedUnacknowledged);
        QCOMPARE(f.deeds(), QStringLiteral("Raised, Acknowledged, Worsened, Returned"));
    }

    void serviceCanAcknowledge()
    {
        Fixture f;
        f.take(report(QStringLiteral("1")));
        AlarmEvent seen = report(QStringLiteral("1"), AlarmCondition::Acknowledged);
        seen.acknowledgedAt = start + 1s;
        f.take(seen);
        QCOMPARE(f.state(service(QStringLiteral("1"))), AlarmState::ActiveAcknowledged);
        QVERIFY(!f.alarms.find(service(QStringLiteral("1")))->life.acknowledgement()->who.isEmpty());
    }

    void whatIsLongOverCallsNobody()
    {
        Fixture f;
        f.take(report(QStringLiteral("1"), AlarmCondition::Resolved));
        QCOMPARE(f.state(service(QStringLiteral("1"))), AlarmState::Normal);
        QCOMPARE(f.deeds(), QString());
    }

    void shelfHoldsForTheSameTroubleUnderAnotherNumber()
    {
        Fixture f;
        f.take(report(QStringLiteral("1")));
        QVERIFY(!f.alarms.shelve(service(QStringLiteral("1")), start, ann, start)); // no time at all
        QVERIFY(f.alarms.shelve(service(QStringLiteral("1")), start + 5min, ann, start));
        f.take(report(QStringLiteral("2"), AlarmCondition::Active, AlarmPriority::Critical, 1s));
        QCOMPARE(f.state(service(QStringLiteral("2"))), AlarmState::Shelved);
        AlarmEvent elsewhere = report(QStringLiteral("3"));
        elsewhere.device = QStringLiteral("8");
        f.take(elsewhere);
        QCOMPARE(f.state(service(QStringLiteral("3"))), AlarmState::ActiveUnacknowledged);
        f.alarms.expire(start + 5min - 1ns);
        QCOMPARE(f.state(service(QStringLiteral("2"))), AlarmState::Shelved);
        f.alarms.expire(start + 5min);
        QCOMPARE(f.state(service(QStringLiteral("1"))), AlarmState::ActiveUnacknowledged);
        QCOMPARE(f.state(service(QStringLiteral("2"))), AlarmState::ActiveUnacknowledged);
        QVERIFY(f.deeds().endsWith(QLatin1String("Shelf ended, Shelf ended")));
    }

    void withdrawalsLastUntilTakenBack()
    {
        Fixture f;
        f.verdict(true);
        QVERIFY(f.alarms.withdraw(ruleAlarm, Withdrawal::OutOfService, true, ann, start));
        QVERIFY(!f.alarms.withdraw(ruleAlarm, Withdrawal::OutOfService, true, ann, start));
        f.alarms.expire(start + 24h * 365);
        QCOMPARE(f.state(ruleAlarm), AlarmState::OutOfService);
        QVERIFY(f.alarms.withdraw(ruleAlarm, Withdrawal::OutOfService, false, ann, start));
        QVERIFY(f.alarms.withdraw(ruleAlarm, Withdrawal::Suppressed, true, ann, start));
        QCOMPARE(f.state(ruleAlarm), AlarmState::Suppressed);
        QCOMPARE(f.deeds(), QStringLiteral("Raised, Out of service, Back in service, Suppressed"));
    }

    void lostSourceIsAnAlarm()
    {
        Fixture f;
        const AlarmId id{AlarmOrigin::Link, source, source};
        f.alarms.setLinkLost(source, false, AlarmPriority::Warning, {}, start);
        QVERIFY(!f.alarms.find(id));
        f.alarms.setLinkLost(source, true, AlarmPriority::Warning, QStringLiteral("refused"), start);
        QCOMPARE(f.state(id), AlarmState::ActiveUnacknowledged);
        f.alarms.setLinkLost(source, false, AlarmPriority::Warning, {}, start + 1s);
        QCOMPARE(f.state(id), AlarmState::ReturnedUnacknowledged);
    }

    void endedRuleEndsItsAlarm()
    {
        Fixture f;
        f.verdict(true);
        f.alarms.endRule(rule(), start);
        QCOMPARE(f.state(ruleAlarm), AlarmState::ReturnedUnacknowledged);
        QCOMPARE(f.alarms.find(ruleAlarm)->content.unit, QStringLiteral("°C"));
    }

    void earlierRunComesBack()
    {
        Fixture before;
        before.take(report(QStringLiteral("1")));
        before.alarms.acknowledge(service(QStringLiteral("1")), {ann, start, QStringLiteral("door")});
        before.verdict(true, 3s);
        before.alarms.acknowledge(ruleAlarm, {ann, start, QStringLiteral("note")});
        before.alarms.shelve(ruleAlarm, start + 5min, ann, start);
        AlarmEvent other = report(QStringLiteral("2"));
        other.title = QStringLiteral("Door");
        before.take(other);
        before.alarms.withdraw(service(QStringLiteral("2")), Withdrawal::OutOfService, true, ann, start);

        Fixture f;
        for (const AlarmEntry &entry : before.alarms.takeEntries())
            f.alarms.restore(entry);
        QCOMPARE(f.state(ruleAlarm), AlarmState::Shelved);
        QCOMPARE(f.alarms.find(ruleAlarm)->life.acknowledgement()->note, QStringLiteral("note"));
        f.verdict(true, 60s); // it goes on
        f.alarms.expire(start + 5min);
        QCOMPARE(f.state(ruleAlarm), AlarmState::ActiveAcknowledged);
        f.verdict(false);
        QCOMPARE(f.state(ruleAlarm), AlarmState::Normal);

        f.take(report(QStringLiteral("1")));
        QCOMPARE(f.state(service(QStringLiteral("1"))), AlarmState::ActiveAcknowledged);
        QCOMPARE(f.alarms.find(service(QStringLiteral("1")))->life.acknowledgement()->who, ann);
        f.take(other);
        QCOMPARE(f.state(service(QStringLiteral("2"))), AlarmState::OutOfService);
        QVERIFY(!f.deeds().contains(QLatin1String("Raised"))); // that was told in the earlier run
    }

    void anAlarmThatIsCalledSomethingElseKeepsItsShelf()
    {
        Fixture before;
        before.take(report(QStringLiteral("1")));
        before.alarms.shelve(service(QStringLiteral("1")), start + 1h, ann, start);
        AlarmEvent renamed = report(QStringLiteral("1"));
        renamed.title = QStringLiteral("Temperature too high");
        before.take(renamed);
        QCOMPARE(before.state(service(QStringLiteral("1"))), AlarmState::Shelved);
        const std::vector<AlarmEntry> entries = before.alarms.takeEntries();

        Fixture f;
        for (const AlarmEntry &entry : entries)
            f.alarms.restore(entry);
        f.take(renamed);
        QCOMPARE(f.state(service(QStringLiteral("1"))), AlarmState::Shelved);
        f.take(report(QStringLiteral("2"))); // the same trouble under its old name and another number
        QCOMPARE(f.state(service(QStringLiteral("2"))), AlarmState::Shelved);
        AlarmEvent other = report(QStringLiteral("3"));
        other.title = QStringLiteral("Temperature too low");
        f.take(other); // which nobody set aside
        QCOMPARE(f.state(service(QStringLiteral("3"))), AlarmState::ActiveUnacknowledged);
    }

    void takenFromItsShelfUnderAnotherNameItStaysOff()
    {
        Fixture before;
        before.take(report(QStringLiteral("1")));
        before.alarms.shelve(service(QStringLiteral("1")), start + 1h, ann, start);
        AlarmEvent renamed = report(QStringLiteral("1"));
        renamed.title = QStringLiteral("Temperature too high");
        before.take(renamed);
        before.alarms.unshelve(service(QStringLiteral("1")), ann, start);
        Fixture f;
        for (const AlarmEntry &entry : before.alarms.takeEntries())
            f.alarms.restore(entry);
        f.take(report(QStringLiteral("2")));
        QCOMPARE(f.state(service(QStringLiteral("2"))), AlarmState::ActiveUnacknowledged);
    }

    void newerAlarmOfTheSameNumberIsNotTakenForSeen()
    {
        Fixture before;
        before.take(report(QStringLiteral("1")));
        before.alarms.acknowledge(service(QStringLiteral("1")), {ann, start, {}});
        Fixture f;
        for (const AlarmEntry &entry : before.alarms.takeEntries())
            f.alarms.restore(entry);
        f.take(report(QStringLiteral("1"), AlarmCondition::Active, AlarmPriority::Warning, 1h));
        QCOMPARE(f.state(service(QStringLiteral("1"))), AlarmState::ActiveUnacknowledged);
    }

    void replayedSourcesRaiseNothing()
    {
        Fixture f;
        f.alarms.setReplayed(source, true);
        f.take(report(QStringLiteral("1")));
        f.verdict(true);
        f.alarms.setLinkLost(source, true, AlarmPriority::Warning, {}, start);
        QVERIFY(f.alarms.alarms().empty());
        QCOMPARE(f.alarms.raised(), 0u);
        QCOMPARE(f.deeds(), QString());
        f.alarms.setReplayed(source, false);
        f.take(report(QStringLiteral("2")));
        QCOMPARE(f.alarms.alarms().size(), 1u);
    }

    void fullRegisterLetsGoOfWhatIsOver()
    {
        ingest::AlarmBook book;
        AlarmRegister alarms(32);
        for (int i = 0; i < 32; ++i) {
            book.apply(source, report(QString::number(i), i < 4 ? AlarmCondition::Resolved : AlarmCondition::Active),
                       start);
        }
        alarms.takeOver(book, start);
        const std::uint64_t before = alarms.layoutRevision();
        book.apply(source, report(QStringLiteral("new")), start);
        alarms.takeOver(book, start);
        QVERIFY(alarms.layoutRevision() > before);
        QVERIFY(!alarms.find(service(QStringLiteral("0"))));
        QVERIFY(alarms.find(service(QStringLiteral("31"))) && alarms.find(service(QStringLiteral("new"))));
    }

    void countsSayWhoCalls()
    {
        Fixture f;
        f.take(report(QStringLiteral("1"), AlarmCondition::Active, AlarmPriority::Critical));
        f.take(report(QStringLiteral("2")));
        f.verdict(true);
        f.alarms.shelve(ruleAlarm, start + 1h, ann, start);
        const StateCounts counts = f.alarms.counts();
        QCOMPARE(counts.allCalling(), 2u);
        QCOMPARE(counts.calling[2], 1u);
        QCOMPARE(counts.of(AlarmState::Shelved), 1u);
    }
};

QTEST_GUILESS_MAIN(TestAlarmRegister)
#include "tst_alarm_register.moc"
