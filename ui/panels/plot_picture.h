#pragma once

#include "core/base/result.h"

#include <QImage>

class QIODevice;

namespace watchglass::ui {

class PlotPanel;

/// A plot as it stands, with axes, legend and cursors. Requires of all: a frame was drawn.

/// With `scale` pixels for each of the panel's.
QImage plotImage(PlotPanel &panel, double scale);
enum class PictureFormat { Png, Svg, Pdf };
/// Text and lines of SVG and PDF are such, traces pictures in them of `scale` pixels for each of the panel's.
Result<void> writePicture(PlotPanel &panel, PictureFormat format, double scale, QIODevice &out);

} // namespace watchglass::ui
