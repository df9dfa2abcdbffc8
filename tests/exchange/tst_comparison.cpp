#include "core/exchange/alignment.h"
#include "core/exchange/comparison.h"
#include "tests/exchange/listed_source.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace watchglass;
using namespace watchglass::exchange;

namespace {

using Finding = SeriesComparison::Finding;

std::vector<Sample> wave(std::size_t count, std::int64_t startMs, std::int64_t stepMs)
{
    std::vector<Sample> out;
    for (std::size_t i = 0; i < count; ++i) {
        const double t = static_cast<double>(i);
        out.push_back(at(startMs + static_cast<std::int64_t>(i) * stepMs,
                         std::sin(t * 0.071) + std::sin(t * 0.0173) + std::sin(t * t * 1e-4)));
    }
    return out;
}

/// A walk whose steps are as good as random, and the same each time.
std::vector<Sample> walk(std::size_t count, std::int64_t startMs, std::int64_t stepMs)
{
    std::vector<Sample> out;
    std::uint32_t state = 1;
    double value = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        state = state * 1'664'525u + 1'013'904'223u;
        value += static_cast<double>(state >> 8) / 8388608.0 - 1.0;
        out.push_back(at(startMs + static_cast<std::int64_t>(i) * stepMs, value));
    }
    return out;
}

