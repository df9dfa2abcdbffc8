#include "core/store/view_grid.h"

#include "core/store/view.h"

#include <algorithm>
#include <limits>

namespace watchglass::store {

namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

std::uint64_t distance(std::int64_t from, std::int64_t to)
{
    return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

/// The multiple of `width` at or before `ns`; the lowest instant where no multiple can be held.
std::int64_t multipleBefore(std::int64_t ns, std::int64_t width)
{
    const std::int64_t rest = ns % width;
    const std::int64_t back = rest < 0 ? rest + width : rest;
    return back > 0 && ns < lowest + back ? lowest : ns - back;
}

} // namespace

ViewGrid::ViewGrid(TimeRange range, int columns)
    : anchor(range.from)
    , to(range.to)
{
    if (range.isEmpty())
        return;
    const auto wanted = static_cast<std::uint64_t>(std::max(columns, 1));
    const std::uint64_t length = distance(range.from.ns(), range.to.ns());
    const std::uint64_t each =
        std::min(length / wanted + (length % wanted > 0 ? 1 : 0), static_cast<std::uint64_t>(highest));
    width = Duration(static_cast<std::int64_t>(each));
    slack = width / View::edgeShare;
    anchor = Timestamp::fromNs(multipleBefore(range.from.ns(), width.count()));
    const std::uint64_t covered = distance(anchor.ns(), range.to.ns());
    // Only one column over more than a Duration holds would need a third: there the last one takes in the rest.
    count = std::min(covered / each + (covered % each > 0 ? 1 : 0), wanted + 1);
}

std::size_t ViewGrid::columnOf(Timestamp time) const
{
    const std::uint64_t column = distance(anchor.ns(), time.ns()) / static_cast<std::uint64_t>(width.count());
    return std::min<std::uint64_t>(column, count - 1);
}

Timestamp ViewGrid::lastInstant(std::size_t column) const
{
    const auto each = static_cast<std::uint64_t>(width.count());
    const std::uint64_t most = distance(anchor.ns(), highest);
    const std::uint64_t before = column * each; // the column starts inside the range: no overflow
    const std::uint64_t last = most - before < each - 1 ? most : before + each - 1;
    const auto instant = Timestamp::fromNs(static_cast<std::int64_t>(static_cast<std::uint64_t>(anchor.ns()) + last));
    return column + 1 == count ? std::max(instant, Timestamp::fromNs(to.ns() - 1)) : instant;
}

} // namespace watchglass::store
