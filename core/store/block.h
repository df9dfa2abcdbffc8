#pragma once

#include "core/model/sample.h"
#include "core/store/memory_use.h"
#include "core/store/moments.h"
#include "core/store/packed_samples.h"
#include "core/store/pyramid.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace watchglass::store {

/// A run of samples of one series in time order, with their aggregates. The seam behind which samples are kept in
/// their forms, as they came or packed: outside, a block is asked for times, aggregates and decoded samples of a
/// sub-range, never for its memory.
///
/// It is open while its only owner that is not const fills it, and sealed once that owner lets it go: a
/// `shared_ptr<const Block>` in a BlockTree never changes again. Only a block that is not packed can be filled.
/// Thread: append() one; the rest any, below the count that the reader took from count() (`limit`).
/// Invariant: what lies below a published count is never written again.
class alignas(cacheLine) Block
{
public:
    /// What a sealed block holds when samples came in order.
    static constexpr std::uint32_t fullCount = PackedInts::mostValues;

    /// An empty one. Requires: capacity <= fullCount.
    static std::shared_ptr<Block> make(std::uint32_t capacity, const std::shared_ptr<MemoryUse> &use = nullptr);
    ~Block() = default;
    Block(const Block &) = delete;
    Block &operator=(const Block &) = delete;

    /// Samples [begin, end) of `from`, with room for `capacity`.
    static std::shared_ptr<Block> copyOf(const Block &from, std::uint32_t begin, std::uint32_t end,
                                         std::uint32_t capacity);
    /// The same with `sample` put in before index `at` of `from`, begin <= at <= end.
    static std::shared_ptr<Block> copyWith(const Block &from, std::uint32_t begin, std::uint32_t end,
                                           std::uint32_t capacity, std::uint32_t at, Sample sample);
    /// The same samples, packed; and those of `front` before them where there is one.
    /// Requires: at least one sample, at most fullCount.
    static std::shared_ptr<const Block> packed(const Block *front, const Block &from);

    /// Requires: count() < capacity(), no stored sample is newer, and not packed.
    void append(Sample sample)
    {
        const std::uint32_t count = m_count.load(std::memory_order_relaxed);
        m_samples[count] = {sample.time.ns(), sample.value};
        if (sample.value != sample.value)
            m_hasNan.store(true, std::memory_order_relaxed);
        if ((count + 1) % Pyramid::fineGroup == 0)
            m_pyramid.close(m_samples.get(), count, count + 1);
        m_count.store(count + 1, std::memory_order_release);
    }

    std::uint32_t capacity() const { return m_capacity; }
    std::uint32_t count() const { return m_count.load(std::memory_order_acquire); }
    bool isPacked() const { return m_samples == nullptr; }
    Timestamp time(std::uint32_t index) const { return Timestamp::fromNs(ns(index)); }
    double value(std::uint32_t index) const { return isPacked() ? m_packed->value(index) : m_samples[index].value; }
    Sample sample(std::uint32_t index) const { return {time(index), value(index)}; }
    /// The first and the last of samples [begin, end); quicker where a coarse group begins or ends there.
    Sample firstOf(std::uint32_t begin, std::uint32_t end) const
    {
        constexpr std::uint32_t group = Pyramid::coarseGroup;
        const bool isKnown = begin % group == 0 && begin + group <= end;
        return {time(begin), isKnown ? m_pyramid.ends(begin / group).first : value(begin)};
    }
    Sample lastOf(std::uint32_t end) const
    {
        constexpr std::uint32_t group = Pyramid::coarseGroup;
        return {time(end - 1), end % group == 0 ? m_pyramid.ends(end / group - 1).last : value(end - 1)};
    }

    /// The first index in [from, limit] whose sample is at or after `time`; `limit` when there is none.
    std::uint32_t lowerBound(Timestamp time, std::uint32_t from, std::uint32_t limit) const;
    /// The first index in [from, limit] whose sample is after `time`; `limit` when there is none.
    std::uint32_t upperBound(Timestamp time, std::uint32_t from, std::uint32_t limit) const;
    /// A place to part the block that is near `exact`, its first sample after `last`, and where aggregates begin: the
    /// start of the block or of a group, when it is no more than `slack` before `last`; else `exact` itself.
    /// Requires: 0 < exact < count().
    std::uint32_t coarseCut(std::uint32_t exact, Timestamp last, Duration slack) const;

    /// Asks the processor to fetch this object, and what will be read of its samples and aggregates about `time`, when
    /// `count` of them lie between `first` and `last`.
    void prefetchHead() const { prefetchLines(reinterpret_cast<const char *>(this), 2 * cacheLine); }
    void prefetch(Timestamp time, Timestamp first, Timestamp last, std::uint32_t count) const;
    /// False when no sample is NaN.
    bool mayHaveNan() const { return m_hasNan.load(std::memory_order_relaxed); }
    /// Of samples [begin, end), which are not none.
    Extremes extremes(std::uint32_t begin, std::uint32_t end) const;
    Aggregate aggregate(std::uint32_t begin, std::uint32_t end) const;
    Moments moments(std::uint32_t begin, std::uint32_t end) const;
    /// Writes samples [begin, end) to `out`.
    void decode(std::uint32_t begin, std::uint32_t end, Sample *out) const;
    /// What this block occupies.
    std::size_t bytes() const { return m_occupied.bytes(); }

private:
    Block(std::uint32_t capacity, const std::shared_ptr<MemoryUse> &use);
    Block(const std::vector<StoredSample> &samples, double divisor, bool hasNan, const std::shared_ptr<MemoryUse> &use);

    std::int64_t ns(std::uint32_t index) const { return isPacked() ? m_packed->ns(index) : m_samples[index].ns; }
    void decode(std::uint32_t begin, std::uint32_t end, StoredSample *out) const;
    template <typename Put>
    void each(std::uint32_t begin, std::uint32_t end, Put put) const;
    template <typename At>
    static std::uint32_t search(At at, std::int64_t time, std::uint32_t from, std::uint32_t limit);
    std::uint32_t nanCount(std::uint32_t begin, std::uint32_t end) const;
    void published(const Block &from, std::uint32_t same, std::uint32_t count);

    const std::uint32_t m_capacity;
    std::atomic<std::uint32_t> m_count = 0;
    std::atomic<bool> m_hasNan = false; ///< Whether NaN was among the samples; published with their count.
    CacheLines<StoredSample> m_samples; ///< None in a packed block.
    Pyramid m_pyramid;
    std::optional<PackedSamples> m_packed;
    Moments m_moments; ///< Of all samples of a packed block.
    Occupied m_occupied;
};

} // namespace watchglass::store
