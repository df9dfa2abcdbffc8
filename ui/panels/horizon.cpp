#include "ui/panels/horizon.h"

#include "ui/panels/paint_text.h"
#include "ui/theme/theme.h"

#include <QPainterPath>

#include <cmath>

namespace watchglass::ui {

namespace {

constexpr double degreesInRadius = 45.0;

void paintLadder(QPainter &painter, double radius, double elevation, const Theme &theme)
{
    const double perDegree = radius / degreesInRadius;
    painter.setFont(numberFont(metrics::textSmall));
    for (int degree = -90; degree <= 90; degree += 10) {
        const double y = (elevation - degree) * perDegree;
        if (degree == 0 || std::abs(y) > radius * 0.74)
            continue;
        const double half = degree % 30 == 0 ? radius * 0.3 : radius * 0.17;
        painter.setPen(QPen(mixed(theme.text, theme.surface, 0.75), 1.0));
        painter.drawLine(QPointF(-half, y), QPointF(half, y));
        if (degree % 30 == 0 && radius > 60.0)
            painter.drawText(QRectF(half + 4.0, y - 8.0, 30.0, 16.0), Qt::AlignLeft | Qt::AlignVCenter,
                             QString::number(std::abs(degree)));
    }
}

void paintScale(QPainter &painter, const QPointF &middle, double radius, double bank, const Theme &theme)
{
    painter.save();
    painter.translate(middle);
    for (const int degree : {-60, -45, -30, -20, -10, 0, 10, 20, 30, 45, 60}) {
        painter.save();
        painter.rotate(degree);
        painter.setPen(QPen(degree == 0 ? theme.text : theme.textMuted, degree == 0 ? 2.0 : 1.0));
        painter.drawLine(QPointF(0.0, -radius), QPointF(0.0, -radius - (degree % 30 == 0 ? 8.0 : 5.0)));
        painter.restore();
    }
    painter.rotate(-bank);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text);
    painter.drawPolygon(
        QPolygonF({QPointF(0.0, -radius + 2.0), QPointF(-5.0, -radius + 11.0), QPointF(5.0, -radius + 11.0)}));
    painter.restore();
}

} // namespace

void paintHorizon(QPainter &painter, const QRectF &place, double elevation, double bank, const Theme &theme)
{
    const double radius = std::min(place.width(), place.height()) / 2.0 - 12.0;
    if (radius < 16.0)
        return;
    const QPointF middle = place.center() + QPointF(0.0, 4.0);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath glass;
    glass.addEllipse(middle, radius, radius);
    painter.setClipPath(glass);
    painter.translate(middle);
    painter.rotate(-bank);
    const double level = elevation * radius / degreesInRadius;
    const double far = radius * 8.0;
    const QColor sky = mixed(theme.series.at(0), theme.surface, theme.isDark ? 0.42 : 0.30);
    const QColor ground = mixed(theme.series.at(4), theme.surface, theme.isDark ? 0.40 : 0.36);
    painter.fillRect(QRectF(-far, level - far, 2.0 * far, far), sky);
    painter.fillRect(QRectF(-far, level, 2.0 * far, far), ground);
    painter.setPen(QPen(theme.text, 1.5));
    painter.drawLine(QPointF(-far, level), QPointF(far, level));
    paintLadder(painter, radius, elevation, theme);
    painter.restore();

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.hairline, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(middle, radius, radius);
    paintScale(painter, middle, radius, bank, theme);
    // The device itself: wings and a dot that never move.
    const double wing = radius * 0.46;
    for (const double width : {5.0, 2.5}) {
        painter.setPen(QPen(width > 3.0 ? theme.surface : theme.series.at(3), width, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(middle + QPointF(-wing, 0.0), middle + QPointF(-wing * 0.45, 0.0));
        painter.drawLine(middle + QPointF(wing * 0.45, 0.0), middle + QPointF(wing, 0.0));
        painter.drawLine(middle + QPointF(-wing * 0.45, 0.0), middle + QPointF(-wing * 0.3, wing * 0.18));
        painter.drawLine(middle + QPointF(wing * 0.45, 0.0), middle + QPointF(wing * 0.3, wing * 0.18));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.series.at(3));
    painter.drawEllipse(middle, 2.5, 2.5);
    painter.restore();
}

} // namespace watchglass::ui
