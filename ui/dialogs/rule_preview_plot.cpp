#include "ui/dialogs/rule_preview_plot.h"

#include "core/format/value_format.h"
#include "ui/theme/theme.h"

#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace watchglass::ui {

namespace {

constexpr int inset = metrics::step;
constexpr int spanPx = metrics::step; ///< Height of the strip of alarms.

QColor colourOf(AlarmPriority priority)
{
    const Theme &theme = currentTheme();
    return priority == AlarmPriority::Critical  ? theme.critical
           : priority == AlarmPriority::Warning ? theme.warning
                                                : theme.information;
}

} // namespace

RulePreviewPlot::RulePreviewPlot(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("The rule over the series' history"));
    setMinimumHeight(sizeHint().height());
}

void RulePreviewPlot::setPreview(std::shared_ptr<const store::Series> series, TimeRange range,
                                 const alarm::RulePreview &preview, std::optional<double> limit, AlarmPriority priority)
{
    m_series = std::move(series);
    m_range = range;
    m_preview = preview;
    m_limit = limit;
    m_priority = priority;
    update();
}

RulePreviewPlot::Values RulePreviewPlot::valuesOf(const store::View &view) const
{
    Values values{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    const auto take = [&values](double value) {
        if (!std::isfinite(value))
            return;
        values.low = std::min(values.low, value);
        values.high = std::max(values.high, value);
    };
    for (const store::Column &column : view.columns) {
        if (!column.hasValue())
            continue;
        take(column.min);
        take(column.max);
    }
    if (m_limit)
        take(*m_limit);
    if (values.low > values.high)
        return {};
    const double room = std::max((values.high - values.low) * 0.08, std::max(std::abs(values.high), 1.0) * 1e-6);
    return {values.low - room, values.high + room};
}

void RulePreviewPlot::paintEvent(QPaintEvent *)
{
    const Theme &theme = currentTheme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    painter.setPen(theme.hairline);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    const QRectF space = QRectF(rect()).adjusted(inset, inset, -inset, -inset - spanPx);
    if (!m_series || m_range.isEmpty() || m_preview.samples == 0) {
        painter.setPen(theme.textMuted);
        painter.drawText(rect(), Qt::AlignCenter, tr("No history yet: the rule is judged as samples come."));
        return;
    }
    const store::View view = m_series->view(m_range, std::max(1, static_cast<int>(space.width())));
    const Scale scale{space, m_range, valuesOf(view)};
    paintAlarms(painter, scale);
    paintTrace(painter, scale, view);
    paintLimits(painter, scale);
}

double RulePreviewPlot::Scale::x(Timestamp t) const
{
    const double part = static_cast<double>((t - range.from).count()) / static_cast<double>(range.length().count());
    return space.left() + space.width() * part;
}

double RulePreviewPlot::Scale::y(double value) const
{
    const double part = (std::clamp(value, values.low, values.high) - values.low) / (values.high - values.low);
    return space.bottom() - space.height() * part;
}

void RulePreviewPlot::paintAlarms(QPainter &painter, const Scale &scale) const
{
    const QColor colour = colourOf(m_priority);
    QColor shade = colour;
    shade.setAlphaF(0.15F);
    for (const alarm::RulePreview::Span &span : m_preview.alarms) {
        const double left = scale.x(span.range.from);
        const double width = std::max(2.0, scale.x(span.range.to) - left);
        painter.fillRect(QRectF(left, scale.space.top(), width, scale.space.height()), shade);
        painter.fillRect(QRectF(left, scale.space.bottom() + 1, width, spanPx), colour);
    }
}

void RulePreviewPlot::paintTrace(QPainter &painter, const Scale &scale, const store::View &view) const
{
    const Theme &theme = currentTheme();
    painter.setPen(QPen(theme.series.empty() ? theme.text : theme.series.front(), 1.0));
    std::optional<QPointF> last;
    for (std::size_t i = 0; i < view.columns.size(); ++i) {
        const store::Column &column = view.columns[i];
        if (!column.hasValue())
            continue;
        const double x = scale.x(view.columnStart(i));
        if (last)
            painter.drawLine(*last, QPointF(x, scale.y(column.first)));
        painter.drawLine(QPointF(x, scale.y(column.min)), QPointF(x, scale.y(column.max)));
        last = QPointF(x, scale.y(column.last));
    }
}

void RulePreviewPlot::paintLimits(QPainter &painter, const Scale &scale) const
{
    if (m_limit) {
        const double y = scale.y(*m_limit);
        painter.setPen(QPen(colourOf(m_priority), 1.0, Qt::DashLine));
        painter.drawLine(QPointF(scale.space.left(), y), QPointF(scale.space.right(), y));
    }
    const QString unit = m_series->info().unit;
    painter.setPen(currentTheme().textMuted);
    painter.setFont(numberFont(metrics::textSmall));
    painter.drawText(scale.space, Qt::AlignLeft | Qt::AlignTop, format::value(scale.values.high, unit));
    painter.drawText(scale.space, Qt::AlignLeft | Qt::AlignBottom, format::value(scale.values.low, unit));
}

} // namespace watchglass::ui
