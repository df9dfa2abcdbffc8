#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QRectF>
#include <QString>

namespace watchglass::ui {

/// A text in a font and a colour, cut off with an ellipsis where it is too long.
inline void paintText(QPainter &painter, const QRectF &place, int flags, const QString &text, const QFont &font,
                      const QColor &colour)
{
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(place, flags | Qt::TextSingleLine,
                     QFontMetricsF(font).elidedText(text, Qt::ElideRight, place.width()));
}

/// `share` (0 to 1) of `a`, the rest of `b`.
inline QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto mix = [share](int x, int y) { return qRound(x * share + y * (1.0 - share)); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

} // namespace watchglass::ui
