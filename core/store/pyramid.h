#pragma once

#include "core/base/timestamp.h"
#include "core/store/cache_lines.h"

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

/// Minimum, maximum and NaN count of every full group of 16 and of 256 samples of one block, so that those of any
/// run of n samples cost O(16 log n). Groups are counted by index, not by time: any run is exact.
///
/// Most runs begin or end with a block and reach over whole groups, and then a look at which group of a larger one
/// is the least from its start, or up to its end, replaces going through them all. These notes are indices of one
/// byte: a quarter of a byte a sample.
///
/// Thread: close() and copy() the block's filler; the rest any, for values whose number was published after their
/// groups were closed.
class Pyramid
{
public:
    static constexpr std::uint32_t fineGroup = 16;
    static constexpr std::uint32_t coarseGroup = 256;

    /// Requires: capacity <= 4096, so that there are at most 16 groups of 256.
    explicit Pyramid(std::uint32_t capacity);

    /// Closes the groups that became full when the number of values grew from `from` to `to`.
    void close(const StoredSample *samples, std::uint32_t from, std::uint32_t to);
    /// Takes over the full groups of the first `count` values of a pyramid over the same values.
    void copy(const Pyramid &other, std::uint32_t count);

    /// Of values [begin, end), which are not none, when `count` values are published.
    Extremes extremes(const StoredSample *samples, std::uint32_t begin, std::uint32_t end, std::uint32_t count) const;
    /// Asks the processor to fetch what extremes() on both sides of sample `index` will read of the groups.
    void prefetch(std::uint32_t index) const;
    /// How many of values [begin, end) are NaN.
    std::uint32_t nanCount(const StoredSample *samples, std::uint32_t begin, std::uint32_t end) const;
    /// Index of the first (last) value in [begin, end) that is not NaN. Requires: there is one.
    std::uint32_t firstNumber(const StoredSample *samples, std::uint32_t begin, std::uint32_t end) const;
    std::uint32_t lastNumber(const StoredSample *samples, std::uint32_t begin, std::uint32_t end) const;

    std::size_t bytes() const;

private:
    static std::uint32_t fineCount(std::uint32_t values) { return values / fineGroup; }
    static std::uint32_t coarseCount(std::uint32_t values) { return values / coarseGroup; }
    bool onlyNan(std::uint32_t group, std::uint32_t size) const { return m_nans[group] == size; }

    /// Which of up to 16 neighbouring groups has the least minimum and the greatest maximum: of those up to this one
    /// (head) and from this one on (tail).
    struct Notes
    {
        std::uint8_t headLeast;
        std::uint8_t headGreatest;
        std::uint8_t tailLeast;
        std::uint8_t tailGreatest;
    };
    void noteHead(std::uint32_t first, std::uint32_t group);
    void noteTails(std::uint32_t first, std::uint32_t count);
    Extremes head(std::uint32_t first, std::uint32_t group) const;
    Extremes tail(std::uint32_t first, std::uint32_t group) const;
    Extremes coarseExtremes(std::uint32_t begin, std::uint32_t end) const;

    std::uint32_t fine(std::uint32_t group) const { return m_fine + group; }

    std::uint32_t m_capacity;
    std::uint32_t m_fine; ///< Where the groups of 16 begin, after all groups of 256.
    CacheLines<Extremes> m_groups;
    CacheLines<Notes> m_notes;
    CacheLines<std::uint16_t> m_nans;
};

} // namespace watchglass::store
