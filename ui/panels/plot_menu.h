#pragma once

#include "core/model/series_key.h"

class QMenu;

namespace watchglass::ui {

class PlotPanel;

/// What can be done to a plot, to one of its value axes, to one of its series. The menus keep `panel` only as long as
/// they are shown, and are its children or gone before it.
void fillPlotMenu(QMenu &menu, PlotPanel &panel);
void fillAxisMenu(QMenu &menu, PlotPanel &panel, int axis);
void fillSeriesMenu(QMenu &menu, PlotPanel &panel, const SeriesKey &key);
/// Local time, UTC, a named zone, or what has passed.
void fillTimesMenu(QMenu &menu, PlotPanel &panel);

} // namespace watchglass::ui
