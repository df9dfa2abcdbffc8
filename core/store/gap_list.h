#pragma once

#include "core/model/gap.h"

#include <optional>
#include <span>
#include <vector>

namespace watchglass::store {

/// Whether a sample inside a gap of this cause shows that it was none there.
constexpr bool isPartedBySamples(GapCause cause)
{
    return cause != GapCause::NotRequested;
}

/// The recorded gaps of a series, ordered by their start. Gaps of one cause neither overlap nor touch unless a sample
/// parts them; gaps of different causes may overlap.
///
/// What a sample proves: a sample strictly inside a gap parts it at its time, and a part no longer than `rhythm2`
/// (twice the series' own rhythm) is no gap any more and vanishes. So a backfill in any order closes a gap from
/// where it has data, a lone sample in a long gap leaves two gaps, and a gap that was never touched stays as it was
/// recorded, however short.
///
/// A gap of GapCause::NotRequested is different: it says that not every sample was asked for, so that samples inside
/// it, the thinned rest, prove nothing. Only requested() takes from it. Thread: any; a value.
class GapList
{
public:
    GapList() = default;

    const std::vector<Gap> &all() const { return m_gaps; }
    /// Just after the last instant of any gap that samples part; nothing without such gaps.
    std::optional<Timestamp> partedEnd() const { return m_partedEnd; }

    /// The span that addGap() would have to look through for samples: `gap` joined with those of its cause that it
    /// overlaps or touches.
    TimeRange joined(const Gap &gap) const;
    /// This list with `gap` joined in, parted by `samples`: the times of all samples in joined(gap), in order.
    GapList with(const Gap &gap, std::span<const Timestamp> samples, Duration rhythm2) const;
    /// Whether a gap of NotRequested shares an instant with `range`.
    bool isNotRequested(TimeRange range) const;
    /// This list with `range` taken out of gaps of NotRequested.
    GapList requested(TimeRange range) const;
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
    std::optional<Timestamp> m_partedEnd;
};

} // namespace watchglass::store
