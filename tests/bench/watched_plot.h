#pragma once

#include "core/base/clock.h"
#include "core/store/series_store.h"

#include <chrono>
#include <functional>
#include <vector>

namespace watchglass::bench {

/// Turns the event loop for a while, or until it is told that it is enough.
void turn(
    std::chrono::milliseconds time, const std::function<bool()> &isEnough = [] { return false; });

/// How a plot fared while it was watched.
struct PlotFigures
{
    std::vector<double> frameMs; ///< Wall time of each frame, in rising order.
    double seconds = 0.0;        ///< For which was measured.
    double busy = 0.0;           ///< Of a core, by this thread.
    std::uint64_t stored = 0;    ///< Samples that came into the store meanwhile.
};

/// One plot of 1600 x 900 in focus with the first series of the store, drawn with every tick of the program's frame
/// clock. Requires: a QApplication.
PlotFigures watchPlot(store::SeriesStore &store, const Clock &clock, std::size_t shownSeries,
                      std::chrono::milliseconds warmUp, std::chrono::milliseconds measured);

} // namespace watchglass::bench
