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

double PlotLegend::Parts::total() const
{
    const double end = note.width() > 0.0 ? partGap + note.width() : 0.0;
    return std::ceil(swatch + partGap + name.width() + partGap + valueWidth + end);
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
    m_parts.resize(m_rows.size());
    const QFont text = textFont(metrics::text);
    const QFont number = numberFont(metrics::text);
    const QFont small = textFont(metrics::textSmall);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Parts &parts = m_parts[i];
        parts.name.set(m_rows[i].name, text);
        parts.value.set(m_rows[i].value, number);
        parts.note.set(m_rows[i].note, small);
        parts.valueWidth = std::max(parts.valueWidth, parts.value.width());
    }
}

void PlotLegend::resetWidths()
{
    m_parts.clear();
    m_rows.clear();
}

std::vector<QRectF> PlotLegend::places() const
{
    const double left = m_area->left() + inset;
    const double right = m_area->left() + m_area->width();
    std::vector<QRectF> out;
    double x = left;
    double line = 0.0;
    for (const Parts &parts : m_parts) {
        const double end = right - (line == 0.0 ? captionRoom : 0.0);
        const double width = parts.total();
        if (x > left && x + width > end) {
            x = left;
            line += lineHeight;
        }
        out.emplace_back(x, line, width, lineHeight);
        x += width + rowGap;
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
        drawRow(painter, m_rows[row], m_parts[row], all[row].topLeft());
}

void PlotLegend::drawRow(QCPPainter *painter, const LegendRow &row, const Parts &parts, QPointF corner) const
{
    const Theme &theme = currentTheme();
    const bool isFaint = row.isFaded || row.isHidden;
    const double top = corner.y();
    double x = corner.x();
    QColor colour = row.colour;
    colour.setAlphaF(isFaint ? 0.4F : 1.0F);
    const double drawn = row.isHidden ? swatch / 3.0 : swatch; // a stub is all that is left of a hidden trace
    painter->fillRect(QRectF(x, top + lineHeight / 2.0 - 1.0, drawn, 2.0), colour);
    x += swatch + partGap;
    parts.name.draw(*painter, {x, top, parts.name.width(), lineHeight}, Qt::AlignLeft,
                    isFaint ? theme.textFaint : theme.textMuted);
    x += parts.name.width() + partGap;
    parts.value.draw(*painter, {x, top, parts.valueWidth, lineHeight}, Qt::AlignRight,
                     isFaint ? theme.textFaint : theme.text);
    x += parts.valueWidth + partGap;
    parts.note.draw(*painter, {x, top, parts.note.width(), lineHeight}, Qt::AlignLeft, theme.textFaint);
}

} // namespace watchglass::ui
