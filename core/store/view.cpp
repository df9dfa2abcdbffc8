#include "core/store/view.h"

#include "core/store/snapshot.h"
#include "core/store/view_grid.h"

#include <algorithm>
#include <array>

namespace watchglass::store {

namespace {

std::uint32_t added(std::uint32_t count, std::uint64_t more)
{
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(count + more, UINT32_MAX));
}

/// Hands out aggregates, which come in order of time, to columns. Whatever lies in one column as a whole is taken by
/// its aggregate; only what a column's edge cuts is looked into.
class ColumnFiller
{
public:
    ColumnFiller(const ViewGrid &grid, std::vector<Column> &columns)
        : m_grid(grid)
        , m_columns(columns)
        , m_last(grid.lastInstant(0))
        , m_end(grid.lastInstant(grid.count - 1))
    {}

    void fill(const BlockTree::Node &node)
    {
        prefetch(node);
        for (std::uint32_t i = node.reaching(m_grid.anchor); i < node.size && node.first[i] <= m_end; ++i) {
            if (node.first[i] >= m_grid.anchor) {
                moveTo(node.first[i]);
                if (node.last[i] <= m_last) {
                    take(node.total[i]);
                    continue;
                }
            }
            const BlockTree::Child &child = node.children[i];
            if (child.node) {
                fill(*child.node);
            } else {
                fill(*child.block, node.first[i], node.last[i], &node.total[i],
                     static_cast<std::uint32_t>(node.total[i].count));
            }
        }
    }

    /// The samples of a block up to `count`, from `first` to `last`; `whole` is their aggregate where it is known.
    void fill(const Block &block, Timestamp first, Timestamp last, const Aggregate *whole, std::uint32_t count)
    {
        std::uint32_t at = 0;
        if (first < m_grid.anchor) {
            at = block.lowerBound(m_grid.anchor, 0, count);
            first = at < count ? block.time(at) : last;
        }
        while (at < count && first <= m_end) {
            moveTo(first);
            const std::uint32_t next = block.upperBound(m_last, at, first, count, last);
            take(block.aggregate(at, next, count, whole));
            at = next;
            if (at < count)
                first = block.time(at);
        }
    }

private:
    /// The blocks of a node that a column's edge cuts lie anywhere in memory: all their fetches are under way before
    /// the first is waited for.
    void prefetch(const BlockTree::Node &node) const
    {
        std::array<Timestamp, BlockTree::fanOut> cuts;
        std::array<std::uint32_t, BlockTree::fanOut> cutBlocks;
        std::uint32_t count = 0;
        Timestamp edge = m_last;
        for (std::uint32_t i = node.reaching(m_grid.anchor); i < node.size && node.first[i] <= m_end; ++i) {
            if (!node.children[i].block)
                return;
            if (edge < node.first[i])
                edge = m_grid.lastInstant(m_grid.columnOf(node.first[i]));
            if (edge >= node.last[i])
                continue;
            __builtin_prefetch(node.children[i].block.get());
            cuts[count] = edge;
            cutBlocks[count++] = i;
        }
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint32_t at = cutBlocks[i];
            if (node.first[at] <= cuts[i])
                node.children[at].block->prefetch(cuts[i], node.first[at], node.last[at],
                                                  static_cast<std::uint32_t>(node.total[at].count));
        }
    }

    /// To the column of `time`, which is never an earlier one.
    void moveTo(Timestamp time)
    {
        if (time <= m_last)
            return;
        m_column = m_grid.columnOf(time);
        m_last = m_grid.lastInstant(m_column);
    }

    void take(const Aggregate &part)
    {
        Column &column = m_columns[m_column];
        if (part.hasValue()) {
            if (!column.hasValue()) {
                column.first = part.first;
                column.firstTime = part.firstTime;
            }
            column.last = part.last;
            column.lastTime = part.lastTime;
            column.min = std::min(column.min, part.min);
            column.max = std::max(column.max, part.max);
        }
        column.count = added(column.count, part.count);
        column.nanCount = added(column.nanCount, part.nanCount);
    }

    const ViewGrid &m_grid;
    std::vector<Column> &m_columns;
    std::size_t m_column = 0;
    Timestamp m_last; ///< The last instant of that column.
    Timestamp m_end;  ///< The last instant of all columns.
};

} // namespace

View Snapshot::view(TimeRange range, int columns) const
{
    const ViewGrid grid(range, columns);
    View view;
    view.range = range;
    view.anchor = grid.anchor;
    view.columnWidth = grid.width;
    view.columns.resize(grid.count);
    view.gaps = m_state->gaps->touching(range);

    const std::uint64_t begin = countBefore(grid.anchor);
    std::uint64_t end = begin;
    if (grid.count > 0) {
        const Block &open = *m_state->open;
        ColumnFiller filler(grid, view.columns);
        if (const BlockTree::Node *root = m_state->sealed.root())
            filler.fill(*root);
        if (m_openCount > 0)
            filler.fill(open, open.time(0), open.time(m_openCount - 1), nullptr, m_openCount);
        end = countUpTo(grid.lastInstant(grid.count - 1));
    }
    view.sampleCount = end - begin;
    if (begin > 0)
        view.before = sample(begin - 1);
    if (end < count())
        view.after = sample(end);
    return view;
}

} // namespace watchglass::store
