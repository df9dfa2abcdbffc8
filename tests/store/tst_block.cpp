#include "core/store/block.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <vector>

using namespace watchglass;
using namespace watchglass::store;

namespace {

Timestamp at(std::int64_t ns)
{
    return Timestamp::fromNs(ns);
}

std::unique_ptr<Block> blockOf(const std::vector<std::int64_t> &times, std::uint32_t capacity)
{
    auto block = std::make_unique<Block>(capacity);
    for (const std::int64_t ns : times)
        block->append({at(ns), static_cast<double>(block->count())});
    return block;
}

std::vector<std::int64_t> timesOf(const Block &block)
{
    std::vector<Sample> samples(block.count());
    block.decode(0, block.count(), samples.data());
    std::vector<std::int64_t> times;
    for (const Sample &sample : samples)
        times.push_back(sample.time.ns());
    return times;
}

} // namespace

class TestBlock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void holdsWhatWasAppended()
    {
        const auto block = blockOf({1, 2, 2, 5}, 8);
        QCOMPARE(block->count(), 4U);
        QCOMPARE(block->capacity(), 8U);
        QCOMPARE(block->time(3), at(5));
        QCOMPARE(block->sample(2).value, 2.0);
        QCOMPARE(timesOf(*block), (std::vector<std::int64_t>{1, 2, 2, 5}));
    }

    void boundsAreThoseOfAPlainSearch_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"even", "jitter", "bursts", "equal", "extreme", "days"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }

    void boundsAreThoseOfAPlainSearch()
    {
        QFETCH(QString, kind);
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
        constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
        std::mt19937_64 random(1);
        std::vector<std::int64_t> times;
        for (std::int64_t i = 0; i < 2000; ++i) {
            if (kind == QLatin1String("even"))
                times.push_back(i * 1000);
            else if (kind == QLatin1String("jitter"))
                times.push_back(i * 1000 + std::uniform_int_distribution<std::int64_t>(0, 3000)(random));
            else if (kind == QLatin1String("bursts"))
                times.push_back(i / 100 * 1'000'000'000 + i % 100);
            else if (kind == QLatin1String("equal"))
                times.push_back(i / 700 * 10);
            else if (kind == QLatin1String("extreme"))
                times.push_back(std::uniform_int_distribution<std::int64_t>(least, most)(random));
            else
                times.push_back(i * 86'400'000'000'000);
        }
        if (kind == QLatin1String("extreme")) {
            times.front() = least;
            times.back() = most;
        }
        std::sort(times.begin(), times.end());
        const auto block = blockOf(times, 2000);
        const auto check = [&](std::int64_t time, std::uint32_t from, std::uint32_t limit) {
            const auto begin = times.begin();
            const auto lower = std::lower_bound(begin + from, begin + limit, time) - begin;
            const auto upper = std::upper_bound(begin + from, begin + limit, time) - begin;
            QCOMPARE(block->lowerBound(at(time), from, limit), static_cast<std::uint32_t>(lower));
            QCOMPARE(block->upperBound(at(time), from, limit), static_cast<std::uint32_t>(upper));
            if (from < limit && times[from] <= time) {
                QCOMPARE(block->upperBound(at(time), from, at(times[from]), limit, at(times[limit - 1])),
                         static_cast<std::uint32_t>(upper));
            }
        };
        for (int run = 0; run < 5000; ++run) {
            const auto from = std::uniform_int_distribution<std::uint32_t>(0, 2000)(random);
            const auto limit = std::uniform_int_distribution<std::uint32_t>(from, 2000)(random);
            const std::int64_t time = times[std::uniform_int_distribution<std::size_t>(0, 1999)(random)];
            check(time, from, limit);
            check(time == most ? most : time + 1, from, limit);
            check(std::uniform_int_distribution<std::int64_t>(times.front(), times.back())(random), 0, 2000);
        }
        check(least, 0, 2000);
        check(most, 0, 2000);
    }

    void copyWithPutsASampleAnywhere_data()
    {
        QTest::addColumn<unsigned>("begin");
        QTest::addColumn<unsigned>("end");
        QTest::addColumn<unsigned>("place");
        QTest::newRow("front") << 0U << 700U << 0U;
        QTest::newRow("middle") << 0U << 700U << 333U;
        QTest::newRow("end") << 0U << 700U << 700U;
        QTest::newRow("part, front") << 100U << 500U << 100U;
        QTest::newRow("part, end") << 100U << 500U << 500U;
    }

    void copyWithPutsASampleAnywhere()
    {
        QFETCH(unsigned, begin);
        QFETCH(unsigned, end);
        QFETCH(unsigned, place);
        std::vector<std::int64_t> times;
        for (std::int64_t i = 0; i < 700; ++i)
            times.push_back(i * 10);
        const auto block = blockOf(times, 1000);
        std::vector<std::int64_t> wanted(times.begin() + begin, times.begin() + end);
        const std::int64_t late = static_cast<std::int64_t>(place) * 10 - 5;
        wanted.insert(wanted.begin() + (place - begin), late);

        const auto copy = Block::copyWith(*block, begin, end, end - begin + 1, place, {at(late), -7.0});
        QCOMPARE(timesOf(*copy), wanted);
        const Aggregate all = copy->aggregate(0, copy->count(), copy->count());
        QCOMPARE(all.min, -7.0);
        QCOMPARE(all.max, static_cast<double>(end - 1));
        QCOMPARE(all.count, static_cast<std::uint64_t>(end - begin + 1));
        QCOMPARE(timesOf(*block), times);
    }

    void nanIsLeftOutOfAggregatesButCounted()
    {
        constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
        Block block(64);
        for (const double value : {notANumber, 3.0, notANumber, -1.0, notANumber})
            block.append({at(block.count()), value});
        const Aggregate all = block.aggregate(0, 5, 5);
        QCOMPARE(all.nanCount, 3U);
        QCOMPARE(all.count, 5U);
        QCOMPARE(all.first, 3.0);
        QCOMPARE(all.firstTime, at(1));
        QCOMPARE(all.last, -1.0);
        QCOMPARE(all.lastTime, at(3));
        QVERIFY(!block.aggregate(2, 3, 5).hasValue());
        const auto copy = Block::copyWith(block, 1, 2, 2, 2, {at(1), notANumber});
        QCOMPARE(copy->aggregate(0, 2, 2).nanCount, 1U);
    }
};

QTEST_GUILESS_MAIN(TestBlock)
#include "tst_block.moc"
