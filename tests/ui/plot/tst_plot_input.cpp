#include "tests/ui/plot/plot_panel_scene.h"
#include "ui/models/series_mime.h"
#include "ui/plot/gap_bands.h"
#include "ui/plot/plot_marks.h"

#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;
using namespace watchglass::ui::scene;

class TestPlotInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, themeByName(QStringLiteral("dark"))); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)."))); }

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
};

QTEST_MAIN(TestPlotInput)
#include "tst_plot_input.moc"
