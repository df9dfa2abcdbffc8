#include "ui/panels/sweep_panel.h"

#include "tests/ui/no_warnings.h"
#include "tests/ui/panels/panel_bench.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMenu>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;
using test::PanelBench;

namespace {

double wave(double seconds)
{
    return std::sin(seconds * 9.0);
}

/// Columns of the lane's picture that hold anything but background and paper.
std::vector<bool> inked(const SweepPanel &panel)
{
    const QImage &picture = panel.picture();
    const int left = picture.width() - panel.timing().width - 12;
    const auto background = currentTheme().surface.rgb();
    const auto paper = currentTheme().grid.rgb();
    std::vector<bool> columns(static_cast<std::size_t>(panel.timing().width));
    for (int x = 0; x < panel.timing().width; ++x) {
        for (int y = 0; y < picture.height(); ++y) {
            const QRgb pixel = picture.pixel(left + x, y);
            columns[static_cast<std::size_t>(x)] =
                columns[static_cast<std::size_t>(x)] || (pixel != background && pixel != paper);
        }
    }
    return columns;
}

} // namespace

class TestSweepPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void anEmptyOneSaysWhatToDo()
    {
        PanelBench bench;
        SweepPanel panel(bench.context);
        test::showPanel(panel);
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("Drag")));
        QVERIFY(!panel.grab().isNull());
        QVERIFY(panel.addSeries(PanelBench::key("ecg")));
        panel.drawFrame(PanelBench::now + 2s);
        QCOMPARE(panel.accessibleDescription(), QStringLiteral("Waiting for data"));
    }

    void theBarIsEmptyAndTheRestIsDrawn()
    {
        PanelBench bench;
        bench.fill(PanelBench::key("ecg"), 30s, 4ms, wave, "mV");
        SweepPanel panel(bench.context);
        panel.addSeries(PanelBench::key("ecg"));
        test::showPanel(panel);
        const SweepTiming &timing = panel.timing();
        const SweepPlace place = timing.place(PanelBench::now);
        const std::vector<bool> columns = inked(panel);
        for (int x = 1; x < timing.width - 1; ++x) {
            const int ahead = (x - place.pen + timing.width) % timing.width;
            if (ahead > 3 && ahead < timing.bar - 3)
                QVERIFY2(!columns[static_cast<std::size_t>(x)], qPrintable(QString::number(x)));
            else if (ahead > timing.bar && ahead < timing.width - 3)
                QVERIFY2(columns[static_cast<std::size_t>(x)], qPrintable(QString::number(x)));
        }
    }

    void drawnBitByBitItLooksAsDrawnAtOnce()
    {
        PanelBench bench;
        const auto series = bench.open(PanelBench::key("ecg"), "mV");
        SweepPanel panel(bench.context);
        panel.addSeries(PanelBench::key("ecg"));
        panel.setMmPerMillivolt(10.0);
        panel.resize(480, 200);
        panel.show();
        Timestamp t = PanelBench::now - 20s;
        for (int i = 0; i < 6000; ++i) {
            t = t + 4ms;
            series->append({t, wave(i * 0.004)});
            if (i % 8 == 7)
                panel.drawFrame(t);
        }
        SweepPanel whole(bench.context);
        whole.addSeries(PanelBench::key("ecg"));
        whole.setMmPerMillivolt(10.0);
        test::showPanel(whole, {480, 200}, t);
        QCOMPARE(whole.timing().place(t).pen, panel.timing().place(t).pen);
        QCOMPARE(panel.picture(), whole.picture());
    }

    void samplesInBatchesLeaveNoHoles()
    {
        PanelBench bench;
        bench.fill(PanelBench::key("ecg"), 20s, 4ms, wave, "mV");
        const auto series = bench.open(PanelBench::key("ecg"), "mV");
        SweepPanel panel(bench.context);
        panel.addSeries(PanelBench::key("ecg"));
        test::showPanel(panel);
        Timestamp sent = PanelBench::now;
        for (int batch = 0; batch < 4; ++batch) {
            for (int frame = 0; frame < 30; ++frame)
                panel.drawFrame(sent + frame * 16ms);
            for (int i = 0; i < 125; ++i) {
                sent = sent + 4ms;
                series->append({sent, wave(i * 0.004)});
            }
        }
        panel.drawFrame(sent);
        const SweepPlace place = panel.timing().place(sent - 600ms);
        const std::vector<bool> columns = inked(panel);
        for (int x = std::max(1, place.pen - 120); x < place.pen - 4; ++x)
            QVERIFY2(columns[static_cast<std::size_t>(x)], qPrintable(QString::number(x)));
    }

    void aGapStaysEmpty()
    {
        PanelBench bench;
        const auto series = bench.open(PanelBench::key("ecg"), "mV");
        for (Timestamp t = PanelBench::now - 9s; t <= PanelBench::now; t = t + 4ms) {
            if (t < PanelBench::now - 4s || t > PanelBench::now - 1s)
                series->append({t, wave(t.seconds())});
        }
        SweepPanel panel(bench.context);
        panel.addSeries(PanelBench::key("ecg"));
        panel.setMmPerSecond(12.5);
        test::showPanel(panel, {900, 200});
        const SweepTiming &timing = panel.timing();
        const std::vector<bool> columns = inked(panel);
        const auto isInked = [&](Duration before) {
            return columns[static_cast<std::size_t>(timing.place(PanelBench::now - before).pen)];
        };
        QVERIFY(!isInked(2500ms));
        QVERIFY(isInked(500ms));
        QVERIFY(isInked(5s));
    }

    void nothingIsPaintedWhileThePenStands()
    {
        PanelBench bench;
        bench.fill(PanelBench::key("ecg"), 10s, 4ms, wave, "mV");
        SweepPanel panel(bench.context);
        panel.addSeries(PanelBench::key("ecg"));
        panel.setMmPerSecond(6.25); // 42 ms a pixel
        test::showPanel(panel);
        panel.drawFrame(PanelBench::now + 1ms);
        const auto before = panel.frames();
        panel.drawFrame(PanelBench::now + 2ms);
        QCOMPARE(panel.frames(), before);
        panel.drawFrame(PanelBench::now + 120ms);
        QCOMPARE(panel.frames(), before + 1);
    }

    void lanesShareThePicture()
    {
        PanelBench bench;
        bench.fill(PanelBench::key("ecg"), 10s, 4ms, wave, "mV");
        bench.fill(PanelBench::key("pleth"), 10s, 8ms, wave);
        SweepPanel panel(bench.context);
        panel.addSeries(PanelBench::key("ecg"));
        panel.addSeries(PanelBench::key("pleth"));
        test::showPanel(panel);
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("mm/mV")));
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("pleth")));
        panel.removeSeries(PanelBench::key("ecg"));
        panel.drawFrame(PanelBench::now + 20ms);
        QCOMPARE(panel.series(), QList{PanelBench::key("pleth")});
    }

    void keysAndMenuSetSpeedAndGain()
    {
        PanelBench bench;
        bench.fill(PanelBench::key("ecg"), 10s, 4ms, wave, "mV");
        SweepPanel panel(bench.context);
        panel.addSeries(PanelBench::key("ecg"));
        test::showPanel(panel);
        QTest::keyClick(&panel, Qt::Key_Plus);
        QCOMPARE(panel.mmPerSecond(), 50.0);
        QTest::keyClick(&panel, Qt::Key_Plus);
        QCOMPARE(panel.mmPerSecond(), 50.0);
        QTest::keyClick(&panel, Qt::Key_Minus);
        QTest::keyClick(&panel, Qt::Key_Minus);
        QCOMPARE(panel.mmPerSecond(), 12.5);
        panel.setMmPerMillivolt(10.0);
        QTest::keyClick(&panel, Qt::Key_Up);
        QCOMPARE(panel.mmPerMillivolt(), std::optional(20.0));
        QTest::keyClick(&panel, Qt::Key_M);
        QVERIFY(!panel.mmPerMillivolt());
        panel.setMmPerSecond(17.0); // no usual speed
        QCOMPARE(panel.mmPerSecond(), 12.5);
        QMenu menu;
        panel.fillMenu(menu);
        QCOMPARE(menu.actions().size(), 3);
    }

    void settingsComeBack()
    {
        PanelBench bench;
        SweepPanel panel(bench.context);
        panel.addSeries(PanelBench::key("ecg"));
        panel.setMmPerSecond(50.0);
        panel.setMmPerMillivolt(20.0);
        SweepPanel other(bench.context);
        other.restore(panel.save());
        QCOMPARE(other.series(), panel.series());
        QCOMPARE(other.mmPerSecond(), 50.0);
        QCOMPARE(other.mmPerMillivolt(), std::optional(20.0));
        QJsonObject broken = panel.save();
        broken.insert(QStringLiteral("mmPerSecond"), -4.0);
        broken.insert(QStringLiteral("mmPerMillivolt"), QStringLiteral("much"));
        SweepPanel third(bench.context);
        third.restore(broken);
        QCOMPARE(third.mmPerSecond(), 25.0);
        QVERIFY(!third.mmPerMillivolt());
    }

    void itSuitsWaveforms_data()
    {
        QTest::addColumn<QString>("attribute");
        QTest::addColumn<int>("fit");
        QTest::newRow("ecg") << QStringLiteral("ecg") << int(Fit::Best);
        QTest::newRow("ecg of a lead") << QStringLiteral("ecg_v5") << int(Fit::Best);
        QTest::newRow("Terra's") << QStringLiteral("ECG") << int(Fit::Best);
        QTest::newRow("pleth") << QStringLiteral("pleth") << int(Fit::Best);
        QTest::newRow("respiration") << QStringLiteral("respiration") << int(Fit::Best);
        QTest::newRow("rate") << QStringLiteral("respiration rate") << int(Fit::Possible);
        QTest::newRow("temperature") << QStringLiteral("temperature") << int(Fit::Possible);
    }
    void itSuitsWaveforms()
    {
        QFETCH(QString, attribute);
        QFETCH(int, fit);
        const SeriesInfo info{{QStringLiteral("s"), QStringLiteral("d"), attribute, {}}, {}};
        QCOMPARE(int(sweepKind().fit({info})), fit);
    }
};

QTEST_MAIN(TestSweepPanel)
#include "tst_sweep_panel.moc"
