#include "ui/plot/coverage_mask.h"

#include <QRect>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace watchglass::ui {
namespace {

constexpr int stripWidth = 64;
constexpr std::size_t rowsAhead = 4;

std::uint8_t toCover(float share)
{
    return static_cast<std::uint8_t>(share * 255.0F + 0.5F);
}

void raise(std::uint8_t &pixel, std::uint8_t cover)
{
    pixel = std::max(pixel, cover);
}

/// value * share / 255, rounded; exact for 0 and 255.
std::uint32_t scale(std::uint32_t value, std::uint32_t share)
{
    const std::uint32_t product = value * share + 128;
    return (product + (product >> 8)) >> 8;
}

/// All four channels of a pixel at once.
std::uint32_t scalePixel(std::uint32_t pixel, std::uint32_t share)
{
    std::uint32_t even = (pixel & 0x00FF00FFU) * share + 0x00800080U;
    even = ((even + ((even >> 8) & 0x00FF00FFU)) >> 8) & 0x00FF00FFU;
    std::uint32_t odd = ((pixel >> 8) & 0x00FF00FFU) * share + 0x00800080U;
    odd = (odd + ((odd >> 8) & 0x00FF00FFU)) & 0xFF00FF00U;
    return even | odd;
}

/// One colour at every coverage, ready to be laid over a pixel.
class Ink
{
public:
    Ink(QRgb colour, double opacity)
        : m_solid(colour | 0xFF000000U)
    {
        const auto strength = static_cast<std::uint32_t>(std::clamp(opacity, 0.0, 1.0) * 255.0 + 0.5);
        for (std::uint32_t cover = 0; cover < 256; ++cover) {
            const std::uint32_t alpha = scale(cover, strength);
            m_over[cover] = scalePixel(m_solid, alpha);
            m_rest[cover] = 255 - alpha;
        }
    }

    /// Eight pixels at a time: mostly there is nothing in them, and where there is, it is a few side by side. Traces
    /// run on from row to row, so what lies `ahead` pixels further, some rows down, is fetched meanwhile.
    void paintRow(std::uint32_t *line, const std::uint8_t *cover, int count, std::size_t ahead) const
    {
        int x = 0;
        for (; x + 8 <= count; x += 8) {
            std::uint64_t eight = 0;
            std::memcpy(&eight, cover + x, 8);
            if (eight == 0)
                continue;
            __builtin_prefetch(line + x + ahead, 1);
            if (eight == ~std::uint64_t{0} && m_rest[255] == 0) {
                std::fill_n(line + x, 8, m_solid);
                continue;
            }
            if constexpr (std::endian::native == std::endian::little)
                paintPixels(line, cover, x + std::countr_zero(eight) / 8, x + 8 - std::countl_zero(eight) / 8);
            else
                paintPixels(line, cover, x, x + 8);
        }
        paintPixels(line, cover, x, count);
    }

private:
    void paintPixels(std::uint32_t *line, const std::uint8_t *cover, int from, int to) const
    {
        for (int x = from; x < to; ++x)
            line[x] = m_over[cover[x]] + scalePixel(line[x], m_rest[cover[x]]);
    }

    std::uint32_t m_solid;
    std::array<std::uint32_t, 256> m_over;
    std::array<std::uint32_t, 256> m_rest;
};

/// A stroke of given length and direction, asked row by row.
struct Stroke
{
    float x0, y0; ///< Start.
    float ux, uy; ///< Direction, length 1.
    float length;
    float reach; ///< Radius and half a pixel: where the coverage is nothing.

    /// Raises the pixels [from, to) of a row whose middle is at `y`.
    void raiseRow(std::uint8_t *row, int from, int to, float y) const
    {
        const float dx = static_cast<float>(from) + 0.5F - x0;
        const float dy = y - y0;
        const float first = dx * ux + dy * uy;
        const float last = first + ux * static_cast<float>(to - from - 1);
        if (std::min(first, last) >= 0.0F && std::max(first, last) <= length) {
            const float most = reach * 255.0F + 0.5F;
            const float step = uy * 255.0F;
            float aside = (dy * ux - dx * uy) * 255.0F;
            for (int x = from; x < to; ++x, aside -= step)
                raise(row[x], static_cast<std::uint8_t>(std::clamp(most - std::abs(aside), 0.0F, 255.0F)));
            return;
        }
        for (int x = from; x < to; ++x) {
            const float ex = static_cast<float>(x) + 0.5F - x0;
            const float along = std::clamp(ex * ux + dy * uy, 0.0F, length);
            const float ax = ex - along * ux;
            const float ay = dy - along * uy;
            raise(row[x], toCover(std::clamp(reach - std::sqrt(ax * ax + ay * ay), 0.0F, 1.0F)));
        }
    }
};

/// Cuts a line to what lies between `low` and `high` in y; false when nothing does.
bool clipVertically(double &x0, double &y0, double &x1, double &y1, double low, double high)
{
    if (std::min(y0, y1) > high || std::max(y0, y1) < low)
        return false;
    const double slope = y1 != y0 ? (x1 - x0) / (y1 - y0) : 0.0;
    const auto cut = [&](double &x, double &y) {
        const double inside = std::clamp(y, low, high);
        x += (inside - y) * slope;
        y = inside;
    };
    cut(x0, y0);
    cut(x1, y1);
    return true;
}

} // namespace

void CoverageMask::reset(int width, int height)
{
    if (width == m_width && height == m_height)
        return; // paint() left it empty
    m_width = std::max(width, 0);
    m_height = std::max(height, 0);
    m_stride = static_cast<std::size_t>(m_width + stripWidth - 1) / stripWidth * stripWidth + stripWidth;
    m_cover.assign(m_stride * static_cast<std::size_t>(m_height), 0);
    m_strips.assign(m_stride / stripWidth, Rows{m_height, 0});
}

