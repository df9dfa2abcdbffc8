#pragma once

#include "core/store/block_node.h"

#include <memory>
#include <span>
#include <vector>

namespace watchglass::store {

/// The sealed blocks of a series in time order, with the aggregates of every run of 16, 256 … of them: an immutable
/// B-tree. A change gives a new tree that shares all but one path with the old one, so that it costs
/// O(16 log blocks), and whoever holds the old tree keeps it whole.
/// Thread: any.
/// Invariant: no block is empty; neighbours may share the time at which they touch, but never overlap.
class BlockTree
{
public:
    using Node = BlockNode;

    explicit BlockTree(std::shared_ptr<MemoryUse> use = nullptr)
        : m_use(std::move(use))
    {}

    bool isEmpty() const { return !m_root; }
    std::uint64_t count() const { return m_total.count; }
    /// Of the first and the last sample. Requires: not empty.
    Timestamp first() const { return m_root->first[0]; }
    Timestamp last() const { return m_root->last[m_root->size - 1]; }
    const Node *root() const { return m_root.get(); }

    /// The last block that begins at or before `time`, or the first one: where a sample of that time belongs.
    /// Requires: not empty.
    const std::shared_ptr<const Block> &blockFor(Timestamp time) const;
    /// The oldest block, and the newest. Requires: not empty.
    const std::shared_ptr<const Block> &front() const;
    const std::shared_ptr<const Block> &back() const;
    /// This tree with `block` after all others.
    BlockTree appended(std::shared_ptr<const Block> block) const;
    /// This tree with `blocks` in the place of blockFor(time). Requires: not empty, `blocks` neither.
    BlockTree replaced(Timestamp time, std::span<const std::shared_ptr<const Block>> blocks) const;

    /// This tree without its oldest or newest block. Requires: not empty.
    BlockTree withoutFront() const;
    BlockTree withoutBack() const;

    /// How many samples are before `time`.
    std::uint64_t countBefore(Timestamp time) const;
    /// Block and index of sample `rank`, counted from 0. Requires: rank < count().
    struct Place
    {
        const Block *block = nullptr;
        std::uint32_t index = 0;
    };
    Place at(std::uint64_t rank) const;

private:
    using Entry = BlockNode::Entry;
    using Child = BlockNode::Child;
    using Entries = std::vector<Entry>;

    static Entry entryOf(std::shared_ptr<const Block> block);
    static Entry entryOf(std::shared_ptr<const Node> node);
    Entries pack(const Entries &entries, bool atEnd) const;
    Entries edit(const Node &node, Timestamp time, const Entries &blocks, bool append) const;
    BlockTree rooted(Entries entries) const;

    std::shared_ptr<MemoryUse> m_use;
    std::shared_ptr<const Node> m_root;
    Aggregate m_total;
};

} // namespace watchglass::store
