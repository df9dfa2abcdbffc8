#include "ui/models/series_mime.h"
#include "ui/panels/plot_panel.h"
#include "ui/panels/series_colours.h"
#include "ui/plot/gap_bands.h"
#include "ui/plot/plot_legend.h"
#include "ui/plot/plot_marks.h"

#include <QApplication>
#include <QDropEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp now = Timestamp::fromMs(1'795'324'522'000);

SeriesKey key(const char *attribute, const char *device = "bed-3")
{
    return {QStringLiteral("demo"), QString::fromLatin1(device), QString::fromLatin1(attribute), {}};
}

/// A panel of 900 x 500 over a store with a sine of 100 Hz that ends at `now`, drawn once.
struct Scene
{
    explicit Scene(bool hasSeries = true)
        : panel(store, colours)
    {
        if (hasSeries) {
            addSine("ecg", "mV", 1.0);
            panel.addSeries(key("ecg"));
        }
        panel.resize(900, 500);
        panel.show();
        frame(0ms);
        frame(16ms);
    }

    void addSine(const char *attribute, const char *unit, double amplitude)
    {
        const auto series = store.open({key(attribute), QString::fromUtf8(unit), Interpolation::Linear});
        for (int i = 12'000; i >= 0; --i)
            series->append({now - i * 10ms, amplitude * std::sin(i * 0.03)});
    }

    void frame(Duration after) { panel.drawFrame(now + after); }
    PlotCanvas &canvas() { return *panel.findChild<PlotCanvas *>(); }
    template <typename T>
    T &part()
    {
        return *panel.findChild<T *>();
    }
    QPoint inPlot(double x, double y)
    {
        const QRect plot = canvas().plotRect();
        return {plot.left() + qRound(x * plot.width()), plot.top() + qRound(y * plot.height())};
    }
    void wheel(QPoint at, int turn, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(at, canvas().mapToGlobal(at), {}, {0, turn}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(&canvas(), &event);
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(&canvas(), Qt::LeftButton, modifiers, from);
        for (const double share : {0.3, 0.7, 1.0}) {
            const QPoint at = from + (to - from) * share;
            QMouseEvent move(QEvent::MouseMove, at, canvas().mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
            QApplication::sendEvent(&canvas(), &move);
        }
        QTest::mouseRelease(&canvas(), Qt::LeftButton, modifiers, to);
    }
    /// Pixels of about that colour in the picture.
    int pixelsOf(const QColor &colour, QRect in = {})
    {
        const QImage image = panel.grab().toImage();
        const double ratio = image.devicePixelRatio();
        int count = 0;
        const QRect area = in.isNull() ? image.rect() : QRect(in.topLeft() * ratio, in.size() * ratio);
        for (int y = area.top(); y <= area.bottom(); ++y) {
            for (int x = area.left(); x <= area.right(); ++x)
                count += (image.pixel(x, y) | 0xFF000000U) == colour.rgb() ? 1 : 0;
        }
        return count;
    }

    store::SeriesStore store;
    SeriesColours colours;
    PlotPanel panel;
};

double seconds(Duration duration)
{
    return static_cast<double>(duration.count()) * 1e-9;
}

} // namespace

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

    void wheelZoomsTimeAboutTheCursor()
    {
        Scene scene;
        scene.wheel(scene.inPlot(0.25, 0.5), 120);
        QVERIFY(std::abs(seconds(scene.panel.window().span()) - 24.0) < 0.01);
        QVERIFY(scene.panel.window().isLive());
        scene.drag(scene.inPlot(0.2, 0.5), scene.inPlot(0.7, 0.5));
        QVERIFY(!scene.panel.window().isLive());
        const Timestamp under = scene.canvas().timeAt(scene.inPlot(0.25, 0.5).x());
        scene.wheel(scene.inPlot(0.25, 0.5), 240);
        QVERIFY(std::abs(seconds(scene.canvas().timeAt(scene.inPlot(0.25, 0.5).x()) - under)) < 0.05);
        QVERIFY(std::abs(seconds(scene.panel.window().span()) - 15.36) < 0.01);
    }

    void wheelOverTheValueAxisZoomsThatAxis()
    {
        Scene scene;
        const double length = scene.panel.values(leftAxis).length();
        scene.wheel(QPoint(5, scene.inPlot(0.0, 0.5).y()), 120);
        QCOMPARE(scene.panel.values(leftAxis).length(), length * 0.8);
        QVERIFY(!scene.panel.values(leftAxis).isAutomatic());
        QVERIFY(scene.panel.window().span() == TimeWindow::defaultSpan);
    }

    void dragPansAndLeavesLive()
    {
        Scene scene;
        QSignalSpy activated(&scene.panel, &Panel::activated);
        auto &button = scene.part<QPushButton>();
        QVERIFY(!button.isVisible());
        const Timestamp before = scene.panel.shownRange().to;
        scene.drag(scene.inPlot(0.2, 0.5), scene.inPlot(0.6, 0.5));
        QVERIFY(!activated.isEmpty());
        QVERIFY(!scene.panel.window().isLive());
        QVERIFY(std::abs(seconds(before - scene.panel.shownRange().to) - 12.0) < 0.2);
        QVERIFY(button.isVisible());
        QVERIFY(button.text().contains(QStringLiteral("12")) || button.text().contains(QStringLiteral("11")));
        scene.frame(10s);
        QVERIFY2(button.text().contains(QStringLiteral("21")) || button.text().contains(QStringLiteral("22")),
                 qPrintable(button.text()));
        QTest::mouseClick(&button, Qt::LeftButton);
        QVERIFY(scene.panel.window().isLive());
        QVERIFY(!button.isVisible());
    }

    void dragMovesALockedValueAxis()
    {
        Scene scene;
        const double low = scene.panel.values(leftAxis).low();
        scene.drag(scene.inPlot(0.5, 0.3), scene.inPlot(0.6, 0.8));
        QCOMPARE(scene.panel.values(leftAxis).low(), low);
        scene.drag(QPoint(5, scene.inPlot(0, 0.3).y()), QPoint(5, scene.inPlot(0, 0.8).y()));
        QVERIFY(std::abs(scene.panel.values(leftAxis).low() - low - 0.5 * scene.panel.values(leftAxis).length())
                < 0.02);
    }

    void shiftDragZoomsToTheBox()
    {
        Scene scene;
        const TimeRange range = scene.panel.shownRange();
        const ValueSpan values = scene.panel.values(leftAxis);
        scene.drag(scene.inPlot(0.25, 0.25), scene.inPlot(0.5, 0.75), Qt::ShiftModifier);
        QVERIFY(std::abs(seconds(scene.panel.shownRange().from - range.from) - 7.5) < 0.2);
        QVERIFY(std::abs(seconds(scene.panel.window().span()) - 7.5) < 0.2);
        QVERIFY(std::abs(scene.panel.values(leftAxis).low() - values.low() - 0.25 * values.length()) < 0.02);
        QTest::keyClick(&scene.panel, Qt::Key_Backspace);
        QVERIFY(scene.panel.window().isLive());
        QTest::keyClick(&scene.panel, Qt::Key_Backspace, Qt::ShiftModifier);
        QVERIFY(std::abs(seconds(scene.panel.window().span()) - 7.5) < 0.2);
    }

    void escapeGivesUpTheBox()
    {
        Scene scene;
        QTest::mousePress(&scene.canvas(), Qt::LeftButton, Qt::ShiftModifier, scene.inPlot(0.2, 0.2));
        const QPoint at = scene.inPlot(0.5, 0.5);
        QMouseEvent move(QEvent::MouseMove, at, scene.canvas().mapToGlobal(at), Qt::NoButton, Qt::LeftButton,
                         Qt::ShiftModifier);
        QApplication::sendEvent(&scene.canvas(), &move);
        QTest::keyClick(&scene.panel, Qt::Key_Escape);
        QTest::mouseRelease(&scene.canvas(), Qt::LeftButton, Qt::ShiftModifier, at);
        QVERIFY(scene.panel.window().isLive());
    }

    void doubleClickFits()
    {
        Scene scene;
        scene.wheel(QPoint(5, scene.inPlot(0.0, 0.5).y()), 600);
        QTest::mouseDClick(&scene.canvas(), Qt::LeftButton, {}, scene.inPlot(0.5, 0.5));
        QVERIFY(scene.panel.values(leftAxis).isAutomatic());
        QVERIFY(scene.panel.values(leftAxis).high() > 1.0);
        QVERIFY2(scene.panel.window().isLive(), "fitting does not leave live");
        QTest::keyClick(&scene.panel, Qt::Key_Space);
        QTest::keyClick(&scene.panel, Qt::Key_M);
        QVERIFY2(std::abs(seconds(scene.panel.window().span()) - 124.8) < 0.1, "all 120 s, with room");
    }

    void keysMoveTheWindow()
    {
        Scene scene;
        QSignalSpy badge(&scene.panel, &Panel::badgeChanged);
        QTest::keyClick(&scene.panel, Qt::Key_Space);
        QVERIFY(scene.panel.window().mode() == TimeWindow::Mode::Paused);
        QCOMPARE(scene.panel.badge(), QStringLiteral("Paused"));
        QCOMPARE(badge.count(), 1);
        const TimeRange paused = scene.panel.shownRange();
        scene.frame(5s);
        QVERIFY2(scene.panel.shownRange() == paused, "the view stands");
        QTest::keyClick(&scene.panel, Qt::Key_Left);
        QVERIFY(std::abs(seconds(paused.to - scene.panel.shownRange().to) - 3.0) < 0.1);
        QTest::keyClick(&scene.panel, Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(std::abs(seconds(paused.to - scene.panel.shownRange().to) - 18.0) < 0.1);
        QTest::keyClick(&scene.panel, Qt::Key_Right);
        QVERIFY(std::abs(seconds(paused.to - scene.panel.shownRange().to) - 15.0) < 0.1);
        QTest::keyClick(&scene.panel, Qt::Key_Plus);
        QVERIFY(std::abs(seconds(scene.panel.window().span()) - 24.0) < 0.1);
        QTest::keyClick(&scene.panel, Qt::Key_Minus);
        QVERIFY(std::abs(seconds(scene.panel.window().span()) - 30.0) < 0.1);
        QTest::keyClick(&scene.panel, Qt::Key_End);
        QVERIFY(scene.panel.window().isLive());
    }

    void droppedSeriesAreAdded()
    {
        Scene scene(false);
        QMimeData data;
        data.setData(seriesMimeType(), encodeSeries({key("ecg"), key("resp")}));
        QDragEnterEvent enter({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&scene.panel, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&scene.panel, &drop);
        QVERIFY(drop.isAccepted());
        QCOMPARE(scene.panel.series(), (QList{key("ecg"), key("resp")}));
        QCOMPARE(scene.panel.title(), QStringLiteral("bed-3"));
    }

    void otherDropsAreRefused()
    {
        Scene scene(false);
        QMimeData data;
        data.setText(QStringLiteral("not a series"));
        QDragEnterEvent enter({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, {});
        enter.ignore();
        QApplication::sendEvent(&scene.panel, &enter);
        QVERIFY(!enter.isAccepted());
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

    void silentSeriesFadesAndSaysSinceWhen()
    {
        Scene scene;
        for (Duration after = 0ms; after < 12s; after += 500ms)
            scene.frame(16ms + after);
        const LegendRow row = scene.part<PlotLegend>().rows().at(0);
        QVERIFY(row.isFaded);
        QCOMPARE(row.note, QStringLiteral("stale since 11\u202Fs"));
    }

    void cursorReadsValues()
    {
        Scene scene;
        const QPoint at = scene.inPlot(0.5, 0.5);
        QMouseEvent move(QEvent::MouseMove, at, scene.canvas().mapToGlobal(at), Qt::NoButton, {}, {});
        QApplication::sendEvent(&scene.canvas(), &move);
        scene.frame(16ms);
        QVERIFY(scene.part<PlotMarks>().cursor().has_value());
        const auto &cursor = *scene.part<PlotMarks>().cursor();
        QCOMPARE(cursor.dots.size(), std::size_t(1));
        QCOMPARE(cursor.label.left(6), QStringLiteral("06:15:"));
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&scene.canvas(), &leave);
        scene.frame(32ms);
        QVERIFY(!scene.part<PlotMarks>().cursor());
    }

    void gapsAreFoundUnderTheMouse()
    {
        Scene scene(false);
        const auto series = scene.store.open({key("ecg"), QStringLiteral("mV"), Interpolation::Linear});
        for (int i = 3000; i >= 0; --i) {
            if (i < 1000 || i > 2000)
                series->append({now - i * 10ms, 0.5});
        }
        series->addGap({{now - 20s, now - 10s}, GapCause::LinkLost});
        scene.panel.addSeries(key("ecg"));
        scene.frame(16ms);
        const auto &bands = scene.part<GapBands>();
        const auto gap = bands.gapAt(scene.inPlot(0.5, 0.5));
        QVERIFY(gap.has_value());
        QVERIFY(gap->cause == GapCause::LinkLost);
        QVERIFY(!bands.gapAt(scene.inPlot(0.1, 0.5)));
        const QColor colour = scene.colours.colour(key("ecg"));
        const QPoint left = scene.inPlot(0.36, 0.15);
        QCOMPARE(scene.pixelsOf(colour, QRect(left, scene.inPlot(0.64, 0.95))), 0);
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

    void menuRemovesTheSeriesUnderTheMouse()
    {
        Scene scene;
        const QPoint inLegend = scene.canvas().plotRect().topLeft() + QPoint(40, -12);
        QTest::mouseClick(&scene.canvas(), Qt::RightButton, {}, inLegend);
        QTRY_VERIFY(scene.panel.findChild<QMenu *>());
        QMenu *menu = scene.panel.findChild<QMenu *>();
        QAction *remove = nullptr;
        for (QAction *action : menu->actions()) {
            if (action->text() == QStringLiteral("Remove ecg"))
                remove = action;
        }
        QVERIFY(remove);
        remove->trigger();
        QVERIFY(scene.panel.series().isEmpty());
        menu->close();
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
