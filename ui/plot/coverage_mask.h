#pragma once

#include <QImage>
#include <QPoint>

#include <cstdint>
#include <vector>

namespace watchglass::ui {

/// How much of each pixel one trace covers, 0 to 255. Shapes are joined by the larger coverage, so that neither
/// joints nor crossings of a trace with itself grow beads; colour comes last, once.
///
/// Coordinates are pixels with the origin at the upper left corner of the upper left pixel, y downwards.
/// Requires: finite coordinates; what lies outside is clipped.
class CoverageMask
{
public:
    /// Takes that size. Requires: what was added has been painted, so that the mask is empty.
    void reset(int width, int height);
    int width() const { return m_width; }
    int height() const { return m_height; }

    /// A straight stroke with round ends, `radius` (half its width) >= 0.5. Antialiased by the distance of each pixel's
    /// centre from the stroke.
    void addStroke(double x0, double y0, double x1, double y1, double radius);
    void addDot(double x, double y, double radius) { addStroke(x, y, x, y, radius); }
    /// Pixel column `x` from `top` to `bottom`, its ends by the covered share of their pixels, all of it times `share`.
    void addSpan(int x, double top, double bottom, double share = 1.0);

    /// Lays `colour` (its own alpha ignored) with `opacity` over the pixels from `origin` on, through the mask, and
    /// leaves the mask empty. Requires: a 32-bit opaque or premultiplied image.
    void paint(QImage &image, QPoint origin, QRgb colour, double opacity);

private:
    /// Touched rows of a strip of 64 columns: what there is to paint and to clear.
    struct Rows
    {
        int top = 0;
        int bottom = 0; ///< Half-open; empty when not above top.
    };

    std::uint8_t *row(int y) { return m_cover.data() + static_cast<std::size_t>(y) * m_stride; }
    void touch(int left, int right, int top, int bottom);

    int m_width = 0;
    int m_height = 0;
    std::size_t m_stride = 0;
    std::vector<std::uint8_t> m_cover;
    std::vector<Rows> m_strips;
};

} // namespace watchglass::ui
