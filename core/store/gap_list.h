#pragma once

#include "core/model/gap.h"

#include <optional>
#include <span>
#include <vector>

namespace watchglass::store {

/// The recorded gaps of a series, ordered by their start. Gaps of one cause neither overlap nor touch unless a sample
/// parts them; gaps of different causes may overlap.
///
/// What a sample proves: a sample strictly inside a gap parts it at its time, and a part no longer than `rhythm2`
/// (twice the series' own rhythm) is no gap any more and vanishes. So a backfill in any order closes a gap from
/// where it has data, a lone sample in a long gap leaves two gaps, and a gap that was never touched stays as it was
/// recorded, however short.
/// Thread: any; a value.
class GapList
{
public:
    GapList() = default;

    const std::vector<Gap> &all() const { return m_gaps; }
    /// Just after the last instant of any gap; nothing without gaps.
    std::optional<Timestamp> end() const;

    /// The span that addGap() would have to look through for samples: `gap` joined with those of its cause that it
    /// overlaps or touches.
    TimeRange joined(const Gap &gap) const;
    /// This list with `gap` joined in, parted by `samples`: the times of all samples in joined(gap), in order.
    GapList with(const Gap &gap, std::span<const Timestamp> samples, Duration rhythm2) const;
    /// Whether a sample at `time` would change anything.
    bool isInside(Timestamp time) const;
    /// This list after a sample at `time`.
    GapList cut(Timestamp time, Duration rhythm2) const;
    /// Gaps that share an instant with `range`.
    std::vector<Gap> touching(TimeRange range) const;

private:
    explicit GapList(std::vector<Gap> gaps);
    std::size_t beginOf(Timestamp time) const;

    std::vector<Gap> m_gaps;
    std::vector<Timestamp> m_reach; ///< The latest end of gaps [0, i]: where a search from the right may stop.
};

} // namespace watchglass::store
