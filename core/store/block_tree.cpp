#include "core/store/block_tree.h"

#include <algorithm>

namespace watchglass::store {

namespace {

/// The last child that begins at or before `time`, or the first one.
std::uint32_t childFor(const BlockTree::Node &node, Timestamp time)
{
    const auto *const begin = node.first;
    const auto after = std::upper_bound(begin, begin + node.size, time) - begin;
    return after > 0 ? static_cast<std::uint32_t>(after - 1) : 0;
}

} // namespace

const std::shared_ptr<const Block> &BlockTree::blockFor(Timestamp time) const
{
    const Node *node = m_root.get();
    for (;;) {
        const Child &child = node->children[childFor(*node, time)];
        if (child.block)
            return child.block;
        node = child.node.get();
    }
}

const std::shared_ptr<const Block> &BlockTree::front() const
{
    return blockFor(Timestamp::min());
}

const std::shared_ptr<const Block> &BlockTree::back() const
{
    return blockFor(Timestamp::max());
}

BlockTree BlockTree::appended(std::shared_ptr<const Block> block) const
{
    Entries entries;
    entries.push_back(entryOf(std::move(block)));
    return rooted(m_root ? edit(*m_root, Timestamp::max(), entries, true) : pack(entries, true));
}

BlockTree BlockTree::replaced(Timestamp time, std::span<const std::shared_ptr<const Block>> blocks) const
{
    Entries entries;
    for (const auto &block : blocks)
        entries.push_back(entryOf(block));
    return rooted(edit(*m_root, time, entries, false));
}

BlockTree BlockTree::withoutFront() const
{
    return rooted(edit(*m_root, Timestamp::min(), {}, false));
}

BlockTree BlockTree::withoutBack() const
{
    return rooted(edit(*m_root, Timestamp::max(), {}, false));
}

std::uint64_t BlockTree::countBefore(Timestamp time) const
{
    std::uint64_t count = 0;
    const Node *node = m_root.get();
    while (node) {
        const std::uint32_t at = node->reaching(time);
        for (std::uint32_t i = 0; i < at; ++i)
            count += node->count[i];
        if (at == node->size)
            return count;
        const Child &child = node->children[at];
        if (child.block)
            return count + child.block->lowerBound(time, 0, child.block->count());
        node = child.node.get();
    }
    return count;
}

BlockTree::Place BlockTree::at(std::uint64_t rank) const
{
    const Node *node = m_root.get();
    for (;;) {
        std::uint32_t i = 0;
        for (; rank >= node->count[i]; ++i)
            rank -= node->count[i];
        const Child &child = node->children[i];
        if (child.block)
            return {child.block.get(), static_cast<std::uint32_t>(rank)};
        node = child.node.get();
    }
}

BlockTree::Entry BlockTree::entryOf(std::shared_ptr<const Block> block)
{
    const std::uint32_t count = block->count();
    return {block->time(0), block->time(count - 1), block->aggregate(0, count), {nullptr, std::move(block)}};
}

BlockTree::Entry BlockTree::entryOf(std::shared_ptr<const Node> node)
{
    Entry entry{node->first[0], node->last[node->size - 1], {}, {}};
    for (std::uint32_t i = 0; i < node->size; ++i)
        entry.total.append(node->total[i]);
    entry.child.node = std::move(node);
    return entry;
}

/// Entries as one node or, when they are too many, as two. What grows at the end leaves full nodes behind.
BlockTree::Entries BlockTree::pack(const Entries &entries, bool atEnd) const
{
    Entries packed;
    const std::size_t left = entries.size() <= Node::fanOut ? entries.size()
                             : atEnd                        ? Node::fanOut
                                                            : entries.size() / 2;
    for (std::size_t begin = 0, end = left; begin < entries.size(); begin = end, end = entries.size()) {
        const auto size = static_cast<std::uint32_t>(end - begin);
        packed.push_back(entryOf(Node::make(entries.data() + begin, size, m_use)));
    }
    return packed;
}

/// `node` with `blocks` in the place of the block for `time`, or after the last one: one entry, two when it had to be
/// split, or none when nothing is left.
BlockTree::Entries BlockTree::edit(const Node &node, Timestamp time, const Entries &blocks, bool append) const
{
    const std::uint32_t at = append ? node.size - 1 : childFor(node, time);
    const Child &child = node.children[at];
    const bool keepsChild = append && child.block;
    const Entries now = child.node ? edit(*child.node, time, blocks, append) : blocks;
    Entries entries;
    entries.reserve(Node::fanOut + now.size());
    for (std::uint32_t i = 0; i < node.size; ++i) {
        if (i != at || keepsChild)
            entries.push_back({node.first[i], node.last[i], node.total[i], node.children[i]});
        if (i == at)
            entries.insert(entries.end(), now.begin(), now.end());
    }
    return pack(entries, append);
}

BlockTree BlockTree::rooted(Entries entries) const
{
    if (entries.size() > 1)
        entries = pack(entries, false);
    BlockTree tree(m_use);
    if (entries.empty())
        return tree;
    tree.m_root = std::move(entries.front().child.node);
    tree.m_total = entries.front().total;
    while (tree.m_root->size == 1 && tree.m_root->children[0].node)
        tree.m_root = tree.m_root->children[0].node;
    return tree;
}

} // namespace watchglass::store
