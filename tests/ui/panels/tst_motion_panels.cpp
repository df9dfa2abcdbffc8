#include "tests/ui/no_warnings.h"
#include "tests/ui/panels/panel_bench.h"
#include "ui/panels/compass_panel.h"
#include "ui/panels/figure_panel.h"
#include "ui/panels/map_panel.h"
#include "ui/panels/orientation_panel.h"
#include "ui/panels/vector_panel.h"

#include <QMenu>
#include <QSignalSpy>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;
using test::PanelBench;

namespace {

constexpr Timestamp now = PanelBench::now;

void putQuaternion(PanelBench &bench, double w, double x, double y, double z, Timestamp at = now)
{
    bench.put(PanelBench::key("quaternion", "w"), w, at);
    bench.put(PanelBench::key("quaternion", "x"), x, at);
    bench.put(PanelBench::key("quaternion", "y"), y, at);
    bench.put(PanelBench::key("quaternion", "z"), z, at);
}

SeriesInfo info(const SeriesKey &key)
{
    return {key, {}};
}

void putPerson(PanelBench &bench, int joints, Timestamp at = now)
{
    for (int i = 0; i < joints; ++i) {
        const SeriesKey any = PanelBench::key("pose.0", "x");
        bench.put(jointKey(any, i, 'x'), 0.3 + 0.01 * i, at);
        bench.put(jointKey(any, i, 'y'), 0.1 + 0.025 * i, at);
        bench.put(jointKey(any, i, 'v'), 0.9, at);
    }
}

} // namespace

