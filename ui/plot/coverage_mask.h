#pragma once

#include <QImage>
#include <QPoint>

#include <cstdint>
#include <vector>

namespace watchglass::ui {

/// How a pixel on the edge of a shape is covered.
enum class Edges {
    Smooth, ///< In proportion.
    Hard,   ///< Wholly from one half on, else not at all.
};

/// How much of each pixel one trace covers, 0 to 255: that of a round pen of `radius` led along strokes and spans, by
/// the distance of each pixel's middle from the nearest of them, radius + 1/2 - distance within 0 and 1. Since the
/// nearest counts, neither joints nor crossings of a trace with itself grow beads; colour comes last, once.
///
/// Coordinates are pixels with the origin at the upper left corner of the upper left pixel, y downwards. Shapes moved
/// by whole pixels cover the same pixels, moved, bit for bit, where x is a multiple of `finest`. Requires: finite
/// coordinates; what lies outside is clipped.
class CoverageMask
{
public:
    static constexpr double finest = 1.0 / (1 << 20); ///< In pixels: so differences of x are exact.
    static constexpr double largestRadius = 8.0;

    struct Line
    {
        Line(double fromX, double fromY, double toX, double toY);

        double x0, y0, x1, y1;
        double length;
        double ux = 1.0, uy = 0.0; ///< Direction, length 1.
    };

    struct Size
    {
        int width = 0;
        int height = 0;
        int from = 0; ///< Only columns [from, to) are wanted.
        int to = 0;
    };

    /// Takes that size and pen, 0.5 <= radius <= largestRadius, for what is to be painted onto `image` at `origin`.
    /// Requires: what was added has been painted, so that the mask is empty.
    void reset(const Size &size, double radius, Edges edges, const QImage &image, QPoint origin);

    /// A straight line, towards the right or upright, without the pen's round ends. Where lines go on nearly straight,
    /// as isSmooth() says, they are open to each other: both go on a little, to meet at their edges, and what that adds
    /// or lacks is less than 1/256 px. Any other end needs a dot.
    enum class Ends { Open, Cut };
    void addLine(const Line &line, Ends start, Ends end);
    bool isSmooth(const Line &before, const Line &after) const;
    void addDot(double x, double y) { addDot(x, y, m_radius); }
    void addDot(double x, double y, double radius);
    /// A line down the middle of pixel column x. Requires: the first one there.
    void addSpan(int x, double top, double bottom);

    /// Lays `colour` (its own alpha ignored) with `opacity` through the mask over the image and leaves the mask empty.
    /// Requires: the image of reset(), 32-bit opaque or premultiplied.
    void paint(QImage &image, QRgb colour, double opacity);

private:
    struct Rows
    {
        int top = 0;
        int bottom = 0; ///< Half-open; empty when not above top.
    };
    struct Slab;
    struct Toggle;

    std::uint8_t *strip(int index) { return m_cover.data() + static_cast<std::size_t>(index) * m_stripBytes; }
    void addColumn(const Slab &slab, int x);
    void addSpanEnd(int x, int y, double end, int step);
    void appendEnd(double away);
    void touch(int strip, int y)
    {
        Rows &rows = m_rows[static_cast<std::size_t>(strip)];
        rows.top = y < rows.top ? y : rows.top;
        rows.bottom = y >= rows.bottom ? y + 1 : rows.bottom;
    }
    int collect(int strip, Toggle *toggles) const;
    void paintStrip(int strip, const class StripPainter &painter);

    Size m_size;
    double m_radius = 0.5;
    Edges m_edges = Edges::Smooth;
    QPoint m_origin;
    int m_lead = 0;  ///< Columns of the first strip before column 0, so that strips are whole cache lines of the image.
    int m_reach = 0; ///< To how many columns on either side a span spreads.
    std::size_t m_stripBytes = 0;
    std::vector<std::uint8_t> m_cover; ///< Strip by strip, row by row.
    std::vector<Rows> m_rows;          ///< Of m_cover, by strip: what there is to paint and to clear.
    std::vector<std::uint8_t> m_ends;  ///< Of spans, by how far the nearest row is away; see appendEnd().
    double m_endsRadius = 0.0;         ///< What m_ends is for.
    std::vector<Rows> m_spans;         ///< By column, m_lead and m_margin on: rows whose middle lies in the span.
    bool m_hasSpans = false;
};

} // namespace watchglass::ui
