#include "ui/plot/trace_rasteriser.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {
namespace {

/// How far a column's extremes must stick out of first to last sample for the column to be a crowd, in pixels.
constexpr double visibleTurn = 1.0 / 16.0;
/// Joints that are no further than this from a straight line are left out.
constexpr double straightness = 1.0 / 512.0;
/// Above this, a column that runs one way belongs to the crowd beside it, in pixels.
constexpr double tall = 16.0;
/// Where everything above and below the picture ends, in pixels.
constexpr double farAway = 1e7;

} // namespace

double TraceRasteriser::y(double value) const
{
    const double y = m_scale.y(value);
    return y < farAway ? (y > -farAway ? y : -farAway) : farAway; // and NaN
}

/// The pixel in whole numbers and the place in it for itself, so that a scrolled grid gives exactly the same places.
double TraceRasteriser::x(Timestamp time) const
{
    const std::int64_t ns = between(m_grid->left, time).count();
    std::int64_t pixel = ns / m_grid->nsPerPx;
    std::int64_t rest = ns % m_grid->nsPerPx;
    if (rest < 0) {
        rest += m_grid->nsPerPx;
        --pixel;
    }
    const double share = static_cast<double>(rest) / static_cast<double>(m_grid->nsPerPx);
    const auto steps = static_cast<std::int64_t>(share / CoverageMask::finest + 0.5);
    return static_cast<double>(pixel) + static_cast<double>(steps) * CoverageMask::finest;
}

void TraceRasteriser::draw(QImage &image, const QRect &clip, const store::View &view, const TimeGrid &grid,
                           const ValueScale &scale, const TraceStyle &style, std::optional<ColumnRange> part)
{
    if (clip.isEmpty() || !std::isfinite(scale.offset) || !std::isfinite(scale.pxPerValue))
        return;
    m_grid = &grid;
    m_style = &style;
    m_scale = scale;
    const double width = std::clamp(style.widthPx, 0.0, 2.0 * CoverageMask::largestRadius);
    m_radius = std::max(width, 1.0) / 2.0;
    const ColumnRange wanted = part.value_or(ColumnRange{0, clip.width()});
    m_mask.reset({clip.width(), clip.height(), wanted.from, wanted.to}, m_radius, style.edges, image, clip.topLeft());
    m_extents.assign(static_cast<std::size_t>(clip.width()), Extent{farAway, -farAway});
    m_hasSpans = false;
    const ColumnRange range = surroundings(view, wanted, style);
    classify(view, range);
    collect(view, range);
    drawLines();
    drawDots();
    if (m_hasSpans)
        drawSpans();
    m_mask.paint(image, style.colour, style.opacity * std::min(width, 1.0));
}

TraceRasteriser::Shape TraceRasteriser::shapeOf(const store::Column &column) const
{
    if (!column.hasValue())
        return {column.count == 0 ? Kind::Empty : Kind::Broken, 0.0, 0.0, 0.0, 0.0};
    const double least = y(column.min);
    const double greatest = y(column.max);
    Shape shape{.kind = Kind::Samples,
                .first = y(column.first),
                .last = y(column.last),
                .top = std::min(least, greatest),
                .bottom = std::max(least, greatest)};
    if (column.count - column.nanCount > 2) {
        const double turn =
            std::max(std::min(shape.first, shape.last) - shape.top, shape.bottom - std::max(shape.first, shape.last));
        const bool isCrowd = turn > visibleTurn || m_style->interpolation == Interpolation::HoldLast;
        shape.kind = isCrowd ? Kind::Crowd : Kind::Straight;
    }
    return shape;
}

/// A line depends on the next columns with samples, their shapes on those beside them, and so do joints and dots.
ColumnRange TraceRasteriser::surroundings(const store::View &view, ColumnRange part, const TraceStyle &style)
{
    constexpr int neighbours = 2;
    const int count = static_cast<int>(view.columns.size());
    const int reach = static_cast<int>(std::max(style.widthPx, 1.0) + style.dotRadiusPx) + 2;
    const auto isEmpty = [&](int index) { return view.columns[static_cast<std::size_t>(index)].count == 0; };
    int from = std::clamp(part.from - reach, 0, count);
    for (int left = neighbours; from > 0 && left > 0; left -= isEmpty(from) ? 0 : 1)
        --from;
    int to = std::clamp(part.to + reach, from, count);
    for (int left = neighbours; to < count && left > 0; left -= isEmpty(to - 1) ? 0 : 1)
        ++to;
    return {std::max(from - reach, 0), std::min(to + reach, count)};
}

