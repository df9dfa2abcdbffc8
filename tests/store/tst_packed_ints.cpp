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
