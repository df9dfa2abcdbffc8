#pragma once

#include "core/base/mutex.h"
#include "core/store/packing_queue.h"

#include <QHash>

#include <atomic>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace watchglass::store {

/// Every series of the program by key, within one budget of memory.
///
/// Where it is exceeded, the source that holds most forgets its oldest blocks, so that a flood costs the others
/// nothing. What the budget covers is what is really held: samples, aggregates, indices, open blocks, and what readers
/// still look at. The newest samples of a series are never forgotten.
///
/// Thread: any. Locks guard tables only; none is taken to read samples.
/// Requires: it lives longer than anybody appends to its series.
class SeriesStore
{
public:
    static constexpr std::size_t defaultBudget = std::size_t(1) << 30;

    explicit SeriesStore(std::size_t budgetBytes = defaultBudget);

    /// The series of `info.key`, made when it is not there yet. The caller becomes its only writer.
    std::shared_ptr<Series> open(const SeriesInfo &info);
    std::shared_ptr<const Series> find(const SeriesKey &key) const;
    /// All series, ordered by key.
    std::vector<std::shared_ptr<const Series>> all() const;
    std::size_t size() const;
    /// Grows by one with each series that is made: cheap to poll for "is there something new?".
    std::uint64_t revision() const;
    /// Forgets all series of a source. Readers keep what they hold.
    void removeSource(const QString &source);
    /// Up to when the samples of a source count as known (Series::last()), also in series that come later;
    /// Timestamp::max(): all of them.
    void setHorizon(const QString &source, Timestamp time);

    std::size_t budget() const { return m_budget.load(std::memory_order_relaxed); }
    /// Kept from the next makeRoom() on.
    void setBudget(std::size_t bytes) { m_budget = bytes; }
    /// What everything occupies.
    std::size_t bytes() const { return m_use->bytes(); }
    /// What is held ready besides, for blocks of a size that others had.
    std::size_t idleBytes() const { return m_use->pools().idleBytes(); }
    std::size_t bytesOf(const QString &source) const;
    /// How many samples were forgotten to stay within the budget.
    std::uint64_t evicted() const { return m_evicted.load(std::memory_order_relaxed); }

    /// Series with blocks that were filled and are to be packed.
    PackingQueue &unpacked() { return m_unpacked; }
    /// Packs all that can be: also blocks that late samples came into, and open ones.
    void packAtRest();
    /// Forgets oldest blocks until the budget is kept, or nothing is left that could be forgotten. Returns at once when
    /// another thread is at it.
    void makeRoom();

private:
    using Sources = std::vector<std::pair<QString, std::shared_ptr<MemoryUse>>>;

    const std::shared_ptr<Horizon> &horizonOf(const QString &source) WG_REQUIRES(m_mutex);
    std::size_t room() const;
    void filled(Series &series);
    std::vector<std::shared_ptr<Series>> seriesOf(const QString &source) const;
    Sources sourcesBySize() const;
    std::size_t evictFrom(const QString &source, std::size_t bytes);
    std::size_t leaving();

    const std::shared_ptr<MemoryUse> m_use = std::make_shared<MemoryUse>();
    PackingQueue m_unpacked;
    std::atomic<std::size_t> m_budget;
    std::atomic<std::uint64_t> m_evicted = 0;
    std::mutex m_makingRoom; ///< Held by whoever does; the others need not wait.
    /// Forgotten blocks that readers may still hold, with their bytes. Under m_makingRoom.
    std::vector<std::pair<std::weak_ptr<const Block>, std::size_t>> m_leaving;

    mutable Mutex m_mutex;
    QHash<SeriesKey, std::shared_ptr<Series>> m_series WG_GUARDED_BY(m_mutex);
    QHash<QString, std::shared_ptr<MemoryUse>> m_sources WG_GUARDED_BY(m_mutex);
    QHash<QString, std::shared_ptr<Horizon>> m_horizons WG_GUARDED_BY(m_mutex);
    std::uint64_t m_revision WG_GUARDED_BY(m_mutex) = 0;
};

} // namespace watchglass::store
