#include "ui/plot/coverage_mask.h"

#include "ui/plot/strip_painter.h"

#include <QRect>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <utility>

namespace watchglass::ui {
namespace {

constexpr int width = StripPainter::width;
constexpr int margin = 16;             ///< Columns kept on either side of the strips, for spans that spread into them.
constexpr int fractions = 512;         ///< Of a pixel that the ends of spans are told apart by.
constexpr double unseen = 1.0 / 256.0; ///< In pixels: how far a middle may be from the whole stroke.
constexpr double overlap = 1e-3;       ///< Of a line and its round ends, in pixels, so that no rounding parts them.

/// Of a pixel whose middle is that far inside the pen's reach.
inline std::uint8_t cover(double inside, Edges edges)
{
    if (edges == Edges::Hard)
        return inside >= 0.5 ? 255 : 0;
    return static_cast<std::uint8_t>(std::clamp(static_cast<int>(inside * 255.0 + 0.5), 0, 255));
}

/// Of the row whose middle is the first at or below y; y far outside is taken as just outside.
int nearestRow(double y, int height)
{
    constexpr int outside = 64;
    return static_cast<int>(std::clamp<double>(y, -outside, height + outside) + 0.5 + 2 * outside) - 2 * outside;
}

} // namespace

void CoverageMask::reset(const Size &size, double radius, Edges edges, const QImage &image, QPoint origin)
{
    const auto address = reinterpret_cast<std::uintptr_t>(image.constBits()) / sizeof(QRgb);
    const int lead = static_cast<int>((address + static_cast<std::uintptr_t>(origin.x())) % width);
    const bool isSame = size.width == m_size.width && size.height == m_size.height && lead == m_lead;
    m_size = size;
    m_size.from = std::max(size.from, 0);
    m_size.to = std::min(size.to, size.width);
    m_radius = radius;
    m_origin = origin;
    m_reach = static_cast<int>(std::ceil(radius + 0.5)) - 1;
    if (std::exchange(m_endsRadius, radius) != radius || std::exchange(m_edges, edges) != edges) {
        m_edges = edges;
        m_ends.clear();
        for (int fraction = 0; fraction <= fractions && edges == Edges::Smooth; ++fraction)
            appendEnd(static_cast<double>(fraction) / fractions);
    }
    if (isSame)
        return; // paint() left it empty
    m_lead = lead;
    const auto strips = static_cast<std::size_t>((lead + size.width + width - 1) / width);
    m_stripBytes = static_cast<std::size_t>(size.height) * width;
    m_cover.assign(strips * m_stripBytes, 0);
    m_rows.assign(strips, Rows{size.height, 0});
    m_spans.assign(strips * width + 2 * margin, Rows{});
}

CoverageMask::Line::Line(double fromX, double fromY, double toX, double toY)
    : x0(fromX)
    , y0(fromY)
    , x1(toX)
    , y1(toY)
    , length(std::sqrt((toX - fromX) * (toX - fromX) + (toY - fromY) * (toY - fromY)))
{
    if (length > 0.0) {
        ux = (toX - fromX) / length;
        uy = (toY - fromY) / length;
    }
}

bool CoverageMask::isSmooth(const Line &before, const Line &after) const
{
    if (m_edges == Edges::Hard || before.x1 != after.x0 || before.y1 != after.y0)
        return false;
    const double turn = before.ux * after.uy - before.uy * after.ux;
    const double along = before.ux * after.ux + before.uy * after.uy;
    return along > 0.0 && turn * turn * (m_radius + 0.5) <= 2.0 * unseen;
}

/// A line without its ends, asked column by column. Everything is counted from the column that it starts in, so that a
/// line moved by whole columns gives the same numbers.
struct CoverageMask::Slab
{
    Slab(const Line &of, double pen, double moreBefore, double moreAfter)
        : line(of)
        , column(std::floor(of.x0))
        , startX(0.5 - (of.x0 - column))
        , reach(pen)
        , first(-moreBefore)
        , last(of.length + moreAfter)
        , isUpright(of.ux < 1e-15)
        , isFlat(std::abs(of.uy) < 1e-9)
        , perAside(isUpright ? 0.0 : 1.0 / of.ux)
        , perAlong(isFlat ? 0.0 : 1.0 / of.uy)
    {}

