#include "tests/ui/no_warnings.h"
#include "tests/ui/panels/plot_scene.h"
#include "ui/panels/statistics_table.h"

#include <QClipboard>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;
using test::PlotScene;

namespace {

double seconds(Duration duration)
{
    return static_cast<double>(duration.count()) * 1e-9;
}

} // namespace

class TestLinkedPlots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, themeByName(QStringLiteral("dark"))); }
    void init() { test::failOnAnyWarning(); }

    void zoomPanAndPauseTogether()
    {
        PlotScene scene;
        scene.addSine("ecg");
        scene.addSine("resp");
        PlotPanel &one = scene.plot({"ecg"});
        PlotPanel &two = scene.plot({"resp"});
        scene.frame(0ms);
        scene.frame(16ms);
        QTest::keyClick(&one, Qt::Key_Plus);
        scene.frame(32ms);
        QVERIFY(two.shownRange() == one.shownRange());
        QTest::keyClick(&two, Qt::Key_Space);
        scene.frame(5s);
        QCOMPARE(one.badge(), QStringLiteral("Paused"));
        QTest::keyClick(&one, Qt::Key_Left);
        scene.frame(6s);
        QVERIFY(two.shownRange() == one.shownRange());
        QTest::keyClick(&two, Qt::Key_Backspace);
        scene.frame(7s);
        QCOMPARE(one.badge(), QStringLiteral("Paused"));
        QTest::keyClick(&one, Qt::Key_End);
        scene.frame(8s);
        QVERIFY(two.window().isLive());
    }

    void backAndForwardKeepTheValueAxesOfEachPlot()
    {
        PlotScene scene;
        scene.addSine("ecg");
        scene.addSine("resp");
        PlotPanel &one = scene.plot({"ecg"});
        PlotPanel &two = scene.plot({"resp"});
        scene.frame(0ms);
        scene.frame(16ms);
        one.setValues(0, std::pair(-0.25, 0.5));
        scene.frame(1s);
        QTest::keyClick(&one, Qt::Key_Plus);
        one.setValues(0, std::pair(2.0, 3.0)); // of the same step
        scene.frame(2s);
        QTest::keyClick(&two, Qt::Key_Backspace); // from whichever plot of the link
        scene.frame(3s);
        QCOMPARE(one.values(0).low(), -0.25);
        QCOMPARE(one.values(0).high(), 0.5);
        QVERIFY(two.values(0).isAutomatic());
        QTest::keyClick(&one, Qt::Key_Backspace);
        scene.frame(4s);
        QVERIFY(one.values(0).isAutomatic());
        QVERIFY(one.values(0).low() < -0.9);
        QTest::keyClick(&one, Qt::Key_Backspace, Qt::ShiftModifier);
        scene.frame(5s);
        QCOMPARE(one.values(0).low(), -0.25);
        QTest::keyClick(&one, Qt::Key_Backspace, Qt::ShiftModifier);
        scene.frame(6s);
        QCOMPARE(one.values(0).low(), 2.0);
        QVERIFY(!one.window().canGoForward());
    }

    /// The mouse stands over one plot; each draws as often as its own pixels pass below it.
    void aNarrowPlotIsNotDrawnForEachPixelOfAWideOne()
    {
        PlotScene scene;
        scene.addSine("ecg");
        PlotPanel &wide = scene.plot({"ecg"});
        PlotPanel &narrow = scene.plot({"ecg"});
        wide.resize(1600, 300);
        narrow.resize(200, 300);
        Duration at{};
        for (; at < 20s; at += 100ms) // until the value axes have come to rest
            scene.frame(at);
        const QPoint place = PlotScene::inPlot(wide, 0.5, 0.5);
        QMouseEvent move(QEvent::MouseMove, place, PlotScene::canvas(wide).mapToGlobal(place), Qt::NoButton,
                         Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(&PlotScene::canvas(wide), &move);
        scene.frame(at);
        QVERIFY(PlotScene::marks(narrow).cursor().has_value());
        const auto wideBefore = wide.lastFrameCost().frames;
        const auto narrowBefore = narrow.lastFrameCost().frames;
        for (int i = 0; i < 50; ++i)
            scene.frame(at += 20ms);
        const Duration pixel(PlotScene::canvas(narrow).grid().nsPerPx);
        QVERIFY(Duration(PlotScene::canvas(wide).grid().nsPerPx) <= 20ms);
        QCOMPARE(wide.lastFrameCost().frames - wideBefore, std::uint64_t(50));
        const auto most = static_cast<std::uint64_t>(1s / pixel + 4); // the axes' ages and a rounding or two more
        QVERIFY(narrow.lastFrameCost().frames - narrowBefore <= most);
        QVERIFY(most < 20);
    }

    void anUnlinkedPlotGoesOnByItself()
    {
        PlotScene scene;
        scene.addSine("ecg");
        PlotPanel &one = scene.plot({"ecg"});
        PlotPanel &two = scene.plot({"ecg"});
        scene.frame(0ms);
        QTest::keyClick(&one, Qt::Key_Plus);
        scene.frame(16ms);
        two.setLinked(false);
        QVERIFY2(two.window().span() == one.window().span(), "it goes on from where it was");
        QTest::keyClick(&one, Qt::Key_Plus);
        scene.frame(32ms);
        QVERIFY(two.window().span() != one.window().span());
        two.setLinked(true);
        QVERIFY(two.window().span() == one.window().span());
    }

    void aSlowSeriesStartsByItself()
    {
        PlotScene scene;
        scene.addSine("ecg");
        scene.add("temperature", "°C", 50, 1h, [](int) { return 20.0; });
        PlotPanel &fast = scene.plot({"ecg"});
        PlotPanel &slow = scene.plot({"temperature"});
        scene.frame(0ms);
        scene.frame(16ms);
        QVERIFY(fast.isLinked());
        QVERIFY(!slow.isLinked());
        QVERIFY(fast.window().span() == TimeWindow::defaultSpan);
        QVERIFY(slow.window().span() == Duration(120h));
        slow.setLinked(true);
        scene.frame(32ms);
        QVERIFY2(slow.isLinked(), "the operator's choice stays");
    }

    void aRecordingBesideLiveSensorsStartsByItself()
    {
        PlotScene scene;
        scene.addSine("ecg");
        scene.add(
            "old", "mV", 1000, 10ms, [](int) { return 1.0; }, PlotScene::now - 8760h);
        PlotPanel &live = scene.plot({"ecg"});
        PlotPanel &old = scene.plot({"old"});
        scene.frame(0ms);
        scene.frame(16ms);
        scene.frame(32ms);
        QVERIFY(live.isLinked());
        QVERIFY(!old.isLinked());
        QVERIFY(old.shownRange().to < PlotScene::now - 8000h);
        QCOMPARE(old.badge(), QStringLiteral("Live · recorded times"));
    }

    void oneCursorForAllPlots()
    {
        PlotScene scene;
        scene.add("ramp", "mV", 3001, 10ms, [](int i) { return i * 0.01; });
        scene.add("twice", "V", 3001, 10ms, [](int i) { return i * 0.02; });
        PlotPanel &one = scene.plot({"ramp"});
        PlotPanel &two = scene.plot({"twice"});
        scene.frame(0ms);
        scene.frame(16ms);
        QTest::keyClick(&one, Qt::Key_Space);
        PlotScene::point(one, 0.5);
        scene.frame(32ms);
        QVERIFY(PlotScene::marks(two).cursor().has_value());
        QCOMPARE(PlotScene::marks(two).cursor()->label, PlotScene::marks(one).cursor()->label);
        QCOMPARE(PlotScene::marks(two).cursor()->dots.size(), std::size_t(1));
        const auto value = [](PlotPanel &plot) {
            return PlotScene::legend(plot).at(0).value.section(QChar(0x202F), 0, 0).trimmed().toDouble();
        };
        QVERIFY(value(one) > 10.0 && value(one) < 20.0);
        QVERIFY(std::abs(value(two) - 2.0 * value(one)) < 0.2);
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&PlotScene::canvas(one), &leave);
        scene.frame(48ms);
        QVERIFY(!PlotScene::marks(two).cursor());
    }

    void theSecondCursorMeasures()
    {
        PlotScene scene;
        scene.add("ramp", "mV", 3001, 10ms, [](int i) { return i * 0.01; });
        PlotPanel &one = scene.plot({"ramp"});
        PlotPanel &two = scene.plot({"ramp"});
        scene.frame(0ms);
        QTest::keyClick(&one, Qt::Key_Space);
        PlotScene::point(one, 0.25);
        scene.frame(16ms);
        QTest::keyClick(&one, Qt::Key_D);
        PlotScene::point(one, 0.75);
        scene.frame(32ms);
        const QString label = PlotScene::marks(one).cursor()->label;
        QVERIFY2(label.contains(QStringLiteral("Δ 15")) && label.contains(QStringLiteral("Hz")), qPrintable(label));
        QVERIFY(PlotScene::marks(two).mark().has_value());
        const QString note = PlotScene::legend(two).at(0).note;
        QVERIFY2(note.startsWith(QStringLiteral("Δ 15")), qPrintable(note));
        QTest::keyClick(&two, Qt::Key_Escape);
        scene.frame(48ms);
        QVERIFY(!PlotScene::marks(one).mark());
        QCOMPARE(PlotScene::legend(one).at(0).note, QString());
    }

    void ctrlClickSetsTheSecondCursor()
    {
        PlotScene scene;
        scene.addSine("ecg");
        PlotPanel &one = scene.plot({"ecg"});
        scene.frame(0ms);
        scene.frame(16ms);
        const QPoint at = PlotScene::inPlot(one, 0.5, 0.5);
        QTest::mouseClick(&PlotScene::canvas(one), Qt::LeftButton, {}, at);
        QVERIFY(!one.mark());
        QTest::mouseClick(&PlotScene::canvas(one), Qt::LeftButton, Qt::ControlModifier, at);
        QVERIFY(one.mark().has_value());
        QVERIFY(std::abs(seconds(*one.mark() - PlotScene::now) + 15.0) < 0.2);
    }

    void keysStepTheCursorFromSampleToSample()
    {
        PlotScene scene;
        scene.add("ramp", "mV", 301, 100ms, [](int i) { return i; });
        PlotPanel &one = scene.plot({"ramp"});
        scene.frame(0ms);
        scene.frame(16ms);
        QTest::keyClick(&one, Qt::Key_Left, Qt::ControlModifier);
        QVERIFY(one.window().mode() == TimeWindow::Mode::Paused);
        QVERIFY(scene.link->cursor() == PlotScene::now);
        QTest::keyClick(&one, Qt::Key_Left, Qt::ControlModifier);
        QTest::keyClick(&one, Qt::Key_Left, Qt::ControlModifier);
        QVERIFY(scene.link->cursor() == PlotScene::now - 200ms);
        QTest::keyClick(&one, Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(scene.link->cursor() == PlotScene::now - 100ms);
        QTest::keyClick(&one, Qt::Key_Escape);
        QVERIFY(!scene.link->cursor());
    }

    void homeGoesToTheFirstSample()
    {
        PlotScene scene;
        scene.addSine("ecg");
        PlotPanel &one = scene.plot({"ecg"});
        scene.frame(0ms);
        scene.frame(16ms);
        QTest::keyClick(&one, Qt::Key_Home);
        QVERIFY(std::abs(seconds(one.shownRange().from - (PlotScene::now - 120s))) < 0.1);
        QVERIFY(one.window().span() == TimeWindow::defaultSpan);
    }

    void statisticsAreOfWhatIsInView()
    {
        PlotScene scene;
        scene.add("ramp", "mV", 3001, 10ms, [](int i) { return i; });
        PlotPanel &one = scene.plot({"ramp"});
        auto &table = *one.findChild<StatisticsTable *>();
        QVERIFY(!table.isVisible());
        one.setStatisticsShown(true);
        scene.frame(0ms);
        QTest::keyClick(&one, Qt::Key_Space);
        QTest::keyClick(&one, Qt::Key_Plus);
        scene.frame(16ms);
        QVERIFY(table.isVisible());
        const auto &row = table.statistics().rows().at(0);
        QVERIFY(row.statistics.count > 2300 && row.statistics.count < 2500);
        QVERIFY(row.statistics.min > 200.0);
        QVERIFY(row.ratePerSecond && std::abs(*row.ratePerSecond - 100.0) < 1.0);
        QTest::keySequence(&table, QKeySequence::Copy);
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("ramp\t")));
    }

    void aClosedPlotLeavesTheOthersAlone()
    {
        PlotScene scene;
        scene.addSine("ecg");
        scene.plot({"ecg"});
        PlotPanel &two = scene.plot({"ecg"});
        scene.frame(0ms);
        scene.frame(16ms);
        PlotScene::point(two, 0.5);
        scene.frame(32ms);
        QVERIFY(scene.link->cursor());
        scene.plots.pop_back();
        QVERIFY2(!scene.link->cursor(), "the cursor was the closed plot's");
        scene.frame(48ms);
    }

    void restoringOnePlotDoesNotMoveTheOthers()
    {
        PlotScene scene;
        scene.addSine("ecg");
        PlotPanel &one = scene.plot({"ecg"});
        scene.frame(0ms);
        const QJsonObject before = one.save();
        QTest::keyClick(&one, Qt::Key_Home);
        const TimeRange range = one.window().range(PlotScene::now);
        PlotPanel &two = scene.plot({});
        two.restore(before);
        QVERIFY(one.window().range(PlotScene::now) == range);
        QVERIFY(two.window().range(PlotScene::now) == range);
    }
};

QTEST_MAIN(TestLinkedPlots)
#include "tst_linked_plots.moc"