void TraceRasteriser::classify(const store::View &view, ColumnRange range)
{
    m_shapes.clear();
    for (int i = range.from; i < range.to; ++i)
        m_shapes.push_back(shapeOf(view.columns[static_cast<std::size_t>(i)]));
    bool wasCrowd = false;
    for (std::size_t i = 0; i < m_shapes.size(); ++i) {
        Shape &shape = m_shapes[i];
        const bool isCrowd = shape.kind == Kind::Crowd;
        if (shape.kind == Kind::Straight) {
            const bool willBeCrowd = i + 1 < m_shapes.size() && m_shapes[i + 1].kind == Kind::Crowd;
            const bool isTall = shape.bottom - shape.top > tall;
            if (isTall ? wasCrowd || willBeCrowd : wasCrowd && willBeCrowd)
                shape.kind = Kind::Crowd;
        }
        wasCrowd = isCrowd;
    }
}

void TraceRasteriser::collect(const store::View &view, ColumnRange range)
{
    m_points.clear();
    m_nextGap = 0;
    m_lastCrowd = none;
    breakLine();
    if (range.from == 0 && view.before && !std::isnan(view.before->value))
        addSample(view.before->time, y(view.before->value));
    for (int i = range.from; i < range.to; ++i) {
        const Shape &shape = m_shapes[static_cast<std::size_t>(i - range.from)];
        if (shape.kind == Kind::Broken)
            breakLine();
        else if (shape.kind != Kind::Empty)
            addColumn(view, i, shape);
    }
    if (range.to == static_cast<int>(view.columns.size()))
        addLast(view);
}

void TraceRasteriser::addLast(const store::View &view)
{
    if (view.after) {
        if (m_last && isBroken(view, *m_last, view.after->time))
            breakLine();
        if (!std::isnan(view.after->value))
            addSample(view.after->time, y(view.after->value));
    } else if (m_last && m_style->interpolation == Interpolation::HoldLast && m_style->holdUntil
               && *m_style->holdUntil > *m_last && !isBroken(view, *m_last, *m_style->holdUntil)) {
        m_lastCrowd = none;
        const double end = std::floor(x(*m_style->holdUntil)) + 0.5;
        pushPoint(*m_style->holdUntil, {end, m_points.back().y, false, false, false});
    }
}

void TraceRasteriser::addColumn(const store::View &view, int index, const Shape &shape)
{
    const store::Column &column = view.columns[static_cast<std::size_t>(index)];
    if (m_last && isBroken(view, *m_last, column.firstTime))
        breakLine();
    if (shape.kind == Kind::Crowd) {
        addCrowd(column, shape, index);
        return;
    }
    if (shape.kind == Kind::Straight) {
        m_lastCrowd = none;
        pushPoint(column.firstTime, {x(column.firstTime), shape.first, false, false, false});
        pushPoint(column.lastTime, {x(column.lastTime), shape.last, false, false, true});
        return;
    }
    addSample(column.firstTime, shape.first);
    if (column.count - column.nanCount == 2) {
        if (isBroken(view, column.firstTime, column.lastTime))
            breakLine();
        addSample(column.lastTime, shape.last);
    }
}

void TraceRasteriser::extend(int x, double a, double b)
{
    if (x < 0 || x >= static_cast<int>(m_extents.size()))
        return;
    Extent &extent = m_extents[static_cast<std::size_t>(x)];
    extent.top = std::min({extent.top, a, b});
    extent.bottom = std::max({extent.bottom, a, b});
    m_hasSpans = true;
}

