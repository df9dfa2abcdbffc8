#include "core/alarm/alarm_rule.h"

#include <QTest>

#include <limits>

using namespace watchglass;
using namespace watchglass::alarm;
using namespace std::chrono_literals;

namespace {

AlarmRule good()
{
    AlarmRule rule;
    rule.id = QStringLiteral("1");
    rule.series = {QStringLiteral("s"), QStringLiteral("d"), QStringLiteral("a"), QStringLiteral("x")};
    rule.limit = 8.25;
    return rule;
}

} // namespace

class TestAlarmRule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRuleStartsFromWhatTheSeriesIsNow()
    {
        const SeriesKey key = good().series;
        const AlarmRule above =
            ruleToStartFrom({key, QStringLiteral("mV"), Interpolation::Linear, {}}, Sample{{}, 7.5});
        QVERIFY(above.series == key);
        QCOMPARE(above.kind, RuleKind::High);
        QCOMPARE(above.limit, 7.5);
        const SeriesInfo states{key, {}, Interpolation::HoldLast, {QStringLiteral("CLOSED"), QStringLiteral("OPEN")}};
        const AlarmRule open = ruleToStartFrom(states, Sample{{}, 1});
        QCOMPARE(open.kind, RuleKind::StateEquals);
        QCOMPARE(open.limit, 1.0);
        QVERIFY(checkRule(open).ok());
    }

    void aRuleOfASeriesWithoutANumberCanBeArmed()
    {
        const SeriesInfo info{good().series, {}, Interpolation::Linear, {}};
        QVERIFY(checkRule(ruleToStartFrom(info, std::nullopt)).ok());
        QVERIFY(checkRule(ruleToStartFrom(info, Sample{{}, std::numeric_limits<double>::quiet_NaN()})).ok());
    }

    void complaintsComeBeforeARuleIsArmed_data()
    {
        QTest::addColumn<AlarmRule>("rule");
        QTest::addColumn<QString>("complaint");
        const auto row = [](const char *name, const char *complaint, auto change) {
            AlarmRule rule = good();
            change(rule);
            QTest::newRow(name) << rule << QString::fromLatin1(complaint);
        };
        row("good", "", [](AlarmRule &) {});
        row("no series", "series", [](AlarmRule &r) { r.series = {}; });
        row("a link needs its source only", "", [](AlarmRule &r) {
            r.kind = RuleKind::LinkLost;
            r.series = {QStringLiteral("s"), {}, {}, {}};
        });
        row("no number", "number", [](AlarmRule &r) { r.limit = std::numeric_limits<double>::quiet_NaN(); });
        row("deadband", "deadband", [](AlarmRule &r) { r.deadband = -1; });
        row("delay", "delay", [](AlarmRule &r) { r.delay = -1s; });
        row("count", "count", [](AlarmRule &r) { r.count = 0; });
        row("count without time", "within", [](AlarmRule &r) { r.count = 2; });
        row("rate without time", "within", [](AlarmRule &r) { r.kind = RuleKind::RateOfChange; });
        row("rate that never ends", "never ends", [](AlarmRule &r) {
            r.kind = RuleKind::RateOfChange;
            r.window = 1s;
            r.deadband = 9;
        });
        row("half a state", "states", [](AlarmRule &r) { r.kind = RuleKind::StateEquals; });
        row("stale at once", "stale", [](AlarmRule &r) {
            r.kind = RuleKind::Stale;
            r.staleAfter = 0s;
        });
    }
    void complaintsComeBeforeARuleIsArmed()
    {
        QFETCH(const AlarmRule, rule);
        QFETCH(const QString, complaint);
        const Result<void> result = checkRule(rule);
        QCOMPARE(result.ok(), complaint.isEmpty());
        QVERIFY2(result.ok() || result.error().text.contains(complaint), qPrintable(result.error().text));
    }

    void jsonKeepsEverything()
    {
        AlarmRule rule = good();
        rule.name = QStringLiteral("Fridge");
        rule.isEnabled = false;
        rule.kind = RuleKind::RateOfChange;
        rule.deadband = 0.5;
        rule.delay = 1500ms;
        rule.count = 3;
        rule.countWithin = 60s;
        rule.window = 10min;
        rule.staleAfter = 90s;
        rule.priority = AlarmPriority::Critical;
        rule.latches = true;
        rule.guidance = QStringLiteral("Close the door.");
        const Result<AlarmRule> read = ruleFromJson(ruleToJson(rule));
        QVERIFY(read.ok());
        QVERIFY(read.value() == rule);
    }

    void badJsonIsRefused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("kind") << QStringLiteral("kind") << QJsonValue(QStringLiteral("odd"));
        QTest::newRow("priority") << QStringLiteral("priority") << QJsonValue();
        QTest::newRow("limit") << QStringLiteral("limit") << QJsonValue(QStringLiteral("8"));
        QTest::newRow("id") << QStringLiteral("id") << QJsonValue(QString());
        QTest::newRow("series") << QStringLiteral("series") << QJsonValue(7);
        QTest::newRow("huge delay") << QStringLiteral("delay_s") << QJsonValue(1e300);
    }
    void badJsonIsRefused()
    {
        QFETCH(const QString, key);
        QFETCH(const QJsonValue, value);
        QJsonObject object = ruleToJson(good());
        object.insert(key, value);
        QVERIFY(!ruleFromJson(object).ok());
    }

    void textSaysWhatItLooksFor()
    {
        AlarmRule rule = good();
        rule.delay = 10s;
        rule.count = 3;
        rule.countWithin = 5min;
        const QString text = ruleText(rule).simplified(); // whatever kind of blank stands before a unit
        for (const auto part : {"Above 8.25", "10 s", "3 times", "5 min"})
            QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
        rule.name = QStringLiteral("Fridge");
        QCOMPARE(ruleTitle(rule), QStringLiteral("Fridge"));
    }
};

Q_DECLARE_METATYPE(watchglass::alarm::AlarmRule)
QTEST_GUILESS_MAIN(TestAlarmRule)
#include "tst_alarm_rule.moc"
