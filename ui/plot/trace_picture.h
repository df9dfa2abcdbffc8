#pragma once

#include "ui/plot/trace_rasteriser.h"

#include <QImage>

namespace watchglass::ui {

/// One trace as a picture that is kept from frame to frame: what time has scrolled by whole columns is moved, and only
/// what depends on columns that are new or not what they were is drawn. So it is at any time, pixel for pixel, what a
/// picture drawn anew would be. Anything else than time that changes draws all of it.
///
/// Moving 1600 x 900 pixels takes about as long as drawing one trace there: it pays where the picture is wanted by
/// itself, not where what lies behind has to be drawn anyway. Thread: one at a time.
class TracePicture
{
public:
    /// On `ground`, a premultiplied pixel: transparent unless told.
    explicit TracePicture(QRgb ground = 0)
        : m_ground(ground)
    {}

    /// Brings the picture up to date; for the arguments see TraceRasteriser::draw(). `size` in device pixels.
    const QImage &update(const QSize &size, const store::View &view, const TimeGrid &grid, const ValueScale &scale,
                         const TraceStyle &style);
    /// How many pixel columns update() had to draw last.
    int drawnColumns() const { return m_drawn; }

private:
    bool isMoved(const QSize &size, const store::View &view, const TimeGrid &grid, const ValueScale &scale,
                 const TraceStyle &style) const;
    void move(int shift);
    void draw(ColumnRange part);

    QRgb m_ground;
    QImage m_image;
    TraceRasteriser m_rasteriser;
    store::View m_view; ///< Of the picture, as are the next three.
    TimeGrid m_grid;
    ValueScale m_scale;
    TraceStyle m_style;
    int m_drawn = 0;
};

} // namespace watchglass::ui
