#include "tests/ui/no_warnings.h"
#include "ui/desk/header_places.h"

using namespace watchglass::ui;

namespace {

constexpr int left = 12;
constexpr int gap = 12;

QList<int> shown(const HeaderPlaces &places)
{
    return {places.title.width, places.pin.width, places.attention.width, places.badge.width};
}

} // namespace

class TestHeaderPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void titleGivesWayFirst_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<QList<int>>("widths"); // title, pin, attention, badge
        QTest::newRow("room for all") << 500 << QList<int>{150, 14, 120, 30};
        QTest::newRow("just room for all") << 344 << QList<int>{150, 14, 120, 30};
        QTest::newRow("title elided") << 300 << QList<int>{106, 14, 120, 30};
        QTest::newRow("title at its least") << 290 << QList<int>{96, 14, 120, 30};
        QTest::newRow("attention elided") << 240 << QList<int>{96, 14, 70, 30};
        QTest::newRow("attention at its least") << 218 << QList<int>{96, 14, 48, 30};
        QTest::newRow("attention gone") << 217 << QList<int>{150, 14, 0, 30};
        QTest::newRow("badge alone") << 180 << QList<int>{118, 14, 0, 30};
        QTest::newRow("badge elided") << 156 << QList<int>{96, 14, 0, 28};
        QTest::newRow("badge gone") << 151 << QList<int>{131, 14, 0, 0};
        QTest::newRow("hardly anything") << 30 << QList<int>{10, 14, 0, 0};
        QTest::newRow("nothing") << 0 << QList<int>{0, 0, 0, 0};
        QTest::newRow("less than nothing") << -5 << QList<int>{0, 0, 0, 0};
    }
    void titleGivesWayFirst()
    {
        QFETCH(const int, width);
        QTEST(shown(HeaderPlaces::within(left, width, {150, 14, 120, 30}, gap)), "widths");
    }

    void nothingOverlapsWhateverTheRoom()
    {
        for (const HeaderWidths &wanted :
             {HeaderWidths{150, 14, 120, 30}, HeaderWidths{20, 0, 300, 130}, HeaderWidths{400, 14, 0, 30},
              HeaderWidths{0, 14, 120, 0}, HeaderWidths{5, 0, 0, 0}, HeaderWidths{300, 14, 200, 0}}) {
            for (int width = -20; width < 700; ++width) {
                const HeaderPlaces at = HeaderPlaces::within(left, width, wanted, gap);
                int end = left;
                for (const HeaderPlace &place : {at.title, at.pin, at.attention, at.badge}) {
                    if (place.width == 0)
                        continue;
                    QVERIFY2(place.width > 0 && place.left >= end, qPrintable(QString::number(width)));
                    end = place.right();
                }
                QVERIFY(end <= left + std::max(0, width));
            }
        }
    }

    void badgesStandAtTheRightEndAndThePinBehindTheTitle()
    {
        const HeaderPlaces at = HeaderPlaces::within(left, 500, {150, 14, 120, 30}, gap);
        QCOMPARE(at.badge.right(), left + 500);
        QCOMPARE(at.attention.right(), at.badge.left - gap);
        QCOMPARE(at.pin.left, at.title.right() + gap / 2);
        const HeaderPlaces noBadge = HeaderPlaces::within(left, 500, {150, 0, 120, 0}, gap);
        QCOMPARE(noBadge.attention.right(), left + 500);
    }
};

QTEST_APPLESS_MAIN(TestHeaderPlaces)
#include "tst_header_places.moc"
