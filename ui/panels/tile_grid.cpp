#include "ui/panels/tile_grid.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {
namespace {

constexpr double pleasantShape = 1.7; ///< Width to height.

} // namespace

TileGrid TileGrid::within(QSize space, int count, QSize least)
{
    TileGrid best{count, 1, space.expandedTo(least)};
    double bestMiss = 0.0;
    for (int columns = 1; columns <= count; ++columns) {
        TileGrid grid{count, columns, {space.width() / columns, 0}};
        if (columns > 1 && grid.tile.width() < least.width())
            break;
        grid.tile.setHeight(std::max(least.height(), space.height() / grid.rows()));
        const double shape = static_cast<double>(grid.tile.width()) / grid.tile.height();
        // Nothing out of sight comes before shape; then no empty places in the last row.
        const double miss = std::abs(std::log(std::max(shape, 0.01) / pleasantShape))
                            + (grid.height() > space.height() ? 100.0 : 0.0) + 0.1 * (grid.rows() * columns - count);
        if (columns == 1 || miss < bestMiss) {
            best = grid;
            bestMiss = miss;
        }
    }
    return best;
}

int TileGrid::at(const QPoint &point) const
{
    if (point.x() < 0 || point.y() < 0 || tile.isEmpty() || point.x() >= columns * tile.width())
        return -1;
    const int index = point.y() / tile.height() * columns + point.x() / tile.width();
    return index < count ? index : -1;
}

} // namespace watchglass::ui
