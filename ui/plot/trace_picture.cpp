#include "ui/plot/trace_picture.h"

#include <algorithm>
#include <cstring>

namespace watchglass::ui {
namespace {

bool isSame(const store::Column &a, const store::Column &b)
{
    return a.count == b.count && a.nanCount == b.nanCount && a.firstTime == b.firstTime && a.lastTime == b.lastTime
           && a.first == b.first && a.last == b.last && a.min == b.min && a.max == b.max;
}

bool isSame(const std::optional<Sample> &a, const std::optional<Sample> &b)
{
    return a.has_value() == b.has_value() && (!a || (a->time == b->time && !(a->value != b->value)));
}

/// The first column that is not what it was `shift` columns further right; what was not in view is no column.
int firstChanged(const store::View &view, const store::View &old, int shift)
{
    const int count = static_cast<int>(view.columns.size());
    int i = 0;
    while (i + shift < count
           && isSame(view.columns[static_cast<std::size_t>(i)], old.columns[static_cast<std::size_t>(i + shift)]))
        ++i;
    return i;
}

} // namespace

bool TracePicture::isMoved(const QSize &size, const store::View &view, const TimeGrid &grid, const ValueScale &scale,
                           const TraceStyle &style) const
{
    const auto fits = [](const store::View &v, const TimeGrid &g) {
        return v.anchor == g.left && v.columns.size() == static_cast<std::size_t>(g.width);
    };
    TraceStyle held = m_style;
    held.holdUntil = style.holdUntil; // moves with time
    return m_image.size() == size && m_grid.width == grid.width && m_grid.nsPerPx == grid.nsPerPx && m_scale == scale
           && held == style && m_view.gaps == view.gaps && fits(m_view, m_grid) && fits(view, grid)
           && between(m_grid.left, grid.left).count() % grid.nsPerPx == 0;
}

const QImage &TracePicture::update(const QSize &size, const store::View &view, const TimeGrid &grid,
                                   const ValueScale &scale, const TraceStyle &style)
{
    const int width = size.width();
    const std::int64_t shift = between(m_grid.left, grid.left).count() / std::max<std::int64_t>(grid.nsPerPx, 1);
    ColumnRange head{0, 0};
    ColumnRange tail{0, width};
    if (isMoved(size, view, grid, scale, style) && shift >= 0 && shift < width) {
        const int changed = firstChanged(view, m_view, static_cast<int>(shift));
        const bool isEndSame = isSame(view.after, m_view.after) && style.holdUntil == m_style.holdUntil;
        if (changed < width || !isEndSame)
            tail.from = TraceRasteriser::surroundings(view, {changed, width}, style).from;
        else
            tail.from = width;
        if (shift > 0 || !isSame(view.before, m_view.before))
            head.to = TraceRasteriser::surroundings(view, {0, 0}, style).to;
        if (head.to >= tail.from)
            tail.from = 0;
    }
    if (tail.from == 0)
        head.to = 0;
    if (m_image.size() != size)
        m_image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    if (tail.from > 0 && shift > 0)
        move(static_cast<int>(shift));
    m_view = view;
    m_grid = grid;
    m_scale = scale;
    m_style = style;
    m_drawn = 0;
    draw(head);
    draw(tail);
    return m_image;
}

void TracePicture::move(int shift)
{
    const auto bytes = static_cast<std::size_t>(m_image.width() - shift) * sizeof(QRgb);
    for (int y = 0; y < m_image.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(m_image.scanLine(y));
        std::memmove(line, line + shift, bytes);
    }
}

void TracePicture::draw(ColumnRange part)
{
    if (part.from >= part.to)
        return;
    for (int y = 0; y < m_image.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(m_image.scanLine(y));
        std::fill(line + part.from, line + part.to, m_ground);
    }
    m_rasteriser.draw(m_image, m_image.rect(), m_view, m_grid, m_scale, m_style, part);
    m_drawn += part.to - part.from;
}

} // namespace watchglass::ui
