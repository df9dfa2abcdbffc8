#include "core/alarm/alarm_register.h"
#include "core/alarm/rule_engine.h"

#include <QTest>

#include <limits>

using namespace watchglass;
using namespace watchglass::alarm;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

AlarmRule rule(const QString &id, RuleKind kind = RuleKind::High, double limit = 8)
{
    AlarmRule made;
    made.id = id;
    made.series = {QStringLiteral("s"), QStringLiteral("d"), QStringLiteral("a"), {}};
    made.kind = kind;
    made.limit = limit;
    return made;
}

struct Fixture
{
    store::SeriesStore store;
    RuleEngine engine{store};
    std::shared_ptr<store::Series> series = store.open({rule({}).series, {}, Interpolation::Linear, {}});

    void add(Duration at, double value) { series->append({start + at, value}); }
    /// "r+1.5": what the rules said, at seconds after the start. That an alarm is over that was never raised, as new
    /// rules say, is left out.
    QString poll(Duration at)
    {
        QStringList words;
        for (const RuleVerdict &verdict : engine.poll(start + at, 1h + at)) {
            const bool isRaised = verdict.change.isRaised;
            if (!isRaised && !raised.contains(verdict.rule))
                continue;
            raised.insert(verdict.rule);
            words << verdict.rule + QLatin1Char(isRaised ? '+' : '-')
                         + QString::number(std::chrono::duration<double>(verdict.change.at - start).count())
                         + (verdict.isValid ? QString() : QStringLiteral("?"));
        }
        return words.join(QLatin1Char(' '));
    }

    QSet<QString> raised;
};

} // namespace

class TestRuleEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spikeBetweenTwoPollsIsNotMissed()
    {
        Fixture f;
        f.add(0s, 1);
        f.engine.setRules({rule(QStringLiteral("r"))});
        QCOMPARE(f.poll(0s), QString());
        for (int i = 1; i <= 1000; ++i)
            f.add(std::chrono::milliseconds(i), i == 500 ? 99 : 1);
        QCOMPARE(f.poll(1s), QStringLiteral("r+0.5 r-0.501"));
        QCOMPARE(f.poll(2s), QString());
    }

    void looksAtNewSamplesOnly()
    {
        Fixture f;
        for (int i = 0; i < 10'000; ++i)
            f.add(std::chrono::milliseconds(i), 1);
        f.engine.setRules({rule(QStringLiteral("r"))});
        f.poll(10s);
        const std::uint64_t before = f.engine.samplesSeen();
        for (int i = 10'000; i < 10'050; ++i)
            f.add(std::chrono::milliseconds(i), 1);
        f.poll(11s);
        f.poll(12s);
        QCOMPARE(f.engine.samplesSeen() - before, 50u);
    }

    void whatIsTrueAlreadyCounts()
    {
        Fixture f;
        f.add(0s, 1);
        f.add(1s, 9);
        f.add(2s, 9);
        AlarmRule delayed = rule(QStringLiteral("late"));
        delayed.delay = 1500ms;
        f.engine.setRules({rule(QStringLiteral("r")), delayed});
        QVERIFY(f.poll(2s).contains(QLatin1String("r+")));
        QCOMPARE(f.poll(3s), QStringLiteral("late+2.5"));
    }

    void delayEndsWithoutANewSample()
    {
        Fixture f;
        f.add(0s, 1);
        AlarmRule delayed = rule(QStringLiteral("r"));
        delayed.delay = 5s;
        f.engine.setRules({delayed});
        f.poll(0s);
        f.add(1s, 9);
        QCOMPARE(f.poll(1s), QString());
        QCOMPARE(f.poll(5500ms), QString());
        QCOMPARE(f.poll(6s), QStringLiteral("r+6"));
    }

    void staleByTheRhythmWhateverTheDevicesClock_data()
    {
        QTest::addColumn<int>("skewS");
        QTest::newRow("right") << 0;
        QTest::newRow("ahead") << 3600;
        QTest::newRow("years behind") << -100'000'000;
    }
    void staleByTheRhythmWhateverTheDevicesClock()
    {
        QFETCH(const int, skewS);
        Fixture f;
        const Duration skew = std::chrono::seconds(skewS);
        f.engine.setRules({rule(QStringLiteral("r"), RuleKind::Stale)});
        for (int i = 0; i < 10; ++i) {
            f.add(skew + i * 1s, 1);
            QCOMPARE(f.poll(i * 1s), QString());
        }
        QCOMPARE(f.poll(13s), QString());
        QVERIFY(f.poll(15s).startsWith(QLatin1String("r+")));
        QCOMPARE(f.poll(16s), QString());
        f.add(skew + 20s, 1);
        QVERIFY(f.poll(20s).startsWith(QLatin1String("r-")));
    }

    void seriesThatComesLaterIsFound()
    {
        Fixture f;
        AlarmRule other = rule(QStringLiteral("o"));
        other.series.attribute = QStringLiteral("later");
        f.engine.setRules({other});
        QCOMPARE(f.poll(0s), QString());
        const auto series = f.store.open({other.series, {}, Interpolation::Linear, {}});
        QCOMPARE(f.poll(1s), QString());
        series->append({start + 1s, 9});
        QCOMPARE(f.poll(2s), QStringLiteral("o+1"));
    }

    void sourceThatComesBackIsWatchedAgain()
    {
        Fixture f;
        f.add(0s, 9);
        f.engine.setRules({rule(QStringLiteral("r"))});
        QCOMPARE(f.poll(0s), QStringLiteral("r+0"));
        f.store.removeSource(QStringLiteral("s"));
        f.series = f.store.open({rule({}).series, {}, Interpolation::Linear, {}});
        f.add(1s, 1);
        QCOMPARE(f.poll(1s), QStringLiteral("r-1"));
        f.add(2s, 9);
        QCOMPARE(f.poll(2s), QStringLiteral("r+2"));
    }

    void lateSampleIsLookedAtOnce()
    {
        Fixture f;
        f.add(0s, 1);
        f.engine.setRules({rule(QStringLiteral("r"))});
        f.poll(0s);
        f.add(1s, 1);
        f.add(3s, 1);
        QCOMPARE(f.poll(3s), QString());
        f.add(2s, 9); // late
        QCOMPARE(f.poll(4s), QStringLiteral("r+2 r-3"));
        f.add(1500ms, 1); // late again, harmless
        f.add(5s, 1);
        QCOMPARE(f.poll(5s), QString());
    }

    void whatLateSamplesRefuteIsTakenBack()
    {
        Fixture f;
        AlarmRule delayed = rule(QStringLiteral("r"));
        delayed.delay = 5s;
        f.add(0s, 1);
        f.engine.setRules({delayed});
        f.poll(0s);
        f.add(1s, 9);
        f.poll(1s);
        QCOMPARE(f.poll(6s), QStringLiteral("r+6"));
        f.add(8s, 9);
        QCOMPARE(f.poll(8s), QString());
        f.add(4s, 1); // it was good in between
        QVERIFY(f.poll(9s).startsWith(QLatin1String("r-")));
    }

    void lateSamplesAreFoundAfterHours()
    {
        Fixture f;
        f.add(0s, 1);
        f.engine.setRules({rule(QStringLiteral("r"))});
        for (int i = 0; i < 2000; ++i) {
            f.add(i * 1s, 1);
            QCOMPARE(f.poll(i * 1s), QString());
        }
        f.add(1975500ms, 9);
        QCOMPARE(f.poll(2000s), QStringLiteral("r+1975.5 r-1976"));
    }

    void rulesThatGoEndTheirAlarms()
    {
        Fixture f;
        f.add(0s, 9);
        AlarmRule first = rule(QStringLiteral("a"));
        const AlarmRule second = rule(QStringLiteral("b"));
        f.engine.setRules({first, second});
        f.poll(0s);
        QCOMPARE(f.engine.setRules({first, second}), QList<QString>());
        first.limit = 100;
        QCOMPARE(f.engine.setRules({first, second}), QList<QString>{QStringLiteral("a")});
        QCOMPARE(f.engine.watched().size(), 1);
        AlarmRule disarmed = second;
        disarmed.isEnabled = false;
        QCOMPARE(f.engine.setRules({disarmed}), QList<QString>{QStringLiteral("b")});
        QVERIFY(f.engine.watched().isEmpty());
    }

    void linkRuleFollowsTheSource()
    {
        Fixture f;
        f.engine.setRules({rule(QStringLiteral("r"), RuleKind::LinkLost)});
        f.engine.setLinked(QStringLiteral("s"), true);
        QCOMPARE(f.poll(0s), QString());
        f.engine.setLinked(QStringLiteral("s"), false);
        QCOMPARE(f.poll(1s), QStringLiteral("r+1"));
        f.add(2s, 1); // remnants that were under way
        QCOMPARE(f.poll(2s), QString());
        f.engine.setLinked(QStringLiteral("s"), true);
        QVERIFY(f.poll(3s).startsWith(QLatin1String("r-")));
    }

    void linkRuleNeedsNoRightClock()
    {
        Fixture f;
        AlarmRule delayed = rule(QStringLiteral("r"), RuleKind::LinkLost);
        delayed.delay = 5s;
        f.engine.setRules({delayed});
        f.engine.setLinked(QStringLiteral("s"), true);
        f.add(24h, 1); // a device that is a day ahead
        f.poll(0s);
        f.engine.setLinked(QStringLiteral("s"), false);
        QCOMPARE(f.poll(1s), QString());
        QCOMPARE(f.poll(7s), QStringLiteral("r+6"));
    }

    void valueThatIsNoNumberIsTold()
    {
        Fixture f;
        f.add(0s, 9);
        f.engine.setRules({rule(QStringLiteral("r"))});
        QCOMPARE(f.poll(0s), QStringLiteral("r+0"));
        f.add(1s, std::numeric_limits<double>::quiet_NaN());
        QCOMPARE(f.poll(1s), QStringLiteral("r+1?"));
        f.add(2s, 9);
        QCOMPARE(f.poll(2s), QStringLiteral("r+2"));
    }

    void replayedSamplesRaiseNothing()
    {
        Fixture f;
        f.add(0s, 1);
        f.engine.setReplayed(QStringLiteral("s"), true);
        f.engine.setRules({rule(QStringLiteral("r"))});
        f.add(1s, 99);
        QCOMPARE(f.poll(1s), QString());
        QVERIFY(f.engine.watched().isEmpty());
        f.engine.setReplayed(QStringLiteral("s"), false);
        f.add(2s, 99);
        QVERIFY(f.poll(2s).contains(QLatin1String("r+")));
    }
};

QTEST_GUILESS_MAIN(TestRuleEngine)
#include "tst_rule_engine.moc"
