#pragma once

#include "core/store/cache_lines.h"
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

/// An object that lives in memory of `bytes`, of which it takes the beginning and may use the rest; `construct(memory)`
/// makes it. One that `isPooled` lies beside others of its size.
template <typename T, typename Construct>
std::shared_ptr<T> makeInPlace(std::size_t bytes, std::shared_ptr<MemoryUse> use, bool isPooled, Construct construct)
{
    static_assert(alignof(T) <= cacheLine);
    if (!use || !isPooled) {
        void *const memory = ::operator new(bytes, std::align_val_t(cacheLine));
        return {construct(memory), [](T *object) {
                    object->~T();
                    ::operator delete(object, std::align_val_t(cacheLine));
                }};
    }
    T *const object = construct(use->pools().take(bytes));
    return {object, [use = std::move(use), bytes](T *old) {
                old->~T();
                use->pools().give(old, bytes);
            }};
}

} // namespace watchglass::store
