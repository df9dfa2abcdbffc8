#include "core/alarm/rule_evaluator.h"
#include "core/alarm/rule_preview.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace watchglass;
using namespace watchglass::alarm;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

Timestamp at(double seconds)
{
    return start + std::chrono::milliseconds(std::llround(seconds * 1000));
}

AlarmRule rule(RuleKind kind, double limit = 8)
{
    AlarmRule made;
    made.id = QStringLiteral("r");
    made.series = {QStringLiteral("s"), QStringLiteral("d"), QStringLiteral("a"), {}};
    made.kind = kind;
    made.limit = limit;
    return made;
}

AlarmRule with(RuleKind kind, double limit, auto change)
{
    AlarmRule made = rule(kind, limit);
    change(made);
    return made;
}

/// "+5 -7.5": raised 5 s after the start, over at 7.5 s.
QString text(const std::vector<RuleChange> &changes)
{
    QStringList words;
    for (const RuleChange &change : changes)
        words << QLatin1Char(change.isRaised ? '+' : '-')
                     + QString::number(std::chrono::duration<double>(change.at - start).count());
    return words.join(QLatin1Char(' '));
}

/// "0:5 1:9": 5 at the start, 9 a second later; "!7" nothing came until 7 s.
std::vector<RuleChange> run(RuleEvaluator &evaluator, const QString &steps)
{
    std::vector<RuleChange> changes;
    for (const QString &step : steps.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (step.startsWith(QLatin1Char('!'))) {
            evaluator.advance(at(step.mid(1).toDouble()), changes);
            continue;
        }
        const QStringList parts = step.split(QLatin1Char(':'));
        const double value = parts[1] == QLatin1String("nan")   ? std::numeric_limits<double>::quiet_NaN()
                             : parts[1] == QLatin1String("inf") ? std::numeric_limits<double>::infinity()
                                                                : parts[1].toDouble();
        evaluator.feed({at(parts[0].toDouble()), value}, changes);
    }
    return changes;
}

} // namespace

