#include "ui/plot/trace_rasteriser.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {
namespace {

/// How far a span must stick out of the line from first to last sample to be worth drawing, in pixels.
constexpr double visibleTurn = 0.3;
/// Points that are no further than this from a straight stroke are drawn as part of it.
constexpr double straightness = 1.0 / 16.0;
/// Where everything above and below the picture ends, in pixels.
constexpr double farAway = 1e7;

} // namespace

double TraceRasteriser::y(double value) const
{
    const double y = m_scale.offset + value * m_scale.pxPerValue;
    return std::isnan(y) ? farAway : std::clamp(y, -farAway, farAway);
}

void TraceRasteriser::draw(QImage &image, const QRect &clip, const store::View &view, const TimeGrid &grid,
                           const ValueScale &scale, const TraceStyle &style)
{
    if (clip.isEmpty() || !std::isfinite(scale.offset) || !std::isfinite(scale.pxPerValue))
        return;
    m_grid = &grid;
    m_style = &style;
    m_scale = scale;
    const double width = std::clamp(style.widthPx, 0.0, 6.0);
    m_radius = std::max(width, 1.0) / 2.0;
    m_mask.reset(clip.width(), clip.height());
    m_extents.assign(static_cast<std::size_t>(clip.width()), Extent{farAway, -farAway});
    m_hasSpans = false;
    collect(view);
    strokeLines();
    drawDots();
    if (m_hasSpans)
        fillSpans();
    m_mask.paint(image, clip.topLeft(), style.colour, style.opacity * std::min(width, 1.0));
}

void TraceRasteriser::collect(const store::View &view)
{
    m_points.clear();
    m_nextGap = 0;
    m_lastSpan = -1;
    breakLine();
    if (view.before && !std::isnan(view.before->value))
        addSample(view.before->time, view.before->value);
    for (std::size_t i = 0; i < view.columns.size(); ++i) {
        if (view.columns[i].count != 0)
            addColumn(view, i);
    }
    if (view.after) {
        if (m_last && isBroken(view, *m_last, view.after->time))
            breakLine();
        if (!std::isnan(view.after->value))
            addSample(view.after->time, view.after->value);
    } else if (m_last && m_style->interpolation == Interpolation::HoldLast && m_style->holdUntil
               && *m_style->holdUntil > *m_last && !isBroken(view, *m_last, *m_style->holdUntil)) {
        m_lastSpan = -1;
        const double end = std::floor(m_grid->x(*m_style->holdUntil)) + 0.5;
        pushPoint(*m_style->holdUntil, end, m_points.back().y, false);
    }
}

void TraceRasteriser::addColumn(const store::View &view, std::size_t index)
{
    const store::Column &column = view.columns[index];
    if (!column.hasValue()) {
        breakLine();
        return;
    }
    if (m_last && isBroken(view, *m_last, column.firstTime))
        breakLine();
    const double first = y(column.first);
    const double last = y(column.last);
    const double top = std::min(y(column.min), y(column.max));
    const double bottom = std::max(y(column.min), y(column.max));
    const double turn = std::max(std::min(first, last) - top, bottom - std::max(first, last));
    if (column.count > 2 && turn > visibleTurn) {
        addSpans(view, index, top, bottom);
        return;
    }
    addSample(column.firstTime, column.first);
    if (column.count > 1) {
        if (m_style->breakAfter && column.lastTime - column.firstTime > *m_style->breakAfter && column.count == 2)
            breakLine();
        addSample(column.lastTime, column.last);
    }
}

void TraceRasteriser::addSpans(const store::View &view, std::size_t index, double top, double bottom)
{
    const store::Column &column = view.columns[index];
    const double first = y(column.first);
    const double last = y(column.last);
    const double start = m_grid->x(view.columnStart(index));
    const double end = m_grid->x(view.columnStart(index) + view.columnWidth);
    const int from = static_cast<int>(std::floor(std::clamp(start, -farAway, farAway) + 0.5));
    const int to = std::max(from + 1, static_cast<int>(std::floor(std::clamp(end, -farAway, farAway) + 0.5)));
    const int width = static_cast<int>(m_extents.size());
    const auto extend = [&](int x, double a, double b) {
        if (x < 0 || x >= width)
            return;
        Extent &extent = m_extents[static_cast<std::size_t>(x)];
        extent.top = std::min({extent.top, a, b});
        extent.bottom = std::max({extent.bottom, a, b});
    };
    const bool isHeld = m_style->interpolation == Interpolation::HoldLast;
    if (m_last && (m_lastSpan == from - 1 || m_lastSpan == from)) {
        const double before = m_points.back().y;
        const double middle = isHeld ? before : (before + first) / 2.0;
        extend(m_lastSpan, before, middle);
        extend(from, middle, first);
    } else if (m_last) {
        if (isHeld)
            pushPoint(column.firstTime, from + 0.5, m_points.back().y, false);
        pushPoint(column.firstTime, from + 0.5, first, false);
    }
    for (int x = from; x < to; ++x)
        extend(x, top, bottom);
    m_hasSpans = true;
    breakLine();
    pushPoint(column.lastTime, to - 0.5, last, false);
    m_lastSpan = to - 1;
}

