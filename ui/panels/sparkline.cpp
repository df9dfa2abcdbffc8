#include "ui/panels/sparkline.h"

#include "ui/plot/time_grid.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {
namespace {

constexpr int leastColumns = 4;
constexpr double explained = 0.5;
constexpr double largestPlain = 1e100;

bool isDrawable(const store::Column &column)
{
    return column.hasValue() && std::isfinite(column.min) && std::isfinite(column.max);
}

/// The middle of each column that has one, so small that squares of them can be added up.
std::vector<std::pair<double, double>> middles(const store::View &view)
{
    double greatest = 0.0;
    for (const store::Column &column : view.columns) {
        if (isDrawable(column))
            greatest = std::max({greatest, std::abs(column.min), std::abs(column.max)});
    }
    const double scale = greatest > largestPlain ? greatest : 1.0;
    std::vector<std::pair<double, double>> points;
    for (std::size_t i = 0; i < view.columns.size(); ++i) {
        const store::Column &column = view.columns[i];
        if (isDrawable(column))
            points.emplace_back(static_cast<double>(i), column.min / scale / 2 + column.max / scale / 2);
    }
    return points;
}

/// Puts times and values into a rectangle, and a line's end where the next begins after a gap.
class LineMaker
{
public:
    LineMaker(const store::View &view, const QRectF &rect, std::optional<Duration> breakAfter)
        : m_view(view)
        , m_rect(rect)
        , m_breakAfter(breakAfter)
    {
        for (const store::Column &column : view.columns) {
            if (isDrawable(column)) {
                m_low = m_isEmpty ? column.min : std::min(m_low, column.min);
                m_high = m_isEmpty ? column.max : std::max(m_high, column.max);
                m_isEmpty = false;
            }
        }
    }

    bool isEmpty() const { return m_isEmpty; }

    void add(Timestamp time, double value, bool isHeld)
    {
        if (m_last && (isGap(*m_last, time) || (m_breakAfter && between(*m_last, time) > *m_breakAfter)))
            close();
        if (isHeld && !m_line.isEmpty())
            m_line << QPointF(x(time), m_line.constLast().y());
        m_line << QPointF(x(time), y(value));
        m_last = time;
    }
    void addExtremes(const store::Column &column)
    {
        // Inside one pixel: only how far it reaches counts.
        m_line << QPointF(x(column.lastTime), y(column.min)) << QPointF(x(column.lastTime), y(column.max));
    }
    std::vector<QPolygonF> finish()
    {
        close();
        return std::move(m_lines);
    }

private:
    bool isGap(Timestamp from, Timestamp to) const
    {
        return std::any_of(m_view.gaps.begin(), m_view.gaps.end(),
                           [&](const Gap &gap) { return gap.range.from < to && from < gap.range.to; });
    }
    double x(Timestamp time) const
    {
        const auto length = static_cast<double>(between(m_view.range.from, m_view.range.to).count());
        return m_rect.left()
               + m_rect.width() * static_cast<double>(between(m_view.range.from, time).count()) / std::max(length, 1.0);
    }
    double y(double value) const
    {
        const double span = m_high - m_low;
        const double share = span > 0.0 && std::isfinite(span) ? (value - m_low) / span : 0.5;
        return m_rect.bottom() - share * m_rect.height();
    }
    void close()
    {
        if (!m_line.isEmpty())
            m_lines.push_back(std::move(m_line));
        m_line.clear();
    }

    const store::View &m_view;
    const QRectF m_rect;
    const std::optional<Duration> m_breakAfter;
    double m_low = 0.0;
    double m_high = 0.0;
    bool m_isEmpty = true;
    QPolygonF m_line;
    std::optional<Timestamp> m_last;
    std::vector<QPolygonF> m_lines;
};

} // namespace

Trend trendOf(const store::View &view)
{
    double n = 0.0;
    double meanX = 0.0;
    double meanY = 0.0;
    double xx = 0.0;
    double xy = 0.0;
    double yy = 0.0;
    for (const auto &[x, y] : middles(view)) {
        n += 1.0;
        const double dx = x - meanX;
        const double dy = y - meanY;
        meanX += dx / n;
        meanY += dy / n;
        xx += dx * (x - meanX);
        yy += dy * (y - meanY);
        xy += dx * (y - meanY);
    }
    if (n < leastColumns)
        return Trend::Unknown;
    if (!(xy * xy >= explained * xx * yy) || yy <= 0.0)
        return Trend::Steady;
    return xy > 0.0 ? Trend::Rising : Trend::Falling;
}

std::vector<QPolygonF> sparkline(const store::View &view, const QRectF &rect, Interpolation interpolation,
                                 std::optional<Duration> breakAfter)
{
    LineMaker maker(view, rect, breakAfter);
    if (maker.isEmpty())
        return {};
    const bool isHeld = interpolation == Interpolation::HoldLast;
    for (const store::Column &column : view.columns) {
        if (!isDrawable(column))
            continue;
        maker.add(column.firstTime, column.first, isHeld);
        if (column.count <= 1)
            continue;
        if (column.count > 2)
            maker.addExtremes(column);
        maker.add(column.lastTime, column.last, isHeld && column.count == 2);
    }
    return maker.finish();
}

} // namespace watchglass::ui
