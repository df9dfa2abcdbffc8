#include "core/store/series.h"

#include "tests/store/series_model.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::store;
using watchglass::test::same;

namespace {

using namespace std::chrono_literals;

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

Timestamp at(std::int64_t ns)
{
    return Timestamp::fromNs(ns);
}

TimeRange span(std::int64_t from, std::int64_t to)
{
    return {at(from), at(to)};
}

std::vector<std::int64_t> timesOf(const Series &series)
{
    std::vector<std::int64_t> times;
    for (const Sample &sample : series.samples({Timestamp::min(), Timestamp::max()}))
        times.push_back(sample.time.ns());
    return times;
}

} // namespace

class TestSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void emptyKnowsThatItIs()
    {
        const Series series{SeriesInfo{}};
        QCOMPARE(series.count(), 0U);
        QVERIFY(series.extent().isEmpty());
        QVERIFY(!series.last());
        QVERIFY(!series.at(at(0)));
        QVERIFY(!series.rhythm());
        QVERIFY(series.samples(span(-10, 10)).empty());
        const View view = series.view(span(0, 1000), 10);
        QCOMPARE(view.columns.size(), 10U);
        QCOMPARE(view.sampleCount, 0U);
        QVERIFY(!view.before && !view.after);
        QVERIFY(!view.columns[0].hasValue());
    }

    void oneSampleIsEverything()
    {
        Series series{SeriesInfo{}};
        QVERIFY(series.append({at(500), 1.5}) == Append::InOrder);
        QCOMPARE(series.count(), 1U);
        QCOMPARE(series.extent(), span(500, 501));
        QCOMPARE(series.last()->value, 1.5);
        QCOMPARE(series.at(at(500))->value, 1.5);
        QVERIFY(!series.at(at(499)));
        const View view = series.view(span(0, 1000), 1);
        QCOMPARE(view.columns.size(), 1U);
        QCOMPARE(view.columns[0].first, 1.5);
        QCOMPARE(view.columns[0].lastTime, at(500));
        QCOMPARE(view.columns[0].count, 1U);
    }

    void lateSamplesGoToTheirPlace()
    {
        Series series{SeriesInfo{}};
        for (const std::int64_t ns : {10, 30, 40})
            QVERIFY(series.append({at(ns), 0.0}) == Append::InOrder);
        QVERIFY(series.append({at(20), 0.0}) == Append::Inserted);
        QVERIFY(series.append({at(5), 0.0}) == Append::Inserted);
        QVERIFY(series.append({at(50), 0.0}) == Append::InOrder);
        QCOMPARE(timesOf(series), (std::vector<std::int64_t>{5, 10, 20, 30, 40, 50}));
    }

    void lateSamplesAreTold()
    {
        Series series({});
        QCOMPARE(series.lateCount(), std::uint64_t(0));
        series.append({start, 1.0});
        series.append({start + 2s, 3.0});
        QCOMPARE(series.lateCount(), std::uint64_t(0));
        series.append({start + 1s, 2.0});
        QCOMPARE(series.lateCount(), std::uint64_t(1));
        QVERIFY((series.lateSince(0) == TimeRange{start + 1s, start + 1s + Duration(1)}));
        QVERIFY(series.lateSince(1).isEmpty());
    }

    void aValueCanBePutInThePlaceOfAnother_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("isPacked");
        QTest::newRow("open") << 100 << false;
        QTest::newRow("sealed") << 10'000 << false;
        QTest::newRow("packed") << 10'000 << true;
    }

    void aValueCanBePutInThePlaceOfAnother()
    {
        QFETCH(int, count);
        QFETCH(bool, isPacked);
        Series series({});
        for (int i = 0; i < count; ++i)
            series.append({start + i * 10ms, double(i)});
        while (isPacked && series.pack(true)) {
        }
        for (const int i : {0, 1, count / 2, count - 2, count - 1})
            series.put({start + i * 10ms, -5.0});
        series.put({start + 30ms, notANumber});
        series.put({start + 40ms, 4.0}); // as it was
        series.put({start + 45ms, 7.0}); // a new one
        QCOMPARE(series.lateCount(), std::uint64_t(7));
        while (isPacked && series.pack(true)) {
        }
        const auto samples = series.samples({Timestamp::min(), Timestamp::max()});
        QCOMPARE(samples.size(), std::size_t(count) + 1);
        QCOMPARE(samples[0].value, -5.0);
        QVERIFY(std::isnan(samples[3].value));
        QCOMPARE(samples[4].value, 4.0);
        QCOMPARE(samples[5].value, 7.0);
        QCOMPARE(series.last()->value, -5.0);
        QCOMPARE(series.at(start + (count / 2) * 10ms)->value, -5.0);
        QVERIFY(std::is_sorted(samples.begin(), samples.end(), [](Sample x, Sample y) { return x.time < y.time; }));
        const Statistics all = series.statistics({Timestamp::min(), Timestamp::max()});
        QCOMPARE(all.min, -5.0);
    }

    void equalTimesKeepTheirOrderOfArrival()
    {
        Series series{SeriesInfo{}};
        for (const double value : {3.0, 1.0, 2.0})
            QVERIFY(series.append({at(10), value}) == Append::InOrder);
        series.append({at(20), 0.0});
        QVERIFY(series.append({at(10), 0.5}) == Append::Inserted);
        std::vector<double> values;
        for (const Sample &sample : series.samples(span(10, 11)))
            values.push_back(sample.value);
        QCOMPARE(values, (std::vector<double>{3.0, 1.0, 2.0, 0.5}));
        QCOMPARE(series.at(at(15))->value, 0.5);
    }

    void onlyExactDuplicatesAreDropped()
    {
        Series series{SeriesInfo{}};
        for (const double value : {1.0, 2.0, 0.0, notANumber})
            series.append({at(10), value});
        for (const double value : {1.0, 2.0, 0.0, notANumber})
            QVERIFY(series.append({at(10), value}) == Append::Duplicate);
        QVERIFY(series.append({at(10), -0.0}) == Append::InOrder);
        QVERIFY(series.append({at(11), 1.0}) == Append::InOrder);
        QVERIFY(series.append({at(10), -0.0}) == Append::Duplicate);
        QVERIFY(series.append({at(10), 7.0}) == Append::Inserted);
        QCOMPARE(series.count(), 7U);
    }

    void thousandsOfEqualTimesStayFastAndWhole()
    {
        Series series{SeriesInfo{}};
        series.append({at(1), 0.0});
        for (int i = 0; i < 100'000; ++i)
            QVERIFY(series.append({at(10), static_cast<double>(i)}) == Append::InOrder);
        QVERIFY(series.append({at(20), 0.0}) == Append::InOrder);
        QVERIFY(series.append({at(10), 4'321.0}) == Append::Duplicate);
        for (int i = 0; i < 5'000; ++i)
            QVERIFY(series.append({at(10), -1.0 - i}) == Append::Inserted);
        QVERIFY(series.append({at(10), -5'000.0}) == Append::Duplicate);
        QCOMPARE(series.count(), 105'002U);
        QCOMPARE(series.at(at(10))->value, -5'000.0);
        QCOMPARE(series.view(span(10, 11), 5).columns[0].count, 105'000U);
        QCOMPARE(series.samples(span(10, 11), 1)[0].value, -5'000.0);
    }

    void samplesAreTheNewestOfARange()
    {
        Series series{SeriesInfo{}};
        for (std::int64_t i = 0; i < 20'000; ++i)
            series.append({at(i * 10), static_cast<double>(i)});
        const auto found = series.samples(span(100, 150'000), 9'000);
        QCOMPARE(found.size(), 9'000U);
        QCOMPARE(found.front().value, 6'000.0);
        QCOMPARE(found.back().value, 14'999.0);
        QVERIFY(series.samples(span(100, 150'000), 0).empty());
        QVERIFY(series.samples(span(150'000, 100)).empty());
        QVERIFY(series.samples(span(101, 109)).empty());
    }

    void bothEndsOfTimeAreInReach()
    {
        Series series{SeriesInfo{}};
        series.append({Timestamp::max(), 2.0});
        series.append({Timestamp::min(), 1.0});
        series.append({at(0), 3.0});
        QCOMPARE(series.extent(), (TimeRange{Timestamp::min(), Timestamp::max()}));
        QCOMPARE(series.at(Timestamp::max())->value, 2.0);
        QCOMPARE(series.at(Timestamp::min())->value, 1.0);
        QCOMPARE(series.rhythm(), Duration::max());
        QCOMPARE(series.samples({Timestamp::min(), Timestamp::max()}).size(), 2U);
    }

    void rhythmIsTheMedianOfTheNewestIntervals()
    {
        Series series{SeriesInfo{}};
        series.append({at(0), 0.0});
        series.append({at(10), 0.0});
        QVERIFY(!series.rhythm());
        series.append({at(1'000), 0.0});
        for (std::int64_t i = 0; i < 5'000; ++i)
            series.append({at(2'000 + i * 40 + (i > 2'500 ? 1'000'000 : 0)), 0.0});
        QCOMPARE(series.rhythm(), Duration(40));
        for (std::int64_t i = 0; i < 200; ++i)
            series.append({at(3'000'000 + i / 2 * 70), static_cast<double>(i)});
        QCOMPARE(series.rhythm(), Duration(70));
    }

    void reversedFileComesOutInOrder()
    {
        constexpr std::int64_t count = 20'000;
        Series series{SeriesInfo{}};
        for (std::int64_t i = count; i > 0; --i)
            series.append({at(i), static_cast<double>(i)});
        QCOMPARE(series.count(), static_cast<std::uint64_t>(count));
        const auto times = timesOf(series);
        QVERIFY(std::is_sorted(times.begin(), times.end()));
        QCOMPARE(times.front(), 1);
        QCOMPARE(times.back(), count);
    }

    void samplesFillGapsAndGapsKnowOfSamples()
    {
        Series series{SeriesInfo{}};
        for (std::int64_t ns = 0; ns <= 1'000; ns += 10)
            series.append({at(ns), 0.0});
        series.addGap({span(1'000, 2'000), GapCause::LinkLost});
        const auto gaps = [&series] { return series.view(span(0, 5'000), 10).gaps; };
        const auto lost = [](std::int64_t from, std::int64_t to) { return Gap{span(from, to), GapCause::LinkLost}; };
        QVERIFY(gaps() == std::vector<Gap>{lost(1'000, 2'000)});
        series.append({at(2'000), 0.0});
        QVERIFY(gaps() == std::vector<Gap>{lost(1'000, 2'000)});
        series.append({at(1'500), 0.0});
        QVERIFY(gaps() == (std::vector<Gap>{lost(1'000, 1'500), lost(1'500, 2'000)}));
        for (std::int64_t ns = 1'010; ns < 1'500; ns += 10)
            series.append({at(ns), 0.0});
        QVERIFY(gaps() == std::vector<Gap>{lost(1'500, 2'000)});
        for (std::int64_t ns = 1'990; ns > 1'500; ns -= 10)
            series.append({at(ns), 0.0});
        QVERIFY(gaps().empty());

        series.addGap({span(1'600, 1'700), GapCause::DeviceSilent});
        QVERIFY(gaps().empty());
        series.addGap({span(1'900, 2'300), GapCause::DeviceSilent});
        QVERIFY(gaps() == (std::vector<Gap>{{span(2'000, 2'300), GapCause::DeviceSilent}}));
        series.addGap({span(2'400, 2'400), GapCause::DeviceSilent});
        QCOMPARE(gaps().size(), 1U);
    }

    void aFleetOfSlowSeriesCostsLittle()
    {
        const auto use = std::make_shared<MemoryUse>();
        Series series(SeriesInfo{}, use);
        for (std::int64_t day = 0; day < 30; ++day)
            series.append({at(day * 86'400'000'000'000), 20.0});
        QVERIFY2(use->bytes() < 4'096, qPrintable(QString::number(use->bytes())));
    }

    void packingKeepsEverySample_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : {1, 63, 64, 500, 4'096, 4'097, 9'000})
            QTest::addRow("%d samples", count) << count;
    }

    void packingKeepsEverySample()
    {
        QFETCH(int, count);
        const auto use = std::make_shared<MemoryUse>();
        Series series(SeriesInfo{}, use);
        std::vector<Sample> wanted;
        for (std::int64_t i = 0; i < count; ++i) {
            wanted.push_back({at(i * 1'000), static_cast<double>(i * i % 1'000) / 10.0});
            series.append(wanted.back());
            if (i % 700 == 0) // now and then what has gathered is packed, and joined with what was
                while (series.pack(true)) {
                }
        }
        const std::size_t before = use->bytes();
        while (series.pack(true)) {
        }
        QCOMPARE(series.unpacked(), 0U);
        QVERIFY(!series.pack(true));
        if (count >= 500)
            QVERIFY(use->bytes() < before);
        const auto found = series.samples({Timestamp::min(), Timestamp::max()});
        QVERIFY(std::equal(found.begin(), found.end(), wanted.begin(), wanted.end(), test::same));
    }

    void packingTellsWhenABlockIsFull()
    {
        int filled = 0;
        Series series(SeriesInfo{}, nullptr, [&filled](Series &) { ++filled; });
        for (std::int64_t i = 0; i < 3 * 4'096 + 1; ++i)
            series.append({at(i), 0.0});
        QCOMPARE(filled, 3);
        QCOMPARE(series.unpacked(), 3U);
        QVERIFY(series.pack(false));
        QCOMPARE(series.unpacked(), 2U);
    }

    void lateSamplesWhileABlockIsPackedAreKept()
    {
        Series series{SeriesInfo{}};
        for (std::int64_t i = 0; i < 10'000; ++i)
            series.append({at(i * 10), 1.0});
        while (series.pack(true)) {
        }
        for (std::int64_t i = 0; i < 10'000; i += 7) {
            QVERIFY(series.append({at(i * 10 + 5), 2.0}) != Append::Duplicate);
            if (i % 700 == 0)
                series.pack(true);
        }
        while (series.pack(true)) {
        }
        QCOMPARE(series.count(), 10'000U + 1'429U);
        QCOMPARE(series.statistics({Timestamp::min(), Timestamp::max()}).mean, (10'000.0 + 2.0 * 1'429.0) / 11'429.0);
    }

    void evictingForgetsTheOldest()
    {
        const auto use = std::make_shared<MemoryUse>();
        Series series(SeriesInfo{}, use, [](Series &s) { s.pack(false); });
        for (std::int64_t i = 0; i < 3 * 4'096 + 100; ++i)
            series.append({at(i), static_cast<double>(i)});
        QCOMPARE(*series.oldestEvictable(), at(0));
        const std::size_t before = use->bytes();
        const auto evicted = series.evict();
        QCOMPARE(evicted.samples, 4'096U);
        QCOMPARE(series.evicted(), 4'096U);
        QVERIFY(use->bytes() + evicted.bytes <= before);
        QCOMPARE(series.extent().from, at(4'096));
        QCOMPARE(series.count(), 2U * 4'096U + 100U);
        QVERIFY(series.append({at(5), -1.0}) == Append::Inserted);
        QCOMPARE(series.extent().from, at(5));
        while (series.evict().samples > 0) {
        }
        QVERIFY(!series.oldestEvictable());
        QCOMPARE(series.count(), 100U);
        QCOMPARE(series.last()->value, 3 * 4'096 + 99.0);
    }

    void everythingIsGivenBack()
    {
        const auto use = std::make_shared<MemoryUse>();
        {
            Series series(SeriesInfo{}, use);
            for (std::int64_t i = 0; i < 20'000; ++i)
                series.append({at(i * 7'919 % 20'011), 1.0});
            while (series.pack(true)) {
            }
            QVERIFY(use->bytes() > 0);
        }
        QCOMPARE(use->bytes(), 0U);
    }
};

QTEST_GUILESS_MAIN(TestSeries)
#include "tst_series.moc"
