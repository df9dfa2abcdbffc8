#include "core/store/series_store.h"

#include <algorithm>

namespace watchglass::store {

namespace {

/// What is held ready for other blocks is taken off the budget up to this part of it.
constexpr std::size_t idleShare = 6;
/// A writer packs itself where more than so many blocks of its series wait to be packed.
constexpr std::size_t mostUnpacked = 64;
/// A writer makes room itself where this part of the budget is exceeded.
constexpr std::size_t overshoot = 128;
/// What is made free beyond the budget, as a part of it, so that it is not exceeded at once again.
constexpr std::size_t reserve = 128;

bool keyBefore(const std::shared_ptr<const Series> &a, const std::shared_ptr<const Series> &b)
{
    return a->info().key < b->info().key;
}

} // namespace

SeriesStore::SeriesStore(std::size_t budgetBytes)
    : m_budget(budgetBytes)
{}

std::shared_ptr<Series> SeriesStore::open(const SeriesInfo &info)
{
    MutexLock lock(m_mutex);
    std::shared_ptr<Series> &series = m_series[info.key];
    if (!series) {
        std::shared_ptr<MemoryUse> &use = m_sources[info.key.source];
        if (!use)
            use = std::make_shared<MemoryUse>(m_use);
        series = std::make_shared<Series>(
            info, use, [this](Series &filledOne) { filled(filledOne); }, horizonOf(info.key.source));
        ++m_revision;
    }
    return series;
}

std::shared_ptr<const Series> SeriesStore::find(const SeriesKey &key) const
{
    MutexLock lock(m_mutex);
    return m_series.value(key);
}

std::vector<std::shared_ptr<const Series>> SeriesStore::all() const
{
    std::vector<std::shared_ptr<const Series>> all;
    {
        MutexLock lock(m_mutex);
        all.assign(m_series.begin(), m_series.end());
    }
    std::sort(all.begin(), all.end(), keyBefore);
    return all;
}

std::size_t SeriesStore::size() const
{
    MutexLock lock(m_mutex);
    return static_cast<std::size_t>(m_series.size());
}

std::uint64_t SeriesStore::revision() const
{
    MutexLock lock(m_mutex);
    return m_revision;
}

void SeriesStore::removeSource(const QString &source)
{
    std::vector<std::shared_ptr<Series>> removed; // their samples are freed after the lock is
    MutexLock lock(m_mutex);
    for (auto it = m_series.begin(); it != m_series.end();) {
        if (it.key().source != source) {
            ++it;
            continue;
        }
        removed.push_back(std::move(it.value()));
        it = m_series.erase(it);
    }
}

void SeriesStore::setHorizon(const QString &source, Timestamp time)
{
    MutexLock lock(m_mutex);
    horizonOf(source)->set(time);
}

const std::shared_ptr<Horizon> &SeriesStore::horizonOf(const QString &source)
{
    std::shared_ptr<Horizon> &horizon = m_horizons[source];
    if (!horizon)
        horizon = std::make_shared<Horizon>();
    return horizon;
}

std::size_t SeriesStore::bytesOf(const QString &source) const
{
    MutexLock lock(m_mutex);
    const auto use = m_sources.value(source);
    return use ? use->bytes() : 0;
}

/// What is left of the budget for blocks and the rest.
std::size_t SeriesStore::room() const
{
    return budget() - std::min(idleBytes(), budget() / idleShare);
}

/// A writer packs and makes room itself where others do not keep up with it: what floods the store waits for it.
void SeriesStore::filled(Series &series)
{
    if (!m_unpacked.push(series.shared_from_this()) || series.unpacked() > mostUnpacked)
        series.pack(false);
    if (bytes() > room() + budget() / overshoot)
        makeRoom();
}

void SeriesStore::packAtRest()
{
    for (const auto &series : seriesOf({})) {
        while (series->pack(true)) {
        }
        series->collect();
    }
}

/// All series of a source, or of all sources where none is named.
std::vector<std::shared_ptr<Series>> SeriesStore::seriesOf(const QString &source) const
{
    std::vector<std::shared_ptr<Series>> found;
    MutexLock lock(m_mutex);
    for (const auto &series : m_series) {
        if (source.isNull() || series->info().key.source == source)
            found.push_back(series);
    }
    return found;
}

/// The largest first.
SeriesStore::Sources SeriesStore::sourcesBySize() const
{
    Sources sources;
    {
        MutexLock lock(m_mutex);
        for (auto it = m_sources.begin(); it != m_sources.end(); ++it)
            sources.push_back({it.key(), it.value()});
    }
    std::sort(sources.begin(), sources.end(),
              [](const auto &a, const auto &b) { return a.second->bytes() > b.second->bytes(); });
    return sources;
}

void SeriesStore::makeRoom()
{
    if (bytes() <= room())
        return;
    const std::unique_lock turn(m_makingRoom, std::try_to_lock);
    if (!turn.owns_lock())
        return;
    for (const auto &series : seriesOf({}))
        series->collect();
    if (bytes() <= room())
        return;
    const std::size_t target = room() - budget() / reserve;
    // What was forgotten already and goes with its last reader shall not be the reason to forget more.
    const std::size_t going = leaving();
    for (std::size_t held = bytes() - std::min(bytes(), going), freed = 1; held > target && freed > 0;
         held -= std::min(held, freed)) {
        freed = 0;
        const Sources sources = sourcesBySize();
        for (std::size_t i = 0; i < sources.size() && freed == 0; ++i) {
            // Down to the next largest at most, which is then as good a choice.
            const std::size_t own = sources[i].second->bytes();
            const std::size_t next = i + 1 < sources.size() ? sources[i + 1].second->bytes() : 0;
            freed = evictFrom(sources[i].first,
                              std::min(held - target, std::max<std::size_t>(own - std::min(own, next), 1)));
        }
    }
}

/// Bytes of forgotten blocks that somebody still holds.
std::size_t SeriesStore::leaving()
{
    std::size_t bytes = 0;
    std::erase_if(m_leaving, [&bytes](const auto &block) {
        bytes += block.first.expired() ? 0 : block.second;
        return block.first.expired();
    });
    return bytes;
}

/// Forgets the oldest blocks of a source, of at least so many bytes if there are; how many it were.
std::size_t SeriesStore::evictFrom(const QString &source, std::size_t bytes)
{
    using Oldest = std::pair<Timestamp, std::shared_ptr<Series>>;
    const auto isNewer = [](const Oldest &a, const Oldest &b) { return a.first > b.first; };
    std::vector<Oldest> heap;
    for (const auto &series : seriesOf(source)) {
        if (const auto oldest = series->oldestEvictable())
            heap.push_back({*oldest, series});
    }
    std::make_heap(heap.begin(), heap.end(), isNewer);
    std::size_t freed = 0;
    while (freed < bytes && !heap.empty()) {
        std::pop_heap(heap.begin(), heap.end(), isNewer);
        Oldest &victim = heap.back();
        const Series::Evicted evicted = victim.second->evict();
        m_evicted.fetch_add(evicted.samples, std::memory_order_relaxed);
        freed += evicted.bytes;
        if (!evicted.block.expired())
            m_leaving.emplace_back(evicted.block, evicted.bytes);
        const auto next = victim.second->oldestEvictable();
        if (!next) {
            heap.pop_back();
            continue;
        }
        victim.first = *next;
        std::push_heap(heap.begin(), heap.end(), isNewer);
    }
    return freed;
}

} // namespace watchglass::store
