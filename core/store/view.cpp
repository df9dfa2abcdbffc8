#include "core/store/view.h"

#include "core/store/snapshot.h"
#include "core/store/view_grid.h"

#include <algorithm>
#include <array>
#include <utility>

namespace watchglass::store {

namespace {

std::uint32_t saturated(std::uint64_t count)
{
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(count, UINT32_MAX));
}

std::uint64_t distance(Timestamp from, Timestamp to)
{
    return static_cast<std::uint64_t>(to.ns()) - static_cast<std::uint64_t>(from.ns());
}

/// Where to part a block after `last`, which its sample `exact` is the first to follow, when `inColumn` samples lie in
/// the column that ends there: few are told apart one by one, among many a group goes as a whole.
std::uint32_t cutAt(const Block &block, std::uint32_t exact, std::uint32_t count, Timestamp last,
                    std::uint64_t inColumn, Duration slack)
{
    const bool isCut = exact > 0 && exact < count && slack > Duration::zero();
    return isCut && inColumn >= View::manySamples ? block.coarseCut(exact, last, slack) : exact;
}

/// Hands out aggregates, which come in order of time, to columns. Whatever lies in one column as a whole is taken by
/// its aggregate; only what a column's edge cuts is looked into.
class ColumnFiller
{
public:
    /// `start` is the rank at which the first column begins, `exact` that of the first sample at its edge or after it.
    ColumnFiller(const ViewGrid &grid, std::vector<Column> &columns, std::uint64_t start, std::uint64_t exact)
        : m_grid(grid)
        , m_columns(columns)
        , m_last(grid.lastInstant(0))
        , m_end(grid.lastInstant(grid.count - 1))
        , m_toSkip(start)
        , m_rank(start)
        , m_exact(exact)
    {}

    /// The rank after the last sample that was taken.
    std::uint64_t rank() const { return m_rank; }

    void fill(const BlockTree::Node &node)
    {
        std::uint32_t i = 0;
        for (; i < node.size && m_toSkip >= node.count[i]; ++i)
            m_toSkip -= node.count[i];
        prefetch(node, i);
        for (; i < node.size && !m_isFull; ++i) {
            if (m_toSkip == 0) {
                // What ends in the column begins there, too.
                if (node.last[i] > m_last && node.first[i] > m_last) {
                    if (node.first[i] > m_end)
                        return;
                    moveTo(columnAfter(node.first[i]), m_rank);
                }
                if (node.last[i] <= m_last) {
                    take(node, i);
                    continue;
                }
            }
            if (const Block *const block = node.block[i]) {
                fill(*block, node.last[i], &node.total[i], static_cast<std::uint32_t>(node.count[i]));
                continue;
            }
            if (i + 1 < node.size)
                node.children[i + 1].node->prefetch();
            fill(*node.children[i].node);
        }
    }

    /// The samples of a block up to `count`, the last of which is at `last`; `whole` is their aggregate where it is
    /// known.
    void fill(const Block &block, Timestamp last, const Aggregate *whole, std::uint32_t count)
    {
        auto at = static_cast<std::uint32_t>(std::exchange(m_toSkip, 0));
        const std::uint64_t start = m_rank - at;
        while (at < count) {
            const Timestamp time = block.time(at);
            if (time > m_end) {
                m_isFull = true;
                return;
            }
            if (time > m_last)
                moveTo(columnAfter(time), m_rank);
            const std::uint32_t exact = last <= m_last ? count : block.upperBound(m_last, at, count);
            const std::uint32_t next = cutAt(block, exact, count, m_last, start + exact - m_exact, m_grid.slack);
            if (next > at)
                take(block, at, next, count, whole);
            at = next;
            if (at == count)
                return;
            if (m_column + 1 == m_columns.size()) {
                m_isFull = true;
                return;
            }
            moveTo(m_column + 1, start + exact);
        }
    }

    /// The block that follows all of the tree, up to `count`.
    void fillOpen(const Block &block, std::uint32_t count)
    {
        if (!m_isFull && m_toSkip < count)
            fill(block, block.time(count - 1), nullptr, count);
    }

    /// Writes the column that was filled last.
    void finish()
    {
        Column &column = m_columns[m_column];
        if (m_newestPart)
            m_newest = {m_newestPart->lastTime, m_newestPart->last};
        m_newestPart = nullptr;
        if (m_hasFirst) {
            column.first = m_first.value;
            column.firstTime = m_first.time;
            column.last = m_newest.value;
            column.lastTime = m_newest.time;
            column.min = leastOf(m_extremes);
            column.max = greatestOf(m_extremes);
        }
        column.count = saturated(m_count);
        column.nanCount = saturated(m_nanCount);
        m_extremes = ofNone;
        m_hasFirst = false;
        m_count = 0;
        m_nanCount = 0;
    }

private:
    /// The blocks of a node that a column's edge cuts lie anywhere in memory: all fetches for the first edge in each
    /// are under way before the first is waited for.
    void prefetch(const BlockTree::Node &node, std::uint32_t begin) const
    {
        std::array<Timestamp, BlockTree::Node::fanOut> edges;
        std::array<std::uint32_t, BlockTree::Node::fanOut> cut;
        std::uint32_t count = 0;
        std::size_t column = m_column;
        Timestamp edge = m_last;
        for (std::uint32_t i = begin; i < node.size && node.block[i]; ++i) {
            if (edge >= node.last[i])
                continue;
            if (edge < node.first[i]) {
                if (node.first[i] > m_end)
                    break;
                column = m_grid.columnAfter(column, node.first[i]);
                edge = m_grid.lastInstant(column);
                if (edge >= node.last[i])
                    continue;
            }
            node.block[i]->prefetchHead();
            __builtin_prefetch(&node.total[i]);
            __builtin_prefetch(&node.total[i > 0 ? i - 1 : 0]);
            edges[count] = std::max(edge, node.first[i]);
            cut[count++] = i;
        }
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint32_t at = cut[i];
            node.block[at]->prefetch(edges[i], node.first[at], node.last[at],
                                     static_cast<std::uint32_t>(node.count[at]));
        }
    }

