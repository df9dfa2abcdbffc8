#include "core/store/series.h"

#include "tests/store/series_model.h"

#include <QTest>

#include <random>

using namespace watchglass;
using namespace watchglass::store;
using watchglass::test::SeriesModel;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();
constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t day = 86'400'000'000'000;

Timestamp at(std::int64_t ns)
{
    return Timestamp::fromNs(ns);
}

TimeRange span(std::int64_t from, std::int64_t to)
{
    return {at(from), at(to)};
}

bool sameColumn(const Column &a, const Column &b)
{
    return test::sameBits(a.first, b.first) && test::sameBits(a.last, b.last) && a.min == b.min && a.max == b.max
           && a.firstTime == b.firstTime && a.lastTime == b.lastTime && a.count == b.count && a.nanCount == b.nanCount;
}

/// Samples of a kind, in order and without duplicates.
std::vector<Sample> samplesOf(const QString &kind)
{
    std::mt19937_64 random(7);
    std::normal_distribution<double> normal(0.0, 1.0);
    std::vector<Sample> samples;
    const auto add = [&samples](std::int64_t ns, double value) { samples.push_back({at(ns), value}); };
    for (std::int64_t i = 0; i < 30'000; ++i) {
        const auto value = normal(random);
        if (kind == QLatin1String("50,000 a second"))
            add(1'767'225'600'000'000'000 + i * 20'000, value);
        else if (kind == QLatin1String("one a day") && i < 20'000)
            add(i * day - 5'000 * day, value);
        else if (kind == QLatin1String("equal times"))
            add(i / 6'000 * 1'000, static_cast<double>(i));
        else if (kind == QLatin1String("NaN and infinities"))
            add(i * 1'000, i / 500 % 3 == 0 ? notANumber : i % 777 == 0 ? inf : i % 778 == 0 ? -inf : value);
        else if (kind == QLatin1String("only NaN"))
            add(i * 1'000, notANumber);
        else if (kind == QLatin1String("only infinities"))
            add(i * 1'000, i % 2 == 0 ? inf : -inf);
        else if (kind == QLatin1String("negative only"))
            add(i * 1'000, -1e300 - std::abs(value));
        else if (kind == QLatin1String("bursts"))
            add(i / 1'000 * 1'000'000'000 + i % 1'000 * (i / 1'000 % 7 + 1) * 1'000, value);
        else if (kind == QLatin1String("all of time"))
            add(lowest + (i / 2) * 1'000 + (i % 2) * (highest / 15'000) * (i / 2), value);
    }
    if (kind == QLatin1String("all of time")) {
        add(highest, 1.0);
        std::stable_sort(samples.begin(), samples.end(), [](Sample a, Sample b) { return a.time < b.time; });
    }
    return samples;
}

} // namespace

class TestView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void isWhatAllSamplesComeTo_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<bool>("isPacked");
        for (const char *kind : {"50,000 a second", "one a day", "equal times", "NaN and infinities", "only NaN",
                                 "only infinities", "negative only", "all of time", "bursts", "none"}) {
            QTest::addRow("%s", kind) << QString::fromLatin1(kind) << false;
            QTest::addRow("%s, packed", kind) << QString::fromLatin1(kind) << true;
        }
    }

    void isWhatAllSamplesComeTo()
    {
        QFETCH(QString, kind);
        QFETCH(bool, isPacked);
        Series series{SeriesInfo{}};
        SeriesModel model;
        for (const Sample &sample : samplesOf(kind)) {
            model.appendInOrder(sample);
            QVERIFY(series.append(sample) == Append::InOrder);
        }
        while (isPacked && series.pack(true)) {
        }
        const TimeRange all = series.extent();
        std::vector<TimeRange> ranges{all,
                                      span(lowest, highest),
                                      span(0, highest),
                                      span(lowest, 0),
                                      span(lowest, lowest + 1),
                                      span(highest - 1, highest),
                                      span(0, 1),
                                      span(5'000'000, 9'000'001)};
        std::mt19937_64 random(1);
        std::uniform_int_distribution<std::int64_t> inside(all.from.ns(), all.to.ns());
        for (int i = 0; i < 10; ++i) {
            const std::int64_t a = inside(random);
            const std::int64_t b = inside(random);
            ranges.push_back(span(std::min(a, b), std::max(a, b)));
        }
        for (const TimeRange &range : ranges) {
            for (const int columns : {1, 2, 7, 100, 2'000}) {
                if (range.isEmpty())
                    continue;
                const QString text = model.complaint(series.view(range, columns), range, columns);
                QVERIFY2(text.isEmpty(), qPrintable(QStringLiteral("%1 columns of [%2, %3): %4")
                                                        .arg(columns)
                                                        .arg(range.from.ns())
                                                        .arg(range.to.ns())
                                                        .arg(text)));
            }
        }
    }

    void emptyRangeHasNeighboursOnly()
    {
        Series series{SeriesInfo{}};
        for (std::int64_t i = 0; i < 100; ++i)
            series.append({at(i * 10), static_cast<double>(i)});
        for (const TimeRange &range : {span(55, 55), span(55, 20)}) {
            const View view = series.view(range, 100);
            QVERIFY(view.columns.empty());
            QCOMPARE(view.sampleCount, 0U);
            QCOMPARE(view.before->time, at(50));
            QCOMPARE(view.after->time, at(60));
            QVERIFY(view.columnWidth > Duration::zero());
        }
    }

    void rangesBesideTheDataSeeTheNearestSample()
    {
        Series series{SeriesInfo{}};
        for (std::int64_t i = 0; i < 10'000; ++i)
            series.append({at(i * 10), static_cast<double>(i)});
        const View before = series.view(span(-2'000, -1'000), 10);
        QVERIFY(!before.before);
        QCOMPARE(before.after->value, 0.0);
        const View after = series.view(span(200'000, 300'000), 10);
        QCOMPARE(after.before->value, 9'999.0);
        QVERIFY(!after.after);
        QCOMPARE(after.sampleCount, 0U);
    }

    void scrollingNeverChangesAColumn_data()
    {
        QTest::addColumn<int>("columns");
        QTest::addColumn<bool>("isPacked");
        for (const int columns : {3, 5, 17, 50, 500}) { // from many samples a column to few
            QTest::addRow("%d", columns) << columns << false;
            QTest::addRow("%d, packed", columns) << columns << true;
        }
    }

    void scrollingNeverChangesAColumn()
    {
        QFETCH(int, columns);
        QFETCH(bool, isPacked);
        Series series{SeriesInfo{}};
        std::mt19937_64 random(3);
        std::normal_distribution<double> normal;
        for (std::int64_t i = 0; i < 50'000; ++i)
            series.append({at(i * 1'003), normal(random)});
        while (isPacked && series.pack(true)) {
        }
        constexpr std::int64_t length = 10'000'000;
        const View start = series.view(span(0, length), columns);
        for (std::int64_t from = 0; from < length; from += 333'331) {
            const View view = series.view(span(from, from + length), columns);
            QCOMPARE(view.columnWidth, start.columnWidth);
            const auto shift = static_cast<std::size_t>((view.anchor - start.anchor) / start.columnWidth);
            for (std::size_t i = 0; i + shift + 1 < start.columns.size(); ++i)
                QVERIFY(sameColumn(view.columns[i], start.columns[i + shift]));
        }
    }

    void columnStartsEndWithTime()
    {
        const Series series{SeriesInfo{}};
        const View view = series.view(span(lowest, highest), 2'000);
        QCOMPARE(view.columnStart(0), Timestamp::min());
        QCOMPARE(view.columnStart(view.columns.size()), Timestamp::max());
        QVERIFY(view.columnStart(1) > view.columnStart(0));
    }

    void stayAsTheyWereWhenSamplesComeOrTheSeriesGoes()
    {
        View view;
        {
            Series series{SeriesInfo{}};
            series.append({at(1), 1.0});
            view = series.view(span(0, 10), 1);
            series.append({at(2), 5.0});
        }
        QCOMPARE(view.sampleCount, 1U);
        QCOMPARE(view.columns[0].max, 1.0);
    }
};

QTEST_GUILESS_MAIN(TestView)
#include "tst_view.moc"