void TraceRasteriser::addSample(Timestamp time, double value)
{
    m_lastSpan = -1;
    const double level = y(value);
    double x = m_grid->x(time);
    if (m_style->interpolation == Interpolation::HoldLast) {
        x = std::floor(x) + 0.5; // steps are crisp on the middle of a pixel
        if (m_last && m_points.back().y != level)
            pushPoint(time, x, m_points.back().y, false);
    }
    pushPoint(time, x, level, true);
}

void TraceRasteriser::pushPoint(Timestamp time, double x, double y, bool isSample)
{
    m_points.push_back({x, y, !m_last, isSample});
    m_last = time;
}

bool TraceRasteriser::isBroken(const store::View &view, Timestamp from, Timestamp to)
{
    if (m_style->breakAfter && between(from, to) > *m_style->breakAfter)
        return true;
    while (m_nextGap < view.gaps.size() && view.gaps[m_nextGap].range.to <= from)
        ++m_nextGap;
    for (std::size_t i = m_nextGap; i < view.gaps.size() && view.gaps[i].range.from < to; ++i) {
        const TimeRange gap = view.gaps[i].range;
        const Duration open = between(std::max(gap.from, from), std::min(gap.to, to));
        if (open > Duration::zero() && open >= between(gap.from, gap.to) / 2)
            return true;
    }
    return false;
}

void TraceRasteriser::stroke(const Point &from, const Point &to)
{
    m_mask.addStroke(from.x, from.y, to.x, to.y, m_radius);
}

/// Points that lie on a straight line become one stroke: as long as one direction passes every point of it within
/// `straightness`, it goes on.
void TraceRasteriser::strokeLines()
{
    for (std::size_t start = 0; start + 1 < m_points.size();) {
        const Point &from = m_points[start];
        std::size_t end = start + 1;
        if (m_points[end].isStart) {
            start = end;
            continue;
        }
        double lowest = -farAway * farAway;
        double highest = farAway * farAway;
        for (std::size_t i = end; i < m_points.size() && !m_points[i].isStart; ++i) {
            const double dx = m_points[i].x - from.x;
            const double dy = m_points[i].y - from.y;
            if (dx <= 0.0) {
                if (i > start + 1)
                    break;
                end = i; // straight up or down: a stroke of its own
                break;
            }
            if (i > start + 1 && (dy / dx < lowest || dy / dx > highest))
                break;
            lowest = std::max(lowest, (dy - straightness) / dx);
            highest = std::min(highest, (dy + straightness) / dx);
            end = i;
        }
        stroke(from, m_points[end]);
        start = end;
    }
}

void TraceRasteriser::drawDots()
{
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const Point &point = m_points[i];
        if (!point.isSample)
            continue;
        const bool isLast = i + 1 == m_points.size();
        const bool isAlone = point.isStart && (isLast || m_points[i + 1].isStart);
        const double left = i == 0 ? farAway : point.x - m_points[i - 1].x;
        const double right = isLast ? farAway : m_points[i + 1].x - point.x;
        const bool isStep = m_style->interpolation == Interpolation::HoldLast && i > 0 && left == 0.0;
        const double room = std::min(isStep && i > 1 ? point.x - m_points[i - 2].x : left, right);
        const double size = std::clamp((room - m_style->dotsFromPx) / m_style->dotsFromPx, 0.0, 1.0);
        if (size > 0.0 || isAlone) {
            const double radius = m_radius + size * std::max(0.0, m_style->dotRadiusPx - m_radius);
            m_mask.addDot(point.x, point.y, radius);
        }
    }
}

/// Each column its own span, and beside it what a line of that width spreads to its neighbours.
void TraceRasteriser::fillSpans()
{
    const int width = static_cast<int>(m_extents.size());
    const int spread = static_cast<int>(std::ceil(m_radius - 0.5));
    for (int x = 0; x < width; ++x) {
        const Extent own = m_extents[static_cast<std::size_t>(x)];
        if (own.bottom < own.top)
            continue;
        m_mask.addSpan(x, own.top - m_radius, own.bottom + m_radius);
        for (int d = -spread; d <= spread; ++d) {
            const int neighbour = x + d;
            if (d == 0 || neighbour < 0 || neighbour >= width)
                continue;
            const double share = std::min(1.0, m_radius + 0.5 - std::abs(d));
            const double aside = std::abs(d) - 0.5;
            const double cap = std::sqrt(std::max(0.0, m_radius * m_radius - aside * aside));
            const Extent other = m_extents[static_cast<std::size_t>(neighbour)];
            if (other.bottom < other.top) {
                m_mask.addSpan(neighbour, own.top - cap, own.bottom + cap, share);
                continue;
            }
            m_mask.addSpan(neighbour, own.top - cap, std::min(own.bottom + cap, other.top), share);
            m_mask.addSpan(neighbour, std::max(own.top - cap, other.bottom), own.bottom + cap, share);
        }
    }
}

} // namespace watchglass::ui
