#pragma once

#include "core/store/block.h"

#include <cstdint>
#include <memory>

namespace watchglass::store {

/// A node of a BlockTree: up to fanOut blocks, or nodes, in time order, and what is to be known of each without looking
/// into it. One piece of memory, just large enough: a small tree is a large part of a short series.
/// Arrays side by side: searches read times only, and who sums up children needs little of their aggregates.
/// Thread: any, once it is filled.
class alignas(cacheLine) BlockNode
{
public:
    static constexpr std::uint32_t fanOut = 16;

    /// Exactly one of the two is set, the same one throughout a node.
    struct Child
    {
        std::shared_ptr<const BlockNode> node;
        std::shared_ptr<const Block> block;
    };
    struct Entry
    {
        Timestamp first;
        Timestamp last;
        Aggregate total;
        Child child;
    };

    /// Requires: 1 <= size <= fanOut entries.
    static std::shared_ptr<const BlockNode> make(const Entry *entries, std::uint32_t size,
                                                 const std::shared_ptr<MemoryUse> &use);
    BlockNode(const BlockNode &) = delete;
    BlockNode &operator=(const BlockNode &) = delete;

    const std::uint32_t size;
    bool hasNan = false; ///< Whether a child holds one.
    // Of each child:
    Extremes *extremes = nullptr;
    Timestamp *first = nullptr; ///< Of its first sample.
    Timestamp *last = nullptr;  ///< Of its last sample.
    std::uint64_t *count = nullptr;
    const Block **block = nullptr; ///< The block itself, or null.
    Aggregate *total = nullptr;
    Child *children = nullptr;

    /// The first child whose last sample is at or after `time`; `size` when there is none.
    std::uint32_t reaching(Timestamp time) const;
    /// Asks the processor to fetch this node but for `total` and `children`, if it is full.
    void prefetch() const
    {
        constexpr std::size_t hot = sizeof(Extremes) + 2 * sizeof(Timestamp) + sizeof(*count) + sizeof(*block);
        prefetchLines(reinterpret_cast<const char *>(this), sizeof(BlockNode) + fanOut * hot);
    }

    ~BlockNode();

private:
    BlockNode(std::uint32_t size, std::shared_ptr<MemoryUse> use);
    static std::size_t bytesFor(std::uint32_t size);
    void set(std::uint32_t slot, const Entry &entry);

    const Occupied m_occupied;
};

} // namespace watchglass::store
