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

void PlotMarks::setCursor(std::optional<Cursor> cursor)
{
    m_cursor = std::move(cursor);
    if (m_cursor)
        m_cursorText.set(m_cursor->label, numberFont(metrics::textSmall));
}

void PlotMarks::setMark(std::optional<Cursor> mark)
{
    m_mark = std::move(mark);
    if (m_mark)
        m_markText.set(m_mark->label, numberFont(metrics::textSmall));
}

void PlotMarks::setCaptions(std::vector<Caption> axes, const QString &context)
{
    m_captions = std::move(axes);
    m_captionTexts.resize(m_captions.size());
    for (std::size_t i = 0; i < m_captions.size(); ++i)
        m_captionTexts[i].set(m_captions[i].text, textFont(metrics::textSmall));
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
    // Units stand over their axis' labels, which end where the plot begins.
    for (std::size_t i = 0; i < m_captions.size(); ++i) {
        const Caption &caption = m_captions[i];
        const QRectF gutter = caption.gutter;
        const QRectF place(gutter.left() + (caption.isLeft ? 0.0 : captionGap), plot.top() - captionHeight - 2.0,
                           gutter.width() - captionGap, captionHeight);
        m_captionTexts[i].draw(*painter, place, caption.isLeft ? Qt::AlignRight : Qt::AlignLeft,
                               caption.colour.isValid() ? caption.colour : theme.textMuted);
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
        drawCursor(painter, *m_mark, m_markText, theme.accent);
    if (m_cursor)
        drawCursor(painter, *m_cursor, m_cursorText, line);
}

void PlotMarks::drawCursor(QCPPainter *painter, const Cursor &cursor, const KeptText &label, const QColor &line) const
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
    const double width = label.width() + 2.0 * pillPadding;
    const double left = std::clamp(x - width / 2.0, plot.left(), std::max(plot.left(), plot.right() - width));
    const QRectF pill(std::round(left), plot.bottom() + 3.0, std::ceil(width), captionHeight - 2.0);
    painter->fillRect(pill, theme.raised);
    label.draw(*painter, pill.adjusted(pillPadding, 0.0, 0.0, 0.0), Qt::AlignLeft, theme.text);
}

} // namespace watchglass::ui
