#include "ui/panels/sweep_timing.h"
#include "ui/panels/wave_gain.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;

namespace {

/// 10 ms a pixel, 100 px: a sweep a second.
SweepTiming timing()
{
    SweepTiming made;
    made.nsPerPx = 10'000'000;
    made.width = 100;
    made.bar = 8;
    return made;
}

Timestamp ms(std::int64_t value)
{
    return Timestamp::fromMs(value);
}

} // namespace

class TestSweepTiming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMillimetreIsAsLongAsTheScreenSays_data()
    {
        QTest::addColumn<double>("dpi");
        QTest::addColumn<double>("px");
        QTest::newRow("usual") << 96.0 << 96.0 / 25.4;
        QTest::newRow("dense") << 254.0 << 10.0;
        QTest::newRow("a screen without a size") << 0.0 << 96.0 / 25.4;
        QTest::newRow("nonsense") << 1e5 << 96.0 / 25.4;
        QTest::newRow("not a number") << std::nan("") << 96.0 / 25.4;
    }
    void aMillimetreIsAsLongAsTheScreenSays()
    {
        QFETCH(double, dpi);
        QFETCH(double, px);
        QCOMPARE(pxPerMm(dpi), px);
    }

    void speedIsOnTheGlass_data()
    {
        QTest::addColumn<double>("speed");
        QTest::newRow("6.25") << 6.25;
        QTest::newRow("12.5") << 12.5;
        QTest::newRow("25") << 25.0;
        QTest::newRow("50") << 50.0;
    }
    void speedIsOnTheGlass()
    {
        QFETCH(double, speed);
        const SweepTiming made = SweepTiming::at(speed, 4.0, 1000); // 250 mm wide
        const double seconds = static_cast<double>(made.length().count()) * 1e-9;
        QVERIFY(std::abs(seconds - 250.0 / speed) < 1e-6);
        QCOMPARE(made.bar, 20);
        QCOMPARE(SweepTiming::at(speed, 4.0, 40).bar, 10); // never more than a quarter
        QCOMPARE(SweepTiming::at(speed, 4.0, -3).width, 0);
    }

    void thePenIsWhereTheTimeIs_data()
    {
        QTest::addColumn<qint64>("edge");
        QTest::addColumn<qint64>("start");
        QTest::addColumn<int>("pen");
        QTest::newRow("begin") << qint64(5000) << qint64(5000) << 0;
        QTest::newRow("middle") << qint64(5505) << qint64(5000) << 50;
        QTest::newRow("end") << qint64(5999) << qint64(5000) << 99;
        QTest::newRow("before 1970") << qint64(-250) << qint64(-1000) << 75;
    }
    void thePenIsWhereTheTimeIs()
    {
        QFETCH(qint64, edge);
        QFETCH(qint64, start);
        QFETCH(int, pen);
        QCOMPARE(timing().place(ms(edge)), (SweepPlace{ms(start), pen}));
        QCOMPARE(SweepTiming().place(ms(edge)), SweepPlace());
    }

    void onlyWhatIsNewIsDrawn()
    {
        const SweepTiming t = timing();
        using Strips = std::vector<SweepStrip>;
        QCOMPARE(t.step({ms(5000), 20}, {ms(5000), 30}, 3), (Strips{{ms(5000), 17, 30}}));
        QCOMPARE(t.step({ms(5000), 1}, {ms(5000), 2}, 3), (Strips{{ms(5000), 0, 2}}));
        // Over the right end.
        QCOMPARE(t.step({ms(5000), 95}, {ms(6000), 4}, 3), (Strips{{ms(5000), 92, 100}, {ms(6000), 0, 4}}));
        QCOMPARE(t.step({ms(5000), 95}, {ms(6000), 0}, 0), (Strips{{ms(5000), 95, 100}}));
    }

    void everythingIsDrawnAfterAJump()
    {
        const SweepTiming t = timing();
        const auto all = t.all({ms(9000), 30});
        QCOMPARE(all, (std::vector<SweepStrip>{{ms(8000), 38, 100}, {ms(9000), 0, 30}}));
        QCOMPARE(t.step({ms(5000), 20}, {ms(9000), 30}, 3), all); // later
        QCOMPARE(t.step({ms(9000), 80}, {ms(9000), 30}, 3), all); // back
        QCOMPARE(t.step({ms(8000), 20}, {ms(9000), 30}, 3), all); // all round
    }

    void theBarGoesOnAtTheLeft()
    {
        const SweepTiming t = timing();
        using Strips = std::vector<SweepStrip>;
        QCOMPARE(t.empty({ms(5000), 40}), (Strips{{ms(5000), 40, 48}}));
        QCOMPARE(t.empty({ms(5000), 95}), (Strips{{ms(5000), 95, 100}, {ms(5000), 0, 3}}));
        QCOMPARE(t.all({ms(5000), 95}), (Strips{{ms(5000), 3, 95}}));
    }

    void aStripsGridIsItsColumns()
    {
        const TimeGrid grid = timing().grid({ms(5000), 10, 25});
        QCOMPARE(grid.left, ms(5100));
        QCOMPARE(grid.width, 15);
        QCOMPARE(grid.nsPerPx, std::int64_t(10'000'000));
    }

    void millivoltsAreFoundInVoltages()
    {
        QCOMPARE(unitsPerMillivolt(QStringLiteral("mV")), std::optional(1.0));
        QCOMPARE(unitsPerMillivolt(QStringLiteral("µV")), std::optional(1000.0));
        QCOMPARE(unitsPerMillivolt(QStringLiteral("V")), std::optional(0.001));
        QVERIFY(!unitsPerMillivolt(QStringLiteral("%")));
        QVERIFY(!unitsPerMillivolt({}));
    }

    void aVoltageGetsTheLargestUsualGainThatFits_data()
    {
        QTest::addColumn<double>("height");
        QTest::addColumn<double>("gain");
        QTest::newRow("1 mV") << 1.0 << 20.0; // 86 px of 100, 4 px/mm
        QTest::newRow("2 mV") << 2.0 << 10.0;
        QTest::newRow("2.2 mV") << 2.2 << 5.0;
        QTest::newRow("20 mV") << 20.0 << 0.5;
    }
    void aVoltageGetsTheLargestUsualGainThatFits()
    {
        QFETCH(double, height);
        QFETCH(double, gain);
        WaveGain wave;
        wave.setUp(QStringLiteral("mV"), 4.0, 100, std::nullopt);
        QVERIFY(wave.follow(-0.3, -0.3 + height));
        QCOMPARE(wave.mmPerMillivolt(), std::optional(gain));
        QCOMPARE(wave.millivoltPx(), std::optional(gain * 4.0));
        const ValueScale scale = wave.scale();
        QVERIFY(std::abs(scale.offset + (-0.3 + height / 2.0) * scale.pxPerValue - 50.0) < 1e-9); // in the middle
    }

    void aGainStaysWhileTheWaveFits()
    {
        WaveGain wave;
        wave.setUp(QStringLiteral("mV"), 4.0, 100, std::nullopt);
        QVERIFY(wave.follow(-1.0, 1.0));
        QVERIFY(!wave.follow(-0.7, 1.1));
        QVERIFY(wave.follow(-1.0, 2.0)); // out of the lane
        QVERIFY(wave.follow(-0.1, 0.1)); // too small to see
        QCOMPARE(wave.mmPerMillivolt(), std::optional(80.0));
        QVERIFY(!wave.follow(0.0, 0.0));
        QVERIFY(!wave.follow(std::nan(""), 1.0));
        QVERIFY(!wave.follow(-1e308, 1e308));
    }

    void aFixedGainMovesButNeverChanges()
    {
        WaveGain wave;
        wave.setUp(QStringLiteral("µV"), 4.0, 100, 10.0);
        QCOMPARE(wave.mmPerMillivolt(), std::optional(10.0));
        QVERIFY(!wave.follow(-500.0, 500.0));
        QVERIFY(wave.follow(5'000.0, 6'000.0)); // a baseline elsewhere
        QCOMPARE(wave.mmPerMillivolt(), std::optional(10.0));
        QVERIFY(!wave.follow(0.0, 10'000.0)); // too high for the lane: cut off
        QCOMPARE(wave.scale().pxPerValue, -0.04);
    }

    void whatIsNoVoltageFillsTheLane()
    {
        WaveGain wave;
        wave.setUp({}, 4.0, 100, 10.0);
        QVERIFY(wave.follow(0.0, 2.0));
        QVERIFY(!wave.mmPerMillivolt());
        QVERIFY(!wave.millivoltPx());
        QCOMPARE(wave.scale().pxPerValue, -43.0);
        WaveGain flat;
        flat.setUp({}, 4.0, 100, std::nullopt);
        QVERIFY(flat.follow(7.0, 7.0));
        QVERIFY(std::isfinite(flat.scale().pxPerValue));
    }
};

QTEST_GUILESS_MAIN(TestSweepTiming)
#include "tst_sweep_timing.moc"
