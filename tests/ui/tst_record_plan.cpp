#include "app/watchglass/record_plan.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::app;
using namespace std::chrono_literals;
using Order = RecordPlan::Order;

namespace {

/// 2026-11-23 is a Monday.
QDateTime monday(int hour, int minute)
{
    return {QDate(2026, 11, 23), QTime(hour, minute)};
}

settings::Recording rules(const QString &onAlarm, const QString &schedule)
{
    settings::Recording made;
    made.onAlarm = onAlarm;
    made.alarmMinutes = 5;
    made.schedule = schedule;
    return made;
}

} // namespace

class TestRecordPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsByTheClock()
    {
        RecordPlan plan;
        plan.setRules(rules(QStringLiteral("never"), QStringLiteral("Mon 06:00-14:00")));
        QCOMPARE(plan.look(monday(5, 59), 0s, false), Order::Nothing);
        QCOMPARE(plan.look(monday(6, 0), 1min, false), Order::Begin);
        QVERIFY(plan.isOwn());
        QCOMPARE(plan.look(monday(13, 59), 2min, true), Order::Nothing);
        QCOMPARE(plan.look(monday(14, 0), 3min, true), Order::End);
        QVERIFY(!plan.isOwn());
        QCOMPARE(plan.look(monday(14, 1), 4min, false), Order::Nothing);
    }

    void aStartInTheMidstOfTheTimeRecordsAtOnce()
    {
        RecordPlan plan;
        plan.setRules(rules(QStringLiteral("never"), QStringLiteral("Mon 06:00-14:00")));
        QCOMPARE(plan.look(monday(9, 0), 0s, false), Order::Begin);
    }

    void theOperatorsHandGoesFirst()
    {
        RecordPlan plan;
        plan.setRules(rules(QStringLiteral("any"), QStringLiteral("06:00-14:00")));
        QCOMPARE(plan.look(monday(6, 0), 0s, false), Order::Begin);
        plan.takeOver(); // ended by hand
        QCOMPARE(plan.look(monday(7, 0), 1s, false), Order::Nothing);
        plan.takeOver(); // begun by hand
        QCOMPARE(plan.look(monday(13, 0), 2s, true), Order::Nothing);
        QCOMPARE(plan.look(monday(15, 0), 3s, true), Order::Nothing);
        // What is recorded by hand is not ended by an alarm's time either.
        QVERIFY(plan.alarmRaised(AlarmPriority::Warning, 4s));
        QCOMPARE(plan.look(monday(15, 0), 4s, true), Order::Nothing);
        QCOMPARE(plan.look(monday(15, 10), 10min, true), Order::Nothing);
        plan.takeOver();
        QCOMPARE(plan.look(monday(15, 11), 11min, false), Order::Nothing);
        // The next reason counts again.
        QVERIFY(plan.alarmRaised(AlarmPriority::Warning, 12min));
        QCOMPARE(plan.look(monday(15, 12), 12min, false), Order::Begin);
    }

    void anAlarmRecordsAndANewerOneGoesOn()
    {
        RecordPlan plan;
        plan.setRules(rules(QStringLiteral("warning"), {}));
        QVERIFY(!plan.alarmRaised(AlarmPriority::Information, 0s));
        QCOMPARE(plan.look(monday(1, 0), 0s, false), Order::Nothing);
        QVERIFY(plan.alarmRaised(AlarmPriority::Critical, 1min));
        QCOMPARE(plan.look(monday(1, 1), 1min, false), Order::Begin);
        QVERIFY(plan.alarmRaised(AlarmPriority::Warning, 4min));
        QCOMPARE(plan.look(monday(1, 6), 6min, true), Order::Nothing);
        QCOMPARE(plan.look(monday(1, 8), 9min - 1ms, true), Order::Nothing);
        QCOMPARE(plan.look(monday(1, 9), 9min, true), Order::End);
    }

    void manyAlarmsBeginOneRecordingAlsoWhenItFails()
    {
        RecordPlan plan;
        plan.setRules(rules(QStringLiteral("any"), {}));
        QVERIFY(plan.alarmRaised(AlarmPriority::Warning, 0s));
        QCOMPARE(plan.look(monday(1, 0), 0s, false), Order::Begin);
        for (Duration at = 1s; at < 5min; at += 1s) {
            QVERIFY(plan.alarmRaised(AlarmPriority::Warning, at));
            QCOMPARE(plan.look(monday(1, 0), at, false), Order::Nothing);
        }
        QVERIFY(plan.alarmRaised(AlarmPriority::Warning, 5min));
        QCOMPARE(plan.look(monday(1, 5), 5min, false), Order::Begin);
    }

    void alarmAndScheduleBothMustBeOver()
    {
        RecordPlan plan;
        plan.setRules(rules(QStringLiteral("critical"), QStringLiteral("06:00-07:00")));
        QCOMPARE(plan.look(monday(6, 0), 0min, false), Order::Begin);
        QVERIFY(plan.alarmRaised(AlarmPriority::Critical, 58min));
        QCOMPARE(plan.look(monday(7, 0), 60min, true), Order::Nothing);
        QCOMPARE(plan.look(monday(7, 3), 63min, true), Order::End);
    }

    void aRecordingThatEndedByItsLimitsStaysEnded()
    {
        RecordPlan plan;
        plan.setRules(rules(QStringLiteral("never"), QStringLiteral("06:00-07:00")));
        QCOMPARE(plan.look(monday(6, 0), 0min, false), Order::Begin);
        QCOMPARE(plan.look(monday(6, 10), 10min, false), Order::Nothing);
        QCOMPARE(plan.look(monday(7, 10), 70min, false), Order::Nothing);
    }
};

QTEST_GUILESS_MAIN(TestRecordPlan)
#include "tst_record_plan.moc"
