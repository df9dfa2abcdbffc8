#pragma once

#include "core/model/series_info.h"
#include "core/store/view.h"

#include <QPolygonF>
#include <QRectF>

#include <optional>
#include <vector>

namespace watchglass::ui {

/// Where a value goes, as far as a glance at the last while tells.
enum class Trend { Unknown, Falling, Steady, Rising };

/// Rising or falling when a straight line explains at least half of how the columns differ; Unknown with fewer than
/// four columns that have a value.
Trend trendOf(const store::View &view);

/// A view as lines inside a rectangle, from its least value at the bottom to its greatest at the top; a constant runs
/// through the middle. Lines end where a gap is known, and where nothing came for longer than `breakAfter`.
std::vector<QPolygonF> sparkline(const store::View &view, const QRectF &rect, Interpolation interpolation,
                                 std::optional<Duration> breakAfter);

} // namespace watchglass::ui
