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
    return -extremes[1];
}

/// Of `count` samples.
Extremes extremesOf(const StoredSample *samples, std::uint32_t count);

/// Minimum and maximum of every full group of 64 and of 512 samples of one block, and how many of each 64 are NaN.
/// Groups are counted by index, not by time, so a run that begins and ends with a group costs a few reads, and any
/// other run the samples of two groups besides.
///
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
    /// What the groups of `capacity` values take.
    static constexpr std::size_t bytesFor(std::uint32_t capacity)
    {
        return capacity / coarseGroup * (sizeof(Extremes) + sizeof(Ends))
               + capacity / fineGroup * (sizeof(Extremes) + sizeof(std::uint8_t));
    }
    /// In so many bytes of memory that begins with a cache line and outlives this.
    Pyramid(std::uint32_t capacity, void *memory);

    /// Closes the groups that became full when the number of values grew from `from` to `to`.
    void close(const StoredSample *samples, std::uint32_t from, std::uint32_t to);
    /// Takes over the full groups of the first `count` values of a pyramid over the same values.
    void copy(const Pyramid &other, std::uint32_t count);

    /// Of values [begin, end), which are not none. `part(begin, end)` gives the extremes of what is not a full group,
    /// at most 126
    /// values at once.
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
    bool isOnlyNan(std::uint32_t group) const { return m_nans[group] == fineGroup; }
    /// Of full group `group` of 512.
    const Ends &ends(std::uint32_t group) const { return m_ends[group]; }
    /// Asks the processor to fetch what extremes() will read of the groups next to `index`.
    void prefetch(std::uint32_t index) const
    {
        prefetchLines(m_groups, m_coarse);
        __builtin_prefetch(&m_ends[index / coarseGroup]);
    }

private:
    static constexpr std::uint32_t fan = coarseGroup / fineGroup;

    Extremes ofGroups(std::uint32_t begin, std::uint32_t end) const;

    std::uint32_t m_coarse; ///< How many groups of 512 there are room for; those of 64 follow them.
    Extremes *m_groups;
    Ends *m_ends;
    std::uint8_t *m_nans; ///< Of each group of 64.
};

} // namespace watchglass::store
