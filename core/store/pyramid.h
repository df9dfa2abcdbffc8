#pragma once

#include "core/base/timestamp.h"
#include "core/store/cache_lines.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace watchglass::store {

/// A sample as it lies in memory: without initial values, so that room for many costs nothing until it is used. Time
/// and value side by side, since whoever cuts a run at a sample reads both.
struct StoredSample
{
    std::int64_t ns;
    double value;
};

/// What a run of samples comes to. NaN values count in `count` and `nanCount` and are otherwise left out.
struct Aggregate
{
    double first = 0.0;
    double min = std::numeric_limits<double>::infinity();
    double max = -std::numeric_limits<double>::infinity();
    double last = 0.0;
    Timestamp firstTime; ///< Of `first`.
    Timestamp lastTime;  ///< Of `last`.
    std::uint64_t count = 0;
    std::uint64_t nanCount = 0;

    bool hasValue() const { return count > nanCount; }
    /// Takes in the run that follows this one.
    void append(const Aggregate &later);
};

/// The least and the greatest of some values, NaN left out, as {least, -greatest}: both become smaller by what comes
/// in, so that one vector instruction takes both.
using Extremes = double __attribute__((vector_size(16)));

constexpr Extremes ofNone{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};

/// Of both. `a` may be NaN, which is left out: "a < b ? a : b" keeps b then, and is a single instruction.
inline Extremes least(Extremes a, Extremes b)
{
    return a < b ? a : b;
}

inline double leastOf(Extremes extremes)
{
    return extremes[0];
}

inline double greatestOf(Extremes extremes)
{
    return 0.0 - extremes[1]; // unlike a change of sign, never -0
}

/// Of `count` samples.
Extremes extremesOf(const StoredSample *samples, std::uint32_t count);

/// Minimum and maximum of every full group of 64 and of 512 samples of one block, and how many of each 64 are NaN.
/// Groups are counted by index, not by time, so a run that begins and ends with a group costs a few reads, and any
/// other run the samples of two groups besides.
///
/// Where all extremes are integers of 32 bits divided by one number, as decimals of few digits are, those of the groups
/// of 64 may be kept as these integers, which takes half the room. Those of 512, which wide views read, are not: they
/// would be slower by a division.
/// Thread: close() the block's filler; the rest any, for values whose number was published after their groups were
/// closed.
class Pyramid
{
public:
    static constexpr std::uint32_t fineGroup = 64;
    static constexpr std::uint32_t coarseGroup = 512;

    /// The first and the last value of a group of 512.
    struct Ends
    {
        double first;
        double last;
    };
    /// A number of which the extremes of all full groups are integers of 32 bits divided by it; 0 when there is none.
    static double divisorFor(const StoredSample *samples, std::uint32_t count);
    /// What the groups of `capacity` values take. `divisor`: see Pyramid().
    static constexpr std::size_t bytesFor(std::uint32_t capacity, double divisor = 0.0)
    {
        const std::size_t coarse = capacity / coarseGroup * (sizeof(Extremes) + sizeof(Ends));
        const std::size_t fine = capacity / fineGroup;
        return coarse + (divisor > 0.0 ? fine * sizeof(IntExtremes) : nanBytes(fine) + fine * sizeof(Extremes));
    }
    /// In so many bytes of memory that begins with a cache line and outlives this. With a `divisor`, only values may be
    /// closed that divisorFor() gave it for, and none may be NaN; with 0 it may be any.
    Pyramid(std::uint32_t capacity, void *memory, double divisor = 0.0);

    /// Closes the groups that became full when the number of values grew from `from` to `to`.
    void close(const StoredSample *samples, std::uint32_t from, std::uint32_t to);
    /// Takes over the full groups of the first `count` values of a pyramid over the same values.
    /// Requires: this one has no divisor; the other may.
    void copy(const Pyramid &other, std::uint32_t count);

    /// Of values [begin, end), which are not none. `part(begin, end)` gives the extremes of what is not a full group,
    /// at most 126 values at once.
    template <typename Part>
    Extremes extremes(std::uint32_t begin, std::uint32_t end, Part part) const
    {
        const std::uint32_t fineBegin = (begin + fineGroup - 1) / fineGroup;
        const std::uint32_t fineEnd = end / fineGroup;
        if (fineBegin >= fineEnd)
            return part(begin, end);
        Extremes all = ofNone;
        if (begin < fineBegin * fineGroup)
            all = part(begin, fineBegin * fineGroup);
        if (fineEnd * fineGroup < end)
            all = least(part(fineEnd * fineGroup, end), all);
        return least(ofGroups(fineBegin, fineEnd), all);
    }
    /// How many values of full groups [begin, end) of 64 are NaN.
    std::uint32_t nanCount(std::uint32_t begin, std::uint32_t end) const;
    bool isOnlyNan(std::uint32_t group) const { return !isOfInts() && nans()[group] == fineGroup; }
    /// Of full group `group` of 512.
    const Ends &ends(std::uint32_t group) const { return ends()[group]; }
    /// Asks the processor to fetch what extremes() will read of the groups next to `index`.
    void prefetch(std::uint32_t index) const
    {
        prefetchLines(m_groups, m_coarse);
        __builtin_prefetch(&ends()[index / coarseGroup]);
    }

private:
    static constexpr std::uint32_t fan = coarseGroup / fineGroup;
    /// {least, -greatest}, to be divided.
    using IntExtremes = std::int32_t __attribute__((vector_size(8)));

    /// What the numbers of NaN of so many groups take: what follows them shall lie where vectors may.
    static constexpr std::size_t nanBytes(std::size_t groups)
    {
        return (groups + sizeof(Extremes) - 1) / sizeof(Extremes) * sizeof(Extremes);
    }
    bool isOfInts() const { return m_divisor > 0.0; }
    Ends *ends() const { return reinterpret_cast<Ends *>(m_groups + m_coarse); }
    std::uint8_t *nans() const { return reinterpret_cast<std::uint8_t *>(ends() + m_coarse); }
    void keepFine(std::uint32_t group, Extremes extremes);
    Extremes ofFine(std::uint32_t begin, std::uint32_t end) const;
    Extremes ofGroups(std::uint32_t begin, std::uint32_t end) const;

    std::uint32_t m_coarse; ///< How many groups of 512 there are room for.
    Extremes *m_groups;     ///< Those of 512; their ends follow, then how many of each 64 are NaN, unless m_divisor.
    void *m_fine;           ///< Those of 64: Extremes or, with m_divisor, IntExtremes.
    double m_divisor;
};

} // namespace watchglass::store
