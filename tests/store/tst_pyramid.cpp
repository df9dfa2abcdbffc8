#include "core/store/pyramid.h"
#include "core/store/slot_pools.h"

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

/// A pyramid with its memory.
struct OwnPyramid
{
    explicit OwnPyramid(std::uint32_t capacity, double divisor = 0.0)
        : memory(makeCacheLines<std::byte>(Pyramid::bytesFor(capacity, divisor)))
        , pyramid(capacity, memory.get(), divisor)
    {}
    CacheLines<std::byte> memory;
    Pyramid pyramid;
};

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

bool agrees(const Pyramid &pyramid, const std::vector<StoredSample> &values, std::uint32_t begin, std::uint32_t end)
{
    const Truth all = truth(values, begin, end);
    const auto part = [&values](std::uint32_t from, std::uint32_t to) {
        return extremesOf(values.data() + from, to - from);
    };
    const Extremes extremes = pyramid.extremes(begin, end, part);
    constexpr std::uint32_t group = Pyramid::fineGroup;
    const std::uint32_t firstGroup = (begin + group - 1) / group;
    const std::uint32_t lastGroup = std::max(end / group, firstGroup);
    return leastOf(extremes) == all.min && greatestOf(extremes) == all.max
           && pyramid.nanCount(firstGroup, lastGroup) == truth(values, firstGroup * group, lastGroup * group).nans;
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

/// Any integers of 32 bits but the least, among them the extremes that are left, divided.
std::vector<StoredSample> decimals(std::size_t count, unsigned seed, double divisor)
{
    constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max();
    std::mt19937_64 random(seed);
    std::vector<StoredSample> values(count);
    for (auto &[ns, value] : values) {
        const std::int32_t width = most >> std::uniform_int_distribution<int>(0, 30)(random);
        const auto integer = std::uniform_int_distribution<std::int32_t>(-width, width)(random);
        ns = 0;
        value = static_cast<double>(integer) / divisor;
    }
    values[count / 3].value = most / divisor;
    values[count / 2].value = -most / divisor;
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
        QTest::newRow("a group") << 64U << 64U << 0.0;
        QTest::newRow("a group and a part") << 512U << 100U << 0.01;
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
        OwnPyramid ownPyramid(capacity);
        Pyramid &pyramid = ownPyramid.pyramid;
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
            QVERIFY2(agrees(pyramid, values, begin, end), qPrintable(QString::number(begin)));
        }
    }

    void decimalsAreKeptAsIntegersAndStayExact_data()
    {
        QTest::addColumn<double>("divisor");
        for (int exponent = 0; exponent <= 14; ++exponent)
            QTest::addRow("10^%d", exponent) << std::pow(10.0, exponent);
    }

    void decimalsAreKeptAsIntegersAndStayExact()
    {
        QFETCH(double, divisor);
        const auto values = decimals(4096, 8, divisor);
        QCOMPARE(Pyramid::divisorFor(values.data(), 4096), divisor);
        OwnPyramid own(4096, divisor);
        own.pyramid.close(values.data(), 0, 4096);
        OwnPyramid ownCopy(4096);
        ownCopy.pyramid.copy(own.pyramid, 2000);
        ownCopy.pyramid.close(values.data(), 2000, 4096);
        std::mt19937_64 random(1);
        for (int run = 0; run < 2000; ++run) {
            const auto begin = std::uniform_int_distribution<std::uint32_t>(0, 4095)(random);
            const auto end = std::uniform_int_distribution<std::uint32_t>(begin + 1, 4096)(random);
            QVERIFY(agrees(own.pyramid, values, begin, end));
            QVERIFY(agrees(ownCopy.pyramid, values, begin, end));
        }
        QVERIFY(own.pyramid.ends(7).last == values.back().value);
        QVERIFY(Pyramid::bytesFor(4096, divisor) * 10 < Pyramid::bytesFor(4096) * 6);
    }

    void whatIsNoShortDecimalIsNotKeptAsInteger()
    {
        std::vector<StoredSample> values(4096, StoredSample{0, 1.5});
        QCOMPARE(Pyramid::divisorFor(values.data(), 4096), 10.0);
        QCOMPARE(Pyramid::divisorFor(values.data(), 63), 1.0); // of no group
        // Within a group, what is not its extreme may be anything.
        values[70].value = 4.0;
        values[71].value = 1.0 / 3.0 + 2.0;
        QCOMPARE(Pyramid::divisorFor(values.data(), 4096), 10.0);
        const auto divisorWith = [&values](std::size_t at, double value) {
            std::vector<StoredSample> changed = values;
            changed[at].value = value;
            return Pyramid::divisorFor(changed.data(), 4096);
        };
        QCOMPARE(divisorWith(4095, 0.25), 100.0);
        QCOMPARE(divisorWith(4095, 1.0 / 3.0), 0.0);
        QCOMPARE(divisorWith(4095, 2147483647.0), 0.0); // a tenth of it would be beyond 32 bits
        QCOMPARE(divisorWith(0, -214748364.7), 10.0);
        QCOMPARE(divisorWith(0, -214748364.8), 0.0);
        QCOMPARE(divisorWith(300, inf), 0.0);
        QCOMPARE(divisorWith(300, 1e300), 0.0);
    }

    void zeroHasNoSign()
    {
        const std::vector<StoredSample> zeros(64, StoredSample{0, 0.0});
        for (const double divisor : {0.0, 10.0}) {
            OwnPyramid own(64, divisor);
            own.pyramid.close(zeros.data(), 0, 64);
            const auto none = [](std::uint32_t, std::uint32_t) { return ofNone; };
            const Extremes extremes = own.pyramid.extremes(0, 64, none);
            QVERIFY(!std::signbit(leastOf(extremes)) && !std::signbit(greatestOf(extremes)));
        }
    }

    void aReaderThatKnowsOfFewerValuesGetsThese()
    {
        const auto values = noise(4096, 3, 0.0);
        OwnPyramid ownPyramid(4096);
        Pyramid &pyramid = ownPyramid.pyramid;
        for (std::uint32_t count = 1; count <= 4096; ++count) {
            pyramid.close(values.data(), count - 1, count);
            if (count % 37 == 0)
                QVERIFY(agrees(pyramid, values, count / 3, count));
        }
        for (std::uint32_t count = 1; count <= 4096; count += 41)
            QVERIFY(agrees(pyramid, values, count / 2, count));
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
        OwnPyramid ownFirst(4096);
        Pyramid &first = ownFirst.pyramid;
        first.close(before.data(), 0, 4096);
        auto after = noise(capacity, 5, 0.01);
        std::copy_n(before.begin(), same, after.begin());
        OwnPyramid ownSecond(capacity);
        Pyramid &second = ownSecond.pyramid;
        second.copy(first, same);
        second.close(after.data(), same, capacity);
        std::mt19937_64 random(1);
        for (int run = 0; run < 1000; ++run) {
            const auto begin = std::uniform_int_distribution<std::uint32_t>(0, capacity - 1)(random);
            const auto end = std::uniform_int_distribution<std::uint32_t>(begin + 1, capacity)(random);
            QVERIFY(agrees(second, after, begin, end));
            QVERIFY(agrees(second, after, 0, end));
            QVERIFY(agrees(second, after, begin, capacity));
        }
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
