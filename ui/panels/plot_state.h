#pragma once

#include "core/base/timestamp.h"
#include "ui/plot/time_grid.h"
#include "ui/plot/time_window.h"

#include <QSize>
#include <QTimeZone>

#include <optional>
#include <vector>

namespace watchglass::ui {

/// What drawing took.
struct FrameCost
{
    Duration views{};  ///< Asking the store and placing the axes.
    Duration render{}; ///< Pixels, and bringing them to the screen.
    Duration total{};
    std::uint64_t frames = 0; ///< Since the panel was made; those that would have shown nothing new were not drawn.
};

/// How a plot tells times: in a zone, or as what has passed since the second cursor or, without one, `start`.
struct TimeReading
{
    QTimeZone zone = QTimeZone::systemTimeZone();
    bool isElapsed = false;
    std::optional<Timestamp> start;
};

/// What decides on a plot's picture, but for what fades or counts seconds: two frames with the same are the same.
struct ShownPlot
{
    struct Part
    {
        std::uint64_t samples = 0; ///< In view.
        std::optional<Timestamp> newest;
        std::size_t gaps = 0;

        friend bool operator==(const Part &, const Part &) = default;
    };
    TimeGrid grid;
    TimeWindow::Mode mode = TimeWindow::Mode::Live;
    std::vector<double> values; ///< Ends of the axes.
    std::vector<Part> parts;    ///< By trace.
    std::optional<Timestamp> cursor;
    std::optional<Timestamp> mark;
    QSize size;

    friend bool operator==(const ShownPlot &, const ShownPlot &) = default;
};

} // namespace watchglass::ui
