#include "core/store/packed_ints.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

using namespace watchglass::store;

namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

struct Kind
{
    const char *name;
    std::int64_t (*value)(std::int64_t i, std::mt19937_64 &random);
};

std::int64_t between(std::mt19937_64 &random, std::int64_t low, std::int64_t high)
{
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
}

const Kind kinds[] = {
    {"constant", [](std::int64_t, std::mt19937_64 &) -> std::int64_t { return std::int64_t(-7); }},
    {"even steps", [](std::int64_t i, std::mt19937_64 &) -> std::int64_t { return i * 4'000'000; }},
    {"uneven steps", [](std::int64_t i, std::mt19937_64 &) -> std::int64_t { return i * 1'000'000'000 / 360; }},
    {"falling", [](std::int64_t i, std::mt19937_64 &) -> std::int64_t { return 5 - i * 77; }},
    {"noise", [](std::int64_t, std::mt19937_64 &random) { return between(random, -500, 500); }},
    {"noisy line", [](std::int64_t i, std::mt19937_64 &random) { return i * 1'000 + between(random, 0, 900); }},
    {"one spike", [](std::int64_t i, std::mt19937_64 &) -> std::int64_t { return i == 100 ? most : i % 3; }},
    {"whole range", [](std::int64_t, std::mt19937_64 &random) { return between(random, least, most); }},
    {"ends of the range", [](std::int64_t i, std::mt19937_64 &) -> std::int64_t { return i % 2 == 0 ? least : most; }},
    {"near the end", [](std::int64_t i, std::mt19937_64 &) -> std::int64_t { return most - i * 3; }},
    {"57 bits", [](std::int64_t, std::mt19937_64 &random) { return between(random, 0, (1LL << 57) - 1); }},
    {"58 bits", [](std::int64_t, std::mt19937_64 &random) { return between(random, 0, (1LL << 58) - 1); }},
    {"63 bits", [](std::int64_t, std::mt19937_64 &random) { return between(random, 0, most); }},
    {"huge steps", [](std::int64_t i, std::mt19937_64 &) -> std::int64_t { return i * (1LL << 48); }},
    {"one a day in ns",
     [](std::int64_t i, std::mt19937_64 &random) { return i * 86'400'000'000'000 + between(random, 0, 999); }},
    {"levels of 28 bits",
     [](std::int64_t i, std::mt19937_64 &) -> std::int64_t { return (i / 64 * 166'666'667) % (1 << 28) + i % 5; }},
    {"levels of 40 bits",
     [](std::int64_t i, std::mt19937_64 &) -> std::int64_t {
         return (i / 64 * 716'666'666'667) % (1LL << 40) + i % 5;
     }},
    {"slopes up and down",
     [](std::int64_t i, std::mt19937_64 &) -> std::int64_t { return i % 64 * (i / 64 % 16 * 60 - 480) + i % 3; }},
    {"steep slopes up and down",
     [](std::int64_t i, std::mt19937_64 &) -> std::int64_t {
         return i % 64 * (i / 64 % 16 * 70'000 - 500'000) + i % 3;
     }},
    {"clock with jitter",
     [](std::int64_t i, std::mt19937_64 &random) { return i * 10'000 + i / 64 % 3 * 50 + between(random, 0, 9); }},
    {"wild now and then",
     [](std::int64_t i, std::mt19937_64 &random) { return i / 64 % 8 == 3 ? between(random, least, most) : i % 3; }},
    {"58 bits now and then",
     [](std::int64_t i, std::mt19937_64 &random)
         -> std::int64_t { return i / 64 % 8 == 3 && i % 64 > 0 ? between(random, 0, (1LL << 58) - 1) : i % 3; }},
    {"bursts", [](std::int64_t i, std::mt19937_64 &) -> std::int64_t { return i / 100 * 1'000'000'000 + i % 100; }},
};

} // namespace

class TestPackedInts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void allComeBack_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("count");
        for (int kind = 0; kind < static_cast<int>(std::size(kinds)); ++kind) {
            for (const int count : {1, 2, 3, 63, 64, 65, 300, 1'025, 4'095, 4'096})
                QTest::addRow("%s, %d", kinds[kind].name, count) << kind << count;
        }
    }

    void allComeBack()
    {
        QFETCH(int, kind);
        QFETCH(int, count);
        std::mt19937_64 random(static_cast<unsigned>(kind * 5'000 + count));
        std::vector<std::int64_t> values;
        for (int i = 0; i < count; ++i)
            values.push_back(kinds[kind].value(i, random));
        std::vector<std::uint64_t> words{0xdeadbeef}; // of somebody else
        const auto layout = PackedInts::pack(values, words);
        QCOMPARE(words.size(), 1U + layout.words);
        QCOMPARE(words[0], 0xdeadbeefU);
        const auto size = static_cast<std::uint32_t>(count);
        const PackedInts packed(words.data() + 1, size, layout);
        std::vector<std::int64_t> all(values.size());
        packed.unpack(0, size, all.data());
        QVERIFY(all == values);
        for (int run = 0; run < 100; ++run) {
            const auto begin = static_cast<std::uint32_t>(between(random, 0, count - 1));
            const auto end = static_cast<std::uint32_t>(between(random, begin + 1, count));
            QCOMPARE(packed.at(begin), values[begin]);
            std::vector<std::int64_t> part(end - begin);
            packed.unpack(begin, end, part.data());
            QVERIFY(std::equal(part.begin(), part.end(), values.begin() + begin));
            const auto [low, high] = std::minmax_element(values.begin() + begin, values.begin() + end);
            const auto range = packed.range(begin, end);
            QCOMPARE(range.least, *low);
            QCOMPARE(range.greatest, *high);
        }
    }

    void whatKeepsToALineCostsNothing()
    {
        std::mt19937_64 random(1);
        for (const int kind : {0, 1, 3}) {
            std::vector<std::int64_t> values;
            for (int i = 0; i < 4'096; ++i)
                values.push_back(kinds[kind].value(i, random));
            std::vector<std::uint64_t> words;
            QCOMPARE(PackedInts::pack(values, words).words, 3U);
        }
    }

    void headsAreShortWhereAllLinesAreNear_data()
    {
        QTest::addColumn<qint64>("level");
        QTest::addColumn<qint64>("rise");
        QTest::addColumn<qint64>("slope");
        QTest::addColumn<bool>("isShort");
        QTest::addRow("near") << qint64(1'000) << qint64(0) << qint64(0) << true;
        QTest::addRow("45 bits above") << qint64((1LL << 45) - 1) << qint64(0) << qint64(0) << true;
        QTest::addRow("46 bits above") << qint64(1LL << 45) << qint64(0) << qint64(0) << false;
        QTest::addRow("45 bits below") << qint64(100'001 - (1LL << 45)) << qint64(0) << qint64(0) << true;
        QTest::addRow("46 bits below") << qint64(100'000 - (1LL << 45)) << qint64(0) << qint64(0) << false;
        QTest::addRow("rises") << qint64(0) << qint64(65'535) << qint64(0) << true;
        QTest::addRow("falls") << qint64(0) << qint64(-65'536) << qint64(0) << true;
        QTest::addRow("rises steeply") << qint64(0) << qint64(1 << 26) << qint64(0) << true;
        QTest::addRow("falls steeply") << qint64(0) << qint64(-(1 << 26)) << qint64(0) << true;
        QTest::addRow("far and rises") << qint64(1 << 30) << qint64(3) << qint64(0) << true;
        QTest::addRow("far and rises more") << qint64(1 << 30) << qint64(4) << qint64(0) << true;
        QTest::addRow("far and steep") << qint64(1LL << 40) << qint64(1 << 20) << qint64(0) << false;
        QTest::addRow("all rise") << qint64(1'000) << qint64(0) << qint64(10'000) << true;
        QTest::addRow("rises on a slope") << qint64(0) << qint64(511) << qint64(-10'000) << true;
        QTest::addRow("far and rises on a slope") << qint64(1 << 30) << qint64(8) << qint64(1'000'000) << true;
        QTest::addRow("far and steep on a slope") << qint64(1LL << 40) << qint64(1 << 20) << qint64(-10'000) << false;
    }

    /// One frame of 64 lies and rises otherwise than the rest, which lie at 0 or 100,000.
    void headsAreShortWhereAllLinesAreNear()
    {
        QFETCH(qint64, level);
        QFETCH(qint64, rise);
        QFETCH(qint64, slope);
        QFETCH(bool, isShort);
        std::vector<std::int64_t> values;
        for (std::int64_t i = 0; i < 4'096; ++i)
            values.push_back(i * slope + i / 64 % 3 % 2 * 100'000 + i % 64 % 3 % 2
                             + (i / 64 == 20 ? level + i % 64 * rise : 0));
        std::vector<std::uint64_t> words;
        const auto layout = PackedInts::pack(values, words);
        QCOMPARE(layout.baseBits > 0, isShort);
        constexpr std::uint32_t frames = 64;
        const std::uint32_t heads = isShort ? 2 + frames : 2 * frames;
        QCOMPARE(layout.words, heads + frames + 1); // a bit a value, and padding
        const PackedInts packed(words.data(), 4'096, layout);
        std::vector<std::int64_t> all(values.size());
        packed.unpack(0, 4'096, all.data());
        QVERIFY(all == values);
    }

    void aSpikeCostsItsOwnFrameOnly()
    {
        std::mt19937_64 random(1);
        std::vector<std::int64_t> values;
        for (int i = 0; i < 4'096; ++i)
            values.push_back(kinds[6].value(i, random));
        std::vector<std::uint64_t> words;
        QVERIFY(PackedInts::pack(values, words).words < 64 + 2 * 4'096 / 64 * 3);
    }
};

QTEST_GUILESS_MAIN(TestPackedInts)
#include "tst_packed_ints.moc"
