#pragma once

#include <QRectF>

class QPainter;

namespace watchglass::ui {

struct Theme;

/// An artificial horizon in a circle. `elevation` is of the nose above level, `bank` to the right, in degrees.
void paintHorizon(QPainter &painter, const QRectF &place, double elevation, double bank, const Theme &theme);

} // namespace watchglass::ui
