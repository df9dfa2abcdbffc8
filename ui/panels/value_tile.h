#pragma once

#include "ui/panels/sparkline.h"
#include "ui/panels/tile_grid.h"
#include "ui/panels/value_limits.h"

#include <QColor>
#include <QRect>
#include <QString>

class QPainter;

namespace watchglass::ui {

/// What a tile shows of one series.
struct ValueTile
{
    QString name;
    QString value;
    QString unit;
    QString note;      ///< How old, or since when nothing came.
    QString limitText; ///< Which limit is crossed; empty while none is.
    Trend trend = Trend::Unknown;
    QColor colour;
    bool isFaded = false;
    bool isInvalid = false;
    std::vector<QPolygonF> line; ///< Inside TilePlaces::line, from its left top corner.

    friend bool operator==(const ValueTile &, const ValueTile &) = default;

    /// In a few words: "temperature 21.5 °C, rising".
    QString spoken() const;
};

/// Where things stand in a tile of some size; the value is as large as there is room for.
struct TilePlaces
{
    QRect name;
    QRect value;
    QRect note;
    QRect line; ///< Empty when there is no room for one.
    int valuePx = 0;

    friend bool operator==(const TilePlaces &, const TilePlaces &) = default;

    static TilePlaces within(const QRect &tile);
};

QString trendText(Trend trend);
/// The lines between a grid's tiles.
void paintTileLines(QPainter &painter, const TileGrid &grid);
void paintTile(QPainter &painter, const QRect &tile, const ValueTile &content);
/// A warning's shape, upright on its corner, centred in `rect`.
void paintDiamond(QPainter &painter, const QRectF &rect, const QColor &colour);

} // namespace watchglass::ui