    double ex(int x) const { return x - column + startX; }

    /// From y0 on, what of [low, high] in a column is near enough aside and along; nothing when low is above high.
    void limit(double x, double &low, double &high) const
    {
        if (!isUpright) {
            const double middle = x * line.uy;
            low = std::max(low, (middle - reach) * perAside);
            high = std::min(high, (middle + reach) * perAside);
        } else if (std::abs(x) >= reach) {
            high = low - 1.0;
        }
        const double gone = x * line.ux;
        if (!isFlat) {
            const double before = (first - gone) * perAlong;
            const double after = (last - gone) * perAlong;
            low = std::max(low, std::min(before, after));
            high = std::min(high, std::max(before, after));
        } else if (gone < first || gone > last) {
            high = low - 1.0;
        }
    }

    const Line &line;
    double column;
    double startX;
    double reach;
    double first; ///< Along the line.
    double last;
    bool isUpright;
    bool isFlat;
    double perAside;
    double perAlong;
};

void CoverageMask::addColumn(const Slab &slab, int x)
{
    const Line &line = slab.line;
    const double ex = slab.ex(x);
    double low = -line.y0 - 1.0;
    double high = m_size.height - line.y0;
    slab.limit(ex, low, high);
    const int top = static_cast<int>(std::max(line.y0 + low + 0.5, 0.0));
    const int bottom = std::min(static_cast<int>(std::max(line.y0 + high + 0.5, 0.0)), m_size.height);
    if (top >= bottom)
        return;
    const int index = (x + m_lead) / width;
    std::uint8_t *pixel = strip(index) + top * width + (x + m_lead) % width;
    const Edges edges = m_edges;
    const double reach = slab.reach;
    const double step = line.ux;
    const double across = ex * line.uy + (line.y0 - 0.5) * step;
    for (int y = top; y < bottom; ++y, pixel += width)
        *pixel = std::max(*pixel, cover(reach - std::abs(across - y * step), edges));
    touch(index, top);
    touch(index, bottom - 1);
}

void CoverageMask::addLine(const Line &line, Ends start, Ends end)
{
    const double reach = m_radius + 0.5;
    if (std::max(line.y0, line.y1) < -reach || std::min(line.y0, line.y1) > m_size.height + reach)
        return;
    const double open = std::sqrt(0.5 * unseen * reach);
    const Slab slab(line, reach, start == Ends::Open ? open : overlap, end == Ends::Open ? open : overlap);
    const double wide = reach * std::abs(line.uy) + open * line.ux + 0.5;
    const int right = static_cast<int>(std::min<double>(m_size.to, line.x1 + wide));
    for (int x = static_cast<int>(std::max<double>(m_size.from, line.x0 - wide)); x < right; ++x)
        addColumn(slab, x);
}

void CoverageMask::addDot(double x, double y, double radius)
{
    const double reach = radius + 0.5;
    // Most pixels of a dot are wholly inside or wholly outside: their distance need not be known.
    const double outside = reach * reach;
    const double inside = reach > 1.0 ? (reach - 1.0) * (reach - 1.0) : -1.0;
    if (x + reach < m_size.from || x - reach > m_size.to || y < -reach || y > m_size.height + reach)
        return;
    const double column = std::floor(x);
    const double startX = 0.5 - (x - column);
    const Edges edges = m_edges;
    const int right = static_cast<int>(std::min<double>(m_size.to, x + reach + 1.0));
    const int top = static_cast<int>(std::max(y - reach, 0.0));
    const int bottom = static_cast<int>(std::min<double>(m_size.height, y + reach + 1.0));
    for (int i = static_cast<int>(std::max<double>(m_size.from, x - reach)); i < right; ++i) {
        const int index = (i + m_lead) / width;
        const double ex = i - column + startX;
        std::uint8_t *pixel = strip(index) + top * width + (i + m_lead) % width;
        for (int row = top; row < bottom; ++row, pixel += width) {
            const double dy = row + 0.5 - y;
            const double distance = ex * ex + dy * dy;
            if (distance <= inside)
                *pixel = 255;
            else if (distance < outside)
                *pixel = std::max(*pixel, cover(reach - std::sqrt(distance), edges));
        }
        touch(index, top);
        touch(index, std::max(top, bottom - 1));
    }
}

void CoverageMask::addSpan(int x, double top, double bottom)
{
    if (x + m_reach < m_size.from || x - m_reach >= m_size.to || top > bottom)
        return;
    const double reach = m_radius + 0.5;
    if (bottom <= -reach || top >= m_size.height + reach)
        return;
    // Rows whose middle lies between the ends; the ends are round.
    const int first = nearestRow(top, m_size.height);
    const int last = nearestRow(bottom, m_size.height);
    if (first < last) {
        m_spans[static_cast<std::size_t>(x + m_lead + margin)] = {std::clamp(first, 0, m_size.height),
                                                                  std::clamp(last, 0, m_size.height)};
        m_hasSpans = true;
    }
    addSpanEnd(x, first - 1, top, -1);
    addSpanEnd(x, last, bottom, 1);
}

/// What the pen's round end covers: m_reach + 1 rows outwards, the nearest one's middle `away` from it, of m_reach + 1
/// columns aside.
void CoverageMask::appendEnd(double away)
{
    for (int row = 0; row <= m_reach; ++row) {
        for (int aside = 0; aside <= m_reach; ++aside) {
            const double distance = std::sqrt((away + row) * (away + row) + aside * aside);
            m_ends.push_back(cover(m_radius + 0.5 - distance, m_edges));
        }
    }
}

/// The pen's round end at `end`, from row y on upwards (step -1) or downwards (1).
void CoverageMask::addSpanEnd(int x, int y, double end, int step)
{
    const double away = (y + 0.5 - end) * step;
    if (away >= 1.0)
        return; // the end is far outside
    const int side = m_reach + 1;
    std::size_t entry = 0;
    if (m_edges == Edges::Hard) {
        m_ends.clear();
        appendEnd(away);
    } else {
        entry = static_cast<std::size_t>(std::max(static_cast<int>(away * fractions + 0.5), 0) * side * side);
    }
    const int left = std::max(-m_reach, m_size.from - x);
    const int right = std::min(m_reach, m_size.to - 1 - x);
    const std::uint8_t *shares = m_ends.data() + entry;
    for (int i = 0; i < side; ++i, y += step, shares += side) {
        if (y < 0 || y >= m_size.height)
            continue;
        for (int aside = left; aside <= right; ++aside) {
            const std::uint8_t share = shares[std::abs(aside)];
            if (share == 0)
                continue;
            const int column = x + aside + m_lead;
            std::uint8_t &pixel = strip(column / width)[y * width + column % width];
            pixel = std::max(pixel, share);
            touch(column / width, y);
        }
    }
}

/// Where a span begins or ends in one of the columns that reach into a strip.
struct CoverageMask::Toggle
{
    int row;
    int column; ///< From the strip's first, less m_reach.
};

int CoverageMask::collect(int strip, Toggle *toggles) const
{
    const Rows *spans = m_spans.data() + strip * width + margin - m_reach;
    int count = 0;
    const auto insert = [&](Toggle toggle) {
        int at = count++;
        for (; at > 0 && toggles[at - 1].row > toggle.row; --at)
            toggles[at] = toggles[at - 1];
        toggles[at] = toggle;
    };
    for (int i = 0; i < width + 2 * m_reach; ++i) {
        if (spans[i].top < spans[i].bottom)
            insert({spans[i].top, i});
    }
    for (int i = 0; i < width + 2 * m_reach; ++i) {
        if (spans[i].top < spans[i].bottom)
            insert({spans[i].bottom, i});
    }
    return count;
}

/// Between two rows in which spans begin or end, what they cover is the same for all rows.
void CoverageMask::paintStrip(int index, const StripPainter &painter)
{
    using Bytes = std::uint8_t [[gnu::vector_size(16)]];
    const Rows rows = m_rows[static_cast<std::size_t>(index)];
    const std::uint8_t *own = strip(index);
    std::array<Toggle, 2 * (width + 2 * margin)> toggles;
    const int count = m_hasSpans ? collect(index, toggles.data()) : 0;
    std::array<std::uint8_t, width + 2 * margin> inside{};
    std::array<std::uint8_t, margin> shares{};
    for (int aside = 0; aside <= m_reach; ++aside)
        shares[static_cast<std::size_t>(aside)] = cover(m_radius + 0.5 - aside, m_edges);

    int y = std::min(rows.top, rows.bottom);
    for (int i = 0; i < count;) {
        const int row = toggles[static_cast<std::size_t>(i)].row;
        if (i == 0 && y < row)
            painter.paintRows(own + y * width, y, std::min(row, rows.bottom));
        for (; i < count && toggles[static_cast<std::size_t>(i)].row == row; ++i)
            inside[static_cast<std::size_t>(toggles[static_cast<std::size_t>(i)].column)] ^= 255;
        Bytes common{};
        for (int d = -m_reach; d <= m_reach; ++d) {
            Bytes part;
            std::memcpy(&part, inside.data() + m_reach + d, sizeof(part));
            part &= Bytes{} + shares[static_cast<std::size_t>(std::abs(d))];
            common = part > common ? part : common;
        }
        const int next = i < count ? toggles[static_cast<std::size_t>(i)].row : std::max(row, rows.bottom);
        const auto *bytes = reinterpret_cast<const std::uint8_t *>(&common);
        const int softEnd = std::clamp(rows.bottom, row, next);
        const int softStart = std::clamp(rows.top, row, softEnd);
        painter.paintRows(bytes, nullptr, row, softStart);
        painter.paintRows(bytes, own + softStart * width, softStart, softEnd);
        painter.paintRows(bytes, nullptr, softEnd, next);
        y = next;
    }
    if (y < rows.bottom && count == 0)
        painter.paintRows(own + y * width, y, rows.bottom);
    if (rows.top < rows.bottom)
        std::memset(strip(index) + rows.top * width, 0, static_cast<std::size_t>((rows.bottom - rows.top) * width));
    m_rows[static_cast<std::size_t>(index)] = {m_size.height, 0};
}

void CoverageMask::paint(QImage &image, QRgb colour, double opacity)
{
    const QRect visible =
        QRect(m_origin + QPoint(m_size.from, 0), QSize(m_size.to - m_size.from, m_size.height)) & image.rect();
    const Ink ink(colour, opacity);
    const auto perLine = image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    auto *pixels = reinterpret_cast<std::uint32_t *>(image.bits()) + m_origin.y() * perLine + m_origin.x() - m_lead;
    const int end = (m_size.to - 1 + m_lead) / width + 1;
    for (int index = (m_size.from + m_lead) / width; index < end && m_size.from < m_size.to; ++index) {
        const int left = m_origin.x() - m_lead + index * width; // of the image
        const StripPainter painter(ink, {.first = pixels + index * width,
                                         .stride = perLine,
                                         .top = visible.top() - m_origin.y(),
                                         .bottom = visible.top() - m_origin.y() + visible.height(),
                                         .from = std::clamp(visible.left() - left, 0, width),
                                         .to = std::clamp(visible.left() + visible.width() - left, 0, width)});
        paintStrip(index, painter);
    }
    if (m_hasSpans)
        std::fill(m_spans.begin(), m_spans.end(), Rows{});
    m_hasSpans = false;
}

} // namespace watchglass::ui
