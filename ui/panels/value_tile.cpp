#include "ui/panels/value_tile.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr int padding = 3 * metrics::step;
constexpr int nameHeight = 4 * metrics::step;
constexpr int largeHeight = 10 * metrics::step;
constexpr int smallHeight = 6 * metrics::step;
constexpr int leastLine = 5 * metrics::step;
constexpr int markPx = 9;
constexpr int dotPx = 6;
constexpr double faded = 0.45;
constexpr double lineWidth = 1.5;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::ValueTile)
};

void drawLeft(QPainter &painter, const QRect &rect, const QFont &font, const QString &text)
{
    painter.setFont(font);
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
}

double widthOf(const QFont &font, const QString &text)
{
    return QFontMetricsF(font).horizontalAdvance(text);
}

/// A line with a head: up to the right, level, or down to the right.
void paintTrend(QPainter &painter, const QRectF &rect, Trend trend)
{
    if (trend == Trend::Unknown)
        return;
    const double turn = trend == Trend::Rising ? -40.0 : trend == Trend::Falling ? 40.0 : 0.0;
    const double reach = rect.width() / 2;
    painter.save();
    painter.translate(rect.center());
    painter.rotate(turn);
    painter.setPen(QPen(currentTheme().textMuted, lineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawLine(QPointF(-reach, 0), QPointF(reach, 0));
    painter.drawPolyline(QPolygonF({{reach - 4, -3.5}, {reach, 0}, {reach - 4, 3.5}}));
    painter.restore();
}

void paintValue(QPainter &painter, const QRect &rect, int px, const ValueTile &content)
{
    const Theme &theme = currentTheme();
    const QFont unitFont = textFont(px > metrics::textLarge ? metrics::text : metrics::textSmall);
    const double unitWidth = content.unit.isEmpty() ? 0.0 : widthOf(unitFont, content.unit) + metrics::step;
    const double trendWidth = content.trend == Trend::Unknown ? 0.0 : markPx + 3.0 * metrics::step;
    const double room = rect.width() - unitWidth - trendWidth;
    QFont font = numberFont(px);
    for (const int smaller : {metrics::textLarge, metrics::text}) {
        if (smaller < px && widthOf(font, content.value) > room)
            font = numberFont(smaller);
    }
    const QFontMetricsF measure(font);
    const QString value = measure.elidedText(content.value, Qt::ElideRight, room);
    const double baseline = rect.center().y() + measure.capHeight() / 2;
    double x = rect.left();
    painter.setFont(font);
    painter.setPen(content.isInvalid ? theme.invalid : content.limitText.isEmpty() ? theme.text : theme.warning);
    painter.drawText(QPointF(x, baseline), value);
    x += measure.horizontalAdvance(value) + metrics::step;
    painter.setFont(unitFont);
    painter.setPen(theme.textMuted);
    painter.drawText(QPointF(x, baseline), content.unit);
    x += unitWidth + metrics::step;
    paintTrend(painter, QRectF(x, baseline - measure.capHeight() / 2 - 6, 12, 12), content.trend);
}

} // namespace

QString trendText(Trend trend)
{
    switch (trend) {
    case Trend::Falling:
        return Texts::tr("falling");
    case Trend::Steady:
        return Texts::tr("steady");
    case Trend::Rising:
        return Texts::tr("rising");
    case Trend::Unknown:
        break;
    }
    return {};
}

QString ValueTile::spoken() const
{
    QString text = name + QLatin1Char(' ') + value.trimmed();
    if (!unit.isEmpty())
        text += QLatin1Char(' ') + unit;
    for (const QString &part : {trendText(trend), limitText, note}) {
        if (!part.isEmpty())
            text += QStringLiteral(", ") + part;
    }
    return text;
}

TilePlaces TilePlaces::within(const QRect &tile)
{
    const QRect space = tile.adjusted(padding, 2 * metrics::step, -padding, -2 * metrics::step);
    TilePlaces places;
    places.name = QRect(space.left(), space.top(), space.width(), nameHeight);
    const bool isLarge = space.height() >= nameHeight + largeHeight + nameHeight;
    places.valuePx = isLarge ? metrics::textDisplay : metrics::textLarge;
    const int valueHeight = isLarge ? largeHeight : smallHeight;
    places.value = QRect(space.left(), places.name.bottom() + 1, space.width(), valueHeight);
    if (isLarge) {
        places.note = QRect(space.left(), space.bottom() + 1 - nameHeight, space.width(), nameHeight);
        const int top = places.value.bottom() + 1 + metrics::step;
        const int height = places.note.top() - metrics::step - top;
        if (height >= leastLine)
            places.line = QRect(space.left(), top, space.width(), height);
    } else { // beside the name
        const int half = space.width() / 2;
        places.note = QRect(space.left() + half, space.top(), space.width() - half, nameHeight);
        places.name.setWidth(half);
    }
    return places;
}

void paintTileLines(QPainter &painter, const TileGrid &grid)
{
    for (int i = 0; i < grid.count; ++i) {
        const QRect rect = grid.rect(i);
        if (i % grid.columns + 1 < grid.columns)
            painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), currentTheme().hairline);
        if (i / grid.columns + 1 < grid.rows())
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), currentTheme().hairline);
    }
}

void paintDiamond(QPainter &painter, const QRectF &rect, const QColor &colour)
{
    const double reach = std::min(rect.width(), rect.height()) / 2;
    const QPointF c = rect.center();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(
        QPolygonF({{c.x(), c.y() - reach}, {c.x() + reach, c.y()}, {c.x(), c.y() + reach}, {c.x() - reach, c.y()}}));
}

void paintTile(QPainter &painter, const QRect &tile, const ValueTile &content)
{
    const Theme &theme = currentTheme();
    const TilePlaces places = TilePlaces::within(tile);
    painter.save();
    if (!content.limitText.isEmpty())
        painter.fillRect(QRect(tile.left(), tile.top(), 3, tile.height() - 1), theme.warning);
    painter.setOpacity(content.isFaded ? faded : 1.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(content.colour);
    const double middle = places.name.center().y() + 0.5;
    painter.drawEllipse(QRectF(places.name.left(), middle - dotPx / 2.0, dotPx, dotPx));
    painter.setPen(theme.textMuted);
    drawLeft(painter, places.name.adjusted(dotPx + 2 * metrics::step, 0, 0, 0), textFont(metrics::textSmall),
             content.name);
    paintValue(painter, places.value, places.valuePx, content);
    if (!places.line.isEmpty()) {
        painter.setPen(QPen(content.colour, lineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.save();
        painter.translate(places.line.topLeft());
        for (const QPolygonF &part : content.line) {
            if (part.size() == 1)
                painter.drawPoint(part.constFirst());
            else
                painter.drawPolyline(part);
        }
        painter.restore();
    }
    painter.setOpacity(1.0);
    QRect note = places.note;
    const bool isCrossed = !content.limitText.isEmpty();
    if (isCrossed) {
        paintDiamond(painter, QRectF(note.left(), note.top(), markPx, note.height()), theme.warning);
        note.setLeft(note.left() + markPx + metrics::step);
    }
    painter.setPen(isCrossed ? theme.text : theme.textMuted);
    drawLeft(painter, note, textFont(metrics::textSmall), isCrossed ? content.limitText : content.note);
    painter.restore();
}

} // namespace watchglass::ui
