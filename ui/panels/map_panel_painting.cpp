#include "core/format/value_format.h"
#include "ui/panels/map_panel.h"
#include "ui/panels/paint_text.h"
#include "ui/panels/series_colours.h"
#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {

namespace {

constexpr double graticulePx = 120.0;

} // namespace

QColor MapPanel::colourOf(const MapTrack &track) const
{
    return context().colours.colour(track.key());
}

void MapPanel::paint(QPainter &painter)
{
    const Theme &theme = currentTheme();
    painter.fillRect(rect(), theme.surface);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGraticule(painter);
    painter.setOpacity(m_isStale ? 0.45 : 1.0);
    for (const MapTrack &track : m_tracks)
        paintTrack(painter, track);
    painter.setOpacity(1.0);
    paintFoot(painter);
}

void MapPanel::paintGraticule(QPainter &painter) const
{
    const Theme &theme = currentTheme();
    const Graticule lines = graticule(m_view, size(), graticulePx);
    const QFont font = numberFont(metrics::textSmall);
    for (const GraticuleLine &line : lines.meridians) {
        painter.fillRect(QRectF(std::round(line.px), 0.0, 1.0, height()), theme.grid);
        // Half a label at the edge says nothing.
        if (line.px + 4.0 + QFontMetricsF(font).horizontalAdvance(line.text) < width())
            paintText(painter, QRectF(line.px + 4.0, 2.0, graticulePx, 16.0), Qt::AlignLeft | Qt::AlignVCenter,
                      line.text, font, theme.textFaint);
    }
    for (const GraticuleLine &line : lines.parallels) {
        painter.fillRect(QRectF(0.0, std::round(line.px), width(), 1.0), theme.grid);
        if (line.px > 22.0 && line.px < height() - 30.0)
            paintText(painter, QRectF(width() - graticulePx - 4.0, line.px + 1.0, graticulePx, 16.0),
                      Qt::AlignRight | Qt::AlignVCenter, line.text, font, theme.textFaint);
    }
}

void MapPanel::paintTrack(QPainter &painter, const MapTrack &track) const
{
    if (track.fixes().empty())
        return;
    const Theme &theme = currentTheme();
    const QColor colour = colourOf(track);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(mixed(colour, theme.surface, 0.7), 2.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const QPolygonF &line : track.lines(m_view))
        painter.drawPolyline(line);
    const QPointF newest = m_view.at(track.fixes().back().place);
    if (const auto accuracy = track.accuracy(); accuracy && *accuracy > 0.0) {
        const double radius = std::min(*accuracy / m_view.metresPerPx(), 1e4);
        QColor fill = colour;
        fill.setAlphaF(0.14F);
        painter.setPen(QPen(mixed(colour, theme.surface, 0.5), 1.0));
        painter.setBrush(fill);
        painter.drawEllipse(newest, radius, radius);
    }
    painter.setPen(QPen(theme.surface, 2.0));
    painter.setBrush(colour);
    if (const auto heading = track.heading()) {
        painter.save();
        painter.translate(newest);
        painter.rotate(*heading);
        painter.drawPolygon(QPolygonF({QPointF(0.0, -13.0), QPointF(8.0, 9.0), QPointF(0.0, 5.0), QPointF(-8.0, 9.0)}));
        painter.restore();
    } else {
        painter.drawEllipse(newest, 6.0, 6.0);
    }
    if (m_tracks.size() < 2)
        return;
    const QString name = deviceOf(track.key());
    const QFontMetricsF measure(textFont());
    const QRectF label(newest + QPointF(16.0, -9.0), QSizeF(measure.horizontalAdvance(name) + 8.0, 18.0));
    QColor behind = theme.surface;
    behind.setAlphaF(0.8F);
    painter.fillRect(label, behind);
    paintText(painter, label.adjusted(4.0, 0.0, 4.0, 0.0), Qt::AlignLeft | Qt::AlignVCenter, name, textFont(),
              theme.text);
}

void MapPanel::paintFoot(QPainter &painter) const
{
    const Theme &theme = currentTheme();
    const ScaleBar bar = scaleBar(m_view.metresPerPx(), std::min(140.0, width() / 3.0));
    const QPointF left(12.0, height() - 12.0);
    painter.setPen(QPen(theme.textMuted, 1.5));
    painter.drawPolyline(
        QPolygonF({left + QPointF(0.0, -5.0), left, left + QPointF(bar.px, 0.0), left + QPointF(bar.px, -5.0)}));
    paintText(painter, QRectF(left.x() + 4.0, left.y() - 20.0, 120.0, 16.0), Qt::AlignLeft | Qt::AlignVCenter, bar.text,
              numberFont(metrics::textSmall), theme.textMuted);
    if (m_tracks.size() != 1 || m_tracks.front().fixes().empty() || width() < 320)
        return;
    QString text = placeText(m_tracks.front().fixes().back().place);
    if (const auto accuracy = m_tracks.front().accuracy())
        text += QStringLiteral("  ± ") + format::value(accuracy, QStringLiteral("m"));
    const QRectF place(width() - 292.0, height() - 28.0, 280.0, 18.0);
    paintText(painter, place, Qt::AlignRight | Qt::AlignVCenter, text, numberFont(), theme.text);
}

} // namespace watchglass::ui
