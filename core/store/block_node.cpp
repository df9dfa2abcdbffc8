#include "core/store/block_node.h"

#include <algorithm>

namespace watchglass::store {

namespace {

/// `size` values at `at`, which is moved past them.
template <typename T>
T *take(std::byte *&at, std::uint32_t size)
{
    T *const values = reinterpret_cast<T *>(at);
    std::uninitialized_default_construct_n(values, size);
    at += size * sizeof(T);
    return values;
}

} // namespace

std::size_t BlockNode::bytesFor(std::uint32_t size)
{
    constexpr std::size_t each =
        sizeof(Extremes) + 2 * sizeof(Timestamp) + sizeof(*count) + sizeof(*block) + sizeof(Aggregate) + sizeof(Child);
    static_assert(sizeof(BlockNode) % alignof(Extremes) == 0);
    return SlotPools::slotBytes(sizeof(BlockNode) + size * each);
}

std::shared_ptr<const BlockNode> BlockNode::make(const Entry *entries, std::uint32_t size,
                                                 const std::shared_ptr<MemoryUse> &use)
{
    const auto node =
        makeInPlace<BlockNode>(bytesFor(size), use, [&](void *memory) { return new (memory) BlockNode(size, use); });
    for (std::uint32_t i = 0; i < size; ++i)
        node->set(i, entries[i]);
    return node;
}

BlockNode::BlockNode(std::uint32_t nodeSize, std::shared_ptr<MemoryUse> use)
    : size(nodeSize)
    , m_occupied(std::move(use), sharingBytes + bytesFor(nodeSize))
{
    std::byte *at = reinterpret_cast<std::byte *>(this) + sizeof(BlockNode);
    extremes = take<Extremes>(at, size);
    first = take<Timestamp>(at, size);
    last = take<Timestamp>(at, size);
    count = take<std::uint64_t>(at, size);
    block = take<const Block *>(at, size);
    total = take<Aggregate>(at, size);
    children = take<Child>(at, size);
}

BlockNode::~BlockNode()
{
    std::destroy_n(children, size); // the others need no end
}

void BlockNode::set(std::uint32_t slot, const Entry &entry)
{
    extremes[slot] = Extremes{entry.total.min, -entry.total.max};
    first[slot] = entry.first;
    last[slot] = entry.last;
    count[slot] = entry.total.count;
    block[slot] = entry.child.block.get();
    total[slot] = entry.total;
    children[slot] = entry.child;
    hasNan = hasNan || entry.total.nanCount > 0;
}

std::uint32_t BlockNode::reaching(Timestamp time) const
{
    return static_cast<std::uint32_t>(std::lower_bound(last, last + size, time) - last);
}

} // namespace watchglass::store