class TestMotionPanels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void emptyOnesSayWhatToDo_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < 5; ++i)
            QTest::addRow("%d", i) << i;
    }
    void emptyOnesSayWhatToDo()
    {
        QFETCH(int, index);
        PanelBench bench;
        const PanelKind kinds[] = {vectorKind(), orientationKind(), compassKind(), mapKind(), figureKind()};
        const auto panel = kinds[index].make(bench.context);
        test::showPanel(*panel);
        QVERIFY(panel->accessibleDescription().contains(QStringLiteral("Drag")));
        QVERIFY(!panel->accessibleName().isEmpty());
        QVERIFY(!panel->addSeries(PanelBench::key("temperature")));
        QCOMPARE(kinds[index].fit({}), Fit::Possible);
        QCOMPARE(kinds[index].fit({info(PanelBench::key("temperature"))}), Fit::Impossible);
    }

    void oneComponentBringsTheOthers()
    {
        PanelBench bench;
        bench.put(PanelBench::key("accelerometer.x"), 3.0, now, "g");
        VectorPanel panel(bench.context);
        QVERIFY(panel.addSeries(PanelBench::key("accelerometer.x")));
        QSignalSpy retitled(&panel, &Panel::titleChanged);
        test::showPanel(panel);
        QCOMPARE(panel.series().size(), 1);
        bench.put(PanelBench::key("accelerometer.y"), 4.0, now, "g");
        bench.put(PanelBench::key("accelerometer.z"), 12.0, now, "g");
        panel.drawFrame(now + 2s);
        QCOMPARE(panel.series().size(), 3);
        QVERIFY(!retitled.isEmpty()); // by which the desk learns what to ask for
        QCOMPARE(panel.magnitude(), std::optional(13.0));
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("magnitude 13")));
        // What the operator takes out stays out.
        panel.removeSeries(PanelBench::key("accelerometer.z"));
        bench.put(PanelBench::key("another"), 1.0);
        panel.drawFrame(now + 4s);
        QCOMPARE(panel.series().size(), 2);
        QCOMPARE(panel.magnitude(), std::optional(5.0));
        QVERIFY(!panel.addSeries(PanelBench::key("gyroscope.x")));
    }

    void aVectorIsPaintedOnlyWhenSomethingCame()
    {
        PanelBench bench;
        for (const char *axis : {"x", "y", "z"})
            bench.fill(PanelBench::key("a", axis), 5s, 20ms, [](double s) { return std::sin(s); });
        VectorPanel panel(bench.context);
        panel.addSeries(PanelBench::key("a", "x"));
        test::showPanel(panel);
        const auto before = panel.frames();
        panel.drawFrame(now + 16ms);
        QCOMPARE(panel.frames(), before);
        for (const char *axis : {"x", "y", "z"})
            bench.put(PanelBench::key("a", axis), 0.5, now + 20ms);
        panel.drawFrame(now + 32ms);
        QCOMPARE(panel.frames(), before + 1);
    }

    void barsEndAtRoundNumbers()
    {
        QCOMPARE(roundedUp(0.0), 1.0);
        QCOMPARE(roundedUp(0.013), 0.02);
        QCOMPARE(roundedUp(5.0), 5.0);
        QCOMPARE(roundedUp(51.0), 100.0);
        QCOMPARE(roundedUp(std::nan("")), 1.0);
    }

    void aQuaternionIsReadByName()
    {
        PanelBench bench;
        putQuaternion(bench, 0.7072, 0.7072, 0.0, 0.0);
        OrientationPanel panel(bench.context);
        QVERIFY(panel.addSeries(PanelBench::key("quaternion", "z")));
        test::showPanel(panel);
        QCOMPARE(panel.series().size(), 4);
        QVERIFY(panel.rotation());
        QVERIFY(std::abs(panel.rotation()->attitude().roll - 90.0) < 1e-6);
        QCOMPARE(panel.accessibleDescription(), QStringLiteral("Roll 90°, pitch 0°, yaw 0°"));
        QVERIFY(!panel.grab().isNull());
    }

    void whatIsNoRotationIsSaid()
    {
        PanelBench bench;
        putQuaternion(bench, 0.2, 0.1, 0.0, 0.0);
        OrientationPanel panel(bench.context);
        panel.addSeries(PanelBench::key("quaternion", "w"));
        test::showPanel(panel);
        QVERIFY(!panel.rotation());
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("Not a rotation")));
        putQuaternion(bench, 1.0, 0.0, 0.0, 0.0, now + 1s);
        panel.drawFrame(now + 2s);
        QVERIFY(panel.rotation());
    }

    void aMissingPartIsNamed()
    {
        PanelBench bench;
        bench.put(PanelBench::key("quaternion", "w"), 1.0);
        bench.put(PanelBench::key("quaternion", "x"), 0.0);
        OrientationPanel panel(bench.context);
        panel.addSeries(PanelBench::key("quaternion", "w"));
        test::showPanel(panel);
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("y, z missing")));
    }

    void anglesInRadiansAreReadAsSuch()
    {
        PanelBench bench;
        bench.put(PanelBench::key("orientation", "roll"), 0.5, now, "rad");
        bench.put(PanelBench::key("orientation", "pitch"), -0.25, now, "rad");
        bench.put(PanelBench::key("orientation", "azimuth"), 1.0, now, "rad");
        OrientationPanel panel(bench.context);
        panel.addSeries(PanelBench::key("orientation", "pitch"));
        test::showPanel(panel);
        QVERIFY(panel.rotation());
        QVERIFY(std::abs(panel.rotation()->attitude().roll - 28.6479) < 1e-3);
        panel.setZAxis(OrientationPanel::ZAxis::Up);
        OrientationPanel other(bench.context);
        other.restore(panel.save());
        QCOMPARE(other.zAxis(), OrientationPanel::ZAxis::Up);
        QCOMPARE(other.series(), panel.series());
    }

    void anAccelerometerIsNoOrientation()
    {
        QCOMPARE(orientationKind().fit({info(PanelBench::key("accelerometer", "x"))}), Fit::Impossible);
        QCOMPARE(vectorKind().fit(
                     {info(PanelBench::key("accelerometer", "x")), info(PanelBench::key("accelerometer", "y"))}),
                 Fit::Good);
        QCOMPARE(orientationKind().fit({info(PanelBench::key("quaternion.w")), info(PanelBench::key("quaternion.x"))}),
                 Fit::Best);
        QCOMPARE(orientationKind().fit({info(PanelBench::key("euler", "roll"))}), Fit::Best);
    }

    void aHeadingTurnsTheCompass()
    {
        PanelBench bench;
        bench.put(PanelBench::key("heading"), -45.0, now, "°");
        CompassPanel panel(bench.context);
        QVERIFY(panel.addSeries(PanelBench::key("heading")));
        test::showPanel(panel);
        QCOMPARE(panel.heading(), std::optional(315.0));
        QVERIFY(!panel.isComputed());
        QCOMPARE(panel.accessibleDescription(), QStringLiteral("Heading 315°, NW"));
        const auto before = panel.frames();
        bench.put(PanelBench::key("heading"), 315.0, now + 1s, "°");
        panel.drawFrame(now + 1s);
        QCOMPARE(panel.frames(), before); // the same direction
        bench.put(PanelBench::key("heading"), std::nan(""), now + 2s, "°");
        panel.drawFrame(now + 3s);
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("no direction")));
    }

    void aComputedHeadingSaysSo()
    {
        PanelBench bench;
        bench.put(PanelBench::key("magnetometer", "x"), -20.0);
        bench.put(PanelBench::key("magnetometer", "y"), 0.0);
        CompassPanel panel(bench.context);
        QVERIFY(panel.addSeries(PanelBench::key("magnetometer", "x")));
        test::showPanel(panel);
        QVERIFY(panel.isComputed());
        QCOMPARE(panel.heading(), std::optional(90.0));
        QCOMPARE(panel.badge(), QStringLiteral("computed"));
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("magnetometer")));
        QVERIFY(!panel.addSeries(PanelBench::key("heading")));
        CompassPanel other(bench.context);
        other.restore(panel.save());
        QCOMPARE(other.series(), panel.series());
    }

    void aMapFollowsUntilItIsMoved()
    {
        PanelBench bench;
        bench.fill(
            PanelBench::key("latitude"), 60s, 200ms, [](double s) { return 48.0 + s * 1e-4; }, "°");
        bench.fill(
            PanelBench::key("longitude"), 60s, 200ms, [](double s) { return 11.0 + s * 1e-4; }, "°");
        bench.put(PanelBench::key("accuracy"), 6.0, now, "m");
        bench.put(PanelBench::key("heading"), 45.0, now, "°");
        MapPanel panel(bench.context);
        QVERIFY(panel.addSeries(PanelBench::key("longitude")));
        test::showPanel(panel);
        QCOMPARE(panel.series().size(), 4);
        QCOMPARE(panel.tracks().size(), 1U);
        QCOMPARE(panel.tracks().front().accuracy(), std::optional(6.0));
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("48.00600° N")));
        QVERIFY(QRectF(panel.rect()).contains(panel.view().at(panel.tracks().front().fixes().front().place)));
        const auto before = panel.frames();
        panel.drawFrame(now + 50ms);
        QCOMPARE(panel.frames(), before);
        QVERIFY(panel.isFollowing());
        QTest::keyClick(&panel, Qt::Key_Right);
        QVERIFY(!panel.isFollowing());
        const GeoPoint centre = panel.view().centre();
        bench.put(PanelBench::key("latitude"), 49.0, now + 1s, "°");
        bench.put(PanelBench::key("longitude"), 12.0, now + 1s, "°");
        panel.drawFrame(now + 1s);
        QCOMPARE(panel.view().centre().latitude, centre.latitude);
        QTest::keyClick(&panel, Qt::Key_F);
        panel.drawFrame(now + 1100ms);
        QCOMPARE(panel.view().centre().latitude, 49.0);
        QTest::keyClick(&panel, Qt::Key_M);
        QVERIFY(QRectF(panel.rect()).contains(panel.view().at({48.0, 11.0})));
    }

    void aMapSaysWhatOfAPositionIsMissing()
    {
        PanelBench bench;
        bench.put(PanelBench::key("latitude"), 48.0);
        MapPanel panel(bench.context);
        panel.addSeries(PanelBench::key("latitude"));
        test::showPanel(panel);
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("longitude missing")));
        bench.put(PanelBench::key("longitude"), 400.0);
        panel.drawFrame(now + 2s);
        QCOMPARE(panel.accessibleDescription(), QStringLiteral("No position yet"));
    }

    void aMapComesBackWhereItWas()
    {
        PanelBench bench;
        bench.put(PanelBench::key("latitude"), 48.0);
        bench.put(PanelBench::key("longitude"), 11.0);
        MapPanel panel(bench.context);
        panel.addSeries(PanelBench::key("latitude"));
        test::showPanel(panel);
        QTest::keyClick(&panel, Qt::Key_Left);
        QTest::keyClick(&panel, Qt::Key_Plus);
        MapPanel other(bench.context);
        other.restore(panel.save());
        test::showPanel(other);
        QVERIFY(!other.isFollowing());
        QCOMPARE(other.view().metresPerPx(), panel.view().metresPerPx());
        QCOMPARE(other.view().centre().longitude, panel.view().centre().longitude);
        MapPanel broken(bench.context);
        broken.restore({{QStringLiteral("latitude"), 1e9}, {QStringLiteral("minutes"), QStringLiteral("x")}});
        test::showPanel(broken);
        QVERIFY(broken.isFollowing());
    }

    void twoDevicesAreTwoTracks()
    {
        PanelBench bench;
        for (const char *device : {"van 1", "van 2"}) {
            bench.put(PanelBench::key("latitude", "", device), 48.0);
            bench.put(PanelBench::key("longitude", "", device), 11.0);
        }
        MapPanel panel(bench.context);
        panel.addSeries(PanelBench::key("latitude", "", "van 1"));
        panel.addSeries(PanelBench::key("latitude", "", "van 2"));
        test::showPanel(panel);
        QCOMPARE(panel.tracks().size(), 2U);
        QCOMPARE(panel.series().size(), 4);
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("van 2 at 48")));
    }

    void aMapSuitsReceiversAndNoMore()
    {
        const auto fit = [](std::initializer_list<const char *> attributes) {
            QList<SeriesInfo> infos;
            for (const char *attribute : attributes)
                infos.append(info(PanelBench::key(attribute)));
            return mapKind().fit(infos);
        };
        QCOMPARE(fit({"latitude", "longitude"}), Fit::Best);
        QCOMPARE(fit({"geolocation.latitude", "geolocation.altitude"}), Fit::Best);
        QCOMPARE(fit({"latitude", "longitude", "cargo_temperature"}), Fit::Possible);
        QCOMPARE(fit({"altitude"}), Fit::Impossible);
    }

    void aPersonIsDrawnFromPoints()
    {
        PanelBench bench;
        putPerson(bench, 33);
        FigurePanel panel(bench.context);
        QVERIFY(panel.addSeries(PanelBench::key("pose.11", "x")));
        test::showPanel(panel);
        QCOMPARE(panel.jointCount(), 33);
        QCOMPARE(panel.series().size(), 99);
        QCOMPARE(panel.badge(), QString());
        const auto before = panel.frames();
        panel.drawFrame(now + 16ms);
        QCOMPARE(panel.frames(), before);
        // A point that is not seen any more is not drawn where it was.
        putPerson(bench, 20, now + 1s);
        panel.drawFrame(now + 1s);
        QCOMPARE(panel.jointCount(), 20);
        QVERIFY(panel.badge().startsWith(QStringLiteral("20")));
        FigurePanel other(bench.context);
        other.restore(panel.save());
        QCOMPARE(other.series(), panel.series());
    }

    void theHeadIsWholeInThePicture()
    {
        PanelBench bench;
        const std::tuple<const char *, double, double> points[] = {{"pose.0", 0.5, 0.1},
                                                                   {"pose.7", 0.6, 0.1},
                                                                   {"pose.8", 0.4, 0.1},
                                                                   {"pose.11", 0.65, 0.4},
                                                                   {"pose.23", 0.6, 0.9}};
        for (const auto &[name, x, y] : points) {
            bench.put(PanelBench::key(name, "x"), x);
            bench.put(PanelBench::key(name, "y"), y);
        }
        FigurePanel panel(bench.context);
        panel.addSeries(PanelBench::key("pose.0", "x"));
        test::showPanel(panel);
        QCOMPARE(panel.jointCount(), 5);
        const QImage picture = panel.grab().toImage();
        const QRgb ground = picture.pixel(0, 0);
        int drawn = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                const bool isEdge = y < 10 || y >= picture.height() - 10;
                const bool isDrawn = picture.pixel(x, y) != ground;
                drawn += isDrawn ? 1 : 0;
                QVERIFY(!isEdge || !isDrawn);
            }
        }
        QVERIFY(drawn > 200);
    }

    void tooFewPointsAreSaid()
    {
        PanelBench bench;
        putPerson(bench, 1);
        FigurePanel panel(bench.context);
        panel.addSeries(PanelBench::key("pose.0", "x"));
        test::showPanel(panel);
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("too few")));
    }

    void aSkeletonThatCameAsATextIsSaid()
    {
        PanelBench bench;
        bench.events.add(QStringLiteral("demo"),
                         {QStringLiteral("camera"), QStringLiteral("pose"), QStringLiteral("{}"), now, true});
        FigurePanel panel(bench.context);
        test::showPanel(panel);
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("came as a text")));
    }

    void silenceIsSaid()
    {
        PanelBench bench;
        bench.fill(PanelBench::key("heading"), 10s, 1s, [](double) { return 10.0; });
        CompassPanel panel(bench.context);
        panel.addSeries(PanelBench::key("heading"));
        test::showPanel(panel);
        const auto before = panel.frames();
        panel.drawFrame(now + 20s);
        QVERIFY(panel.badge().startsWith(QStringLiteral("stale")));
        QCOMPARE(panel.frames(), before + 1); // faded
    }
};

QTEST_MAIN(TestMotionPanels)
#include "tst_motion_panels.moc"
