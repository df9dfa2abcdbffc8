#include "core/alarm/alarm_life.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::alarm;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

const Acknowledgement ann{QStringLiteral("Ann"), start, QStringLiteral("seen")};

/// A word for each step: raise (as a Warning), worse (Critical), less (Information), over, ack, reset, shelve,
/// unshelve, suppress, want, out, in.
void take(AlarmLife &life, const QString &step)
{
    if (step == QLatin1String("raise"))
        life.raise(AlarmPriority::Warning);
    else if (step == QLatin1String("worse"))
        life.raise(AlarmPriority::Critical);
    else if (step == QLatin1String("less"))
        life.raise(AlarmPriority::Information);
    else if (step == QLatin1String("over"))
        life.giveWay();
    else if (step == QLatin1String("ack"))
        life.acknowledge(ann);
    else if (step == QLatin1String("reset"))
        life.reset();
    else if (step == QLatin1String("shelve"))
        life.shelve(start + 5min);
    else if (step == QLatin1String("early"))
        life.expire(start + 5min - 1ns);
    else if (step == QLatin1String("late"))
        life.expire(start + 5min);
    else if (step == QLatin1String("unshelve"))
        life.unshelve();
    else if (step == QLatin1String("suppress") || step == QLatin1String("want"))
        life.withdraw(Withdrawal::Suppressed, step == QLatin1String("suppress"));
    else if (step == QLatin1String("out") || step == QLatin1String("in"))
        life.withdraw(Withdrawal::OutOfService, step == QLatin1String("out"));
    else
        QFAIL("unknown step");
}

} // namespace

class TestAlarmLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stateFollowsItsSteps_data()
    {
        QTest::addColumn<bool>("latches");
        QTest::addColumn<QString>("steps");
        QTest::addColumn<AlarmState>("state");
        QTest::addColumn<bool>("isCalling");
        const auto row = [](const char *name, bool latches, const char *steps, AlarmState state, bool isCalling) {
            QTest::newRow(name) << latches << QString::fromLatin1(steps) << state << isCalling;
        };
        row("nothing", false, "", AlarmState::Normal, false);
        row("nothing to end", false, "over ack reset", AlarmState::Normal, false);
        row("raised", false, "raise", AlarmState::ActiveUnacknowledged, true);
        row("seen", false, "raise ack", AlarmState::ActiveAcknowledged, false);
        row("raised twice", false, "raise ack raise", AlarmState::ActiveAcknowledged, false);
        row("worse", false, "raise ack worse", AlarmState::ActiveUnacknowledged, true);
        row("less", false, "raise ack less", AlarmState::ActiveAcknowledged, false);
        row("less, then as before", false, "worse ack less raise", AlarmState::ActiveUnacknowledged, true);
        row("over unseen", false, "raise over", AlarmState::ReturnedUnacknowledged, true);
        row("over and seen", false, "raise ack over", AlarmState::Normal, false);
        row("seen after", false, "raise over ack", AlarmState::Normal, false);
        row("again after seen", false, "raise ack over raise", AlarmState::ActiveUnacknowledged, true);
        row("again unseen", false, "raise over raise", AlarmState::ActiveUnacknowledged, true);
        row("latched", true, "raise ack over", AlarmState::Latched, false);
        row("latched unseen", true, "raise over", AlarmState::Latched, true);
        row("latched, unseen cannot be reset", true, "raise over reset", AlarmState::Latched, true);
        row("latched, active cannot be reset", true, "raise ack reset over", AlarmState::Latched, false);
        row("reset", true, "raise over ack reset", AlarmState::Normal, false);
        row("latched again", true, "raise over ack raise", AlarmState::ActiveUnacknowledged, true);
        row("shelved", false, "raise shelve", AlarmState::Shelved, false);
        row("shelved before", false, "shelve raise", AlarmState::Shelved, false);
        row("still shelved", false, "raise shelve early", AlarmState::Shelved, false);
        row("back by itself", false, "raise shelve late", AlarmState::ActiveUnacknowledged, true);
        row("back by hand", false, "raise ack shelve unshelve", AlarmState::ActiveAcknowledged, false);
        row("over while shelved", false, "raise ack shelve over late", AlarmState::Normal, false);
        row("raised while shelved", false, "shelve raise over late", AlarmState::ReturnedUnacknowledged, true);
        row("seen while shelved", false, "raise shelve ack late", AlarmState::ActiveAcknowledged, false);
        row("suppressed", false, "raise suppress", AlarmState::Suppressed, false);
        row("suppressed hides a shelf", false, "raise shelve suppress", AlarmState::Suppressed, false);
        row("wanted again", false, "raise suppress want", AlarmState::ActiveUnacknowledged, true);
        row("out of service", false, "raise suppress out", AlarmState::OutOfService, false);
        row("back in service", false, "out raise in", AlarmState::ActiveUnacknowledged, true);
        row("shelf goes on behind", false, "raise shelve out in", AlarmState::Shelved, false);
    }

    void stateFollowsItsSteps()
    {
        QFETCH(const bool, latches);
        QFETCH(const QString, steps);
        AlarmLife life(latches);
        for (const QString &step : steps.split(QLatin1Char(' '), Qt::SkipEmptyParts))
            take(life, step);
        QTEST(life.state(), "state");
        QTEST(life.isCalling(), "isCalling");
    }

    void acknowledgementIsKeptUntilItIsTakenBack()
    {
        AlarmLife life;
        QVERIFY(!life.acknowledge(ann));
        QVERIFY(life.raise(AlarmPriority::Warning));
        QVERIFY(life.acknowledge(ann));
        QVERIFY(!life.acknowledge(ann));
        QCOMPARE(life.acknowledgement()->note, QStringLiteral("seen"));
        life.giveWay();
        QVERIFY(life.acknowledgement());
        life.raise(AlarmPriority::Warning);
        QVERIFY(!life.acknowledgement());
    }
};

QTEST_GUILESS_MAIN(TestAlarmLife)
#include "tst_alarm_life.moc"
