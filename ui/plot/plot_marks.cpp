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

void PlotMarks::setCaptions(std::vector<Caption> axes, const QString &context)
{
    m_captions = std::move(axes);
    m_context = context;
    m_contextText.set(context, numberFont(metrics::textSmall));
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
    drawMeasured(painter);
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
    painter->setFont(textFont(metrics::textSmall));
    // Units stand over their axis' labels, which end where the plot begins.
    for (const Caption &caption : m_captions) {
        const QRectF gutter = caption.gutter;
        const QRectF place(gutter.left() + (caption.isLeft ? 0.0 : captionGap), plot.top() - captionHeight - 2.0,
                           gutter.width() - captionGap, captionHeight);
        painter->setPen(caption.colour.isValid() ? caption.colour : theme.textMuted);
        painter->drawText(place,
                          (caption.isLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextDontClip,
                          caption.text);
    }
    // Date and zone share the first line with the legend.
    m_contextText.draw(*painter, {plot.left(), 2.0, plot.width(), captionHeight}, Qt::AlignRight, theme.textFaint);
}

/// The second cursor below the first, and the span between them.
void PlotMarks::drawMeasured(QCPPainter *painter) const
{
    const Theme &theme = currentTheme();
    const QRectF plot(m_area->rect());
    if (m_mark && m_cursor) {
        QColor fill = theme.accent;
        fill.setAlpha(18);
        const QRectF span(QPointF(m_mark->x, plot.top()), QPointF(m_cursor->x, plot.bottom()));
        painter->fillRect(span.normalized().intersected(plot), fill);
    }
    QColor line = theme.textMuted;
    line.setAlpha(150);
    if (m_mark)
        drawCursor(painter, *m_mark, theme.accent);
    if (m_cursor)
        drawCursor(painter, *m_cursor, line);
}

void PlotMarks::drawCursor(QCPPainter *painter, const Cursor &cursor, const QColor &line) const
{
    const Theme &theme = currentTheme();
    const QRectF plot(m_area->rect());
    const double x = std::floor(cursor.x);
    if (x < plot.left() || x > plot.right())
        return;
    painter->fillRect(QRectF(x, plot.top(), 1.0, plot.height()), line);
    painter->setAntialiasing(true);
    for (const Dot &dot : cursor.dots) {
        if (!plot.contains(dot.at))
            continue;
        painter->setPen(QPen(theme.surface, 1.5));
        painter->setBrush(dot.colour);
        painter->drawEllipse(dot.at, dotRadius, dotRadius);
    }
    painter->setAntialiasing(false);
    painter->setFont(numberFont(metrics::textSmall));
    const double width = QFontMetricsF(painter->font()).horizontalAdvance(cursor.label) + 2.0 * pillPadding;
    const double left = std::clamp(x - width / 2.0, plot.left(), std::max(plot.left(), plot.right() - width));
    const QRectF pill(std::round(left), plot.bottom() + 3.0, std::ceil(width), captionHeight - 2.0);
    painter->fillRect(pill, theme.raised);
    painter->setPen(theme.text);
    painter->drawText(pill, Qt::AlignCenter, cursor.label);
}

} // namespace watchglass::ui
