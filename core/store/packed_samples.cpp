#include "core/store/packed_samples.h"

#include "core/store/decimal.h"

#include <cstring>
#include <optional>

namespace watchglass::store {

namespace {

/// How many values are looked at to choose an exponent.
constexpr std::uint32_t looked = 64;
/// What a value takes that is kept beside: its bits and its index.
constexpr double exceptionBits = 80.0;
constexpr double bitsOfDigit = 3.33;

std::uint64_t bitsOf(double value)
{
    return std::bit_cast<std::uint64_t>(value);
}

/// The samples' times as units of `nsPerUnit` since the first; false when they are not that exactly.
template <std::uint64_t nsPerUnit>
bool asUnits(const StoredSample *samples, std::vector<std::int64_t> &units, std::uint64_t &used)
{
    used = nsPerUnit;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const std::uint64_t ns = static_cast<std::uint64_t>(samples[i].ns) - static_cast<std::uint64_t>(samples[0].ns);
        const std::uint64_t unit = ns / nsPerUnit;
        if (unit * nsPerUnit != ns)
            return false;
        units[i] = static_cast<std::int64_t>(unit);
    }
    return true;
}

/// The exponent with which values take the least room; nothing when too few of them are decimals.
std::optional<std::size_t> exponentFor(const StoredSample *samples, std::uint32_t count)
{
    std::array<double, powersOfTen.size()> fitting{};
    const std::uint32_t step = std::max(count / looked, 1U);
    double all = 0.0;
    for (std::uint32_t i = 0; i < count; i += step, ++all) {
        std::int64_t decimal = 0;
        const auto fits = [&](double power) { return asDecimal(samples[i].value, power, decimal); };
        const auto first = std::find_if(powersOfTen.begin(), powersOfTen.end(), fits);
        if (first != powersOfTen.end())
            ++fitting[static_cast<std::size_t>(first - powersOfTen.begin())];
    }
    std::optional<std::size_t> best;
    double least = all * 64.0;
    double upTo = 0.0;
    for (std::size_t e = 0; e < fitting.size(); ++e) {
        upTo += fitting[e];
        const double cost = (all - upTo) * exceptionBits + upTo * static_cast<double>(e) * bitsOfDigit;
        if (upTo * 4 >= all * 3 && cost < least) {
            least = cost;
            best = e;
        }
    }
    return best;
}

} // namespace

PackedSamples::PackedSamples(const StoredSample *samples, std::uint32_t count, SlotPools *pools)
{
    std::vector<std::uint64_t> words;
    words.reserve(count);
    const auto timeLayout = packTimes(samples, count, words);
    const auto timeWords = static_cast<std::uint32_t>(words.size());
    const auto valueLayout = packValues(samples, count, words);
    m_wordCount = static_cast<std::uint32_t>(words.size());
    const bool fits = m_wordCount * sizeof(std::uint64_t) <= SlotPools::mostBytes;
    m_words = makeCacheLines<std::uint64_t>(m_wordCount, fits ? pools : nullptr);
    std::copy(words.begin(), words.end(), m_words.get());
    m_times = PackedInts(m_words.get(), count, timeLayout);
    m_values = PackedInts(m_words.get() + timeWords, count, valueLayout);
}

PackedInts::Layout PackedSamples::packTimes(const StoredSample *samples, std::uint32_t count,
                                            std::vector<std::uint64_t> &words)
{
    m_firstNs = samples[0].ns;
    std::vector<std::int64_t> units(count);
    const bool isCoarse = asUnits<1'000'000'000>(samples, units, m_nsPerUnit)
                          || asUnits<1'000'000>(samples, units, m_nsPerUnit)
                          || asUnits<1'000>(samples, units, m_nsPerUnit);
    if (!isCoarse)
        asUnits<1>(samples, units, m_nsPerUnit);
    return PackedInts::pack(units, words);
}

