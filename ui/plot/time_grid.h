#pragma once

#include "core/base/timestamp.h"

namespace watchglass::ui {

/// `to` - `from`, kept within Duration's range where it would overflow.
constexpr Duration between(Timestamp from, Timestamp to)
{
    std::int64_t ns = 0;
    if (__builtin_sub_overflow(to.ns(), from.ns(), &ns))
        return to > from ? Duration::max() : Duration::min();
    return Duration(ns);
}

/// `t` + `d`, kept within Timestamp's range where it would overflow.
constexpr Timestamp moved(Timestamp t, Duration d)
{
    std::int64_t ns = 0;
    if (__builtin_add_overflow(t.ns(), d.count(), &ns))
        return d > Duration::zero() ? Timestamp::max() : Timestamp::min();
    return Timestamp::fromNs(ns);
}

/// Time against device pixels: a whole number of nanoseconds a pixel, and pixel 0 begins at a multiple of it. So the
/// columns of a store::View over range() are the pixels, and stay the same pixels while time scrolls.
struct TimeGrid
{
    Timestamp left;           ///< Start of pixel 0.
    std::int64_t nsPerPx = 1; ///< >= 1.
    int width = 0;            ///< In device pixels.

    friend bool operator==(const TimeGrid &, const TimeGrid &) = default;

    /// The grid over `wanted` in `width` pixels, whose right end is at most a pixel beyond wanted.to.
    static TimeGrid over(TimeRange wanted, int width);

    TimeRange range() const { return {left, left + Duration(nsPerPx * width)}; }
    /// Pixels from the left end, with fractions; exact far beyond the pixels.
    double x(Timestamp t) const { return static_cast<double>(between(left, t).count()) / static_cast<double>(nsPerPx); }
    Timestamp at(double x) const
    {
        return left + Duration(static_cast<std::int64_t>(x * static_cast<double>(nsPerPx)));
    }
};

inline TimeGrid TimeGrid::over(TimeRange wanted, int width)
{
    TimeGrid grid;
    grid.width = width > 0 ? width : 0;
    if (grid.width == 0 || wanted.isEmpty())
        return grid;
    const std::int64_t length = wanted.length().count();
    grid.nsPerPx = length / width + (length % width >= (width + 1) / 2 ? 1 : 0);
    if (grid.nsPerPx < 1)
        grid.nsPerPx = 1;
    const std::int64_t end = wanted.to.ns();
    std::int64_t last = end / grid.nsPerPx;
    if (end % grid.nsPerPx > 0)
        ++last; // rounded up, so that the newest sample is never cut off
    grid.left = Timestamp::fromNs(last * grid.nsPerPx - grid.nsPerPx * width);
    return grid;
}

} // namespace watchglass::ui