void TraceRasteriser::addCrowd(const store::Column &column, const Shape &shape, int x)
{
    const bool isHeld = m_style->interpolation == Interpolation::HoldLast;
    if (m_last) {
        const double before = m_points.back().y;
        const double half = isHeld ? before : (before + shape.first) / 2.0;
        if (m_lastCrowd == x - 1) {
            extend(m_lastCrowd, before, half);
            extend(x, half, shape.first);
        } else {
            if (isHeld)
                pushPoint(column.firstTime, {x + 0.5, before, false, false, false});
            pushPoint(column.firstTime, {x + 0.5, shape.first, false, false, false});
        }
    }
    extend(x, shape.top, shape.bottom);
    breakLine();
    pushPoint(column.lastTime, {x + 0.5, shape.last, false, false, false});
    m_lastCrowd = x;
}

void TraceRasteriser::addSample(Timestamp time, double level)
{
    m_lastCrowd = none;
    double place = x(time);
    if (m_style->interpolation == Interpolation::HoldLast) {
        place = std::floor(place) + 0.5; // steps are crisp on the middle of a pixel
        if (m_last && m_points.back().y != level)
            pushPoint(time, {place, m_points.back().y, false, false, false});
    }
    pushPoint(time, {place, level, false, true, false});
}

void TraceRasteriser::pushPoint(Timestamp time, const Point &point)
{
    if (m_last && m_points.back().isPassing && m_style->edges == Edges::Smooth) {
        const Point &passed = m_points.back();
        const Point &from = m_points[m_points.size() - 2];
        const double share = point.x > from.x ? (passed.x - from.x) / (point.x - from.x) : 0.0;
        if (std::abs(from.y + (point.y - from.y) * share - passed.y) < straightness)
            m_points.pop_back();
    }
    m_points.push_back(point);
    m_points.back().isStart = !m_last;
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

void TraceRasteriser::drawLines()
{
    m_lines.clear();
    for (std::size_t i = 1; i < m_points.size(); ++i) {
        const Point &from = m_points[i - 1];
        const Point &to = m_points[i];
        if (!to.isStart)
            m_lines.emplace_back(from.x, from.y, to.x, to.y);
    }
    using Ends = CoverageMask::Ends;
    bool wasSmooth = false;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const CoverageMask::Line &line = m_lines[i];
        const bool isSmooth = i + 1 < m_lines.size() && m_mask.isSmooth(line, m_lines[i + 1]);
        m_mask.addLine(line, wasSmooth ? Ends::Open : Ends::Cut, isSmooth ? Ends::Open : Ends::Cut);
        const bool hasJoint = i > 0 && m_lines[i - 1].x1 == line.x0 && m_lines[i - 1].y1 == line.y0;
        if (!wasSmooth && !hasJoint)
            m_mask.addDot(line.x0, line.y0);
        if (!isSmooth)
            m_mask.addDot(line.x1, line.y1);
        wasSmooth = isSmooth;
    }
}

void TraceRasteriser::drawDots()
{
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const double radius = m_points[i].isSample ? dotRadius(i) : 0.0;
        if (radius > 0.0)
            m_mask.addDot(m_points[i].x, m_points[i].y, radius);
    }
}

/// 0 for no dot.
double TraceRasteriser::dotRadius(std::size_t index) const
{
    const Point &point = m_points[index];
    const bool isLast = index + 1 == m_points.size();
    const bool isAlone = point.isStart && (isLast || m_points[index + 1].isStart);
    const double left = index == 0 ? farAway : point.x - m_points[index - 1].x;
    const double right = isLast ? farAway : m_points[index + 1].x - point.x;
    const bool isStep = m_style->interpolation == Interpolation::HoldLast && index > 0 && left == 0.0;
    const double room = std::min(isStep && index > 1 ? point.x - m_points[index - 2].x : left, right);
    const double size = std::clamp((room - m_style->dotsFromPx) / m_style->dotsFromPx, 0.0, 1.0);
    if (size <= 0.0 && !isAlone)
        return 0.0;
    return m_radius + size * std::max(0.0, m_style->dotRadiusPx - m_radius);
}

void TraceRasteriser::drawSpans()
{
    for (std::size_t x = 0; x < m_extents.size(); ++x)
        m_mask.addSpan(static_cast<int>(x), m_extents[x].top, m_extents[x].bottom);
}

} // namespace watchglass::ui
