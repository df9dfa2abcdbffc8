#include "tests/ui/plot/plot_panel_scene.h"
#include "ui/plot/plot_legend.h"
#include "ui/plot/plot_marks.h"

#include <QApplication>
#include <QHelpEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;
using namespace watchglass::ui::scene;

class TestPlotPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, themeByName(QStringLiteral("dark"))); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)."))); }

    void emptyPanelSaysWhatToDo()
    {
        Scene scene(false);
        QCOMPARE(scene.part<PlotMarks>().hint(), QStringLiteral("Drag series here from the tree"));
        QCOMPARE(scene.panel.title(), QStringLiteral("Plot"));
        QVERIFY(scene.panel.series().isEmpty());
    }

    void callsDevicesByTheirNames()
    {
        Scene scene;
        const QString id = key("ecg").device;
        QVERIFY(scene.panel.title().startsWith(id));
        QString name;
        scene.panel.setDeviceNames([&name](const SeriesKey &) { return name; });
        scene.panel.deviceNamesChanged();
        QVERIFY(scene.panel.title().startsWith(id)); // no name yet
        name = QStringLiteral("Bed by the window");
        QSignalSpy retitled(&scene.panel, &Panel::titleChanged);
        scene.panel.deviceNamesChanged();
        scene.panel.deviceNamesChanged();
        QCOMPARE(retitled.size(), 1);
        QVERIFY(scene.panel.title().startsWith(name));
    }

    void drawsTheTraceInItsColour()
    {
        Scene scene;
        const QColor colour = scene.colours.colour(key("ecg"));
        QVERIFY(scene.pixelsOf(colour, scene.canvas().plotRect()) > 1000);
        scene.panel.removeSeries(key("ecg"));
        QCOMPARE(scene.pixelsOf(colour), 0);
    }

    void newestSampleIsAtTheRightEdge()
    {
        Scene scene;
        const TimeRange shown = scene.panel.shownRange();
        QVERIFY(std::abs(seconds(shown.to - now)) < 0.1);
        QVERIFY(std::abs(seconds(shown.length()) - 30.0) < 0.5);
        scene.frame(500ms);
        QVERIFY(std::abs(seconds(scene.panel.shownRange().to - shown.to) - 0.484) < 0.05);
        QCOMPARE(scene.panel.badge(), QStringLiteral("Live"));
    }

    void seriesMayComeLater()
    {
        Scene scene(false);
        QVERIFY(scene.panel.addSeries(key("temperature")));
        QVERIFY(!scene.panel.addSeries(key("temperature")));
        scene.frame(32ms);
        QCOMPARE(scene.part<PlotLegend>().rows().at(0).note, QStringLiteral("waiting for data"));
        scene.addSine("temperature", "celsius", 2.0);
        scene.frame(48ms);
        QCOMPARE(scene.part<PlotLegend>().rows().at(0).note, QString());
        QVERIFY(scene.part<PlotLegend>().rows().at(0).value.endsWith(QStringLiteral("\u202F°C")));
        QVERIFY(scene.pixelsOf(scene.colours.colour(key("temperature")), scene.canvas().plotRect()) > 1000);
    }

    void unitsGetAxesOfTheirOwn()
    {
        Scene scene;
        scene.addSine("temperature", "celsius", 30.0);
        scene.addSine("humidity", "percent", 80.0);
        scene.addSine("resp", "mV", 2.0);
        for (const char *name : {"temperature", "humidity", "resp"})
            scene.panel.addSeries(key(name));
        scene.frame(32ms);
        const auto &marks = scene.part<PlotMarks>();
        QCOMPARE(marks.captions().size(), std::size_t(3));
        QCOMPARE(marks.captions().at(0).text, QStringLiteral("mV"));
        QCOMPARE(marks.captions().at(1).text, QStringLiteral("°C"));
        QCOMPARE(marks.captions().at(2).text, QStringLiteral("%"));
        const auto &rows = scene.part<PlotLegend>().rows();
        QCOMPARE(rows.at(0).note, QString());
        QCOMPARE(rows.at(1).note, QStringLiteral("right axis"));
        QCOMPARE(rows.at(2).note, QStringLiteral("left axis 2"));
        QCOMPARE(rows.at(3).note, QString());
        QVERIFY(scene.panel.values(leftAxis).high() < 3.0);
        QVERIFY(scene.panel.values(rightAxis).high() > 30.0);
        QVERIFY(scene.panel.values(2).high() > 80.0);
        QCOMPARE(marks.context(), QStringLiteral("22 Nov 2026 · UTC+1"));
    }

    void aLongNameLeavesRoomForTheDate()
    {
        const char *const name =
            "temperature-of-the-bearing-beside-the-third-pump-of-the-cooling-circuit-in-the-cellar";
        Scene scene;
        scene.addSine(name, "celsius", 30.0);
        scene.panel.addSeries(key(name));
        for (const int width : {280, 400, 640, 900, 1600}) {
            scene.panel.resize(width, 300);
            scene.frame(std::chrono::milliseconds(width));
            const QRect plot = scene.canvas().plotRect();
            const auto places = scene.part<PlotLegend>().places();
            const double dateRoom = scene.part<PlotMarks>().contextWidth();
            QCOMPARE(dateRoom > 0.0, plot.width() >= 420);
            const int lines = scene.part<PlotLegend>().lineCount();
            QCOMPARE(places.size(), std::size_t(2));
            for (const QRectF &place : places) {
                const bool isFirstLine = place.top() < plot.top() - PlotLegend::lineHeight * (lines - 1) - 5;
                QVERIFY2(place.right() <= plot.right() + 1 - (isFirstLine ? dateRoom : 0.0),
                         qPrintable(QStringLiteral("%1: to %2 in %3").arg(width).arg(place.right()).arg(plot.right())));
                QVERIFY(place.width() > 0.0);
            }
        }
    }

    void aLowPlotKeepsRoomForItsTraces()
    {
        Scene scene;
        for (const char *name : {"first", "second", "third", "fourth", "fifth", "sixth"}) {
            scene.addSine(name, "mV", 1.0);
            scene.panel.addSeries(key(name));
        }
        for (const int height : {500, 200, 137, 100, 72}) {
            scene.panel.resize(300, height);
            scene.frame(std::chrono::milliseconds(height));
            scene.frame(std::chrono::milliseconds(height + 1000));
            const QRect plot = scene.canvas().plotRect();
            const auto places = scene.part<PlotLegend>().places();
            QCOMPARE(places.size(), std::size_t(7));
            QVERIFY2(height < 100 || plot.height() >= height * 2 / 5 - 1,
                     qPrintable(QStringLiteral("%1 of %2").arg(plot.height()).arg(height)));
            QVERIFY(plot.height() > 0);
            QVERIFY(!places.front().isEmpty());
            const bool isAllShown = !places.back().isEmpty();
            QCOMPARE(isAllShown, height >= 200);
            std::size_t shown = 1;
            while (shown < places.size() && !places[shown].isEmpty())
                ++shown;
            const QPointF after = places[shown - 1].center() + QPointF(places[shown - 1].width() / 2.0 + 12.0, 0.0);
            const QString left = scene.part<PlotLegend>().leftOutAt(after);
            QCOMPARE(left.count(QLatin1Char('\n')) + (left.isEmpty() ? 0 : 1), qsizetype(places.size() - shown));
            QCOMPARE(left.contains(QStringLiteral("sixth")), !isAllShown);
        }
    }

    void namesInToolTipsAreNoMarkup()
    {
        Scene scene;
        scene.addSine("<b>bold</b>", "mV", 1.0);
        scene.panel.addSeries(key("<b>bold</b>"));
        scene.frame(1s);
        const QPoint at = scene.part<PlotLegend>().places().at(1).center().toPoint();
        QHelpEvent help(QEvent::ToolTip, at, scene.panel.mapToGlobal(at));
        QApplication::sendEvent(&scene.panel, &help);
        QVERIFY(QToolTip::text().contains(QStringLiteral("bold")));
        QVERIFY(!QToolTip::text().contains(QStringLiteral("<b>")));
        QToolTip::hideText();
    }

    void aNarrowPlotTellsTheZoneInItsHeader()
    {
        Scene scene;
        scene.panel.setTimeReading({QTimeZone(3600), false, {}});
        scene.frame(1s);
        QCOMPARE(scene.part<PlotMarks>().context(), QStringLiteral("22 Nov 2026 · UTC+1"));
        scene.panel.resize(300, 300);
        scene.frame(2s);
        QCOMPARE(scene.part<PlotMarks>().context(), QString());
        QCOMPARE(scene.panel.badge(), QStringLiteral("Live · UTC+1"));
        const QRect dateAt(scene.canvas().plotRect().right() - 100, 2, 100, 20);
        const auto textPixels = [&dateAt](const QImage &picture) {
            int count = 0;
            for (int y = dateAt.top(); y <= dateAt.bottom(); ++y) {
                for (int x = dateAt.left(); x <= dateAt.right(); ++x)
                    count += picture.pixelColor(x, y) != currentTheme().surface ? 1 : 0;
            }
            return count;
        };
        QCOMPARE(textPixels(scene.canvas().grab().toImage()), 0);
        QImage alone(scene.panel.canvasSize(), QImage::Format_RGB32);
        scene.panel.drawOnto(alone, 1.0); // has no header
        QVERIFY(textPixels(alone) > 50);
        QCOMPARE(scene.panel.badge(), QStringLiteral("Live · UTC+1"));
        scene.panel.setStandsAlone(true);
        QCOMPARE(scene.part<PlotMarks>().context(), QStringLiteral("22 Nov 2026 · UTC+1"));
        QCOMPARE(scene.panel.badge(), QStringLiteral("Live"));
        scene.panel.drawOnto(alone, 1.0);
        QCOMPARE(scene.part<PlotMarks>().context(), QStringLiteral("22 Nov 2026 · UTC+1"));
        scene.panel.setStandsAlone(false);
        scene.panel.resize(900, 300);
        scene.frame(3s);
        QCOMPARE(scene.part<PlotMarks>().context(), QStringLiteral("22 Nov 2026 · UTC+1"));
        QCOMPARE(scene.panel.badge(), QStringLiteral("Live"));
    }

    void silentSeriesFadesAndSaysSinceWhen()
    {
        Scene scene;
        for (Duration after = 0ms; after < 12s; after += 500ms)
            scene.frame(16ms + after);
        const LegendRow row = scene.part<PlotLegend>().rows().at(0);
        QVERIFY(row.isFaded);
        QCOMPARE(row.note, QStringLiteral("stale since 11\u202Fs"));
    }

    void stateSurvivesSavingAndRestoring()
    {
        Scene scene;
        scene.panel.addSeries(key("resp"));
        scene.wheel(QPoint(5, scene.inPlot(0.0, 0.5).y()), 120);
        scene.drag(scene.inPlot(0.2, 0.5), scene.inPlot(0.6, 0.5));
        const QJsonObject state = scene.panel.save();
        const QJsonObject read = QJsonDocument::fromJson(QJsonDocument(state).toJson()).object();
        QCOMPARE(read.value(QStringLiteral("kind")).toString(), QStringLiteral("plot"));
        SeriesColours colours;
        colours.index(key("another"));
        PlotPanel other(scene.store, colours);
        other.restore(read);
        QCOMPARE(other.series(), scene.panel.series());
        QVERIFY(other.window().range(now) == scene.panel.window().range(now));
        QCOMPARE(other.values(leftAxis).low(), scene.panel.values(leftAxis).low());
        QCOMPARE(other.save(), state);
        QCOMPARE(colours.index(key("resp")), scene.colours.index(key("resp")));
    }

    void firstSpanSuitsTheSeries()
    {
        Scene scene(false);
        const auto hourly = scene.store.open({key("hourly"), QStringLiteral("°C"), Interpolation::Linear});
        for (int i = 50; i >= 0; --i)
            hourly->append({now - i * 1h, 20.0});
        scene.panel.addSeries(key("hourly"));
        scene.frame(16ms);
        QVERIFY(scene.panel.window().span() == Duration(120h));
        scene.panel.addSeries(key("ecg")); // a fast one that comes later changes nothing
        scene.frame(32ms);
        QVERIFY(scene.panel.window().span() == Duration(120h));
    }

    void nonsenseStateIsIgnored()
    {
        Scene scene(false);
        const QJsonObject state{{QStringLiteral("series"), QJsonArray{1, QStringLiteral("x"), QJsonObject{}}},
                                {QStringLiteral("spanNs"), QStringLiteral("-5")},
                                {QStringLiteral("endNs"), QStringLiteral("99999999999999999999999")},
                                {QStringLiteral("left"), QJsonObject{{QStringLiteral("low"), 5}}}};
        scene.panel.restore(state);
        QVERIFY(scene.panel.series().isEmpty());
        QVERIFY(scene.panel.window().isLive());
        QVERIFY(scene.panel.window().span() == TimeWindow::defaultSpan);
        QVERIFY(scene.panel.values(leftAxis).isAutomatic());
    }

    void gutterDoesNotShrink()
    {
        Scene scene;
        const auto wide = scene.store.open({key("wide"), QStringLiteral("mV"), Interpolation::Linear});
        for (int i = 100; i >= 0; --i)
            wide->append({now - i * 10ms, 1e6 + i * 1000.0});
        const int before = scene.canvas().plotRect().left();
        scene.panel.addSeries(key("wide"));
        scene.frame(32ms);
        const int after = scene.canvas().plotRect().left();
        QVERIFY(after > before);
        scene.wheel(QPoint(5, scene.inPlot(0.0, 0.5).y()), -1200);
        scene.frame(48ms);
        QVERIFY(scene.canvas().plotRect().left() >= after);
    }

    void themeChangesColours()
    {
        Scene scene;
        const QColor dark = scene.colours.colour(key("ecg"));
        applyTheme(*qApp, themeByName(QStringLiteral("light")));
        const QColor light = scene.colours.colour(key("ecg"));
        QVERIFY(light != dark);
        QTRY_VERIFY(scene.pixelsOf(light, scene.canvas().plotRect()) > 1000);
        QCOMPARE(scene.pixelsOf(dark, scene.canvas().plotRect()), 0);
        applyTheme(*qApp, themeByName(QStringLiteral("dark")));
    }

    void frameCostIsCounted()
    {
        Scene scene;
        const auto frames = scene.panel.lastFrameCost().frames;
        scene.frame(100ms);
        QCOMPARE(scene.panel.lastFrameCost().frames, frames + 1);
        QVERIFY(scene.panel.lastFrameCost().total > Duration::zero());
        QVERIFY(scene.panel.lastFrameCost().total
                == scene.panel.lastFrameCost().views + scene.panel.lastFrameCost().render);
    }

    void framesThatWouldShowNothingNewAreNotDrawn()
    {
        Scene scene;
        Duration at = 100ms;
        const auto drawn = [&](Duration passed) {
            at += passed;
            const auto before = scene.panel.lastFrameCost().frames;
            scene.frame(at);
            return scene.panel.lastFrameCost().frames > before;
        };
        for (int i = 0; i < 200; ++i) // until the value axis has come to rest
            drawn(100ms);
        const Duration pixel(scene.canvas().grid().nsPerPx);
        QVERIFY(drawn(2 * pixel));
        QVERIFY(!drawn(0ms));
        QVERIFY(drawn(2 * pixel));
        scene.store.open({key("ecg"), QStringLiteral("mV"), Interpolation::Linear})->append({now + at, 0.5});
        QVERIFY(drawn(0ms));
        QVERIFY(!drawn(0ms));
        scene.panel.togglePause();
        drawn(0ms);
        QVERIFY(!drawn(100ms)); // it stands still
        QVERIFY(drawn(300ms));  // but its legend tells ages
        QTest::mouseMove(&scene.canvas(), scene.inPlot(0.5, 0.5));
        QVERIFY(drawn(1ms));
        const auto before = scene.panel.lastFrameCost().frames;
        scene.panel.resize(800, 500);
        drawn(1ms);
        QVERIFY(scene.panel.lastFrameCost().frames > before);
        scene.panel.fit();
        QVERIFY(!drawn(1ms)); // fit() drew itself
    }

    void coloursStayWithTheirSeries()
    {
        SeriesColours colours;
        const int first = colours.index(key("a"));
        QCOMPARE(colours.index(key("b")), first + 1);
        QCOMPARE(colours.index(key("a")), first);
        colours.claim(key("a"), 7);
        QCOMPARE(colours.index(key("a")), first);
        colours.claim(key("c"), 7);
        QCOMPARE(colours.index(key("c")), 7);
        QCOMPARE(colours.index(key("d")), 8);
    }
};

QTEST_MAIN(TestPlotPanel)
#include "tst_plot_panel.moc"
