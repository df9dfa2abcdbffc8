#include "tests/ui/no_warnings.h"
#include "tests/ui/panels/plot_scene.h"
#include "ui/panels/plot_menu.h"
#include "ui/panels/range_dialog.h"
#include "ui/panels/zone_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;
using test::PlotScene;

namespace {

/// The action of that text, wherever in the menu.
QAction *action(const QMenu &menu, const QString &text)
{
    for (QAction *one : menu.actions()) {
        if (one->text() == text)
            return one;
        if (QAction *found = one->menu() ? action(*one->menu(), text) : nullptr)
            return found;
    }
    return nullptr;
}

int pixelsOf(PlotPanel &plot, const QColor &colour)
{
    const QImage image = plot.grab().toImage();
    const QRect area = PlotScene::canvas(plot).plotRect();
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x)
            count += (image.pixel(x, y) | 0xFF000000U) == colour.rgb() ? 1 : 0;
    }
    return count;
}

} // namespace

class TestPlotSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, themeByName(QStringLiteral("dark"))); }
    void init() { test::failOnAnyWarning(); }

    void aClickInTheLegendHidesATrace()
    {
        PlotScene scene;
        scene.addSine("ecg");
        PlotPanel &plot = scene.plot({"ecg"});
        scene.frame(0ms);
        scene.frame(16ms);
        const QColor colour = scene.colours.colour(PlotScene::key("ecg"));
        QVERIFY(pixelsOf(plot, colour) > 1000);
        const QPoint row = PlotScene::canvas(plot).plotRect().topLeft() + QPoint(40, -12);
        QTest::mouseClick(&PlotScene::canvas(plot), Qt::LeftButton, {}, row);
        QVERIFY(PlotScene::legend(plot).at(0).isHidden);
        QCOMPARE(pixelsOf(plot, colour), 0);
        QTest::mouseClick(&PlotScene::canvas(plot), Qt::LeftButton, {}, row);
        QVERIFY(pixelsOf(plot, colour) > 1000);
    }

    void looksComeFromTheMenuAndAreKept()
    {
        PlotScene scene;
        scene.addSine("ecg");
        PlotPanel &plot = scene.plot({"ecg"});
        scene.frame(0ms);
        for (const char *text : {"6 px", "50 % opaque", "Points always", "Held until the next sample", "Colour 3"}) {
            QMenu menu;
            fillSeriesMenu(menu, plot, PlotScene::key("ecg"));
            QAction *choice = action(menu, QString::fromUtf8(text));
            QVERIFY2(choice, text);
            choice->trigger();
        }
        const TraceLook look = plot.traces().find(PlotScene::key("ecg"))->look();
        QCOMPARE(look.width, 6.0);
        QCOMPARE(look.opacity, 0.5);
        QVERIFY(look.points == TraceLook::Points::Always);
        QVERIFY(look.interpolation == Interpolation::HoldLast);
        QCOMPARE(scene.colours.index(PlotScene::key("ecg")), 2);

        const QJsonObject state = QJsonDocument::fromJson(QJsonDocument(plot.save()).toJson()).object();
        PlotPanel other(scene.store, scene.colours);
        other.restore(state);
        QVERIFY(other.traces().find(PlotScene::key("ecg"))->look() == look);
        QCOMPARE(other.save(), plot.save());
    }

    void nonsenseLooksAreIgnored()
    {
        const QJsonObject entry{{QStringLiteral("width"), 1e9},
                                {QStringLiteral("opacity"), QStringLiteral("x")},
                                {QStringLiteral("points"), QStringLiteral("sometimes")},
                                {QStringLiteral("lines"), 5}};
        TraceLook expected;
        expected.width = TraceLook::thickest;
        QVERIFY(lookFrom(entry) == expected);
        QJsonObject nothing;
        saveLook({}, nothing);
        QVERIFY2(nothing.isEmpty(), "defaults are not written");
    }

    void aChosenColourIsTheSameInEveryPlot()
    {
        PlotScene scene;
        scene.addSine("ecg");
        PlotPanel &one = scene.plot({"ecg"});
        PlotPanel &two = scene.plot({"ecg"});
        scene.frame(0ms);
        one.chooseColour(PlotScene::key("ecg"), 4);
        scene.frame(16ms);
        QCOMPARE(PlotScene::legend(two).at(0).colour, currentTheme().series.at(4));
    }

    void aSeriesCanHaveAnAxisOfItsOwn()
    {
        PlotScene scene;
        scene.addSine("ecg");
        scene.add("big", "mV", 3001, 10ms, [](int i) { return 1000.0 + i; });
        PlotPanel &plot = scene.plot({"ecg", "big"});
        scene.frame(0ms);
        QCOMPARE(plot.axisCount(), 1);
        QMenu menu;
        fillSeriesMenu(menu, plot, PlotScene::key("big"));
        action(menu, QStringLiteral("An axis of its own"))->trigger();
        scene.frame(16ms);
        QCOMPARE(plot.axisCount(), 2);
        QVERIFY(plot.values(leftAxis).high() < 2.0);
        QVERIFY(plot.values(rightAxis).low() > 700.0);
        QMenu again;
        fillSeriesMenu(again, plot, PlotScene::key("big"));
        action(again, QStringLiteral("With ecg"))->trigger();
        QCOMPARE(plot.axisCount(), 1);
    }

    void axesStackOutwardsAndEachIsFound()
    {
        PlotScene scene;
        for (const char *name : {"a", "b", "c", "d"})
            scene.addSine(name, name);
        PlotPanel &plot = scene.plot({"a", "b", "c", "d"});
        scene.frame(0ms);
        scene.frame(16ms);
        QCOMPARE(plot.axisCount(), 4);
        const PlotCanvas &canvas = PlotScene::canvas(plot);
        const QRect area = canvas.plotRect();
        for (int axis = 0; axis < 4; ++axis) {
            const QRect gutter = canvas.gutterOf(axis);
            QVERIFY(canvas.axisAt(gutter.center()) == axis);
            QVERIFY(axis % 2 == 0 ? gutter.right() < area.left() : gutter.left() > area.right());
            QVERIFY(canvas.rect().contains(gutter.center()));
        }
        QVERIFY(canvas.gutterOf(2).right() < canvas.gutterOf(0).left());
        QVERIFY(canvas.gutterOf(3).left() > canvas.gutterOf(1).right());
        QVERIFY(!canvas.axisAt(area.center()));
    }

    void logarithmicAxesSayWhatTheyLeaveOut()
    {
        PlotScene scene;
        scene.add("rise", "mV", 3001, 10ms, [](int i) { return std::pow(10.0, i / 1000.0); });
        scene.add("mixed", "mV", 3001, 10ms, [](int i) { return i % 100 - 50.0; });
        PlotPanel &plot = scene.plot({"rise", "mixed"});
        scene.frame(0ms);
        QTest::keyClick(&plot, Qt::Key_L);
        QVERIFY(plot.values(leftAxis).isLog());
        QVERIFY(plot.values(leftAxis).low() > 0.0);
        QCOMPARE(PlotScene::legend(plot).at(0).note, QString());
        QCOMPARE(PlotScene::legend(plot).at(1).note, QStringLiteral("values ≤ 0 not shown"));
        QVERIFY(pixelsOf(plot, scene.colours.colour(PlotScene::key("rise"))) > 100);
        QTest::keyClick(&plot, Qt::Key_L);
        QVERIFY(!plot.values(leftAxis).isLog());
        QVERIFY(plot.values(leftAxis).low() < 0.0);
    }

    void logarithmicAxesAreKept()
    {
        PlotScene scene;
        scene.addSine("ecg");
        PlotPanel &plot = scene.plot({"ecg"});
        plot.setLog(leftAxis, true);
        plot.setValues(leftAxis, std::pair(0.01, 100.0));
        PlotPanel other(scene.store, scene.colours);
        other.restore(plot.save());
        QVERIFY(other.values(leftAxis).isLog());
        QVERIFY(std::abs(other.values(leftAxis).high() - 100.0) < 1e-9);
        QVERIFY(!other.values(leftAxis).isAutomatic());
    }

    void timesCanBeReadAsElapsed()
    {
        PlotScene scene;
        scene.addSine("ecg");
        PlotPanel &plot = scene.plot({"ecg"});
        scene.frame(0ms);
        plot.setTimeReading({QTimeZone::utc(), true, {}});
        scene.frame(16ms);
        QCOMPARE(PlotScene::marks(plot).context(), QStringLiteral("since 22 Nov 2026 05:13:22.000 UTC"));
        plot.setMark(PlotScene::now - 10s);
        scene.frame(32ms);
        QCOMPARE(PlotScene::marks(plot).context(), QStringLiteral("since 22 Nov 2026 05:15:12.000 UTC"));
        PlotPanel other(scene.store, scene.colours);
        other.restore(plot.save());
        QVERIFY(other.timeReading().isElapsed);
        QVERIFY(other.timeReading().start == PlotScene::now - 120s);
    }

    void namedZonesAreLabelledAndKept()
    {
        PlotScene scene;
        scene.addSine("ecg");
        PlotPanel &plot = scene.plot({"ecg"});
        scene.frame(0ms);
        plot.setTimeReading({QTimeZone("Asia/Kathmandu"), false, {}});
        scene.frame(16ms);
        QCOMPARE(PlotScene::marks(plot).context(), QStringLiteral("22 Nov 2026 · UTC+5:45"));
        PlotPanel other(scene.store, scene.colours);
        other.restore(plot.save());
        QVERIFY(other.timeReading().zone == QTimeZone("Asia/Kathmandu"));
    }

    void aClockThatIsAheadIsTold()
    {
        PlotScene scene;
        scene.add(
            "ecg", "mV", 3001, 10ms, [](int i) { return i; }, PlotScene::now + 42s);
        PlotPanel &plot = scene.plot({"ecg"});
        scene.frame(0ms);
        QCOMPARE(PlotScene::legend(plot).at(0).note, QStringLiteral("device clock 42\u202Fs ahead"));
    }

    void aClockThatIsBehindIsToldInTheToolTip()
    {
        PlotScene scene;
        scene.add(
            "ecg", "mV", 3001, 10ms, [](int i) { return i; }, PlotScene::now - 1300ms);
        PlotPanel &plot = scene.plot({"ecg"});
        const auto series = scene.store.open({PlotScene::key("ecg"), QStringLiteral("mV"), Interpolation::Linear});
        for (int i = 0; i < 10; ++i) {
            scene.frame(i * 100ms);
            series->append({PlotScene::now - 1300ms + (i + 1) * 100ms, 1.0});
        }
        const QString words = plot.traces().all().at(0)->toolTip(PlotScene::now + 1s, QTimeZone::utc());
        QVERIFY2(words.contains(QStringLiteral("device clock 1.3\u202Fs behind")), qPrintable(words));
        QCOMPARE(PlotScene::legend(plot).at(0).note, QString()); // it may be late only
    }

    void rangeDialogSaysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("low");
        QTest::addColumn<QString>("high");
        QTest::addColumn<bool>("isLog");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("good") << QStringLiteral("-1") << QStringLiteral("2.5") << false << true;
        QTest::newRow("upside down") << QStringLiteral("3") << QStringLiteral("2") << false << false;
        QTest::newRow("equal") << QStringLiteral("3") << QStringLiteral("3") << false << false;
        QTest::newRow("words") << QStringLiteral("low") << QStringLiteral("2") << false << false;
        QTest::newRow("infinite") << QStringLiteral("1") << QStringLiteral("inf") << false << false;
        QTest::newRow("log of nothing") << QStringLiteral("0") << QStringLiteral("2") << true << false;
        QTest::newRow("log") << QStringLiteral("0.1") << QStringLiteral("2") << true << true;
    }

    void rangeDialogSaysWhatIsWrong()
    {
        QFETCH(QString, low);
        QFETCH(QString, high);
        QFETCH(bool, isLog);
        QFETCH(bool, isGood);
        ValueSpan span;
        span.setLog(isLog);
        RangeDialog dialog(span);
        const auto edits = dialog.findChildren<QLineEdit *>();
        QCOMPARE(edits.size(), 2);
        edits.at(0)->selectAll();
        QTest::keyClicks(edits.at(0), high);
        edits.at(1)->selectAll();
        QTest::keyClicks(edits.at(1), low);
        QCOMPARE(dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled(), isGood);
        if (isGood)
            QVERIFY(dialog.span() == std::pair(low.toDouble(), high.toDouble()));
        dialog.findChild<QCheckBox *>()->setChecked(true);
        QVERIFY(!dialog.span());
    }

    void zoneDialogTakesRealZonesOnly()
    {
        ZoneDialog dialog(QTimeZone("Europe/Zurich"));
        QVERIFY(dialog.zone() == QTimeZone("Europe/Zurich"));
        auto *names = dialog.findChild<QComboBox *>();
        auto *ok = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        names->setEditText(QStringLiteral("Europe/Nowhere"));
        QVERIFY(!ok->isEnabled());
        names->setEditText(QStringLiteral("UTC"));
        QVERIFY(ok->isEnabled());
    }
};

QTEST_MAIN(TestPlotSettings)
#include "tst_plot_settings.moc"
