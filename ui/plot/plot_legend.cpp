#include "ui/plot/plot_legend.h"

#include "ui/theme/theme.h"

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr double inset = 8.0;   // from the plot's corner
constexpr double padding = 8.0; // inside the box
constexpr double rowHeight = 20.0;
constexpr double swatch = 14.0;
constexpr double gap = 12.0;
constexpr int boxAlpha = 217;
constexpr int lowPlot = 360;          // under this height the legend goes above the plot
constexpr double captionRoom = 160.0; // of date and zone in the same line

} // namespace

PlotLegend::PlotLegend(QCustomPlot *plot, QCPAxisRect *area)
    : QCPLayerable(plot, QStringLiteral("overlay"))
    , m_area(area)
{}

void PlotLegend::setRows(std::vector<LegendRow> rows)
{
    if (rows == m_rows)
        return;
    m_rows = std::move(rows);
    const QFontMetricsF text(textFont(metrics::text));
    const QFontMetricsF number(numberFont(metrics::text));
    const QFontMetricsF small(textFont(metrics::textSmall));
    m_noteWidth = 0.0;
    for (const LegendRow &row : m_rows) {
        m_nameWidth = std::max(m_nameWidth, text.horizontalAdvance(row.name));
        m_valueWidth = std::max(m_valueWidth, number.horizontalAdvance(row.value));
        m_noteWidth = std::max(m_noteWidth, small.horizontalAdvance(row.note));
    }
}

void PlotLegend::resetWidths()
{
    m_nameWidth = 0.0;
    m_valueWidth = 0.0;
    m_rows.clear();
}

double PlotLegend::rowWidth() const
{
    const double note = m_noteWidth > 0.0 ? gap + m_noteWidth : 0.0;
    return swatch + gap + m_nameWidth + gap + m_valueWidth + note;
}

bool PlotLegend::isLine() const
{
    const double needed = static_cast<double>(m_rows.size()) * (rowWidth() + 2.0 * gap) + captionRoom;
    return m_area->height() < lowPlot && needed <= m_area->width();
}

QRectF PlotLegend::rowRect(std::size_t row) const
{
    const auto place = static_cast<double>(row);
    const double width = std::ceil(rowWidth());
    if (isLine()) {
        return {m_area->left() + inset + place * (width + 2.0 * gap), m_area->top() - rowHeight - 2.0, width,
                rowHeight};
    }
    return {m_area->left() + inset + padding, m_area->top() + inset + padding / 2.0 + place * rowHeight, width,
            rowHeight};
}

std::optional<int> PlotLegend::rowAt(const QPointF &position) const
{
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (rowRect(row).contains(position))
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
    if (m_rows.empty())
        return;
    if (!isLine()) {
        QColor back = currentTheme().surface;
        back.setAlpha(boxAlpha);
        painter->fillRect(
            rowRect(0).united(rowRect(m_rows.size() - 1)).adjusted(-padding, -padding / 2.0, padding, padding / 2.0),
            back);
    }
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        drawRow(painter, m_rows[row], rowRect(row).topLeft());
}

void PlotLegend::drawRow(QCPPainter *painter, const LegendRow &row, QPointF corner) const
{
    const Theme &theme = currentTheme();
    const double top = corner.y();
    double x = corner.x();
    QColor colour = row.colour;
    colour.setAlphaF(row.isFaded ? 0.4F : 1.0F);
    painter->fillRect(QRectF(x, top + rowHeight / 2.0 - 1.0, swatch, 2.0), colour);
    x += swatch + gap;
    painter->setFont(textFont(metrics::text));
    painter->setPen(row.isFaded ? theme.textFaint : theme.textMuted);
    painter->drawText(QRectF(x, top, m_nameWidth + 1.0, rowHeight), Qt::AlignLeft | Qt::AlignVCenter, row.name);
    x += m_nameWidth + gap;
    painter->setFont(numberFont(metrics::text));
    painter->setPen(row.isFaded ? theme.textFaint : theme.text);
    painter->drawText(QRectF(x, top, m_valueWidth + 1.0, rowHeight), Qt::AlignRight | Qt::AlignVCenter, row.value);
    if (row.note.isEmpty())
        return;
    x += m_valueWidth + gap;
    painter->setFont(textFont(metrics::textSmall));
    painter->setPen(theme.textFaint);
    painter->drawText(QRectF(x, top, m_noteWidth + 1.0, rowHeight), Qt::AlignLeft | Qt::AlignVCenter, row.note);
}

} // namespace watchglass::ui
