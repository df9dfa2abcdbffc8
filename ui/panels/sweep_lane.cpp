#include "ui/panels/sweep_lane.h"

#include "ui/plot/trace_plottable.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace watchglass::ui {

namespace {

constexpr double lineWidth = 1.75;
constexpr double paperMm = 5.0;

} // namespace

void SweepLane::setPlace(const QRect &rows, double pxPerMm, std::optional<double> mmPerMillivolt)
{
    m_rows = rows;
    m_gridPx = paperMm * pxPerMm;
    m_gain.setUp(m_series->info().unit, pxPerMm, rows.height(), mmPerMillivolt);
    m_drawn.reset();
}

void SweepLane::setLook(const QColor &colour, const QColor &background, const QColor &grid, double ratio)
{
    m_background = background;
    m_grid = grid;
    m_style.colour = colour.rgb();
    m_style.widthPx = lineWidth * ratio;
    m_style.dotsFromPx = 1e9; // a monitor's pen draws no dots
    m_style.interpolation = m_series->info().interpolation;
    m_drawn.reset();
}

void SweepLane::followGain(const SweepTiming &timing, Timestamp edge)
{
    const store::Statistics lately = m_series->statistics({edge - timing.length(), edge});
    if (lately.hasValue() && m_gain.follow(lately.min, lately.max))
        m_drawn.reset();
}

int SweepLane::margin() const
{
    return static_cast<int>(std::ceil(m_style.widthPx)) + 4;
}

QRegion SweepLane::draw(QImage &picture, const SweepTiming &timing, Timestamp edge)
{
    if (timing.width <= 0 || m_rows.isEmpty())
        return {};
    m_style.breakAfter = breakAfter(m_series->rhythm(), m_style.interpolation);
    m_style.holdUntil = edge;
    const SweepPlace pen = timing.place(edge);
    const auto last = m_series->last();
    const SweepPlace newest = last && last->time < edge ? timing.place(last->time) : pen;
    if (m_drawn && pen == m_pen && newest == *m_drawn)
        return {};
    const bool isWhole = !m_drawn;
    const std::vector<SweepStrip> strips = isWhole ? timing.all(pen) : timing.step(*m_drawn, pen, margin());
    QRegion changed;
    const auto touch = [&](const SweepStrip &strip) {
        changed += QRect(m_rows.left() + strip.from, m_rows.top(), strip.to - strip.from, m_rows.height());
    };
    for (const SweepStrip &strip : strips) {
        clear(picture, strip.from, strip.to);
        drawStrip(picture, timing, strip);
        touch(strip);
    }
    for (const SweepStrip &strip : timing.empty(pen)) {
        clear(picture, strip.from, strip.to);
        touch(strip);
    }
    m_pen = pen;
    // A line that has been waiting for longer than it may be is a gap: nothing more will come of it.
    const Duration patience = std::min(m_style.breakAfter.value_or(timing.length() / 2), timing.length() / 2);
    const bool isOver = !last || edge - last->time > patience;
    m_drawn = isOver || m_style.interpolation == Interpolation::HoldLast ? pen : newest;
    return changed;
}

void SweepLane::clear(QImage &picture, int from, int to) const
{
    const QRect strip(m_rows.left() + from, m_rows.top(), to - from, m_rows.height());
    QPainter painter(&picture);
    painter.setClipRect(strip);
    painter.fillRect(strip, m_background);
    if (m_gridPx < 4.0 || !m_grid.isValid())
        return;
    for (double x = std::floor(from / m_gridPx) * m_gridPx; x < to; x += m_gridPx)
        painter.fillRect(QRect(m_rows.left() + static_cast<int>(x), m_rows.top(), 1, m_rows.height()), m_grid);
    const double middle = m_rows.top() + m_rows.height() / 2.0;
    for (double y = middle - std::floor(m_rows.height() / 2.0 / m_gridPx) * m_gridPx; y <= m_rows.bottom();
         y += m_gridPx)
        painter.fillRect(QRect(strip.left(), static_cast<int>(y), strip.width(), 1), m_grid);
}

void SweepLane::drawStrip(QImage &picture, const SweepTiming &timing, const SweepStrip &strip)
{
    const int around = margin();
    SweepStrip wider = strip;
    wider.from -= around;
    wider.to += around;
    const TimeGrid grid = timing.grid(wider);
    const store::View view = m_series->view(grid.range(), grid.width);
    const QRect clip(m_rows.left() + wider.from, m_rows.top(), grid.width, m_rows.height());
    m_rasteriser.draw(picture, clip, view, grid, m_gain.scale(), m_style,
                      ColumnRange{around, around + strip.to - strip.from});
}

std::optional<QPointF> SweepLane::tip(const SweepTiming &timing, Timestamp edge) const
{
    const auto sample = m_series->at(edge);
    if (!sample || !std::isfinite(sample->value) || !m_pen)
        return std::nullopt;
    if (m_style.breakAfter && edge - sample->time > *m_style.breakAfter)
        return std::nullopt;
    const bool isHeld = m_style.interpolation == Interpolation::HoldLast;
    const SweepPlace place = isHeld ? *m_pen : timing.place(sample->time);
    if (place.start != m_pen->start)
        return std::nullopt;
    const ValueScale scale = m_gain.scale();
    const double y = std::clamp(scale.offset + sample->value * scale.pxPerValue, 0.0, double(m_rows.height()));
    return QPointF(m_rows.left() + place.pen + 0.5, m_rows.top() + y);
}

} // namespace watchglass::ui
