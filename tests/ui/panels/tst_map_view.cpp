#include "ui/panels/map_view.h"

#include "tests/ui/panels/panel_bench.h"
#include "ui/panels/map_track.h"

#include <QTest>

#include <cmath>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;
using test::PanelBench;

class TestMapView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesAreOnTheEarth_data()
    {
        QTest::addColumn<double>("latitude");
        QTest::addColumn<double>("longitude");
        QTest::addColumn<bool>("isPlace");
        QTest::addColumn<double>("wrapped");
        QTest::newRow("Munich") << 48.1 << 11.6 << true << 11.6;
        QTest::newRow("pole") << -90.0 << 0.0 << true << 0.0;
        QTest::newRow("antimeridian") << 0.0 << 180.0 << true << -180.0;
        QTest::newRow("0 to 360") << 0.0 << 350.0 << true << -10.0;
        QTest::newRow("beyond the pole") << 91.0 << 0.0 << false << 0.0;
        QTest::newRow("beyond a turn") << 0.0 << 500.0 << false << 0.0;
        QTest::newRow("NaN") << std::nan("") << 0.0 << false << 0.0;
        QTest::newRow("infinite") << 0.0 << double(INFINITY) << false << 0.0;
    }
    void placesAreOnTheEarth()
    {
        QFETCH(double, latitude);
        QFETCH(double, longitude);
        QFETCH(bool, isPlace);
        QFETCH(double, wrapped);
        const auto place = GeoPoint::from(latitude, longitude);
        QCOMPARE(place.has_value(), isPlace);
        if (place)
            QVERIFY(std::abs(place->longitude - wrapped) < 1e-9);
    }

    void metresAreTrueAtTheCentre()
    {
        MapView view;
        view.setSize({400, 300});
        view.setCentre({60.0, 25.0});
        view.setMetresPerPx(10.0);
        QCOMPARE(view.at({60.0, 25.0}), QPointF(200, 150));
        const double degree = 1000.0 / MapView::metresPerDegree; // 1 km
        QVERIFY(std::abs(view.at({60.0 + degree, 25.0}).y() - 50.0) < 1e-6);
        QVERIFY(std::abs(view.at({60.0, 25.0 + degree * 2.0}).x() - 300.0) < 1e-6); // cos 60° = 1/2
        const GeoPoint back = view.placeAt(view.at({60.01, 25.02}));
        QVERIFY(std::abs(back.latitude - 60.01) < 1e-9);
        QVERIFY(std::abs(back.longitude - 25.02) < 1e-9);
    }

    void theAntimeridianIsAPlaceLikeOthers()
    {
        MapView view;
        view.setSize({400, 300});
        view.setCentre({0.0, 179.99});
        view.setMetresPerPx(10.0);
        const QPointF west = view.at({0.0, 179.98});
        const QPointF east = view.at({0.0, -179.98});
        QVERIFY(west.x() < 200.0);
        QVERIFY(east.x() > 200.0 && east.x() < 700.0);
        view.fit({{0.0, 179.9}, {0.1, -179.9}});
        QVERIFY(std::abs(std::abs(view.centre().longitude) - 180.0) < 1e-6);
        QVERIFY(view.metresPerPx() < 200.0);
        QVERIFY(std::abs(view.placeAt({400, 150}).longitude) > 179.0);
    }

    void polesGiveNumbers()
    {
        MapView view;
        view.setSize({400, 300});
        for (const double latitude : {90.0, -90.0}) {
            view.setCentre({latitude, 10.0});
            const QPointF at = view.at({latitude, -100.0});
            QVERIFY(std::isfinite(at.x()) && std::isfinite(at.y()));
            view.pan({0.0, latitude * 100.0});
            QVERIFY(std::abs(view.centre().latitude) <= 90.0);
            view.fit({{latitude, 0.0}, {latitude, 90.0}, {latitude, -170.0}});
            QVERIFY(std::isfinite(view.metresPerPx()));
            const Graticule lines = graticule(view, {400, 300}, 100);
            QVERIFY(lines.meridians.size() <= 64U);
            QVERIFY(lines.parallels.size() <= 64U);
        }
    }

    void zoomKeepsWhatIsUnderTheCursor()
    {
        MapView view;
        view.setSize({400, 300});
        view.setCentre({10.0, 20.0});
        const GeoPoint before = view.placeAt({300, 100});
        view.zoom(0.5, {300, 100});
        QCOMPARE(view.metresPerPx(), 5.0);
        const QPointF after = view.at(before);
        QVERIFY(std::hypot(after.x() - 300.0, after.y() - 100.0) < 0.5);
        view.zoom(1e-9, {0, 0});
        QCOMPARE(view.metresPerPx(), 0.01);
        view.zoom(1e12, {0, 0});
        QCOMPARE(view.metresPerPx(), 100'000.0);
        view.setMetresPerPx(std::nan(""));
        QCOMPARE(view.metresPerPx(), 100'000.0);
    }

    void aFitHasEverythingInView()
    {
        MapView view;
        view.setSize({400, 300});
        const std::vector<GeoPoint> places{{48.0, 11.0}, {48.2, 11.1}, {48.1, 11.5}};
        view.fit(places);
        for (const GeoPoint &place : places)
            QVERIFY(QRectF(0, 0, 400, 300).contains(view.at(place)));
        view.fit({{48.0, 11.0}});
        QCOMPARE(view.centre().latitude, 48.0);
        QVERIFY(view.metresPerPx() > 0.4 && view.metresPerPx() < 2.0); // a place alone is not zoomed into for ever
        MapView none = view;
        none.fit({});
        QCOMPARE(none.metresPerPx(), view.metresPerPx());
    }

    void scaleBarsAreRound_data()
    {
        QTest::addColumn<double>("metresPerPx");
        QTest::addColumn<QString>("text");
        QTest::newRow("cm") << 0.01 << QStringLiteral("1\u202Fm");
        QTest::newRow("m") << 1.3 << QStringLiteral("100\u202Fm");
        QTest::newRow("km") << 20.0 << QStringLiteral("2\u202Fkm");
        QTest::newRow("Earth") << 100'000.0 << QStringLiteral("10\u202F000\u202Fkm");
    }
    void scaleBarsAreRound()
    {
        QFETCH(double, metresPerPx);
        QFETCH(QString, text);
        const ScaleBar bar = scaleBar(metresPerPx, 120.0);
        QCOMPARE(bar.text, text);
        QVERIFY(bar.px <= 120.0 && bar.px > 40.0);
    }

    void theGraticuleIsRoundAndNeitherDenseNorEmpty_data()
    {
        QTest::addColumn<double>("metresPerPx");
        for (const double metres : {0.01, 0.3, 7.0, 130.0, 5'000.0, 100'000.0})
            QTest::addRow("%g m", metres) << metres;
    }
    void theGraticuleIsRoundAndNeitherDenseNorEmpty()
    {
        QFETCH(double, metresPerPx);
        MapView view;
        view.setSize({900, 700});
        view.setCentre({48.1372, 11.5756});
        view.setMetresPerPx(metresPerPx);
        const Graticule lines = graticule(view, {900, 700}, 120);
        QVERIFY(lines.meridians.size() >= 1U && lines.meridians.size() <= 9U);
        QVERIFY(lines.parallels.size() >= 1U && lines.parallels.size() <= 7U);
        for (std::size_t i = 1; i < lines.meridians.size(); ++i) {
            QVERIFY(lines.meridians[i].px - lines.meridians[i - 1].px > 60.0);
            QVERIFY(lines.meridians[i].text != lines.meridians[i - 1].text);
        }
    }

    void placesAreWrittenWithTheirHemisphere()
    {
        QCOMPARE(placeText({-33.5, -70.25}, 2), QStringLiteral("33.50° S  70.25° W"));
        QCOMPARE(placeText({48.0, 11.0}, 0), QStringLiteral("48° N  11° E"));
    }

    void aTrackGoesOverTheAntimeridianInOneLine()
    {
        PanelBench bench;
        const SeriesKey latitude = PanelBench::key("latitude");
        const SeriesKey longitude = PanelBench::key("longitude");
        bench.fill(latitude, 10s, 1s, [](double) { return 1.0; });
        bench.fill(longitude, 10s, 1s,
                   [](double s) { return s < 5.0 ? 179.95 + s * 0.01 : -180.0 + (s - 5.0) * 0.01; });
        MapTrack track(latitude, 1min);
        track.setParts(bench.store.find(latitude).get(), bench.store.find(longitude).get(), nullptr, nullptr);
        QVERIFY(track.follow());
        QVERIFY(!track.follow());
        QCOMPARE(track.fixes().size(), 11U);
        MapView view;
        view.setSize({400, 300});
        view.setCentre({1.0, -179.99});
        view.setMetresPerPx(100.0);
        const auto lines = track.lines(view);
        QCOMPARE(lines.size(), 1U);
        for (qsizetype i = 1; i < lines.front().size(); ++i)
            QVERIFY(std::abs(lines.front().at(i).x() - lines.front().at(i - 1).x()) < 15.0);
    }

    void aGapCutsTheTrackAndNoPlacesAreLeftOut()
    {
        PanelBench bench;
        const SeriesKey latitude = PanelBench::key("latitude");
        const SeriesKey longitude = PanelBench::key("longitude");
        for (int i = 0; i < 20; ++i) {
            const Timestamp t = PanelBench::now + i * 1s + (i >= 10 ? 60s : 0s);
            bench.put(latitude, i == 5 ? 120.0 : 48.0 + i * 0.001, t);
            bench.put(longitude, 11.0, t);
        }
        MapTrack track(latitude, 1h);
        track.setParts(bench.store.find(latitude).get(), bench.store.find(longitude).get(), nullptr, nullptr);
        QVERIFY(track.follow());
        QCOMPARE(track.fixes().size(), 19U);
        MapView view;
        view.setCentre({48.0, 11.0});
        view.setMetresPerPx(1.0);
        QCOMPARE(track.lines(view).size(), 2U);
        QVERIFY(!track.accuracy());
        track.setParts(bench.store.find(latitude).get(), nullptr, nullptr, nullptr);
        QCOMPARE(track.missing(), QStringLiteral("longitude"));
        QVERIFY(track.lines(view).empty());
    }
};

QTEST_GUILESS_MAIN(TestMapView)
#include "tst_map_view.moc"
