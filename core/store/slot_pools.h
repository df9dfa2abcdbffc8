#pragma once

#include "core/base/mutex.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace watchglass::store {

/// Memory for many objects of few sizes, each size side by side in regions of 2 MiB. What a view over a long series
/// reads lies far apart otherwise, and finding the pages takes longer than reading them; a region is one large page
/// where the system has such. Slots given back are used again; regions stay until the end.
/// Thread: any.
class SlotPools
{
public:
    static constexpr std::size_t regionBytes = std::size_t(1) << 21;

    SlotPools() = default;
    ~SlotPools();
    SlotPools(const SlotPools &) = delete;
    SlotPools &operator=(const SlotPools &) = delete;

    /// A slot that begins with a cache line. Requires: bytes <= regionBytes, and sizes are few.
    void *take(std::size_t bytes);
    /// Requires: `slot` comes from take(bytes).
    void give(void *slot, std::size_t bytes);

private:
    struct Pool
    {
        std::size_t bytes;
        std::vector<void *> free;
    };
    Pool &poolOf(std::size_t bytes) WG_REQUIRES(m_mutex);
    void addRegion(Pool &pool) WG_REQUIRES(m_mutex);

    Mutex m_mutex;
    std::vector<Pool> m_pools WG_GUARDED_BY(m_mutex);
    std::vector<void *> m_regions WG_GUARDED_BY(m_mutex);
};

} // namespace watchglass::store
