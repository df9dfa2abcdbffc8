#include "ui/panels/tile_grid.h"

#include <QTest>

using namespace watchglass::ui;

class TestTileGrid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tilesGetAPleasantShape_data()
    {
        QTest::addColumn<QSize>("space");
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("columns");
        QTest::addColumn<QSize>("tile");
        QTest::newRow("one fills the space") << QSize(400, 300) << 1 << 1 << QSize(400, 300);
        QTest::newRow("two side by side") << QSize(600, 180) << 2 << 2 << QSize(300, 180);
        QTest::newRow("two above each other") << QSize(200, 300) << 2 << 1 << QSize(200, 150);
        QTest::newRow("four") << QSize(600, 340) << 4 << 2 << QSize(300, 170);
        QTest::newRow("too many for the space") << QSize(220, 100) << 9 << 2 << QSize(110, 50);
        QTest::newRow("narrower than a tile") << QSize(60, 400) << 3 << 1 << QSize(60, 133);
        QTest::newRow("none") << QSize(400, 300) << 0 << 1 << QSize(400, 300);
        QTest::newRow("no space at all") << QSize(0, 0) << 2 << 1 << QSize(0, 50);
    }
    void tilesGetAPleasantShape()
    {
        QFETCH(QSize, space);
        QFETCH(int, count);
        const TileGrid grid = TileGrid::within(space, count, {100, 50});
        QTEST(grid.columns, "columns");
        QTEST(grid.tile, "tile");
    }

    void everyTileIsFoundWhereItStands()
    {
        const TileGrid grid = TileGrid::within({610, 340}, 5, {100, 50});
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(grid.at(grid.rect(i).topLeft()), i);
            QCOMPARE(grid.at(grid.rect(i).bottomRight()), i);
            for (int k = 0; k < i; ++k)
                QVERIFY(!grid.rect(i).intersects(grid.rect(k)));
        }
        QCOMPARE(grid.at({-1, 5}), -1);
        QCOMPARE(grid.at({5, grid.height()}), -1);
        QCOMPARE(grid.at({grid.columns * grid.tile.width(), 5}), -1);
    }

    void whatDoesNotFitStandsBelow()
    {
        const TileGrid grid = TileGrid::within({220, 100}, 9, {100, 50});
        QCOMPARE(grid.rows(), 5);
        QCOMPARE(grid.height(), 250);
    }
};

QTEST_APPLESS_MAIN(TestTileGrid)
#include "tst_tile_grid.moc"
