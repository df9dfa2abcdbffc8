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

std::shared_ptr<Block> blockOf(const std::vector<std::int64_t> &times, std::uint32_t capacity)
{
    auto block = Block::make(capacity);
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
        QTest::addColumn<bool>("isPacked");
        for (const char *kind : {"even", "jitter", "bursts", "equal", "extreme", "days"}) {
            QTest::addRow("%s", kind) << QString::fromLatin1(kind) << false;
            QTest::addRow("%s, packed", kind) << QString::fromLatin1(kind) << true;
        }
    }

    void boundsAreThoseOfAPlainSearch()
    {
        QFETCH(QString, kind);
        QFETCH(bool, isPacked);
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
        const std::shared_ptr<const Block> block =
            isPacked ? Block::packed(nullptr, *blockOf(times, 2000)) : blockOf(times, 2000);
        const auto check = [&](std::int64_t time, std::uint32_t from, std::uint32_t limit) {
            const auto begin = times.begin();
            const auto lower = std::lower_bound(begin + from, begin + limit, time) - begin;
            const auto upper = std::upper_bound(begin + from, begin + limit, time) - begin;
            QCOMPARE(block->lowerBound(at(time), from, limit), static_cast<std::uint32_t>(lower));
            QCOMPARE(block->upperBound(at(time), from, limit), static_cast<std::uint32_t>(upper));
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
        const Aggregate all = copy->aggregate(0, copy->count());
        QCOMPARE(all.min, -7.0);
        QCOMPARE(all.max, static_cast<double>(end - 1));
        QCOMPARE(all.count, static_cast<std::uint64_t>(end - begin + 1));
        QCOMPARE(timesOf(*block), times);
    }

    void packedAnswersAsBefore_data()
    {
        QTest::addColumn<unsigned>("count");
        QTest::addColumn<int>("nanShare");
        QTest::addColumn<double>("factor");
        for (const unsigned count : {1U, 2U, 63U, 64U, 65U, 700U, 4095U, 4096U}) {
            QTest::addRow("%u", count) << count << 0 << 1.0;
            QTest::addRow("%u with NaN", count) << count << 30 << 1.0;
            QTest::addRow("%u beyond 32 bits", count) << count << 0 << 123'456'789.0;
            QTest::addRow("%u no decimals", count) << count << 0 << 1.0 / 3.0;
        }
        QTest::newRow("only NaN") << 4096U << 100 << 1.0;
    }

    void packedAnswersAsBefore()
    {
        QFETCH(unsigned, count);
        QFETCH(int, nanShare);
        QFETCH(double, factor);
        std::mt19937_64 random(count);
        const auto dice = [&random](int sides) { return std::uniform_int_distribution<int>(0, sides - 1)(random); };
        const auto made = Block::make(count);
        Block &block = *made;
        for (unsigned i = 0; i < count; ++i) {
            const bool isNan = i / 200 % 3 == 1 ? dice(100) < nanShare : dice(100) < nanShare / 10 || nanShare == 100;
            block.append({at(i * 1000 + static_cast<unsigned>(dice(900))),
                          isNan ? std::numeric_limits<double>::quiet_NaN() : (dice(20'000) - 5'000) / 100.0 * factor});
        }
        const auto packed = Block::packed(nullptr, block);
        QVERIFY(packed->isPacked());
        QCOMPARE(packed->count(), count);
        QCOMPARE(packed->mayHaveNan(), block.mayHaveNan());
        QCOMPARE(timesOf(*packed), timesOf(block));
        for (int run = 0; run < 500; ++run) {
            const auto begin = static_cast<unsigned>(dice(static_cast<int>(count)));
            const auto end = begin + 1 + static_cast<unsigned>(dice(static_cast<int>(count - begin)));
            const Aggregate a = block.aggregate(begin, end);
            const Aggregate b = packed->aggregate(begin, end);
            QCOMPARE(b.count, a.count);
            QCOMPARE(b.nanCount, a.nanCount);
            QCOMPARE(b.hasValue(), a.hasValue());
            if (!a.hasValue())
                continue;
            QVERIFY(b.min == a.min && b.max == a.max && b.first == a.first && b.last == a.last);
            QVERIFY(b.firstTime == a.firstTime && b.lastTime == a.lastTime);
        }
    }

    void packedJoinsTheBlockBefore()
    {
        const auto front = blockOf({1, 2, 3}, 3);
        const auto back = blockOf({3, 8}, 2);
        const auto packed = Block::packed(Block::packed(nullptr, *front).get(), *back);
        QCOMPARE(timesOf(*packed), (std::vector<std::int64_t>{1, 2, 3, 3, 8}));
        QCOMPARE(packed->aggregate(0, 5).max, 2.0);
    }

    void coarseCutsAreGroupsThatBeginNearby_data()
    {
        QTest::addColumn<unsigned>("exact");
        QTest::addColumn<int>("slack");
        QTest::addColumn<unsigned>("wanted");
        QTest::newRow("none") << 700U << 0 << 700U;
        QTest::newRow("too far") << 700U << 590 << 700U;
        QTest::newRow("group of 64") << 700U << 600 << 640U;
        QTest::newRow("group of 512") << 700U << 1'880 << 512U;
        QTest::newRow("block") << 700U << 6'999 << 0U;
        QTest::newRow("group starts there") << 640U << 100 << 640U;
    }

    void coarseCutsAreGroupsThatBeginNearby()
    {
        QFETCH(unsigned, exact);
        QFETCH(int, slack);
        QFETCH(unsigned, wanted);
        std::vector<std::int64_t> times;
        for (std::int64_t i = 0; i < 1000; ++i)
            times.push_back(i * 10);
        const auto block = blockOf(times, 1000);
        const Timestamp last = at(static_cast<std::int64_t>(exact) * 10 - 1);
        QCOMPARE(block->coarseCut(exact, last, Duration(slack)), wanted);
    }

    void nanIsLeftOutOfAggregatesButCounted()
    {
        constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
        const auto made = Block::make(64);
        Block &block = *made;
        for (const double value : {notANumber, 3.0, notANumber, -1.0, notANumber})
            block.append({at(block.count()), value});
        const Aggregate all = block.aggregate(0, 5);
        QCOMPARE(all.nanCount, 3U);
        QCOMPARE(all.count, 5U);
        QCOMPARE(all.first, 3.0);
        QCOMPARE(all.firstTime, at(1));
        QCOMPARE(all.last, -1.0);
        QCOMPARE(all.lastTime, at(3));
        QVERIFY(!block.aggregate(2, 3).hasValue());
        const auto copy = Block::copyWith(block, 1, 2, 2, 2, {at(1), notANumber});
        QCOMPARE(copy->aggregate(0, 2).nanCount, 1U);
    }
};

QTEST_GUILESS_MAIN(TestBlock)
#include "tst_block.moc"
