#pragma once

#include "core/store/block_tree.h"
#include "core/store/gap_list.h"
#include "core/store/statistics.h"
#include "core/store/view.h"
#include "core/store/view_grid.h"

#include <memory>
#include <optional>
#include <vector>

namespace watchglass::store {

/// Everything a series holds, except that samples may still be appended to `open`. No sample of `open` is older than
/// the newest one in `sealed`.
struct SeriesState
{
    BlockTree sealed;
    std::shared_ptr<const Block> open;
    std::shared_ptr<const GapList> gaps; ///< Never null.

    /// Whether there is no sealed block, or it holds the newest sample.
    bool isFrontNeeded() const { return sealed.isEmpty() || (open->count() == 0 && sealed.front() == sealed.back()); }
};

/// A series at one instant: what its state held and how far its open block was published. Samples are counted by
/// rank, 0 for the oldest.
/// Thread: any; a value that shares what it shows.
class Snapshot
{
public:
    explicit Snapshot(std::shared_ptr<const SeriesState> state);

    std::uint64_t count() const { return m_state->sealed.count() + m_openCount; }
    /// How many samples are before (at or before) `time`: the rank of the first one at or after (after) it.
    std::uint64_t countBefore(Timestamp time) const;
    std::uint64_t countUpTo(Timestamp time) const;
    /// Requires: rank < count().
    Sample sample(std::uint64_t rank) const;
    /// Samples [begin, end) by rank.
    std::vector<Sample> samples(std::uint64_t begin, std::uint64_t end) const;
    /// See Series::rhythm().
    std::optional<Duration> rhythm() const;
    /// See Series::statistics().
    Statistics statistics(TimeRange range) const;
    /// See View and Series::view().
    View view(TimeRange range, int columns) const;

    const SeriesState &state() const { return *m_state; }

private:
    std::uint64_t startOf(const ViewGrid &grid, std::uint64_t exact) const;

    std::shared_ptr<const SeriesState> m_state;
    std::uint32_t m_openCount;
};

} // namespace watchglass::store
