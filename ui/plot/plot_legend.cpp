#include "ui/plot/plot_legend.h"

#include "ui/theme/theme.h"

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr double inset = 8.0; // from the plot's left edge
constexpr double swatch = 14.0;
constexpr double partGap = 8.0;      // between the parts of a row
constexpr double rowGap = 20.0;      // between rows
constexpr double captionGap = 24.0;  // before date and zone at the end of the first line
constexpr double leftRoom = 28.0;    // of the number of rows that have no line
constexpr std::size_t mostTold = 24; // of rows that have no line, in a tool tip
constexpr double aboveAxes = 4.0;
constexpr double leastName = 96.0; // less of a name than that is not worth staying in the line for

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

PlotLegend::Layout PlotLegend::layOut() const
{
    const double left = m_area->left() + inset;
    const double lastLine = lineHeight * std::max(0, m_mostLines - 1);
    Layout out;
    double x = left;
    double line = 0.0;
    const auto endOf = [&](double ofLine, bool isLastRow) {
        const double caption = ofLine == 0.0 && m_captionWidth > 0.0 ? m_captionWidth + captionGap : 0.0;
        return m_area->left() + m_area->width() - caption - (ofLine == lastLine && !isLastRow ? leftRoom : 0.0);
    };
    for (std::size_t row = 0; row < m_parts.size(); ++row) {
        const Parts &parts = m_parts[row];
        const bool isLastRow = row + 1 == m_parts.size();
        const double width = parts.total();
        double end = endOf(line, isLastRow);
        const double nameRoom = end - x - (width - parts.name.width());
        const bool isCrowded = line == 0.0 && nameRoom < std::min(parts.name.width(), leastName);
        if (x + width > end && line < lastLine && (x > left || isCrowded)) {
            x = left;
            line += lineHeight;
            end = endOf(line, isLastRow);
        }
        if (x + width > end && x > left) {
            out.left = m_parts.size() - row;
            out.leftAt = QRectF(x - rowGap + partGap, line, leftRoom, lineHeight);
            break;
        }
        out.places.emplace_back(x, line, std::max(0.0, std::min(width, end - x)), lineHeight);
        x += out.places.back().width() + rowGap;
    }
    const double top = m_area->top() - aboveAxes - line - lineHeight;
    for (QRectF &place : out.places)
        place.translate(0.0, top);
    out.leftAt.translate(0.0, top);
    out.places.resize(m_parts.size());
    out.lines = 1 + qRound(line / lineHeight);
    return out;
}

void PlotLegend::setRoom(double captionWidth, int mostLines)
{
    m_captionWidth = captionWidth;
    m_mostLines = mostLines;
}

int PlotLegend::lineCount() const
{
    return layOut().lines;
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

QString PlotLegend::leftOutAt(const QPointF &position) const
{
    const Layout layout = layOut();
    QStringList lines;
    if (layout.leftAt.contains(position)) {
        const std::size_t first = m_rows.size() - layout.left;
        for (std::size_t row = first; row < first + std::min(layout.left, mostTold); ++row)
            lines << m_rows[row].name + QLatin1Char(' ') + m_rows[row].value;
        if (layout.left > mostTold)
            lines << QStringLiteral("…");
    }
    return lines.join(QLatin1Char('\n'));
}

void PlotLegend::applyDefaultAntialiasingHint(QCPPainter *painter) const
{
    painter->setAntialiasing(false);
}

void PlotLegend::draw(QCPPainter *painter)
{
    const Layout layout = layOut();
    for (std::size_t row = 0; row + layout.left < layout.places.size(); ++row)
        drawRow(painter, m_rows[row], m_parts[row], layout.places[row]);
    if (layout.left == 0)
        return;
    m_left.set(QStringLiteral("+%1").arg(layout.left), textFont(metrics::textSmall));
    m_left.draw(*painter, layout.leftAt, Qt::AlignLeft, currentTheme().textMuted);
}

void PlotLegend::drawRow(QCPPainter *painter, const LegendRow &row, Parts &parts, const QRectF &place) const
{
    const Theme &theme = currentTheme();
    const bool isFaint = row.isFaded || row.isHidden;
    const double top = place.top();
    double x = place.left();
    QColor colour = row.colour;
    colour.setAlphaF(isFaint ? 0.4F : 1.0F);
    const double drawn = row.isHidden ? swatch / 3.0 : swatch; // a stub is all that is left of a hidden trace
    painter->fillRect(QRectF(x, top + lineHeight / 2.0 - 1.0, drawn, 2.0), colour);
    x += swatch + partGap;
    const double tooMuch = std::max(0.0, parts.total() - place.width());
    if (tooMuch > 0.0) {
        const QFont font = textFont(metrics::text);
        const double room = std::max(0.0, std::floor(parts.name.width() - tooMuch));
        parts.shortName.set(QFontMetricsF(font).elidedText(row.name, Qt::ElideMiddle, room), font);
    }
    const KeptText &name = tooMuch > 0.0 ? parts.shortName : parts.name;
    name.draw(*painter, {x, top, name.width(), lineHeight}, Qt::AlignLeft, isFaint ? theme.textFaint : theme.textMuted);
    x += parts.name.width() - tooMuch + partGap;
    parts.value.draw(*painter, {x, top, parts.valueWidth, lineHeight}, Qt::AlignRight,
                     isFaint ? theme.textFaint : theme.text);
    x += parts.valueWidth + partGap;
    parts.note.draw(*painter, {x, top, parts.note.width(), lineHeight}, Qt::AlignLeft, theme.textFaint);
}

} // namespace watchglass::ui
