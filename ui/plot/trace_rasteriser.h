#pragma once

#include "core/model/series_info.h"
#include "core/store/view.h"
#include "ui/plot/coverage_mask.h"
#include "ui/plot/time_grid.h"

#include <QRect>

#include <cmath>
#include <optional>
#include <vector>

namespace watchglass::ui {

/// Value against device pixels from the upper end: y = offset + value * pxPerValue (negative, since y grows downwards);
/// on a logarithmic axis of the value's decimal logarithm, so that what is not above 0 lies below every picture.
struct ValueScale
{
    double offset = 0.0;
    double pxPerValue = -1.0;
    bool isLog = false;

    /// For an axis that shows `low` at the lower and `high` at the upper end of `height` pixels.
    static ValueScale over(double low, double high, int height)
    {
        const double pxPerValue = -height / (high - low);
        return {-high * pxPerValue, pxPerValue};
    }
    /// Requires: low > 0.
    static ValueScale overLog(double low, double high, int height)
    {
        ValueScale scale = over(std::log10(low), std::log10(high), height);
        scale.isLog = true;
        return scale;
    }
    /// Not finite, or NaN, for what lies below a logarithmic axis.
    double y(double value) const { return offset + (isLog ? std::log10(value) : value) * pxPerValue; }
};

/// How a trace looks. Lengths in device pixels.
struct TraceStyle
{
    QRgb colour = 0xFFFFFFFF;
    double opacity = 1.0;
    double widthPx = 1.5;    ///< Up to 16; under 1 a line of 1 px that is fainter by as much.
    double dotsFromPx = 8.0; ///< Samples further apart than this get a dot each, full-sized from twice as far on.
    double dotRadiusPx = 2.0;
    Edges edges = Edges::Smooth;
    Interpolation interpolation = Interpolation::Linear;
    std::optional<Duration> breakAfter; ///< Samples further apart are not joined.
    std::optional<Timestamp> holdUntil; ///< With HoldLast: how far the last value holds when nothing follows it.
};

/// Pixel columns [from, to).
struct ColumnRange
{
    int from = 0;
    int to = 0;
};

/// Draws a View: columns become pixels without any polyline of QPainter, in time that follows from the pixels alone.
///
/// What is drawn is the line through the samples with a round pen, by the distance of each pixel's middle from it (see
/// CoverageMask), where a pixel column with
/// - one or two samples has them at their exact times,
/// - more that run one way, to within 1/16 px, is straight from the first to the last at their exact times,
/// - more that turn back has all of them at its middle, as has one that lies between two such, or beside one and is
///   higher than 16 px. From one such column to the next the line steps half way.
/// So first, min, max and last of a column are all that the picture depends on.
/// When values hold until the next, each is drawn from the middle of its column on. Joints that lie within 1/512 px of
/// a straight line may be left out, and what is further than 10^7 px above or below the picture is drawn there.
///
/// The line breaks where samples are further apart than `breakAfter`, where a column holds nothing but NaN, and over a
/// recorded gap of which at least half lies between two samples (one filled in later does not break it). A sample
/// without neighbours is a dot of the pen. Infinities run out of the picture.
/// The same columns some pixels further on give the same pixels, moved, bit for bit.
/// Owns: buffers that it keeps from call to call. Thread: one at a time.
class TraceRasteriser
{
public:
    /// Into `clip` of `image` (32-bit opaque or premultiplied). grid.left is at clip's left edge, scale's 0 at its top.
    /// Only pixel columns of `part` are written, as they would be without it, in time that follows from the part.
    /// Requires: a view of grid.range() in grid.width columns.
    void draw(QImage &image, const QRect &clip, const store::View &view, const TimeGrid &grid, const ValueScale &scale,
              const TraceStyle &style, std::optional<ColumnRange> part = std::nullopt);

    /// The columns that the pixels of `part` depend on; where that is the first or the last column of the view, on what
    /// is before or after it as well. Also the other way round: the pixels that depend on the columns of `part`.
    static ColumnRange surroundings(const store::View &view, ColumnRange part, const TraceStyle &style);

private:
    enum class Kind : std::uint8_t {
        Empty,
        Broken, ///< Nothing but NaN.
        Samples,
        Straight,
        Crowd,
    };
    /// A column in pixels.
    struct Shape
    {
        Kind kind;
        double first;
        double last;
        double top;
        double bottom;
    };
    struct Point
    {
        double x;
        double y;
        bool isStart;   ///< No line leads here from the one before.
        bool isSample;  ///< A sample by itself, worth a dot when there is room.
        bool isPassing; ///< Left out when the line goes straight on.
    };
    struct Extent
    {
        double top;
        double bottom; ///< Empty when above top.
    };

    Shape shapeOf(const store::Column &column) const;
    void classify(const store::View &view, ColumnRange range);
    void collect(const store::View &view, ColumnRange range);
    void addColumn(const store::View &view, int index, const Shape &shape);
    void addCrowd(const store::Column &column, const Shape &shape, int x);
    void extend(int x, double a, double b);
    void addSample(Timestamp time, double level);
    void addLast(const store::View &view);
    void pushPoint(Timestamp time, const Point &point);
    void breakLine() { m_last.reset(); }
    bool isBroken(const store::View &view, Timestamp from, Timestamp to);
    void drawLines();
    void drawDots();
    double dotRadius(std::size_t index) const;
    void drawSpans();
    double x(Timestamp time) const;
    double y(double value) const;

    static constexpr int none = -2; ///< No column, and beside none.

    const TimeGrid *m_grid = nullptr;
    const TraceStyle *m_style = nullptr;
    ValueScale m_scale;
    double m_radius = 0.5;
    CoverageMask m_mask;
    std::vector<Shape> m_shapes; ///< Of the columns that matter.
    std::vector<Point> m_points;
    std::vector<CoverageMask::Line> m_lines;
    std::vector<Extent> m_extents;   ///< Per pixel column.
    std::optional<Timestamp> m_last; ///< Of the newest point, when a line may go on from it.
    int m_lastCrowd = none;          ///< Column of a crowd that the newest point ends.
    bool m_hasSpans = false;
    std::size_t m_nextGap = 0;
};

} // namespace watchglass::ui
