#pragma once

#include "core/base/mutex.h"
#include "core/store/cache_lines.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

namespace watchglass::store {

/// Memory for many objects, those of about one size side by side in regions. Two reasons: what is freed in another
/// order than it came leaves holes that only fit what is not larger, and a store that forgets and fills for days would
/// grow by them; and what a view over a long series reads lies far apart otherwise, so that finding the pages takes
/// longer than reading them. Eight regions are a large page, where the system has such. One in which nothing is left
/// serves any size again; eight of them go back to the system. Thread: any.
class SlotPools
{
public:
    SlotPools() = default;
    ~SlotPools();
    SlotPools(const SlotPools &) = delete;
    SlotPools &operator=(const SlotPools &) = delete;

    static constexpr std::size_t mostBytes = 64 * 1024;

    /// What a slot for so many bytes takes: up to 1/32 more, 63 bytes at least.
    static std::size_t slotBytes(std::size_t bytes);
    /// A slot that begins with a cache line. Requires: bytes <= mostBytes.
    void *take(std::size_t bytes);
    /// Requires: `slot` comes from take(bytes).
    void give(void *slot, std::size_t bytes);
    /// What all pages take that no slot does which is taken.
    std::size_t idleBytes() const;

private:
    /// At the beginning of its memory.
    struct Region
    {
        void *freed = nullptr;    ///< The slot given back last, which holds where the next such is; or null.
        std::uint32_t unused = 0; ///< Slots that were never taken, at the end.
        std::uint32_t taken = 0;
        std::uint32_t freeInPage = 0; ///< In a page's first region: how many of its regions are in m_free.
    };
    struct Pool
    {
        std::size_t slot;
        std::vector<Region *> withRoom;
    };
    Pool &poolOf(std::size_t slot) WG_REQUIRES(m_mutex);
    Region *takeRegion(std::size_t slot) WG_REQUIRES(m_mutex);
    void giveRegion(Region *region) WG_REQUIRES(m_mutex);
    void addPage() WG_REQUIRES(m_mutex);
    void releasePage(Region *first) WG_REQUIRES(m_mutex);

    mutable Mutex m_mutex;
    std::vector<Pool> m_pools WG_GUARDED_BY(m_mutex);
    std::vector<Region *> m_pages WG_GUARDED_BY(m_mutex); ///< Of each its first region.
    std::vector<Region *> m_free WG_GUARDED_BY(m_mutex);
    std::size_t m_taken WG_GUARDED_BY(m_mutex) = 0; ///< Bytes of slots.
};

/// Gives memory back where it came from.
struct FreeSlot
{
    SlotPools *pools = nullptr; ///< Null: from the heap.
    std::size_t bytes = 0;
    void operator()(void *memory) const;
};

/// An array that begins with a cache line, so that its groups of 64 bytes are read with one fetch each.
template <typename T>
using CacheLines = std::unique_ptr<T[], FreeSlot>;

/// Memory that begins with a cache line, of `pools`, which then outlive it, or of the heap.
void *takeMemory(SlotPools *pools, std::size_t bytes);

/// Room for `count` values, which are not set to anything: memory that is never written stays unused.
template <typename T>
CacheLines<T> makeCacheLines(std::size_t count, SlotPools *pools = nullptr)
{
    static_assert(std::is_trivially_default_constructible_v<T> && std::is_trivially_destructible_v<T>);
    const std::size_t bytes = count * sizeof(T);
    return {static_cast<T *>(takeMemory(pools, bytes)), FreeSlot{pools, bytes}};
}

} // namespace watchglass::store
