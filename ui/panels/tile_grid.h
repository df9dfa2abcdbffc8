#pragma once

#include <QRect>
#include <QSize>

namespace watchglass::ui {

/// Tiles of equal size that fill a space in rows: as many columns as make them as near as possible to a pleasant
/// shape, and no smaller than a least size. What does not fit stands below the space, to be scrolled to.
struct TileGrid
{
    int count = 0;
    int columns = 1;
    QSize tile;

    friend bool operator==(const TileGrid &, const TileGrid &) = default;

    static TileGrid within(QSize space, int count, QSize least);

    int rows() const { return (count + columns - 1) / columns; }
    int height() const { return rows() * tile.height(); }
    QRect rect(int index) const
    {
        return {QPoint(index % columns * tile.width(), index / columns * tile.height()), tile};
    }
    /// The tile at a point; -1 where there is none.
    int at(const QPoint &point) const;
};

} // namespace watchglass::ui