class TestRuleEvaluator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsWhenItShould_data()
    {
        QTest::addColumn<AlarmRule>("rule");
        QTest::addColumn<QString>("steps");
        QTest::addColumn<QString>("changes");
        const auto row = [](const char *name, const AlarmRule &made, const char *steps, const char *changes) {
            QTest::newRow(name) << made << QString::fromLatin1(steps) << QString::fromLatin1(changes);
        };
        const AlarmRule high = rule(RuleKind::High);
        row("nothing", high, "", "");
        row("one good value", high, "0:8", "");
        row("one bad value", high, "0:8.1", "+0");
        row("a spike of one sample", high, "0:1 1:99 2:1", "+1 -2");
        row("infinite", high, "0:inf 1:1", "+0 -1");
        row("low", rule(RuleKind::Low, -5), "0:-4 1:-6 2:-5", "+1 -2");
        row("negative limit", rule(RuleKind::High, -5), "0:-6 1:-4", "+1");
        row("no number says nothing", high, "0:9 1:nan 2:9 3:1", "+0 -3");
        row("equal times", high, "1:9 1:1 1:9", "+1 -1 +1");
        row("an older time counts as the newest", high, "5:1 3:9 6:1", "+5 -6");

        const AlarmRule band = with(RuleKind::High, 8, [](AlarmRule &r) { r.deadband = 2; });
        row("deadband", band, "0:9 1:7 2:8.5 3:6 4:7", "+0 -3");
        row("deadband below", with(RuleKind::Low, 8, [](AlarmRule &r) { r.deadband = 2; }), "0:7 1:9 2:10", "+0 -2");

        const AlarmRule delayed = with(RuleKind::High, 8, [](AlarmRule &r) { r.delay = 5s; });
        row("too short", delayed, "0:9 4:1 5:1", "");
        row("long enough", delayed, "0:9 6:9 7:1", "+5 -7");
        row("held by its last value", delayed, "0:9 6:1", "+5 -6");
        row("nothing came since", delayed, "0:9 !4.9 !5", "+5");
        row("begins anew", delayed, "0:9 3:1 4:9 8:9 9:1", "+9 -9");

        const AlarmRule often = with(RuleKind::High, 8, [](AlarmRule &r) {
            r.count = 3;
            r.countWithin = 10s;
        });
        row("twice is not three times", often, "0:9 1:1 2:9 3:1", "");
        row("three times", often, "0:9 1:1 2:9 3:1 4:9 5:1 !10.1", "+4 -10.1");
        row("too far apart", often, "0:9 1:1 8:9 9:1 11:9 12:1", "");
        row("a long one counts once", often, "0:9 1:9 2:9 3:9", "");

        const AlarmRule rate = with(RuleKind::RateOfChange, 5, [](AlarmRule &r) { r.window = 10s; });
        row("slow change", rate, "0:0 10:4 20:8 30:12", "");
        row("fast rise", rate, "0:0 5:6", "+5");
        row("fast fall", rate, "0:0 5:-6", "+5");
        row("up and down within", rate, "0:0 1:3 2:-3", "+2");
        row("calm again", rate, "0:0 5:6 16:6", "+5 -16");
        row("calm without samples", rate, "0:0 5:6 !16", "+5 -16");

        const AlarmRule stale = with(RuleKind::Stale, 0, [](AlarmRule &r) { r.staleAfter = 10s; });
        row("never came", stale, "!100", "");
        row("comes in time", stale, "0:1 9:1 18:1 !27", "");
        row("stale", stale, "0:1 !10 !20", "+10");
        row("comes again", stale, "0:1 25:1 !30", "+10 -25");
        row("without a rhythm after 30 s", rule(RuleKind::Stale), "0:1 !29 !31", "+30");

        const AlarmRule state = rule(RuleKind::StateEquals, 2);
        row("state", state, "0:1 1:2 2:2 3:0", "+1 -3");
    }

    void callsWhenItShould()
    {
        QFETCH(const AlarmRule, rule);
        QFETCH(const QString, steps);
        RuleEvaluator evaluator(rule);
        QTEST(text(run(evaluator, steps)), "changes");
    }

    void silenceIsMeasuredByTheRhythm_data()
    {
        QTest::addColumn<int>("rhythmMs");
        QTest::addColumn<QString>("changes");
        QTest::newRow("fast") << 4 << QStringLiteral("+5");
        QTest::newRow("a minute") << 60'000 << QStringLiteral("+300");
        QTest::newRow("15 minutes") << 900'000 << QString();
    }
    void silenceIsMeasuredByTheRhythm()
    {
        QFETCH(const int, rhythmMs);
        RuleEvaluator evaluator(rule(RuleKind::Stale));
        evaluator.setRhythm(std::chrono::milliseconds(rhythmMs));
        QTEST(text(run(evaluator, QStringLiteral("0:1 !1000"))), "changes");
    }

    void linkCallsAfterItsDelay()
    {
        RuleEvaluator evaluator(with(RuleKind::LinkLost, 0, [](AlarmRule &r) { r.delay = 5s; }));
        std::vector<RuleChange> changes;
        evaluator.setLinked(true, at(0), changes);
        evaluator.setLinked(false, at(1), changes);
        evaluator.setLinked(false, at(5), changes);
        QVERIFY(changes.empty());
        evaluator.setLinked(false, at(6), changes);
        evaluator.setLinked(true, at(7), changes);
        QCOMPARE(text(changes), QStringLiteral("+6 -7"));
    }

    void saysWhenTheValueIsNoNumber()
    {
        RuleEvaluator evaluator(rule(RuleKind::High));
        run(evaluator, QStringLiteral("0:9"));
        QVERIFY(evaluator.isValid() && evaluator.isRaised());
        run(evaluator, QStringLiteral("1:nan"));
        QVERIFY(!evaluator.isValid() && evaluator.isRaised());
        run(evaluator, QStringLiteral("2:9"));
        QVERIFY(evaluator.isValid());
    }

    void fastSeriesKeepLittleForTheirRate()
    {
        RuleEvaluator evaluator(with(RuleKind::RateOfChange, 1e9, [](AlarmRule &r) { r.window = 600s; }));
        std::vector<RuleChange> changes;
        for (int i = 0; i < 300'000; ++i)
            evaluator.feed({start + std::chrono::milliseconds(i), static_cast<double>(i)}, changes);
        QVERIFY(changes.empty());
        const RuleEvaluator copy = evaluator; // copying it must not cost megabytes
        QVERIFY(copy.time() == evaluator.time());
    }

    void previewTellsWhatWouldHaveHappened()
    {
        store::Series series(SeriesInfo{rule(RuleKind::High).series, {}, Interpolation::Linear, {}});
        const double values[] = {1, 9, 9, 1, 1, 9};
        for (int i = 0; i < 6; ++i)
            series.append({at(i), values[i]});
        const RulePreview all = previewRule(rule(RuleKind::High), series, {at(-10), at(100)});
        QCOMPARE(all.alarms.size(), 2u);
        QVERIFY(all.alarms[0].range == (TimeRange{at(1), at(3)}));
        QCOMPARE(all.alarms[0].value, 9.0);
        QVERIFY(all.alarms[1].range == (TimeRange{at(5), at(5)}));
        QVERIFY(all.isWhole);
        const RulePreview some = previewRule(rule(RuleKind::High), series, {at(-10), at(100)}, 2);
        QCOMPARE(some.samples, 2u);
        QVERIFY(!some.isWhole);
        const RulePreview none = previewRule(rule(RuleKind::High), series, {at(50), at(100)});
        QVERIFY(none.alarms.empty() && none.samples == 0);
    }
};

Q_DECLARE_METATYPE(watchglass::alarm::AlarmRule)
QTEST_GUILESS_MAIN(TestRuleEvaluator)
#include "tst_rule_evaluator.moc"
