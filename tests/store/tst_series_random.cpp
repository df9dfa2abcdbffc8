#include "core/store/series.h"

#include "tests/store/series_model.h"

#include <QTest>

#include <random>

using namespace watchglass;
using namespace watchglass::store;
using watchglass::test::same;
using watchglass::test::SeriesModel;

namespace {

using Random = std::mt19937_64;

std::int64_t between(Random &random, std::int64_t low, std::int64_t high)
{
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
}

double someValue(Random &random)
{
    switch (between(random, 0, 30)) {
    case 0:
        return std::numeric_limits<double>::quiet_NaN();
    case 1:
        return std::numeric_limits<double>::infinity();
    case 2:
        return -std::numeric_limits<double>::infinity();
    case 3:
        return -0.0;
    default:
        return static_cast<double>(between(random, -20, 20));
    }
}

/// The time of the next sample: mostly forwards, now and then late by a little, by a lot, or the same again.
std::int64_t someTime(Random &random, std::int64_t newest, int lateShare)
{
    const std::int64_t dice = between(random, 0, 99);
    if (dice >= lateShare)
        return newest + between(random, 1, 20);
    if (dice % 4 == 0)
        return newest;
    return dice % 4 == 1 ? between(random, std::min<std::int64_t>(0, newest), newest)
                         : newest - between(random, 0, 200);
}

bool sameAll(const std::vector<Sample> &a, const std::vector<Sample> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

} // namespace

class TestSeriesRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void agreesWithThePlainModel_data()
    {
        QTest::addColumn<unsigned>("seed");
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("lateShare");
        QTest::addColumn<int>("packShare"); // how often a block is packed, in thousandths
        const auto row = [](unsigned seed, int count, int lateShare, int packShare) {
            QTest::addRow("seed %u, %d samples, %d %% late, %d packed", seed, count, lateShare, packShare)
                << seed << count << lateShare << packShare;
        };
        row(1, 200, 0, 0);
        row(2, 200, 50, 20);
        row(3, 6'000, 5, 20);
        row(4, 9'000, 30, 20);
        row(5, 14'000, 1, 20);
        row(6, 12'000, 100, 0);
        row(7, 5'000, 90, 20);
        row(8, 13'000, 10, 0);
    }

    void agreesWithThePlainModel()
    {
        QFETCH(unsigned, seed);
        QFETCH(int, count);
        QFETCH(int, lateShare);
        QFETCH(int, packShare);
        Random random(seed);
        Series series{SeriesInfo{}};
        SeriesModel model;
        std::int64_t newest = between(random, -100'000, 1'000);
        for (int i = 0; i < count; ++i) {
            const std::int64_t ns = someTime(random, newest, lateShare);
            newest = std::max(newest, ns);
            const Sample sample{Timestamp::fromNs(ns), someValue(random)};
            QVERIFY(series.append(sample) == model.append(sample));
            if (packShare > 0 && between(random, 0, 999) < packShare)
                series.pack(between(random, 0, 2) == 0);
            if (i % (count / 40) == 0)
                compare(series, model, random);
        }
        compare(series, model, random);
        const TimeRange all{Timestamp::min(), Timestamp::max()};
        QVERIFY(sameAll(series.samples(all), model.samples()));
    }

private:
    static void compare(const Series &series, const SeriesModel &model, Random &random)
    {
        QCOMPARE(series.count(), model.samples().size());
        QVERIFY(same(*series.last(), model.samples().back()));
        const TimeRange extent = series.extent();
        QCOMPARE(extent.from, model.samples().front().time);
        for (int i = 0; i < 5; ++i) {
            const std::int64_t a = between(random, extent.from.ns() - 50, extent.to.ns() + 50);
            const std::int64_t b = between(random, extent.from.ns() - 50, extent.to.ns() + 50);
            const TimeRange range{Timestamp::fromNs(std::min(a, b)), Timestamp::fromNs(std::max(a, b) + 1)};
            const auto columns = static_cast<int>(between(random, 1, i == 0 ? 2'000 : 60));
            const QString text = model.complaint(series.view(range, columns), range, columns);
            QVERIFY2(text.isEmpty(), qPrintable(text));

            const auto limit = static_cast<std::size_t>(between(random, 0, 9'000));
            QVERIFY(sameAll(series.samples(range, limit), model.samples(range, limit)));

            const auto wanted = model.at(range.from);
            const auto found = series.at(range.from);
            QCOMPARE(found.has_value(), wanted.has_value());
            QVERIFY(!found || same(*found, *wanted));
        }
    }
};

QTEST_GUILESS_MAIN(TestSeriesRandom)
#include "tst_series_random.moc"
