#pragma once

#include "core/store/slot_pools.h"

#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

namespace watchglass::store {

/// How many bytes one part of the store occupies: those of a source, as a part of those of the whole store.
/// Thread: any.
class MemoryUse
{
public:
    /// `whole` counts everything that this part counts, too.
    explicit MemoryUse(std::shared_ptr<MemoryUse> whole = nullptr)
        : m_whole(std::move(whole))
    {}

    /// Of the whole.
    SlotPools &pools() { return m_whole ? m_whole->pools() : m_pools; }
    std::size_t bytes() const { return m_bytes.load(std::memory_order_relaxed); }
    void add(std::size_t bytes)
    {
        for (MemoryUse *part = this; part; part = part->m_whole.get())
            part->m_bytes.fetch_add(bytes, std::memory_order_relaxed);
    }
    void remove(std::size_t bytes)
    {
        for (MemoryUse *part = this; part; part = part->m_whole.get())
            part->m_bytes.fetch_sub(bytes, std::memory_order_relaxed);
    }

private:
    std::atomic<std::size_t> m_bytes = 0;
    const std::shared_ptr<MemoryUse> m_whole;
    SlotPools m_pools;
};

/// Bytes that count for as long as this lives. Nothing counts them where there is no `use`.
class Occupied
{
public:
    Occupied() = default;
    Occupied(std::shared_ptr<MemoryUse> use, std::size_t bytes)
        : m_use(std::move(use))
        , m_bytes(bytes)
    {
        if (m_use)
            m_use->add(m_bytes);
    }
    ~Occupied()
    {
        if (m_use)
            m_use->remove(m_bytes);
    }
    Occupied(const Occupied &) = delete;
    Occupied &operator=(const Occupied &) = delete;

    const std::shared_ptr<MemoryUse> &use() const { return m_use; }
    std::size_t bytes() const { return m_bytes; }

private:
    const std::shared_ptr<MemoryUse> m_use;
    const std::size_t m_bytes = 0;
};

/// What it takes besides to share an object that makeInPlace() made: the counts and how to free it.
constexpr std::size_t sharingBytes = 80;

/// An object that lives in memory of `bytes`, of which it takes the beginning and may use the rest; `construct(memory)`
/// makes it.
template <typename T, typename Construct>
std::shared_ptr<T> makeInPlace(std::size_t bytes, const std::shared_ptr<MemoryUse> &use, Construct construct)
{
    static_assert(alignof(T) <= cacheLine);
    const FreeSlot free{use ? &use->pools() : nullptr, bytes};
    // Holding `use` until the object is gone keeps the pools, for its parts, too.
    return {construct(takeMemory(free.pools, bytes)), [use, free](T *object) {
                object->~T();
                free(object);
            }};
}

} // namespace watchglass::store
