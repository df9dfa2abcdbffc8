#include "core/store/slot_pools.h"

#include <algorithm>
#include <bit>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace watchglass::store {

namespace {

constexpr std::size_t regionSize = std::size_t(1) << 18;
constexpr std::uint32_t regionsInPage = 8;
constexpr std::size_t pageSize = regionSize * regionsInPage;

template <typename T>
T *alignedDown(void *memory, std::size_t size)
{
    return reinterpret_cast<T *>(reinterpret_cast<std::uintptr_t>(memory) & ~(size - 1));
}

} // namespace

SlotPools::~SlotPools()
{
    for (Region *page : m_pages)
        ::operator delete(page, std::align_val_t(pageSize));
}

std::size_t SlotPools::slotBytes(std::size_t bytes)
{
    const std::size_t step = std::max(std::bit_floor(std::max<std::size_t>(bytes, 1)) / 32, cacheLine);
    return std::max((bytes + step - 1) / step * step, cacheLine);
}

SlotPools::Pool &SlotPools::poolOf(std::size_t slot)
{
    const auto place = std::lower_bound(m_pools.begin(), m_pools.end(), slot,
                                        [](const Pool &pool, std::size_t wanted) { return pool.slot < wanted; });
    return place != m_pools.end() && place->slot == slot ? *place : *m_pools.insert(place, Pool{slot, {}});
}

void SlotPools::addPage()
{
    void *const memory = ::operator new(pageSize, std::align_val_t(pageSize));
#ifdef __linux__
    madvise(memory, pageSize, MADV_HUGEPAGE); // a wish: where it cannot be met, the page works all the same
#endif
    static_assert(sizeof(Region) <= cacheLine);
    for (std::uint32_t i = regionsInPage; i-- > 0;)
        m_free.push_back(new (static_cast<std::byte *>(memory) + i * regionSize) Region);
    m_pages.push_back(m_free.back());
    m_pages.back()->freeInPage = regionsInPage;
}

void SlotPools::releasePage(Region *first)
{
    std::erase_if(m_free, [first](Region *region) { return alignedDown<Region>(region, pageSize) == first; });
    std::erase(m_pages, first);
    ::operator delete(first, std::align_val_t(pageSize));
}

SlotPools::Region *SlotPools::takeRegion(std::size_t slot)
{
    if (m_free.empty())
        addPage();
    Region *const region = m_free.back();
    m_free.pop_back();
    --alignedDown<Region>(region, pageSize)->freeInPage;
    region->freed = nullptr;
    region->taken = 0;
    region->unused = static_cast<std::uint32_t>((regionSize - cacheLine) / slot);
    return region;
}

void SlotPools::giveRegion(Region *region)
{
    m_free.push_back(region);
    Region *const first = alignedDown<Region>(region, pageSize);
    if (++first->freeInPage == regionsInPage && m_free.size() > regionsInPage)
        releasePage(first);
}

void *SlotPools::take(std::size_t bytes)
{
    const std::size_t slot = slotBytes(bytes);
    const MutexLock lock(m_mutex);
    Pool &pool = poolOf(slot);
    if (pool.withRoom.empty())
        pool.withRoom.push_back(takeRegion(slot));
    Region &region = *pool.withRoom.back();
    ++region.taken;
    m_taken += slot;
    void *memory = region.freed;
    if (memory) {
        region.freed = *static_cast<void **>(memory);
    } else {
        const std::size_t slots = (regionSize - cacheLine) / slot;
        memory = reinterpret_cast<std::byte *>(&region) + cacheLine + (slots - region.unused) * slot;
        --region.unused;
    }
    if (!region.freed && region.unused == 0)
        pool.withRoom.pop_back();
    return memory;
}

void SlotPools::give(void *memory, std::size_t bytes)
{
    const std::size_t slot = slotBytes(bytes);
    auto *const region = alignedDown<Region>(memory, regionSize);
    const MutexLock lock(m_mutex);
    Pool &pool = poolOf(slot);
    m_taken -= slot;
    if (!region->freed && region->unused == 0)
        pool.withRoom.insert(pool.withRoom.begin(), region); // others first, that this may become empty
    *static_cast<void **>(memory) = region->freed;
    region->freed = memory;
    if (--region->taken > 0 || pool.withRoom.size() == 1)
        return;
    pool.withRoom.erase(std::find(pool.withRoom.begin(), pool.withRoom.end(), region));
    giveRegion(region);
}

std::size_t SlotPools::idleBytes() const
{
    const MutexLock lock(m_mutex);
    return m_pages.size() * pageSize - m_taken;
}

void FreeSlot::operator()(void *memory) const
{
    if (pools)
        pools->give(memory, bytes);
    else
        ::operator delete(static_cast<void **>(memory)[-1]);
}

void *takeMemory(SlotPools *pools, std::size_t bytes)
{
    if (pools)
        return pools->take(bytes);
    // Not by the aligned operator: the C library makes it of a larger piece, into the hole of which the next one of the
    // same size then does not fit.
    void *const whole = ::operator new(bytes + cacheLine);
    void *const memory = alignedDown<void>(static_cast<std::byte *>(whole) + cacheLine, cacheLine);
    static_cast<void **>(memory)[-1] = whole;
    return memory;
}

} // namespace watchglass::store
