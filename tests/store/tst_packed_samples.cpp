#include "core/store/packed_samples.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace watchglass::store;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

double between(std::mt19937_64 &random, double low, double high)
{
    return std::uniform_real_distribution<double>(low, high)(random);
}

struct Kind
{
    const char *name;
    double bytes; ///< What a sample may take at most.
    double (*value)(int i, std::mt19937_64 &random);
};

const Kind kinds[] = {
    {"constant", 0.1, [](int, std::mt19937_64 &) { return 20.5; }},
    {"integers", 1.7, [](int, std::mt19937_64 &random) { return std::round(between(random, 0, 4'095)); }},
    {"two decimals", 1.7,
     [](int, std::mt19937_64 &random) { return std::round(between(random, -20, 20) * 100) / 100; }},
    {"seven digits", 3.2, [](int, std::mt19937_64 &random) { return std::round(between(random, -1, 1) * 1e7) / 1e7; }},
    {"no decimals", 8.6, [](int, std::mt19937_64 &random) { return between(random, -1, 1); }},
    {"single precision", 4.6, [](int, std::mt19937_64 &random) { return double(float(between(random, 1, 2))); }},
    {"decimals and some not", 3.5,
     [](int i, std::mt19937_64 &random) { return i % 16 == 3 ? between(random, 0, 1) : i % 100 / 10.0; }},
    {"NaN now and then", 2.0, [](int i, std::mt19937_64 &) { return i % 50 == 7 ? notANumber : i % 100 / 10.0; }},
    {"NaN first and last", 1.7, [](int i, std::mt19937_64 &) { return i < 3 || i > 4'000 ? notANumber : i % 8 / 2.0; }},
    {"only NaN", 0.1, [](int, std::mt19937_64 &) { return notANumber; }},
    {"infinities", 2.0,
     [](int i, std::mt19937_64 &) { return i % 90 == 0   ? inf
                                           : i % 90 == 1 ? -inf
                                                         : i % 10 / 10.0; }},
    {"zeros of both signs", 8.2, [](int i, std::mt19937_64 &) { return i % 3 == 0 ? -0.0 : 0.0; }},
    {"huge and tiny", 8.6,
     [](int i, std::mt19937_64 &random) { return between(random, 0, 1) * (i % 2 == 0 ? 1e300 : 1e-300); }},
    {"denormal", 8.2, [](int i, std::mt19937_64 &) { return i * 4.9406564584124654e-324; }},
    {"any bits", 8.6, [](int, std::mt19937_64 &random) { return std::bit_cast<double>(random()); }},
    {"2^53 and around", 8.6, [](int i, std::mt19937_64 &) { return 9'007'199'254'740'992.0 - i; }},
};

struct Rhythm
{
    const char *name;
    double bytes;
    std::int64_t (*ns)(int i, std::mt19937_64 &random);
};

const Rhythm rhythms[] = {
    {"250 a second", 0.1,
     [](int i, std::mt19937_64 &) -> std::int64_t { return 1'767'225'600'000'000'000 + i * 4'000'000LL; }},
    {"jitter of ms", 0.8,
     [](int i, std::mt19937_64 &random) -> std::int64_t {
         return (i * 20LL + std::uniform_int_distribution<std::int64_t>(0, 9)(random)) * 1'000'000;
     }},
    {"equal times", 0.3, [](int i, std::mt19937_64 &) -> std::int64_t { return i / 100 * 1'000LL; }},
    {"all of time", 8.6,
     [](int i, std::mt19937_64 &) -> std::int64_t {
         return i < 2'048 ? std::numeric_limits<std::int64_t>::min() + i
                          : std::numeric_limits<std::int64_t>::max() - 4'096 + i;
     }},
};

std::uint64_t bitsOf(double value)
{
    return std::bit_cast<std::uint64_t>(value);
}

} // namespace

class TestPackedSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void everyBitComesBack_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("rhythm");
        QTest::addColumn<int>("count");
        for (int kind = 0; kind < static_cast<int>(std::size(kinds)); ++kind) {
            for (int rhythm = 0; rhythm < static_cast<int>(std::size(rhythms)); ++rhythm) {
                for (const int count : {1, 3, 500, 4'096})
                    QTest::addRow("%s, %s, %d", kinds[kind].name, rhythms[rhythm].name, count)
                        << kind << rhythm << count;
            }
        }
    }

    void everyBitComesBack()
    {
        QFETCH(int, kind);
        QFETCH(int, rhythm);
        QFETCH(int, count);
        std::mt19937_64 random(static_cast<unsigned>(kind * 100'000 + rhythm * 5'000 + count));
        std::vector<StoredSample> samples;
        for (int i = 0; i < count; ++i)
            samples.push_back({rhythms[rhythm].ns(i, random), kinds[kind].value(i, random)});
        const auto size = static_cast<std::uint32_t>(count);
        const PackedSamples packed(samples.data(), size);
        if (count == 4'096) {
            const double each = static_cast<double>(packed.bytes()) / count;
            QVERIFY2(each < kinds[kind].bytes + rhythms[rhythm].bytes, qPrintable(QString::number(each)));
        }
        const auto agrees = [&samples](std::uint32_t i, std::int64_t ns, double value) {
            return samples[i].ns == ns && bitsOf(samples[i].value) == bitsOf(value);
        };
        for (int run = 0; run < 40; ++run) {
            const auto begin = run == 0 ? 0 : std::uniform_int_distribution<std::uint32_t>(0, size - 1)(random);
            const auto end = run == 0 ? size : std::uniform_int_distribution<std::uint32_t>(begin + 1, size)(random);
            QVERIFY(agrees(begin, packed.ns(begin), packed.value(begin)));
            std::uint32_t i = begin;
            bool same = true;
            packed.unpack(begin, end, [&](std::int64_t ns, double value) { same = agrees(i++, ns, value) && same; });
            QVERIFY(same);
            QCOMPARE(i, end);
            const Extremes found = packed.extremes(begin, end);
            const Extremes wanted = extremesOf(samples.data() + begin, end - begin);
            QVERIFY(found[0] == wanted[0] && found[1] == wanted[1]);
        }
    }
};

QTEST_GUILESS_MAIN(TestPackedSamples)
#include "tst_packed_samples.moc"
