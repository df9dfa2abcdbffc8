#include "core/store/series.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace watchglass;
using namespace watchglass::store;

namespace {

TimeRange span(std::int64_t from, std::int64_t to)
{
    return {Timestamp::fromNs(from), Timestamp::fromNs(to)};
}

} // namespace

class TestStatistics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void agreeWithAllSamples_data()
    {
        QTest::addColumn<int>("nanShare");
        QTest::addColumn<double>("offset");
        QTest::newRow("numbers") << 0 << 0.0;
        QTest::newRow("with NaN") << 20 << 0.0;
        QTest::newRow("far from zero") << 0 << 1e9; // where sums of squares would lose all digits
    }

    void agreeWithAllSamples()
    {
        QFETCH(int, nanShare);
        QFETCH(double, offset);
        std::mt19937_64 random(5);
        Series series{SeriesInfo{}};
        std::vector<double> values;
        for (std::int64_t i = 0; i < 30'000; ++i) {
            const bool isNan = std::uniform_int_distribution<int>(0, 99)(random) < nanShare;
            values.push_back(isNan ? std::nan("") : offset + std::normal_distribution<double>(3.0, 2.0)(random));
            series.append({Timestamp::fromNs(i * 10), values.back()});
            if (i == 25'000)
                while (series.pack(true)) {
                }
        }
        for (int run = 0; run < 50; ++run) {
            const auto from = std::uniform_int_distribution<std::size_t>(0, values.size() - 2)(random);
            const auto to = std::uniform_int_distribution<std::size_t>(from + 1, values.size())(random);
            const auto found =
                series.statistics(span(static_cast<std::int64_t>(from) * 10, static_cast<std::int64_t>(to) * 10));
            long double sum = 0;
            std::uint64_t count = 0;
            double min = INFINITY;
            double max = -INFINITY;
            for (std::size_t i = from; i < to; ++i) {
                if (std::isnan(values[i]))
                    continue;
                sum += values[i];
                ++count;
                min = std::min(min, values[i]);
                max = std::max(max, values[i]);
            }
            QCOMPARE(found.count, to - from);
            QCOMPARE(found.nanCount, to - from - count);
            if (count == 0)
                continue;
            const long double mean = sum / static_cast<long double>(count);
            long double squares = 0;
            for (std::size_t i = from; i < to; ++i)
                squares += std::isnan(values[i]) ? 0.0L : (values[i] - mean) * (values[i] - mean);
            const auto deviation = static_cast<double>(std::sqrt(squares / static_cast<long double>(count)));
            QVERIFY(found.min == min && found.max == max);
            QVERIFY(std::abs(found.mean - static_cast<double>(mean)) <= 1e-12 * (std::abs(offset) + 10));
            QVERIFY2(std::abs(found.deviation() - deviation) <= 1e-6 * (deviation + 1e-3),
                     qPrintable(QString::number(found.deviation())));
        }
    }

    void nothingHasNoValue()
    {
        Series series{SeriesInfo{}};
        QVERIFY(!series.statistics(span(0, 10)).hasValue());
        series.append({Timestamp::fromNs(5), std::nan("")});
        QVERIFY(!series.statistics(span(0, 10)).hasValue());
        QCOMPARE(series.statistics(span(0, 10)).count, 1U);
        series.append({Timestamp::fromNs(6), 4.0});
        QCOMPARE(series.statistics(span(0, 10)).mean, 4.0);
        QCOMPARE(series.statistics(span(0, 10)).deviation(), 0.0);
        QVERIFY(!series.statistics(span(9, 2)).hasValue());
    }

    void infinitiesShow()
    {
        Series series{SeriesInfo{}};
        series.append({Timestamp::fromNs(1), INFINITY});
        series.append({Timestamp::fromNs(2), 1.0});
        const auto found = series.statistics(span(0, 10));
        QCOMPARE(found.max, INFINITY);
        QCOMPARE(found.mean, INFINITY);
        QVERIFY(std::isnan(found.deviation()));
    }
};

QTEST_GUILESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