PackedInts::Layout PackedSamples::packValues(const StoredSample *samples, std::uint32_t count,
                                             std::vector<std::uint64_t> &words)
{
    std::vector<std::uint64_t> exceptions;
    std::vector<std::uint16_t> indices;
    std::vector<std::int64_t> codes(count);
    const auto exponent = exponentFor(samples, count);
    if (exponent) {
        m_divisor = powersOfTen[*exponent];
        std::int64_t code = 0;
        for (std::uint32_t i = 0; i < count; ++i) {
            std::int64_t decimal = 0;
            if (asDecimal(samples[i].value, m_divisor, decimal)) {
                code = decimal;
            } else {
                exceptions.push_back(bitsOf(samples[i].value));
                indices.push_back(static_cast<std::uint16_t>(i));
            }
            codes[i] = code; // an exception takes its neighbour's, which costs nothing
        }
    }
    if (!exponent || exceptions.size() > count / 4) {
        exceptions.clear();
        indices.clear();
        m_coding = Coding::Bits;
        std::uint64_t changing = 0;
        for (std::uint32_t i = 0; i < count; ++i)
            changing |= bitsOf(samples[i].value) ^ bitsOf(samples[0].value);
        m_shift = static_cast<std::uint8_t>(changing == 0 ? 0 : std::countr_zero(changing));
        m_low = bitsOf(samples[0].value) & ((std::uint64_t(1) << m_shift) - 1);
        for (std::uint32_t i = 0; i < count; ++i)
            codes[i] = static_cast<std::int64_t>(bitsOf(samples[i].value)) >> m_shift;
    }
    const auto layout = PackedInts::pack(codes, words);
    m_exceptions = static_cast<std::uint32_t>(exceptions.size());
    m_exceptionWord = static_cast<std::uint32_t>(words.size());
    words.insert(words.end(), exceptions.begin(), exceptions.end());
    const std::size_t at = words.size();
    words.resize(at + (indices.size() + 3) / 4);
    if (!indices.empty())
        std::memcpy(words.data() + at, indices.data(), indices.size() * sizeof(indices[0]));
    return layout;
}

double PackedSamples::valueOf(std::int64_t code) const
{
    if (m_coding == Coding::Decimal)
        return static_cast<double>(code) / m_divisor;
    return std::bit_cast<double>((static_cast<std::uint64_t>(code) << m_shift) | m_low);
}

/// Calls take(index, value) for each value of [begin, end) that is kept beside.
template <typename Take>
void PackedSamples::eachException(std::uint32_t begin, std::uint32_t end, Take take) const
{
    const std::uint64_t *const values = m_words.get() + m_exceptionWord;
    const auto *const indices = reinterpret_cast<const std::uint16_t *>(values + m_exceptions);
    const auto *const last = indices + m_exceptions;
    for (const auto *at = std::lower_bound(indices, last, begin); at != last && *at < end; ++at)
        take(*at, std::bit_cast<double>(values[at - indices]));
}

double PackedSamples::value(std::uint32_t index) const
{
    double value = valueOf(m_values.at(index));
    if (m_exceptions > 0)
        eachException(index, index + 1, [&value](std::uint32_t, double exact) { value = exact; });
    return value;
}

void PackedSamples::unpackValues(std::uint32_t begin, std::uint32_t end, double *out) const
{
    std::array<std::int64_t, atOnce> codes;
    m_values.unpack(begin, end, codes.data());
    for (std::uint32_t i = 0; i < end - begin; ++i)
        out[i] = valueOf(codes[i]);
    if (m_exceptions > 0)
        eachException(begin, end, [&](std::uint32_t index, double exact) { out[index - begin] = exact; });
}

Extremes PackedSamples::extremes(std::uint32_t begin, std::uint32_t end) const
{
    bool plain = m_coding == Coding::Decimal;
    if (m_exceptions > 0)
        eachException(begin, end, [&plain](std::uint32_t, double) { plain = false; });
    if (plain) {
        const auto range = m_values.range(begin, end);
        return Extremes{valueOf(range.least), -valueOf(range.greatest)};
    }
    Extremes all = ofNone;
    std::array<double, atOnce> values;
    for (std::uint32_t from = begin; from < end; from += atOnce) {
        const std::uint32_t to = std::min(end, from + atOnce);
        unpackValues(from, to, values.data());
        for (std::uint32_t i = 0; i < to - from; ++i)
            all = least(Extremes{values[i], -values[i]}, all);
    }
    return all;
}

std::size_t PackedSamples::bytes() const
{
    return SlotPools::slotBytes(m_wordCount * sizeof(std::uint64_t));
}

} // namespace watchglass::store
