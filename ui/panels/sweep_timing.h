#pragma once

#include "ui/plot/time_grid.h"

#include <vector>

namespace watchglass::ui {

/// Columns [from, to) of the sweep that began at `start`, in device pixels.
struct SweepStrip
{
    Timestamp start;
    int from = 0;
    int to = 0;

    friend bool operator==(const SweepStrip &, const SweepStrip &) = default;
};

/// Where the pen of a sweep is: columns before `pen` are of the sweep that began at `start`, those after the erase bar
/// of the one before it.
struct SweepPlace
{
    Timestamp start;
    int pen = 0;

    friend bool operator==(const SweepPlace &, const SweepPlace &) = default;
};

/// Time against pixels of a picture that is written over from left to right again and again, at a speed on the screen's
/// glass. Sweeps begin at whole multiples of their length since 1970: all pictures of one width and speed have their
/// pens in one place.
struct SweepTiming
{
    std::int64_t nsPerPx = 1;
    int width = 0;
    int bar = 0; ///< Width of the erase bar ahead of the pen.

    static SweepTiming at(double mmPerSecond, double pxPerMm, int width);

    Duration length() const { return Duration(nsPerPx * width); }
    SweepPlace place(Timestamp edge) const;
    TimeGrid grid(const SweepStrip &strip) const;

    /// What must be drawn for the pen to get from one place to another, `back` columns more on the left for lines
    /// that were not finished; oldest first. All that there is when the pen went back or further than a sweep.
    std::vector<SweepStrip> step(const SweepPlace &from, const SweepPlace &to, int back) const;
    /// All that is seen with the pen there; oldest first.
    std::vector<SweepStrip> all(const SweepPlace &place) const;
    /// What the erase bar leaves empty; a bar over the right end goes on at the left.
    std::vector<SweepStrip> empty(const SweepPlace &place) const;
};

/// Pixels a millimetre of a screen that says it has `dotsPerInch`. What cannot be true, as screens without a size say,
/// counts as 96.
double pxPerMm(double dotsPerInch);

} // namespace watchglass::ui
