#pragma once

#include "core/model/sample.h"
#include "core/store/pyramid.h"

#include <atomic>
#include <cstdint>
#include <memory>

namespace watchglass::store {

/// A run of samples of one series in time order, with their aggregates. The seam behind which samples may be kept in
/// other forms: outside, a block is asked for times, aggregates and decoded samples of a sub-range, never for its
/// memory.
///
/// It is open while its only owner that is not const fills it, and sealed once that owner lets it go: a
/// `shared_ptr<const Block>` in a BlockTree never changes again.
/// Thread: append() one; the rest any, below the count that the reader took from count() (`limit`).
/// Its head fills one cache line, of which a view over many blocks reads one each.
/// Invariant: what lies below a published count is never written again.
class alignas(64) Block
{
public:
    /// What a sealed block holds when samples came in order.
    static constexpr std::uint32_t fullCount = 4096;

    /// Requires: capacity <= fullCount.
    explicit Block(std::uint32_t capacity);

    /// Samples [begin, end) of `from`, with room for `capacity`.
    static std::unique_ptr<Block> copyOf(const Block &from, std::uint32_t begin, std::uint32_t end,
                                         std::uint32_t capacity);
    /// The same with `sample` put in before index `at` of `from`, begin <= at <= end.
    static std::unique_ptr<Block> copyWith(const Block &from, std::uint32_t begin, std::uint32_t end,
                                           std::uint32_t capacity, std::uint32_t at, Sample sample);

    /// Requires: count() < capacity(), and no stored sample is newer.
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
    Timestamp time(std::uint32_t index) const { return Timestamp::fromNs(m_samples[index].ns); }
    Sample sample(std::uint32_t index) const { return {time(index), m_samples[index].value}; }

    /// The first index in [from, limit] whose sample is at or after `time`; `limit` when there is none.
    std::uint32_t lowerBound(Timestamp time, std::uint32_t from, std::uint32_t limit) const;
    /// The first index in [from, limit] whose sample is after `time`; `limit` when there is none.
    std::uint32_t upperBound(Timestamp time, std::uint32_t from, std::uint32_t limit) const;
    /// upperBound() where the first and the last sample in question, at `first` and `last`, need not be read.
    /// Requires: first <= time, from < limit.
    std::uint32_t upperBound(Timestamp time, std::uint32_t from, Timestamp first, std::uint32_t limit,
                             Timestamp last) const;

    /// Asks the processor to fetch what a search for `time` and aggregates to both sides of it will read of a block of
    /// `count` samples from `first` to `last`, first < last.
    void prefetch(Timestamp time, Timestamp first, Timestamp last, std::uint32_t count) const;
    /// False when no sample is NaN.
    bool mayHaveNan() const { return m_hasNan.load(std::memory_order_relaxed); }
    /// Of samples [begin, end), which are not none.
    Extremes extremes(std::uint32_t begin, std::uint32_t end, std::uint32_t limit) const;
    Aggregate aggregate(std::uint32_t begin, std::uint32_t end, std::uint32_t limit) const;
    /// Writes samples [begin, end) to `out`.
    void decode(std::uint32_t begin, std::uint32_t end, Sample *out) const;
    /// What this block occupies.
    std::size_t bytes() const;

private:
    std::uint32_t search(std::int64_t time, std::uint32_t low, std::int64_t lowTime, std::uint32_t high,
                         std::int64_t highTime) const;
    static std::uint32_t guess(std::int64_t time, std::int64_t first, std::int64_t last, std::uint32_t steps);
    void fill(std::uint32_t to, const Block &from, std::uint32_t begin, std::uint32_t end);

    const std::uint32_t m_capacity;
    std::atomic<std::uint32_t> m_count = 0;
    std::atomic<bool> m_hasNan = false; ///< Whether NaN was among the samples; published with their count.
    Pyramid m_pyramid;
    CacheLines<StoredSample> m_samples;
};

} // namespace watchglass::store
