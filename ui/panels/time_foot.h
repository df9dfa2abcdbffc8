#pragma once

#include "ui/plot/time_grid.h"

#include <QRect>

class QPainter;

namespace watchglass::ui {

/// Height of what paintTimeFoot() paints.
inline constexpr int timeFootPx = 22;

/// The time axis below spans or marks: ticks at round times with thin lines through `lanes`, labels in `foot`, the date
/// and zone at its left end, where there is room. Pixel 0 of the grid is the left of `lanes`.
void paintTimeFoot(QPainter &painter, const TimeGrid &grid, const QRect &lanes, const QRect &foot);

} // namespace watchglass::ui
