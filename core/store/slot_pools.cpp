#include "core/store/slot_pools.h"

#include "core/store/cache_lines.h"

#include <algorithm>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace watchglass::store {

SlotPools::~SlotPools()
{
    for (void *region : m_regions)
        ::operator delete(region, std::align_val_t(regionBytes));
}

SlotPools::Pool &SlotPools::poolOf(std::size_t bytes)
{
    const std::size_t size = (bytes + cacheLine - 1) / cacheLine * cacheLine;
    const auto found = std::find_if(m_pools.begin(), m_pools.end(), [size](const Pool &p) { return p.bytes == size; });
    return found != m_pools.end() ? *found : m_pools.emplace_back(Pool{size, {}});
}

void SlotPools::addRegion(Pool &pool)
{
    void *const region = ::operator new(regionBytes, std::align_val_t(regionBytes));
#ifdef __linux__
    madvise(region, regionBytes, MADV_HUGEPAGE); // a wish: where it cannot be met, the region works all the same
#endif
    m_regions.push_back(region);
    // The lowest first, so that neighbours in time are neighbours in memory.
    for (std::size_t at = regionBytes / pool.bytes; at-- > 0;)
        pool.free.push_back(static_cast<std::byte *>(region) + at * pool.bytes);
}

void *SlotPools::take(std::size_t bytes)
{
    const MutexLock lock(m_mutex);
    Pool &pool = poolOf(bytes);
    if (pool.free.empty())
        addRegion(pool);
    void *const slot = pool.free.back();
    pool.free.pop_back();
    return slot;
}

void SlotPools::give(void *slot, std::size_t bytes)
{
    const MutexLock lock(m_mutex);
    poolOf(bytes).free.push_back(slot);
}

} // namespace watchglass::store