    std::size_t columnAfter(Timestamp time) const { return m_grid.columnAfter(m_column, time); }

    /// To a later column. `exact` is the rank of the first sample that lies in it or after it.
    void moveTo(std::size_t column, std::uint64_t exact)
    {
        finish();
        m_column = column;
        m_last = m_grid.lastInstant(column);
        m_exact = exact;
    }

    void take(const Aggregate &part)
    {
        m_count += part.count;
        m_rank += part.count;
        m_nanCount += part.nanCount;
        if (!part.hasValue())
            return;
        if (!m_hasFirst)
            m_first = {part.firstTime, part.first};
        m_hasFirst = true;
        m_newestPart = nullptr;
        m_newest = {part.lastTime, part.last};
        m_extremes = least(m_extremes, Extremes{part.min, -part.max});
    }

    /// All of a node's child. Its last value is read only when it turns out to be the column's.
    void take(const BlockTree::Node &node, std::uint32_t child)
    {
        const Aggregate &part = node.total[child];
        if (node.hasNan) {
            take(part);
            return;
        }
        m_count += node.count[child];
        m_rank += node.count[child];
        if (!m_hasFirst)
            m_first = {part.firstTime, part.first};
        m_hasFirst = true;
        m_newestPart = &part;
        m_extremes = least(m_extremes, node.extremes[child]);
    }

    /// Samples [begin, end) of a block. Its ends are not read where `whole` tells them.
    void take(const Block &block, std::uint32_t begin, std::uint32_t end, std::uint32_t count, const Aggregate *whole)
    {
        if (block.mayHaveNan()) {
            take(block.aggregate(begin, end));
            return;
        }
        m_count += end - begin;
        m_rank += end - begin;
        if (!m_hasFirst)
            m_first = whole && begin == 0 ? Sample{whole->firstTime, whole->first} : block.firstOf(begin, end);
        m_hasFirst = true;
        m_newestPart = end == count ? whole : nullptr;
        if (!m_newestPart)
            m_newest = block.lastOf(end);
        m_extremes = least(m_extremes, block.extremes(begin, end));
    }

    const ViewGrid &m_grid;
    std::vector<Column> &m_columns;
    std::size_t m_column = 0;
    Timestamp m_last; ///< The last instant of that column; the rest is what it holds so far.
    Extremes m_extremes = ofNone;
    bool m_hasFirst = false;
    Sample m_first;
    Sample m_newest;
    const Aggregate *m_newestPart = nullptr; ///< Where m_newest is to be read from, if anywhere.
    std::uint64_t m_count = 0;
    std::uint64_t m_nanCount = 0;
    Timestamp m_end;        ///< The last instant of all columns.
    bool m_isFull = false;  ///< What comes now is after it.
    std::uint64_t m_toSkip; ///< Samples before the first column.
    std::uint64_t m_rank;   ///< Of the next sample.
    std::uint64_t m_exact;  ///< Of the first sample that lies in the column, or after it.
};

} // namespace

/// The rank at which the first column begins; `exact` samples are before its edge.
std::uint64_t Snapshot::startOf(const ViewGrid &grid, std::uint64_t exact) const
{
    if (exact == 0 || exact == count())
        return exact;
    const Timestamp last = grid.anchor - Duration(1);
    const bool reachesMin = distance(Timestamp::min(), grid.anchor) < static_cast<std::uint64_t>(grid.width.count());
    const std::uint64_t before = reachesMin ? 0 : countBefore(grid.anchor - grid.width);
    const std::uint64_t sealed = m_state->sealed.count();
    const auto place = exact < sealed
                           ? m_state->sealed.at(exact)
                           : BlockTree::Place{m_state->open.get(), static_cast<std::uint32_t>(exact - sealed)};
    const std::uint32_t blockCount = exact < sealed ? place.block->count() : m_openCount;
    return exact - place.index + cutAt(*place.block, place.index, blockCount, last, exact - before, grid.slack);
}

View Snapshot::view(TimeRange range, int columns) const
{
    const ViewGrid grid(range, columns);
    View view;
    view.range = range;
    view.anchor = grid.anchor;
    view.columnWidth = grid.width;
    view.columns.resize(grid.count);
    view.gaps = m_state->gaps->touching(range);

    const std::uint64_t exact = countBefore(grid.anchor);
    std::uint64_t begin = exact;
    std::uint64_t end = exact;
    if (grid.count > 0) {
        begin = startOf(grid, exact);
        const Block &open = *m_state->open;
        ColumnFiller filler(grid, view.columns, begin, exact);
        if (const BlockTree::Node *root = m_state->sealed.root())
            filler.fill(*root);
        if (m_openCount > 0)
            filler.fillOpen(open, m_openCount);
        filler.finish();
        end = filler.rank();
    }
    view.sampleCount = end - begin;
    if (begin > 0)
        view.before = sample(begin - 1);
    if (end < count())
        view.after = sample(end);
    return view;
}

} // namespace watchglass::store