SourcedAlarm alarm(const char *title, AlarmCondition condition, std::int64_t ms)
{
    AlarmEvent event;
    event.device = QStringLiteral("d");
    event.title = QString::fromUtf8(title);
    event.condition = condition;
    event.raisedAt = Timestamp::fromMs(ms);
    event.resolvedAt = Timestamp::fromMs(ms);
    return {QStringLiteral("s"), event};
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private:
    static ComparisonReport compared(const SampleSource &a, const SampleSource &b, const CompareOptions &options = {})
    {
        const auto report = compareSamples(a, b, options);
        return report ? report.value() : ComparisonReport();
    }

private Q_SLOTS:
    void findsTheSameEqual()
    {
        ListedSource a;
        a.add("a", {at(0, 1), at(1, std::numeric_limits<double>::quiet_NaN()), at(2, 3)});
        const ComparisonReport report = compared(a, a);
        QVERIFY(report.isEqual());
        QCOMPARE(report.series.size(), std::size_t(1));
        QCOMPARE(report.series[0].compared, std::int64_t(3));
    }

    void seriesMayBeCalledOtherwiseInTheSecond()
    {
        ListedSource a;
        a.add("a", {at(0, 1)});
        ListedSource b;
        b.add("b", {at(0, 1)});
        CompareOptions options;
        QVERIFY(!compared(a, b, options).isEqual());
        options.renames = {{QStringLiteral("s/d/x"), QStringLiteral("s/d/y")},
                           {QStringLiteral("s/d/b"), QStringLiteral("s/d/a")}};
        QVERIFY(compared(a, b, options).isEqual());
        options.renames = {{QStringLiteral("s/d"), QStringLiteral("s/e")}};
        const ComparisonReport moved = compared(a, a, options);
        QVERIFY(!moved.isEqual());
        QCOMPARE(moved.series.size(), std::size_t(2));
        options.renames = {{QStringLiteral("s/"), QStringLiteral("t/")}}; // no part of a name
        QVERIFY(compared(a, a, options).isEqual());
    }

    void listsDifferences()
    {
        ListedSource a;
        a.add("a", {at(0, 1), at(1, 2), at(2, 3)});
        ListedSource b;
        b.add("a", {at(0, 1), at(1, 2.5), at(2, 7)});
        const ComparisonReport report = compared(a, b);
        QVERIFY(!report.isEqual());
        const SeriesComparison &one = report.series.at(0);
        QVERIFY(one.finding == Finding::Different);
        QCOMPARE(one.key, QStringLiteral("s/d/a"));
        QCOMPARE(one.different, std::int64_t(2));
        QCOMPARE(one.firstTime->ns(), std::int64_t(1'000'000));
        QCOMPARE(one.largest, 4.0);
        QCOMPARE(one.largestTime->ns(), std::int64_t(2'000'000));
        QCOMPARE(one.largestFirst, 3.0);
        QCOMPARE(one.largestSecond, 7.0);
    }

    void countsMissingSamplesOnBothSides()
    {
        ListedSource a;
        a.add("a", {at(0, 1), at(1, 2), at(3, 4)});
        ListedSource b;
        b.add("a", {at(1, 2), at(2, 3), at(3, 4), at(4, 5)});
        const SeriesComparison one = compared(a, b).series.at(0);
        QCOMPARE(one.compared, std::int64_t(2));
        QCOMPARE(one.missingInSecond, std::int64_t(1));
        QCOMPARE(one.missingInFirst, std::int64_t(2));
        QCOMPARE(one.firstTime->ns(), std::int64_t(0));
    }

    void listsMissingSeries()
    {
        ListedSource a;
        a.add("a", {at(0, 1)}).add("b", {at(0, 1)});
        ListedSource b;
        b.add("b", {at(0, 1)}).add("c", {at(0, 1)});
        const ComparisonReport report = compared(a, b);
        QCOMPARE(report.series.size(), std::size_t(3));
        QVERIFY(report.series[0].finding == Finding::OnlyInFirst);
        QVERIFY(report.series[1].finding == Finding::Equal);
        QVERIFY(report.series[2].finding == Finding::OnlyInSecond);
        CompareOptions options;
        options.series = {QStringLiteral("*/b")};
        QVERIFY(compared(a, b, options).isEqual());
    }

    void toleratesByUnitAndKey()
    {
        ListedSource a;
        a.add("t", {at(0, 20)}, "°C").add("v", {at(0, 100)}, "V").add("x", {at(0, 1)});
        ListedSource b;
        b.add("t", {at(0, 20.4)}, "°C").add("v", {at(0, 100.5)}, "V").add("x", {at(0, 1.2)});
        CompareOptions options;
        options.rules = {{QStringLiteral("°C"), {0.5, 0.0}}, {QStringLiteral("s/d/v"), {0.0, 0.01}}};
        const ComparisonReport report = compared(a, b, options);
        QVERIFY(report.series[0].finding == Finding::Equal);
        QVERIFY(report.series[1].finding == Finding::Equal);
        QVERIFY(report.series[2].finding == Finding::Different);
        options.tolerance = {0.3, 0.0};
        QVERIFY(compared(a, b, options).isEqual());
    }

    void toleratesTimes()
    {
        ListedSource a;
        a.add("a", {at(0, 1), at(1000, 2)});
        ListedSource b;
        b.add("a", {at(1, 1), at(999, 2)});
        QVERIFY(!compared(a, b).isEqual());
        CompareOptions options;
        options.timeTolerance = std::chrono::milliseconds(1);
        QVERIFY(compared(a, b, options).isEqual());
    }

    void anotherUnitIsADifference()
    {
        ListedSource a;
        a.add("a", {at(0, 1)}, "V");
        ListedSource b;
        b.add("a", {at(0, 1)}, "mV");
        const ComparisonReport report = compared(a, b);
        QVERIFY(!report.isEqual());
        QCOMPARE(report.series[0].otherUnit.value(), QStringLiteral("mV"));
    }

    void matchesWithoutTheSource()
    {
        ListedSource a;
        a.add({{QStringLiteral("one"), QStringLiteral("d"), QStringLiteral("a"), {}}, {}}, {at(0, 1)});
        ListedSource b;
        b.add({{QStringLiteral("two"), QStringLiteral("d"), QStringLiteral("a"), {}}, {}}, {at(0, 1)});
        QVERIFY(!compared(a, b).isEqual());
        CompareOptions options;
        options.matchesSource = false;
        const ComparisonReport report = compared(a, b, options);
        QVERIFY(report.isEqual());
        QCOMPARE(report.series[0].key, QStringLiteral("d/a"));
    }

    void movesTheSecondByAnOffset()
    {
        ListedSource a;
        a.add("a", {at(1000, 1), at(1001, 2)});
        ListedSource b;
        b.add("a", {at(0, 1), at(1, 2)});
        CompareOptions options;
        options.offset = std::chrono::seconds(1);
        QVERIFY(compared(a, b, options).isEqual());
    }

    void findsTheOffset_data()
    {
        QTest::addColumn<qint64>("shiftMs");
        QTest::addColumn<int>("count");
        QTest::newRow("none") << qint64(0) << 1000;
        QTest::newRow("later") << qint64(1234) << 1000;
        QTest::newRow("earlier") << qint64(-4321) << 1000;
        QTest::newRow("long") << qint64(17'503) << 100'000;
    }

    void findsTheOffset()
    {
        QFETCH(qint64, shiftMs);
        QFETCH(int, count);
        const auto signal = count > 1000 ? walk : wave;
        ListedSource a;
        a.add("a", signal(std::size_t(count), 1'000'000, 10));
        ListedSource b;
        b.add("a", signal(std::size_t(count), 1'000'000 - shiftMs, 10));
        CompareOptions options;
        options.alignBy = QString();
        const ComparisonReport report = compared(a, b, options);
        QCOMPARE(report.offset, Duration(std::chrono::milliseconds(shiftMs)));
        QVERIFY(report.correlation.value() > 0.99);
        QVERIFY(report.isEqual());
    }

    void saysWhenNothingCanBeAligned()
    {
        ListedSource a;
        a.add("a", {at(0, 1), at(1, 1)});
        CompareOptions options;
        options.alignBy = QString();
        const auto constant = compareSamples(a, a, options);
        QVERIFY(!constant.ok());
        options.alignBy = QStringLiteral("nothing");
        const auto missing = compareSamples(a, a, options);
        QVERIFY(!missing.ok());
        QVERIFY(missing.error().code == ErrorCode::Missing);
    }

    void comparesAlarms()
    {
        ListedSource a;
        a.listedAlarms = {alarm("hot", AlarmCondition::Active, 10), alarm("hot", AlarmCondition::Resolved, 20)};
        ListedSource b;
        b.listedAlarms = {alarm("hot", AlarmCondition::Active, 11), alarm("cold", AlarmCondition::Active, 30)};
        CompareOptions options;
        options.timeTolerance = std::chrono::milliseconds(2);
        const ComparisonReport report = compared(a, b, options);
        QVERIFY(!report.isEqual());
        QCOMPARE(report.comparedAlarms, std::int64_t(1));
        QCOMPARE(report.alarms.size(), std::size_t(2));
        QVERIFY(report.alarms[0].isInFirst);
        QVERIFY(report.alarms[0].condition == AlarmCondition::Resolved);
        QVERIFY(!report.alarms[1].isInFirst);
        QCOMPARE(report.alarms[1].title, QStringLiteral("cold"));
        options.comparesAlarms = false;
        QVERIFY(compared(a, b, options).isEqual());
    }
};

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
