#pragma once

#include "ui/plot/custom_plot.h"

#include <QImage>

namespace watchglass::ui {

/// The image that a painter paints on, when its pixels may be written directly: 32 bits, opaque or premultiplied.
inline QImage *pixelsOf(const QCPPainter &painter)
{
    if (painter.device()->devType() != QInternal::Image)
        return nullptr;
    auto *image = static_cast<QImage *>(painter.device());
    const bool isFit =
        image->format() == QImage::Format_RGB32 || image->format() == QImage::Format_ARGB32_Premultiplied;
    return isFit ? image : nullptr;
}

} // namespace watchglass::ui
