#include "ui/shell/mark_painter.h"

#include <QPainter>
#include <QPainterPath>

namespace watchglass::ui {

namespace {

constexpr double halfPx = 5.0;

void paintRing(QPainter &painter, QPointF centre, const QColor &colour)
{
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(centre, halfPx - 2.0, halfPx - 2.0);
}

} // namespace

QColor markColour(Mark mark, const Theme &theme)
{
    switch (mark) {
    case Mark::Information:
        return theme.information;
    case Mark::Warning:
        return theme.warning;
    case Mark::Critical:
        return theme.critical;
    case Mark::Invalid:
        return theme.invalid;
    case Mark::None:
    case Mark::Normal:
    case Mark::Working:
    case Mark::Absent:
    case Mark::Unknown:
        return theme.textMuted;
    }
    return theme.textMuted;
}

void paintMark(QPainter &painter, const QRectF &space, Mark mark, const Theme &theme)
{
    const QPointF c = space.center();
    const QColor colour = markColour(mark, theme);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    switch (mark) {
    case Mark::None:
        break;
    case Mark::Normal:
        painter.drawEllipse(c, halfPx - 1.5, halfPx - 1.5);
        break;
    case Mark::Information:
        painter.drawEllipse(c, halfPx - 1.0, halfPx - 1.0);
        break;
    case Mark::Working:
        painter.drawPie(QRectF(c.x() - 3.0, c.y() - 3.0, 6.0, 6.0), 90 * 16, 180 * 16);
        paintRing(painter, c, colour);
        break;
    case Mark::Absent:
        paintRing(painter, c, colour);
        break;
    case Mark::Unknown:
        painter.drawRoundedRect(QRectF(c.x() - 3.5, c.y() - 0.75, 7.0, 1.5), 0.75, 0.75);
        break;
    case Mark::Warning:
        painter.drawPolygon(QPolygonF(
            {{c.x(), c.y() - halfPx}, {c.x() + halfPx, c.y()}, {c.x(), c.y() + halfPx}, {c.x() - halfPx, c.y()}}));
        break;
    case Mark::Critical:
        painter.drawPolygon(QPolygonF(
            {{c.x(), c.y() - halfPx}, {c.x() + halfPx, c.y() + halfPx - 1.0}, {c.x() - halfPx, c.y() + halfPx - 1.0}}));
        break;
    case Mark::Invalid:
        painter.setPen(QPen(colour, 2.0, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(c + QPointF(-3.5, -3.5), c + QPointF(3.5, 3.5));
        painter.drawLine(c + QPointF(-3.5, 3.5), c + QPointF(3.5, -3.5));
        break;
    }
    painter.restore();
}

} // namespace watchglass::ui
