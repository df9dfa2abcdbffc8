#pragma once

#include "core/store/packed_ints.h"
#include "core/store/pyramid.h"
#include "core/store/slot_pools.h"

#include <algorithm>
#include <array>
#include <memory>

namespace watchglass::store {

/// A run of samples in time order, compressed: they come back bit for bit, and any of them by itself.
///
/// Times are integers of the coarsest of second, millisecond, microsecond and nanosecond that is exact. Values are
/// integers too where they are decimal numbers of few digits, as sensors and texts mostly have them: v * 10^e
/// (Afroozeh, Kuffo, Boncz, "ALP: Adaptive Lossless floating-Point Compression", SIGMOD 2024; here with a division
/// when decoding, which is exact for every decimal of up to 15 digits). Values that are not, NaN and infinities among
/// them, are kept beside as they are; where they are many, all values are, without the low bits that never change.
/// Thread: any; immutable.
class PackedSamples
{
public:
    /// Of 1 to PackedInts::mostValues samples. What they take comes from `pools`, where there are any.
    PackedSamples(const StoredSample *samples, std::uint32_t count, SlotPools *pools = nullptr);

    std::int64_t ns(std::uint32_t index) const { return timeOf(m_times.at(index)); }
    double value(std::uint32_t index) const;
    /// Calls put(ns, value) for each of samples [begin, end).
    template <typename Put>
    void unpack(std::uint32_t begin, std::uint32_t end, Put put) const
    {
        std::array<std::int64_t, atOnce> units;
        std::array<double, atOnce> values;
        for (std::uint32_t from = begin; from < end; from += atOnce) {
            const std::uint32_t to = std::min(end, from + atOnce);
            m_times.unpack(from, to, units.data());
            unpackValues(from, to, values.data());
            for (std::uint32_t i = 0; i < to - from; ++i)
                put(timeOf(units[i]), values[i]);
        }
    }
    /// The least and the greatest of values [begin, end), which are not none, NaN left out.
    Extremes extremes(std::uint32_t begin, std::uint32_t end) const;
    void prefetch(std::uint32_t index) const
    {
        m_times.prefetch(index);
        m_values.prefetch(index);
    }

    /// What is held besides this object.
    std::size_t bytes() const;

private:
    /// How many are decoded at a time: what fits the fastest cache.
    static constexpr std::uint32_t atOnce = 64;

    /// How integers stand for values.
    enum class Coding : std::uint8_t {
        Decimal, ///< value * 10^m_exponent.
        Bits,    ///< The value's bits without m_shift low ones, which are those of m_low.
    };

    PackedInts::Layout packTimes(const StoredSample *samples, std::uint32_t count, std::vector<std::uint64_t> &words);
    PackedInts::Layout packValues(const StoredSample *samples, std::uint32_t count, std::vector<std::uint64_t> &words);

    std::int64_t timeOf(std::int64_t units) const
    {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(m_firstNs)
                                         + static_cast<std::uint64_t>(units) * m_nsPerUnit);
    }
    double valueOf(std::int64_t code) const;
    /// Requires: at most atOnce of them.
    void unpackValues(std::uint32_t begin, std::uint32_t end, double *out) const;
    template <typename Take>
    void eachException(std::uint32_t begin, std::uint32_t end, Take take) const;

    // What is needed to read single samples first, so that it lies close together.
    PackedInts m_times;
    std::int64_t m_firstNs = 0;
    std::uint64_t m_nsPerUnit = 1;
    PackedInts m_values;
    double m_divisor = 1.0; ///< 10^exponent.
    std::uint32_t m_exceptions = 0;
    Coding m_coding = Coding::Decimal;
    std::uint8_t m_shift = 0;
    std::uint64_t m_low = 0;
    std::uint32_t m_exceptionWord = 0; ///< Where exceptions begin.
    std::uint32_t m_wordCount = 0;
    CacheLines<std::uint64_t> m_words; ///< Of times, values and exceptions: their bits, then their indices.
};

} // namespace watchglass::store
