#include "core/recording/compression.h"
#include "core/recording/sample_codec.h"

#include <QTest>

#include <bit>
#include <limits>
#include <random>

using namespace watchglass;
using namespace watchglass::recording;

namespace {

constexpr std::int64_t someTime = 1'767'225'600'000'000'000;

bool isSame(const std::vector<Sample> &a, const std::vector<Sample> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Sample &x, const Sample &y) {
        return x.time == y.time && std::bit_cast<std::uint64_t>(x.value) == std::bit_cast<std::uint64_t>(y.value);
    });
}

QByteArray encoded(const std::vector<Sample> &samples)
{
    QByteArray bytes;
    ByteWriter writer(bytes);
    appendRun(writer, samples);
    return bytes;
}

std::vector<Sample> samplesOf(std::initializer_list<double> values)
{
    std::vector<Sample> samples;
    for (const double value : values)
        samples.push_back({Timestamp::fromNs(someTime + 1'000'000 * std::int64_t(samples.size())), value});
    return samples;
}

/// Samples as sensors and their clocks make them, and as none does.
std::vector<Sample> anySamples(std::mt19937_64 &random)
{
    const auto below = [&random](std::uint64_t n) { return static_cast<std::int64_t>(random() % n); };
    std::vector<Sample> samples(random() % 5'000);
    const std::int64_t unit = std::array<std::int64_t, 4>{1, 1'000, 1'000'000, 1'000'000'000}[random() % 4];
    const std::uint64_t timing = random() % 3;
    const std::uint64_t valuing = random() % 5;
    std::int64_t ns = someTime;
    for (Sample &sample : samples) {
        ns += timing == 0 ? unit : timing == 1 ? below(1'000) * unit : (below(1'000) - 300) * unit;
        const double noise = static_cast<double>(below(2'000'000)) - 1'000'000;
        const double values[] = {noise / 100, noise / 7, static_cast<double>(static_cast<float>(noise / 7)), 36.6,
                                 std::bit_cast<double>(random())};
        sample = {Timestamp::fromNs(ns), random() % 100 == 0 && valuing != 3 ? -0.0 : values[valuing]};
    }
    return samples;
}

} // namespace

class TestSampleCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRunComesBackBitForBit()
    {
        std::mt19937_64 random(7);
        for (int run = 0; run < 300; ++run) {
            const std::vector<Sample> samples = anySamples(random);
            const QByteArray bytes = encoded(samples);
            ByteReader in(bytes);
            std::vector<Sample> back;
            QVERIFY(readRun(in, back, 10'000));
            QVERIFY(in.atEnd());
            QVERIFY2(isSame(samples, back), qPrintable(QString::number(run)));
        }
    }

    void edgesComeBackBitForBit_data()
    {
        using Limits = std::numeric_limits<double>;
        QTest::addColumn<std::vector<Sample>>("samples");
        QTest::newRow("none") << std::vector<Sample>();
        QTest::newRow("one") << samplesOf({1.5});
        QTest::newRow("no number") << samplesOf({Limits::quiet_NaN(), 1, 2, Limits::infinity(), -Limits::infinity()});
        QTest::newRow("zeros") << samplesOf({0.0, -0.0, 0.0});
        QTest::newRow("extremes") << samplesOf({Limits::max(), Limits::lowest(), Limits::denorm_min(), 1e300, 0.1});
        QTest::newRow("one odd") << samplesOf({1, 2, 3, 4, 5, 6, 7, 8, 1.0 / 3, 10, 11, 12});
        QTest::newRow("instants") << std::vector<Sample>{
            {Timestamp::max(), 1}, {Timestamp::min(), 2}, {Timestamp(), 3}};
    }
    void edgesComeBackBitForBit()
    {
        QFETCH(std::vector<Sample>, samples);
        const QByteArray bytes = encoded(samples);
        ByteReader in(bytes);
        std::vector<Sample> back;
        QVERIFY(readRun(in, back, 10'000));
        QVERIFY(isSame(samples, back));
    }

    void damagedBytesAreRefusedOrReadAsOtherSamples()
    {
        std::mt19937_64 random(11);
        int refused = 0;
        for (int run = 0; run < 3'000; ++run) {
            QByteArray bytes = encoded(anySamples(random));
            if (run % 2 == 0)
                bytes.truncate(static_cast<qsizetype>(random() % static_cast<std::uint64_t>(bytes.size())));
            for (std::uint64_t i = random() % 5; i > 0 && !bytes.isEmpty(); --i)
                bytes[static_cast<qsizetype>(random() % static_cast<std::uint64_t>(bytes.size()))] =
                    static_cast<char>(random());
            ByteReader in(bytes);
            std::vector<Sample> back{{Timestamp(), 42}};
            if (!readRun(in, back, 10'000)) {
                ++refused;
                QCOMPARE(back.size(), std::size_t(1));
            }
        }
        QVERIFY(refused > 1'000);
    }

    void sensorsTakeFewBytes()
    {
        std::mt19937_64 random(3);
        std::vector<Sample> samples;
        double value = 0;
        for (int i = 0; i < 4'096; ++i) {
            value += static_cast<double>(random() % 21) - 10;
            samples.push_back({Timestamp::fromNs(someTime + i * std::int64_t(4'000'000)), value / 1'000});
        }
        Compressor compressor;
        QVERIFY(compressor.compress(encoded(samples)).size() < 4'096);
    }

    void settledSamplesStandInOrderAndOnce()
    {
        const auto at = [](std::int64_t ms, double value) { return Sample{Timestamp::fromMs(ms), value}; };
        std::vector<Sample> samples{at(3, 1), at(1, 5), at(2, 1),   at(2, 2),
                                    at(2, 1), at(3, 1), at(2, 0.0), at(2, -0.0)};
        settleSamples(samples);
        QVERIFY(isSame(samples, {at(1, 5), at(2, 1), at(2, 2), at(2, 0.0), at(2, -0.0), at(3, 1)}));
    }
};

QTEST_GUILESS_MAIN(TestSampleCodec)
#include "tst_sample_codec.moc"
