#include "ui/plot/plot_marks.h"

#include "ui/theme/theme.h"

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr double captionHeight = 20.0;
constexpr double captionGap = 8.0;
constexpr double pillPadding = 6.0;
constexpr double dotRadius = 3.5;

} // namespace

PlotMarks::PlotMarks(QCustomPlot *plot, QCPAxisRect *area)
    : QCPLayerable(plot, QStringLiteral("overlay"))
    , m_area(area)
{}

void PlotMarks::setCaptions(const QString &left, const QString &right, const QString &context)
{
    m_left = left;
    m_right = right;
    m_context = context;
}

void PlotMarks::applyDefaultAntialiasingHint(QCPPainter *painter) const
{
    painter->setAntialiasing(false);
}

void PlotMarks::draw(QCPPainter *painter)
{
    const Theme &theme = currentTheme();
    if (!m_hint.isEmpty()) {
        painter->setFont(textFont(metrics::text));
        painter->setPen(theme.textFaint);
        painter->drawText(QRectF(m_area->rect()), Qt::AlignCenter | Qt::TextWordWrap, m_hint);
        return;
    }
    drawCaptions(painter);
    if (m_cursor)
        drawCursor(painter);
    if (m_box) {
        QColor fill = theme.accent;
        fill.setAlpha(31);
        painter->fillRect(*m_box, fill);
        painter->setPen(QPen(theme.accent, 0));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(*m_box);
    }
}

void PlotMarks::drawCaptions(QCPPainter *painter) const
{
    const Theme &theme = currentTheme();
    const QRectF plot(m_area->rect());
    const QRectF row(plot.left(), plot.top() - captionHeight - 2.0, plot.width(), captionHeight);
    const QRectF first(plot.left(), 2.0, plot.width(), captionHeight);
    painter->setFont(textFont(metrics::textSmall));
    painter->setPen(theme.textMuted);
    // Units stand over their axis' labels, which end where the plot begins.
    painter->drawText(QRectF(0.0, row.top(), plot.left() - captionGap, captionHeight),
                      Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, m_left);
    painter->drawText(QRectF(plot.right() + captionGap, row.top(), 200.0, captionHeight),
                      Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, m_right);
    // Date and zone share the first line with the legend.
    painter->setPen(theme.textFaint);
    painter->setFont(numberFont(metrics::textSmall));
    painter->drawText(first, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, m_context);
}

void PlotMarks::drawCursor(QCPPainter *painter) const
{
    const Theme &theme = currentTheme();
    const QRectF plot(m_area->rect());
    const double x = std::floor(m_cursor->x);
    QColor line = theme.textMuted;
    line.setAlpha(150);
    painter->fillRect(QRectF(x, plot.top(), 1.0, plot.height()), line);
    painter->setAntialiasing(true);
    for (const Dot &dot : m_cursor->dots) {
        if (!plot.contains(dot.at))
            continue;
        painter->setPen(QPen(theme.surface, 1.5));
        painter->setBrush(dot.colour);
        painter->drawEllipse(dot.at, dotRadius, dotRadius);
    }
    painter->setAntialiasing(false);
    painter->setFont(numberFont(metrics::textSmall));
    const double width = QFontMetricsF(painter->font()).horizontalAdvance(m_cursor->label) + 2.0 * pillPadding;
    const double left = std::clamp(x - width / 2.0, plot.left(), std::max(plot.left(), plot.right() - width));
    const QRectF pill(std::round(left), plot.bottom() + 3.0, std::ceil(width), captionHeight - 2.0);
    painter->fillRect(pill, theme.raised);
    painter->setPen(theme.text);
    painter->drawText(pill, Qt::AlignCenter, m_cursor->label);
}

} // namespace watchglass::ui
