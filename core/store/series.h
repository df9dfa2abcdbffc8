#pragma once

#include "core/base/brief_lock.h"
#include "core/model/series_info.h"
#include "core/store/late_log.h"
#include "core/store/series_writer.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace watchglass::store {

/// Up to when a source's samples count as known: in a session that is replayed, those after the playhead are there and
/// can be looked at, but they are no news. Thread: any.
class Horizon
{
public:
    /// Timestamp::max(), the default: there is none.
    void set(Timestamp time) { m_ns.store(time.ns(), std::memory_order_relaxed); }
    Timestamp time() const { return Timestamp::fromNs(m_ns.load(std::memory_order_relaxed)); }

private:
    std::atomic<std::int64_t> m_ns = Timestamp::max().ns();
};

/// The samples of one series, ordered by time; equal times keep their order of arrival.
///
/// Thread: one writer (the source's thread), any number of readers, and whoever packs and evicts. Readers hold no lock,
/// never wait for the writer, and see a consistent state: every sample whose append returned before the call, and no
/// half of one. A lock keeps the writer and those who pack and evict apart; it is held while blocks change places,
/// never while one is compressed.
/// Owns: its blocks; a reader's View or Samples stay valid after the series is gone.
class Series : public std::enable_shared_from_this<Series>
{
public:
    /// `use` counts what the series occupies. `onFilled` is told on the writer's thread, without a lock, that a block
    /// was filled and may be packed. `horizon` is that of last(); null: none.
    explicit Series(SeriesInfo info, std::shared_ptr<MemoryUse> use = nullptr,
                    std::function<void(Series &)> onFilled = {}, std::shared_ptr<const Horizon> horizon = nullptr);
    Series(const Series &) = delete;
    Series &operator=(const Series &) = delete;

    const SeriesInfo &info() const { return m_info; }

    // Writer only.
    Append append(Sample sample);
    /// The value at that time from now on, in place of the one that is stored there, or a new sample.
    /// Requires: no two stored samples have that time.
    void put(Sample sample);
    /// Records why nothing came for a while. What samples there are inside, now or later, shortens, parts or clears
    /// the gap (core/store/gap_list.h says by what rule); gaps of the same cause that overlap or touch become one.
    void addGap(const Gap &gap);
    /// Nothing in `range` is missing for want of asking any more: takes it out of gaps of GapCause::NotRequested.
    void requested(TimeRange range);

    // Any thread.
    /// Packs a block that was filled; false when there was none. `atRest`: also blocks that late samples came into,
    /// and what has gathered in the open block.
    bool pack(bool atRest);
    /// How many blocks were filled and wait to be packed.
    std::size_t unpacked() const;
    /// How many samples came after newer ones or were put in place of others; cheap to poll.
    std::uint64_t lateCount() const { return m_lateCount.load(std::memory_order_acquire); }
    /// Of those after the first `seen`: no sample at another time is one of them. Empty when there were none.
    TimeRange lateSince(std::uint64_t seen) const;
    /// Forgets the oldest sealed block, unless it holds the newest sample; nothing when there is none.
    struct Evicted
    {
        std::uint64_t samples = 0;
        std::size_t bytes = 0;
        std::weak_ptr<const Block> block; ///< There until the last reader lets go of it.
    };
    Evicted evict();
    /// Frees older states that readers had held up and hold no longer.
    void collect();
    /// How many samples were forgotten.
    std::uint64_t evicted() const { return m_evicted.load(std::memory_order_relaxed); }
    /// Of the first sample of what evict() would forget.
    std::optional<Timestamp> oldestEvictable() const;

    /// The span as `columns` (1 or more) columns; see View. O(columns * log(samples)).
    View view(TimeRange range, int columns) const;
    /// Of the samples in `range`. O(blocks).
    Statistics statistics(TimeRange range) const;
    /// Samples in `range`, oldest first, at most `limit` of the newest.
    std::vector<Sample> samples(TimeRange range, std::size_t limit = SIZE_MAX) const;
    /// All it holds now, to be read piece by piece; of what is forgotten meanwhile nothing is missing.
    Snapshot snapshot() const { return Snapshot(m_writer.read()); }
    /// The newest sample at or before `time`.
    std::optional<Sample> at(Timestamp time) const;
    /// The oldest sample after `time`.
    std::optional<Sample> after(Timestamp time) const;
    /// The newest sample, or the newest up to the horizon where there is one.
    std::optional<Sample> last() const;
    /// Whether less than every sample was asked for at some instant of `range`.
    bool isNotRequested(TimeRange range) const;
    /// Of the samples that are still there.
    std::uint64_t count() const;
    /// From the first sample to just after the last (Timestamp::max() at most); empty without samples.
    TimeRange extent() const;
    /// Median interval of the newest 65 samples, the series' own rhythm; samples of equal time count as one. Nothing
    /// with fewer than 3 samples, or when all of these have one time.
    std::optional<Duration> rhythm() const;

private:
    void noteLate(Timestamp time);
    const SeriesInfo m_info;
    const std::function<void(Series &)> m_onFilled;
    const std::shared_ptr<const Horizon> m_horizon;
    const Occupied m_occupied; ///< What is there besides blocks.
    std::atomic<std::uint64_t> m_evicted = 0;
    std::atomic<std::uint64_t> m_lateCount = 0;
    mutable BriefLock m_lock; ///< For what changes m_writer; its read() needs none.
    SeriesWriter m_writer;
    LateLog m_late;
};

} // namespace watchglass::store