void CoverageMask::touch(int left, int right, int top, int bottom)
{
    for (int strip = left / stripWidth; strip <= (right - 1) / stripWidth; ++strip) {
        Rows &rows = m_strips[static_cast<std::size_t>(strip)];
        rows.top = std::min(rows.top, top);
        rows.bottom = std::max(rows.bottom, bottom);
    }
}

void CoverageMask::addStroke(double x0, double y0, double x1, double y1, double radius)
{
    const double reach = radius + 0.5;
    // Beyond the picture a stroke is cut with room for its round ends, so that the cut is never seen.
    if (!clipVertically(x0, y0, x1, y1, -2.0 * reach - 2.0, m_height + 2.0 * reach + 2.0)
        || !clipVertically(y0, x0, y1, x1, -2.0 * reach - 2.0, m_width + 2.0 * reach + 2.0))
        return;
    const double length = std::sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
    const double ux = length > 0.0 ? (x1 - x0) / length : 1.0;
    const double uy = length > 0.0 ? (y1 - y0) / length : 0.0;
    const Stroke stroke{static_cast<float>(x0), static_cast<float>(y0),     static_cast<float>(ux),
                        static_cast<float>(uy), static_cast<float>(length), static_cast<float>(reach)};

    const int top = std::max(0, static_cast<int>(std::floor(std::min(y0, y1) - reach)));
    const int bottom = std::min(m_height, static_cast<int>(std::ceil(std::max(y0, y1) + reach)));
    const double leftmost = std::min(x0, x1) - reach;
    const double rightmost = std::max(x0, x1) + reach;
    const int left = std::max(0, static_cast<int>(std::floor(leftmost)));
    const int right = std::min(m_width, static_cast<int>(std::ceil(rightmost)));
    if (left >= right || top >= bottom)
        return;
    touch(left, right, top, bottom);

    // In a row, the stroke reaches as far as the line's x there and `across` to both sides, whatever its ends.
    const bool isFlat = std::abs(uy) < 1e-6;
    const auto across = static_cast<float>(isFlat ? 0.0 : reach / std::abs(uy));
    const auto slope = static_cast<float>(isFlat ? 0.0 : ux / uy);
    for (int y = top; y < bottom; ++y) {
        const float centre = static_cast<float>(y) + 0.5F;
        int from = left;
        int to = right;
        if (!isFlat) {
            const float middle = stroke.x0 + (centre - stroke.y0) * slope;
            from = static_cast<int>(std::clamp(middle - across, static_cast<float>(left), static_cast<float>(right)));
            to = std::min(right, static_cast<int>(std::clamp(middle + across, 0.0F, static_cast<float>(right))) + 1);
        }
        if (from < to)
            stroke.raiseRow(row(y), from, to, centre);
    }
}

void CoverageMask::addSpan(int x, double top, double bottom, double share)
{
    if (x < 0 || x >= m_width || share <= 0.0)
        return;
    top = std::clamp(top, 0.0, static_cast<double>(m_height));
    bottom = std::clamp(bottom, 0.0, static_cast<double>(m_height));
    if (top >= bottom)
        return;
    const int first = static_cast<int>(top);
    const int last = std::min(m_height - 1, static_cast<int>(std::ceil(bottom)) - 1);
    touch(x, x + 1, first, last + 1);
    const auto coverOf = [&](int y) {
        return toCover(static_cast<float>(share * (std::min(bottom, y + 1.0) - std::max(top, static_cast<double>(y)))));
    };
    raise(row(first)[x], coverOf(first));
    if (last == first)
        return;
    raise(row(last)[x], coverOf(last));
    const std::uint8_t solid = toCover(static_cast<float>(share));
    std::uint8_t *pixel = row(first) + x;
    for (int y = first + 1; y < last; ++y) {
        pixel += m_stride;
        raise(*pixel, solid);
    }
}

/// Row by row, as the image lies in memory: strip by strip, its pages alone would cost most of the time.
void CoverageMask::paint(QImage &image, QPoint origin, QRgb colour, double opacity)
{
    const QRect visible = QRect(origin, QSize(m_width, m_height)).intersected(image.rect()).translated(-origin);
    const Ink ink(colour, opacity);
    const auto perLine = static_cast<std::size_t>(image.bytesPerLine());
    std::uint8_t *bits = image.bits();
    int top = m_height;
    int bottom = 0;
    for (const Rows &rows : m_strips) {
        top = std::min(top, rows.top);
        bottom = std::max(bottom, rows.bottom);
    }
    for (int y = top; y < bottom; ++y) {
        std::uint8_t *cover = row(y);
        const bool isVisible = y >= visible.top() && y <= visible.bottom();
        std::uint32_t *line =
            isVisible ? reinterpret_cast<std::uint32_t *>(bits + static_cast<std::size_t>(y + origin.y()) * perLine)
                      : nullptr;
        for (std::size_t strip = 0; strip < m_strips.size(); ++strip) {
            if (y < m_strips[strip].top || y >= m_strips[strip].bottom)
                continue;
            const int left = static_cast<int>(strip) * stripWidth;
            const int from = std::max(left, visible.left());
            const int to = std::min(left + stripWidth, visible.right() + 1);
            if (isVisible && from < to)
                ink.paintRow(line + origin.x() + from, cover + from, to - from, rowsAhead * perLine / sizeof(QRgb));
            std::memset(cover + left, 0, stripWidth);
        }
    }
    std::fill(m_strips.begin(), m_strips.end(), Rows{m_height, 0});
}

} // namespace watchglass::ui
