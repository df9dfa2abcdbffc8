#include "ui/plot/plot_legend.h"

#include "ui/theme/theme.h"

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr double inset = 8.0; // from the plot's left edge
constexpr double swatch = 14.0;
constexpr double partGap = 8.0;       // between the parts of a row
constexpr double rowGap = 20.0;       // between rows
constexpr double captionRoom = 150.0; // of date and zone at the end of the first line
constexpr double aboveAxes = 4.0;

} // namespace

double PlotLegend::Widths::total() const
{
    return std::ceil(swatch + partGap + name + partGap + value + (note > 0.0 ? partGap + note : 0.0));
}

PlotLegend::PlotLegend(QCustomPlot *plot, QCPAxisRect *area)
    : QCPLayerable(plot, QStringLiteral("overlay"))
    , m_area(area)
{}

void PlotLegend::setRows(std::vector<LegendRow> rows)
{
    if (rows == m_rows)
        return;
    m_rows = std::move(rows);
    m_widths.resize(m_rows.size());
    const QFontMetricsF text(textFont(metrics::text));
    const QFontMetricsF number(numberFont(metrics::text));
    const QFontMetricsF small(textFont(metrics::textSmall));
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_widths[i].name = text.horizontalAdvance(m_rows[i].name);
        m_widths[i].value = std::max(m_widths[i].value, number.horizontalAdvance(m_rows[i].value));
        m_widths[i].note = small.horizontalAdvance(m_rows[i].note);
    }
}

void PlotLegend::resetWidths()
{
    m_widths.clear();
    m_rows.clear();
}

std::vector<QRectF> PlotLegend::places() const
{
    const double left = m_area->left() + inset;
    const double right = m_area->left() + m_area->width();
    std::vector<QRectF> out;
    double x = left;
    double line = 0.0;
    for (const Widths &widths : m_widths) {
        const double end = right - (line == 0.0 ? captionRoom : 0.0);
        if (x > left && x + widths.total() > end) {
            x = left;
            line += lineHeight;
        }
        out.emplace_back(x, line, widths.total(), lineHeight);
        x += widths.total() + rowGap;
    }
    const double top = m_area->top() - aboveAxes - line - lineHeight;
    for (QRectF &place : out)
        place.translate(0.0, top);
    return out;
}

int PlotLegend::lineCount() const
{
    const auto all = places();
    return all.empty() ? 1 : 1 + qRound((all.back().top() - all.front().top()) / lineHeight);
}

std::optional<int> PlotLegend::rowAt(const QPointF &position) const
{
    const auto all = places();
    for (std::size_t row = 0; row < all.size(); ++row) {
        if (all[row].contains(position))
            return static_cast<int>(row);
    }
    return std::nullopt;
}

void PlotLegend::applyDefaultAntialiasingHint(QCPPainter *painter) const
{
    painter->setAntialiasing(false);
}

void PlotLegend::draw(QCPPainter *painter)
{
    const auto all = places();
    for (std::size_t row = 0; row < all.size(); ++row)
        drawRow(painter, m_rows[row], m_widths[row], all[row].topLeft());
}

void PlotLegend::drawRow(QCPPainter *painter, const LegendRow &row, const Widths &widths, QPointF corner) const
{
    const Theme &theme = currentTheme();
    const double top = corner.y();
    double x = corner.x();
    QColor colour = row.colour;
    colour.setAlphaF(row.isFaded ? 0.4F : 1.0F);
    painter->fillRect(QRectF(x, top + lineHeight / 2.0 - 1.0, swatch, 2.0), colour);
    x += swatch + partGap;
    painter->setFont(textFont(metrics::text));
    painter->setPen(row.isFaded ? theme.textFaint : theme.textMuted);
    painter->drawText(QRectF(x, top, widths.name + 1.0, lineHeight), Qt::AlignLeft | Qt::AlignVCenter, row.name);
    x += widths.name + partGap;
    painter->setFont(numberFont(metrics::text));
    painter->setPen(row.isFaded ? theme.textFaint : theme.text);
    painter->drawText(QRectF(x, top, widths.value + 1.0, lineHeight), Qt::AlignRight | Qt::AlignVCenter, row.value);
    if (row.note.isEmpty())
        return;
    x += widths.value + partGap;
    painter->setFont(textFont(metrics::textSmall));
    painter->setPen(theme.textFaint);
    painter->drawText(QRectF(x, top, widths.note + 1.0, lineHeight), Qt::AlignLeft | Qt::AlignVCenter, row.note);
}

} // namespace watchglass::ui
