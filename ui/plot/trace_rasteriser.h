#pragma once

#include "core/model/series_info.h"
#include "core/store/view.h"
#include "ui/plot/coverage_mask.h"
#include "ui/plot/time_grid.h"

#include <QRect>

#include <optional>
#include <vector>

namespace watchglass::ui {

/// Value against device pixels from the upper end: y = offset + value * pxPerValue (negative, since y grows downwards).
struct ValueScale
{
    double offset = 0.0;
    double pxPerValue = -1.0;

    /// For an axis that shows `low` at the lower and `high` at the upper end of `height` pixels.
    static ValueScale over(double low, double high, int height)
    {
        const double pxPerValue = -height / (high - low);
        return {-high * pxPerValue, pxPerValue};
    }
};

/// How a trace looks. Lengths in device pixels.
struct TraceStyle
{
    QRgb colour = 0xFFFFFFFF;
    double opacity = 1.0;
    double widthPx = 1.5;    ///< Up to 6; under 1 a line of 1 px that is fainter by as much.
    double dotsFromPx = 8.0; ///< Samples further apart than this get a dot each, full-sized from twice as far on.
    double dotRadiusPx = 2.0;
    Interpolation interpolation = Interpolation::Linear;
    std::optional<Duration> breakAfter; ///< Samples further apart are not joined.
    std::optional<Timestamp> holdUntil; ///< With HoldLast: how far the last value holds when nothing follows it.
};

/// Draws a View: columns become pixels without any polyline of QPainter, in time that follows from the pixels alone.
///
/// Columns whose samples run one way are drawn as strokes from their first to their last sample at their exact
/// times; columns in which the trace turns back become a vertical span from minimum to maximum, joined to their
/// neighbours. The line breaks where samples are further apart than `breakAfter`, where a column holds nothing but
/// NaN, and over a recorded gap of which at least half lies between two samples (one filled in later does not break
/// it). Infinities run out of the picture.
/// Owns: buffers that it keeps from call to call. Thread: one at a time.
class TraceRasteriser
{
public:
    /// Into `clip` of `image` (32-bit opaque or premultiplied). grid.left is at clip's left edge, scale's 0 at its top.
    void draw(QImage &image, const QRect &clip, const store::View &view, const TimeGrid &grid, const ValueScale &scale,
              const TraceStyle &style);

private:
    struct Point
    {
        double x;
        double y;
        bool isStart;  ///< No line leads here from the one before.
        bool isSample; ///< A sample by itself, worth a dot when there is room.
    };
    struct Extent
    {
        double top;
        double bottom; ///< Empty when above top.
    };

    void collect(const store::View &view);
    void addColumn(const store::View &view, std::size_t index);
    void addSpans(const store::View &view, std::size_t index, double top, double bottom);
    void addSample(Timestamp time, double value);
    void pushPoint(Timestamp time, double x, double y, bool isSample);
    void breakLine() { m_last.reset(); }
    bool isBroken(const store::View &view, Timestamp from, Timestamp to);
    void strokeLines();
    void stroke(const Point &from, const Point &to);
    void drawDots();
    void fillSpans();
    double y(double value) const;

    const TimeGrid *m_grid = nullptr;
    const TraceStyle *m_style = nullptr;
    ValueScale m_scale;
    double m_radius = 0.5;
    CoverageMask m_mask;
    std::vector<Point> m_points;
    std::vector<Extent> m_extents;   ///< Per pixel column.
    std::optional<Timestamp> m_last; ///< Of the newest point, when a line may go on from it.
    int m_lastSpan = -1;             ///< Pixel column of a span that the newest point ends, or -1.
    bool m_hasSpans = false;
    std::size_t m_nextGap = 0;
};

} // namespace watchglass::ui
