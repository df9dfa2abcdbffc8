#pragma once

#include "core/store/block.h"

#include <array>
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
    static constexpr std::uint32_t fanOut = 16;

    struct Node;
    /// Exactly one of the two is set, the same one throughout a node.
    struct Child
    {
        std::shared_ptr<const Node> node;
        std::shared_ptr<const Block> block;
    };
    /// Arrays side by side, because searches read times only.
    struct Node
    {
        std::uint32_t size = 0;
        std::array<Timestamp, fanOut> first; ///< Of each child's first sample.
        std::array<Timestamp, fanOut> last;  ///< Of each child's last sample.
        std::array<Aggregate, fanOut> total;
        std::array<Child, fanOut> children;

        /// The first child whose last sample is at or after `time`; `size` when there is none.
        std::uint32_t reaching(Timestamp time) const;
    };

    bool isEmpty() const { return !m_root; }
    std::uint64_t count() const { return m_total.count; }
    /// Of the first and the last sample. Requires: not empty.
    Timestamp first() const { return m_root->first[0]; }
    Timestamp last() const { return m_root->last[m_root->size - 1]; }
    const Node *root() const { return m_root.get(); }

    /// The last block that begins at or before `time`, or the first one: where a sample of that time belongs.
    /// Requires: not empty.
    const Block &blockFor(Timestamp time) const;
    /// This tree with `block` after all others.
    BlockTree appended(std::shared_ptr<const Block> block) const;
    /// This tree with `blocks` in the place of blockFor(time). Requires: not empty, `blocks` neither.
    BlockTree replaced(Timestamp time, std::span<const std::shared_ptr<const Block>> blocks) const;

    /// How many samples are before `time`.
    std::uint64_t countBefore(Timestamp time) const;
    /// Block and index of sample `rank`, counted from 0. Requires: rank < count().
    struct Place
    {
        const Block *block = nullptr;
        std::uint32_t index = 0;
    };
    Place at(std::uint64_t rank) const;

    /// What all nodes and blocks occupy.
    std::size_t bytes() const;

private:
    struct Entry
    {
        Timestamp first;
        Timestamp last;
        Aggregate total;
        Child child;
    };
    using Entries = std::vector<Entry>;

    static Entry entryOf(std::shared_ptr<const Block> block);
    static Entry entryOf(std::shared_ptr<const Node> node);
    static Entries pack(const Entries &entries, bool atEnd);
    static Entries edit(const Node &node, Timestamp time, const Entries &blocks, bool append);
    static BlockTree rooted(Entries entries);

    std::shared_ptr<const Node> m_root;
    Aggregate m_total;
};

} // namespace watchglass::store
