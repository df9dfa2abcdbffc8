#include "core/recording/sample_codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <optional>

namespace watchglass::recording {

namespace {

constexpr std::array<std::int64_t, 4> unitsNs{1, 1'000, 1'000'000, 1'000'000'000};
constexpr std::array<double, 15> powersOfTen{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6, 1e7,
                                             1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14};
constexpr std::uint8_t bitsCoding = 15;
constexpr std::uint8_t sameCoding = 16;
/// Integers below this are doubles exactly, and stay so when divided and multiplied again.
constexpr double mostDecimal = 2251799813685248.0; // 2^51
/// How many values are looked at to choose a coding.
constexpr std::size_t looked = 64;

std::uint64_t bitsOf(double value)
{
    return std::bit_cast<std::uint64_t>(value);
}

/// Modulo 2^64, so that any two instants have a step that leads from one to the other.
std::int64_t step(std::int64_t from, std::int64_t to)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from));
}

std::int64_t stepped(std::int64_t from, std::int64_t step)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(from) + static_cast<std::uint64_t>(step));
}

void appendTimes(ByteWriter &out, std::span<const Sample> samples)
{
    std::size_t unit = unitsNs.size() - 1;
    for (std::size_t i = 1; i < samples.size() && unit > 0; ++i) {
        const std::int64_t ns = step(samples[i - 1].time.ns(), samples[i].time.ns());
        while (ns % unitsNs[unit] != 0)
            --unit;
    }
    out.byte(static_cast<std::uint8_t>(unit));
    out.integer(samples[0].time.ns());
    for (std::size_t i = 1; i < samples.size(); ++i)
        out.integer(step(samples[i - 1].time.ns(), samples[i].time.ns()) / unitsNs[unit]);
}

/// `value` as an integer of 1 / `power`, when it is exactly that.
bool asDecimal(double value, double power, std::int64_t &decimal)
{
    const double scaled = value * power;
    if (!(std::fabs(scaled) < mostDecimal))
        return false;
    decimal = std::llrint(scaled);
    return bitsOf(static_cast<double>(decimal) / power) == bitsOf(value);
}

/// The least exponent that suits at least seven in eight of the values looked at.
std::optional<std::uint8_t> exponentFor(std::span<const Sample> samples)
{
    const std::size_t stride = std::max<std::size_t>(samples.size() / looked, 1);
    std::array<std::size_t, powersOfTen.size()> fitting{};
    std::size_t all = 0;
    for (std::size_t i = 0; i < samples.size(); i += stride, ++all) {
        std::int64_t decimal = 0;
        for (std::size_t e = 0; e < powersOfTen.size(); ++e) {
            if (asDecimal(samples[i].value, powersOfTen[e], decimal)) {
                ++fitting[e];
                break;
            }
        }
    }
    std::size_t upTo = 0;
    for (std::size_t e = 0; e < fitting.size(); ++e) {
        upTo += fitting[e];
        if (upTo * 8 >= all * 7)
            return static_cast<std::uint8_t>(e);
    }
    return std::nullopt;
}

/// False, with nothing written, when too many values are no such decimals.
bool appendDecimals(ByteWriter &out, std::span<const Sample> samples, std::uint8_t exponent)
{
    struct Exception
    {
        std::size_t index;
        std::uint64_t bits;
    };
    const double power = powersOfTen[exponent];
    std::vector<std::int64_t> steps(samples.size());
    std::vector<Exception> exceptions;
    std::int64_t before = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        std::int64_t decimal = 0;
        if (!asDecimal(samples[i].value, power, decimal)) {
            exceptions.push_back({i, bitsOf(samples[i].value)});
            if (exceptions.size() * 4 > samples.size())
                return false;
            continue; // its step is 0
        }
        steps[i] = decimal - before;
        before = decimal;
    }
    out.byte(exponent);
    for (const std::int64_t decimals : steps)
        out.integer(decimals);
    out.number(exceptions.size());
    std::size_t last = 0;
    for (const Exception &exception : exceptions) {
        out.number(exception.index - last);
        out.fixed(exception.bits);
        last = exception.index;
    }
    return true;
}

