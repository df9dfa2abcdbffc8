#pragma once

#include "core/model/gap.h"
#include "core/model/sample.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace watchglass::store {

/// What all samples of one column of a View come to. NaN values count in `count` and `nanCount` and are otherwise
/// left out, so a column of nothing but NaN has count == nanCount and no first/min/max/last worth reading.
struct Column
{
    double first = 0.0;
    double min = std::numeric_limits<double>::infinity();
    double max = -std::numeric_limits<double>::infinity();
    double last = 0.0;
    Timestamp firstTime;     ///< Of `first`.
    Timestamp lastTime;      ///< Of `last`.
    std::uint32_t count = 0; ///< Stays at the highest that it holds.
    std::uint32_t nanCount = 0;

    bool hasValue() const { return count > nanCount; }
};

/// A series over a span as W columns of equal width: immutable, free of the store, safe to draw from any thread.
///
/// Column i covers [anchor + i * columnWidth, anchor + (i + 1) * columnWidth); `anchor` is a multiple of columnWidth
/// since 1970, so a column keeps its samples while the span scrolls. What first/min/max/last per column draws are
/// the same pixels as all samples would (M4: Jugel, Jerzak, Hackenbroich, Markl, "M4: A Visualization-Oriented Time
/// Series Data Aggregation", PVLDB 7(10), 2014).
///
/// A column of less than manySamples samples, by time, holds exactly these. Where there are more, a group of samples of
/// which the store knows the extremes may count as a whole to the column in which it ends, if it begins no more than
/// 1/edgeShare of a column before that: a view then need not read single samples. Which groups do depends on the column
/// alone, so that they stay there while the span scrolls.
///
/// At the ends of what a Timestamp holds: where the multiple would lie before Timestamp::min(), `anchor` is that;
/// a last column that would end after Timestamp::max() ends with it, and one column asked for over more than a
/// Duration holds takes in the instant that is left over. An empty range gives no columns, with `before` and
/// `after` about its start.
struct View
{
    static constexpr int edgeShare = 16;
    static constexpr std::uint32_t manySamples = 256;

    TimeRange range;               ///< As asked for.
    Timestamp anchor;              ///< Start of columns[0], <= range.from.
    Duration columnWidth{};        ///< > 0.
    std::vector<Column> columns;   ///< As many as cover `range`: at most W + 1.
    std::optional<Sample> before;  ///< The newest sample before columns[0], for the line that comes in from the left.
    std::optional<Sample> after;   ///< The oldest sample after the last column.
    std::vector<Gap> gaps;         ///< Known gaps that touch `range`, oldest first.
    std::uint64_t sampleCount = 0; ///< In all columns.

    /// Start of column i; for i == columns.size() the end of the last one, at most Timestamp::max().
    Timestamp columnStart(std::size_t i) const
    {
        const auto width = static_cast<std::uint64_t>(columnWidth.count());
        const auto most = static_cast<std::uint64_t>(Timestamp::max().ns()) - static_cast<std::uint64_t>(anchor.ns());
        const auto start = static_cast<std::uint64_t>(anchor.ns()) + (i <= most / width ? width * i : most);
        return Timestamp::fromNs(static_cast<std::int64_t>(start));
    }
};

} // namespace watchglass::store
