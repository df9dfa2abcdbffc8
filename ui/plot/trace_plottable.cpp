#include "ui/plot/trace_plottable.h"

#include "ui/plot/pixels.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {

using namespace std::chrono_literals;

TracePlottable::TracePlottable(QCPAxis *keyAxis, QCPAxis *valueAxis)
    : QCPAbstractPlottable(keyAxis, valueAxis)
{
    setSelectable(QCP::stNone);
}

void TracePlottable::setView(store::View view, const TimeGrid &grid)
{
    m_view = std::move(view);
    m_grid = grid;
}

bool TracePlottable::valueExtent(double &min, double &max) const
{
    bool found = false;
    const bool isLog = valueAxis() && valueAxis()->scaleType() == QCPAxis::stLogarithmic;
    const auto include = [&](double value) {
        if (!std::isfinite(value) || (isLog && value <= 0.0))
            return;
        min = found ? std::min(min, value) : value;
        max = found ? std::max(max, value) : value;
        found = true;
    };
    for (const store::Column &column : m_view.columns) {
        if (!column.hasValue())
            continue;
        include(column.min);
        include(column.max);
        if (isLog && column.min <= 0.0) {
            include(column.first);
            include(column.last);
        }
    }
    // A value that holds through the whole window is in view without a sample in it.
    if (!found && m_view.before && m_style.interpolation == Interpolation::HoldLast)
        include(m_view.before->value);
    return found;
}

bool TracePlottable::hasNonPositive() const
{
    return std::any_of(m_view.columns.begin(), m_view.columns.end(),
                       [](const store::Column &column) { return column.hasValue() && column.min <= 0.0; });
}

double TracePlottable::selectTest(const QPointF &pos, bool onlySelectable, QVariant *details) const
{
    Q_UNUSED(pos)
    Q_UNUSED(onlySelectable)
    Q_UNUSED(details)
    return -1.0;
}

QCPRange TracePlottable::getKeyRange(bool &foundRange, QCP::SignDomain inSignDomain) const
{
    Q_UNUSED(inSignDomain)
    foundRange = m_view.sampleCount > 0;
    return {0.0, static_cast<double>(m_grid.range().length().count())};
}

QCPRange TracePlottable::getValueRange(bool &foundRange, QCP::SignDomain inSignDomain, const QCPRange &inKeyRange) const
{
    Q_UNUSED(inSignDomain)
    Q_UNUSED(inKeyRange)
    double min = 0.0;
    double max = 0.0;
    foundRange = valueExtent(min, max);
    return {min, max};
}

void TracePlottable::draw(QCPPainter *painter)
{
    if (!keyAxis() || !valueAxis() || m_grid.width <= 0)
        return;
    const QRect area = keyAxis()->axisRect()->rect();
    QImage *target = pixelsOf(*painter);
    // Where the device has no pixels of ours, the grid says how fine the picture is to be.
    const double ratio =
        target ? painter->device()->devicePixelRatioF() : static_cast<double>(m_grid.width) / std::max(1, area.width());
    const QRect pixels(qRound(area.left() * ratio), qRound(area.top() * ratio), m_grid.width,
                       qRound(area.height() * ratio));
    const QCPRange values = valueAxis()->range();
    const bool isLog = valueAxis()->scaleType() == QCPAxis::stLogarithmic;
    const ValueScale scale = isLog ? ValueScale::overLog(values.lower, values.upper, pixels.height())
                                   : ValueScale::over(values.lower, values.upper, pixels.height());
    TraceStyle style = m_style;
    style.widthPx *= ratio;
    style.dotsFromPx *= ratio;
    style.dotRadiusPx *= ratio;
    if (target) {
        m_rasteriser.draw(*target, pixels, m_view, m_grid, scale, style);
        return;
    }
    QImage picture(pixels.size(), QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    m_rasteriser.draw(picture, picture.rect(), m_view, m_grid, scale, style);
    painter->drawImage(QRectF(area), picture);
}

void TracePlottable::drawLegendIcon(QCPPainter *painter, const QRectF &rect) const
{
    painter->fillRect(QRectF(rect.left(), rect.center().y() - 1.0, rect.width(), 2.0), QColor::fromRgb(m_style.colour));
}

std::optional<Duration> breakAfter(std::optional<Duration> rhythm, Interpolation interpolation)
{
    if (!rhythm || interpolation == Interpolation::HoldLast)
        return std::nullopt;
    return std::max<Duration>(*rhythm * 5, 2s);
}

} // namespace watchglass::ui