void appendBits(ByteWriter &out, std::span<const Sample> samples)
{
    out.byte(bitsCoding);
    QByteArray plane(static_cast<qsizetype>(samples.size()), Qt::Uninitialized);
    for (int k = 0; k < 8; ++k) {
        std::uint64_t before = 0;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const std::uint64_t bits = bitsOf(samples[i].value);
            plane[static_cast<qsizetype>(i)] = static_cast<char>((bits ^ before) >> (8 * k));
            before = bits;
        }
        out.bytes(plane);
    }
}

void appendValues(ByteWriter &out, std::span<const Sample> samples)
{
    const std::uint64_t first = bitsOf(samples[0].value);
    const auto isFirst = [first](const Sample &sample) { return bitsOf(sample.value) == first; };
    if (std::all_of(samples.begin(), samples.end(), isFirst)) {
        out.byte(sameCoding);
        out.fixed(first);
        return;
    }
    const auto exponent = exponentFor(samples);
    if (!exponent || !appendDecimals(out, samples, *exponent))
        appendBits(out, samples);
}

void readDecimals(ByteReader &in, std::span<Sample> samples, double power)
{
    std::int64_t decimal = 0;
    for (Sample &sample : samples) {
        decimal = stepped(decimal, in.integer());
        sample.value = static_cast<double>(decimal) / power;
    }
    std::uint64_t index = 0;
    for (std::uint64_t left = in.number(); left > 0 && in.isGood(); --left) {
        index += in.number();
        const double exact = std::bit_cast<double>(in.fixed());
        if (index < samples.size())
            samples[index].value = exact;
    }
}

void readBits(ByteReader &in, std::span<Sample> samples)
{
    std::vector<std::uint64_t> bits(samples.size(), 0);
    for (int k = 0; k < 8; ++k) {
        const QByteArrayView plane = in.bytes(samples.size());
        for (qsizetype i = 0; i < plane.size(); ++i)
            bits[static_cast<std::size_t>(i)] |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(plane[i]))
                                                 << (8 * k);
    }
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        before ^= bits[i];
        samples[i].value = std::bit_cast<double>(before);
    }
}

} // namespace

void appendRun(ByteWriter &out, std::span<const Sample> samples)
{
    out.number(samples.size());
    if (samples.empty())
        return;
    appendTimes(out, samples);
    appendValues(out, samples);
}

bool readRun(ByteReader &in, std::vector<Sample> &samples, std::size_t mostSamples)
{
    const std::uint64_t count = in.number();
    if (!in.isGood() || count > mostSamples)
        return false;
    if (count == 0)
        return true;
    const std::uint8_t unit = in.byte();
    if (unit >= unitsNs.size() || count - 1 > in.left()) // a byte a sample at least
        return false;
    const std::size_t begin = samples.size();
    samples.resize(begin + count);
    const std::span<Sample> run(samples.data() + begin, count);
    std::int64_t ns = in.integer();
    for (std::size_t i = 0; i < run.size(); ++i) {
        if (i > 0)
            ns = stepped(ns, static_cast<std::int64_t>(static_cast<std::uint64_t>(in.integer())
                                                       * static_cast<std::uint64_t>(unitsNs[unit])));
        run[i].time = Timestamp::fromNs(ns);
    }
    const std::uint8_t coding = in.byte();
    if (coding < powersOfTen.size()) {
        readDecimals(in, run, powersOfTen[coding]);
    } else if (coding == bitsCoding) {
        readBits(in, run);
    } else if (coding == sameCoding) {
        const double value = std::bit_cast<double>(in.fixed());
        for (Sample &sample : run)
            sample.value = value;
    }
    if (in.isGood() && coding <= sameCoding)
        return true;
    samples.resize(begin);
    return false;
}

void settleSamples(std::vector<Sample> &samples)
{
    const auto isEarlier = [](const Sample &a, const Sample &b) { return a.time < b.time; };
    if (!std::is_sorted(samples.begin(), samples.end(), isEarlier))
        std::stable_sort(samples.begin(), samples.end(), isEarlier);
    std::size_t kept = 0;
    std::size_t instant = 0; // where those of the same time begin
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const Sample sample = samples[i];
        if (kept == 0 || samples[instant].time != sample.time)
            instant = kept;
        std::size_t same = instant;
        while (same < kept && bitsOf(samples[same].value) != bitsOf(sample.value))
            ++same;
        if (same == kept)
            samples[kept++] = sample;
    }
    samples.resize(kept);
}

} // namespace watchglass::recording
