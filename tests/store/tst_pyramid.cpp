#include "core/store/pyramid.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using namespace watchglass;
using namespace watchglass::store;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

struct Truth
{
    double min = inf;
    double max = -inf;
    std::uint32_t nans = 0;
};

Truth truth(const std::vector<StoredSample> &values, std::size_t begin, std::size_t end)
{
    Truth all;
    for (std::size_t i = begin; i < end; ++i) {
        if (std::isnan(values[i].value)) {
            ++all.nans;
            continue;
        }
        all.min = std::min(all.min, values[i].value);
        all.max = std::max(all.max, values[i].value);
    }
    return all;
}

bool agrees(const Pyramid &pyramid, const std::vector<StoredSample> &values, std::uint32_t begin, std::uint32_t end,
            std::uint32_t count)
{
    const Truth all = truth(values, begin, end);
    const Extremes extremes = pyramid.extremes(values.data(), begin, end, count);
    return leastOf(extremes) == all.min && greatestOf(extremes) == all.max
           && pyramid.nanCount(values.data(), begin, end) == all.nans;
}

/// Noise with runs of NaN and now and then an infinity.
std::vector<StoredSample> noise(std::size_t count, unsigned seed, double nanShare)
{
    std::mt19937_64 random(seed);
    std::vector<StoredSample> values(count);
    std::uniform_real_distribution<double> share(0.0, 1.0);
    std::size_t nans = 0;
    for (auto &[ns, value] : values) {
        ns = 0;
        if (nans == 0 && share(random) < nanShare)
            nans = std::uniform_int_distribution<std::size_t>(1, 600)(random);
        value = std::normal_distribution<double>(-5.0, 3.0)(random);
        if (share(random) < 0.002)
            value = share(random) < 0.5 ? inf : -inf;
        if (nans > 0) {
            value = notANumber;
            --nans;
        }
    }
    return values;
}

} // namespace

class TestPyramid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void anyRunIsExact_data()
    {
        QTest::addColumn<unsigned>("capacity");
        QTest::addColumn<unsigned>("count");
        QTest::addColumn<double>("nanShare");
        QTest::newRow("one") << 1U << 1U << 0.0;
        QTest::newRow("less than a group") << 64U << 15U << 0.0;
        QTest::newRow("a group") << 16U << 16U << 0.0;
        QTest::newRow("full") << 4096U << 4096U << 0.0;
        QTest::newRow("full with NaN") << 4096U << 4096U << 0.01;
        QTest::newRow("open") << 4096U << 2999U << 0.01;
        QTest::newRow("odd capacity") << 777U << 777U << 0.01;
        QTest::newRow("odd capacity, large") << 3584U << 3584U << 0.0;
        QTest::newRow("nothing but NaN") << 4096U << 4096U << 1.0;
    }

    void anyRunIsExact()
    {
        QFETCH(unsigned, capacity);
        QFETCH(unsigned, count);
        QFETCH(double, nanShare);
        const auto values = noise(count, capacity + count, nanShare);
        Pyramid pyramid(capacity);
        for (std::uint32_t i = 0; i < count; ++i)
            pyramid.close(values.data(), i, i + 1);
        std::mt19937_64 random(1);
        for (int run = 0; run < 4000; ++run) {
            auto begin = std::uniform_int_distribution<std::uint32_t>(0, count - 1)(random);
            auto end = std::uniform_int_distribution<std::uint32_t>(begin + 1, count)(random);
            if (run % 4 == 0)
                begin = 0;
            if (run % 4 == 1)
                end = count;
            QVERIFY2(agrees(pyramid, values, begin, end, count), qPrintable(QString::number(begin)));
        }
    }

    void aReaderThatKnowsOfFewerValuesGetsThese()
    {
        const auto values = noise(4096, 3, 0.0);
        Pyramid pyramid(4096);
        for (std::uint32_t count = 1; count <= 4096; ++count) {
            pyramid.close(values.data(), count - 1, count);
            if (count % 37 == 0)
                QVERIFY(agrees(pyramid, values, count / 3, count, count));
        }
        for (std::uint32_t count = 1; count <= 4096; count += 41)
            QVERIFY(agrees(pyramid, values, count / 2, count, count));
    }

    void copyTakesOverWhatIsTheSame_data()
    {
        QTest::addColumn<unsigned>("same");
        QTest::addColumn<unsigned>("capacity");
        QTest::newRow("nothing") << 0U << 4096U;
        QTest::newRow("within a group") << 7U << 4096U;
        QTest::newRow("half") << 2050U << 4096U;
        QTest::newRow("all") << 4096U << 4096U;
        QTest::newRow("into a smaller one") << 512U << 600U;
        QTest::newRow("all of a smaller one") << 512U << 512U;
    }

    void copyTakesOverWhatIsTheSame()
    {
        QFETCH(unsigned, same);
        QFETCH(unsigned, capacity);
        const auto before = noise(4096, 4, 0.01);
        Pyramid first(4096);
        first.close(before.data(), 0, 4096);
        auto after = noise(capacity, 5, 0.01);
        std::copy_n(before.begin(), same, after.begin());
        Pyramid second(capacity);
        second.copy(first, same);
        second.close(after.data(), same, capacity);
        std::mt19937_64 random(1);
        for (int run = 0; run < 1000; ++run) {
            const auto begin = std::uniform_int_distribution<std::uint32_t>(0, capacity - 1)(random);
            const auto end = std::uniform_int_distribution<std::uint32_t>(begin + 1, capacity)(random);
            QVERIFY(agrees(second, after, begin, end, capacity));
            QVERIFY(agrees(second, after, 0, end, capacity));
            QVERIFY(agrees(second, after, begin, capacity, capacity));
        }
    }

    void findsTheFirstAndLastNumberAmongNan()
    {
        std::vector<StoredSample> values(4096, {0, notANumber});
        values[1000].value = 1.0;
        values[3001].value = 2.0;
        Pyramid pyramid(4096);
        pyramid.close(values.data(), 0, 4096);
        QCOMPARE(pyramid.firstNumber(values.data(), 0, 4096), 1000U);
        QCOMPARE(pyramid.lastNumber(values.data(), 0, 4096), 3001U);
        QCOMPARE(pyramid.firstNumber(values.data(), 1001, 4096), 3001U);
        QCOMPARE(pyramid.lastNumber(values.data(), 3, 3000), 1000U);
        QCOMPARE(pyramid.firstNumber(values.data(), 1000, 1001), 1000U);
    }

    void aggregatesJoinInOrder()
    {
        Aggregate all;
        Aggregate onlyNan;
        onlyNan.count = 3;
        onlyNan.nanCount = 3;
        const auto at = [](std::int64_t ns) { return Timestamp::fromNs(ns); };
        all.append(onlyNan);
        QVERIFY(!all.hasValue());
        all.append({1.0, -2.0, 5.0, 4.0, at(1), at(2), 4, 0});
        all.append(onlyNan);
        all.append({-1.0, -1.0, -1.0, -1.0, at(3), at(3), 1, 0});
        QCOMPARE(all.first, 1.0);
        QCOMPARE(all.last, -1.0);
        QCOMPARE(all.min, -2.0);
        QCOMPARE(all.max, 5.0);
        QCOMPARE(all.firstTime, at(1));
        QCOMPARE(all.lastTime, at(3));
        QCOMPARE(all.count, 11U);
        QCOMPARE(all.nanCount, 6U);
    }
};

QTEST_GUILESS_MAIN(TestPyramid)
#include "tst_pyramid.moc"
