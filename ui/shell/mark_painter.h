#pragma once

#include "ui/models/mark.h"
#include "ui/theme/theme.h"

#include <QColor>
#include <QRectF>

class QPainter;

namespace watchglass::ui {

/// A mark's colour in the theme: grey for what is normal.
QColor markColour(Mark mark, const Theme &theme);
/// Draws the mark in the middle of `space`, 10 px high.
void paintMark(QPainter &painter, const QRectF &space, Mark mark, const Theme &theme);

} // namespace watchglass::ui
