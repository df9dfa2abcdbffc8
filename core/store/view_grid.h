#pragma once

#include "core/base/timestamp.h"

#include <cstdint>

namespace watchglass::store {

/// The columns of a View as arithmetic alone: where they lie, and which one an instant falls into. Right over all
/// that a Timestamp can hold: ends are counted as the last instant inside, and differences are unsigned.
struct ViewGrid
{
    /// Columns of the width that `columns` (less than 1 counts as 1) of them need to span `range`, 1 ns at least,
    /// starting at a multiple of that width. An empty range gives no columns.
    ViewGrid(TimeRange range, int columns);

    Timestamp anchor;
    Timestamp to; ///< Of the range.
    Duration width{1};
    Duration slack{0}; ///< How far from a column's edge a sample may be taken for one of the column beside it.
    std::size_t count = 0;

    /// The column of `time`. Requires: anchor <= time <= lastInstant(count - 1).
    std::size_t columnOf(Timestamp time) const;
    /// The same for a time after column `before`; quicker when it is the next.
    std::size_t columnAfter(std::size_t before, Timestamp time) const
    {
        return time <= lastInstant(before + 1) ? before + 1 : columnOf(time);
    }
    /// The last instant inside a column. Requires: column < count.
    Timestamp lastInstant(std::size_t column) const;
};

} // namespace watchglass::store
