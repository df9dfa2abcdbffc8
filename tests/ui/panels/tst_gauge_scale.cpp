#include "ui/panels/gauge_scale.h"

#include <QTest>

#include <cmath>

using namespace watchglass::ui;

Q_DECLARE_METATYPE(watchglass::ui::ValueLimits)

class TestGaugeScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsAreRound_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<ValueLimits>("set");
        QTest::addColumn<ValueLimits>("limits");
        QTest::addColumn<ValueLimits>("seen");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        const ValueLimits none;
        const QString v = QStringLiteral("V");
        QTest::newRow("nothing known") << v << none << none << none << 0.0 << 1.0;
        QTest::newRow("percent") << QStringLiteral("%") << none << none << ValueLimits{3, 140} << 0.0 << 100.0;
        QTest::newRow("from zero when near") << v << none << none << ValueLimits{3.1, 9.2} << 0.0 << 10.0;
        QTest::newRow("far from zero") << v << none << none << ValueLimits{997, 1003} << 996.0 << 1004.0;
        QTest::newRow("about zero") << v << none << none << ValueLimits{-3, 4} << -4.0 << 4.0;
        QTest::newRow("negative only, near") << v << none << none << ValueLimits{-9, -4} << -10.0 << 0.0;
        QTest::newRow("one value") << v << none << none << ValueLimits{5, 5} << 0.0 << 5.0;
        QTest::newRow("zero alone") << v << none << none << ValueLimits{0, 0} << 0.0 << 0.2;
        QTest::newRow("limits are on it") << v << none << ValueLimits{10, 50} << ValueLimits{20, 22} << 0.0 << 50.0;
        QTest::newRow("set") << v << ValueLimits{-1, 7} << none << ValueLimits{0, 100} << -1.0 << 7.0;
        QTest::newRow("low end set") << v << ValueLimits{2, std::nullopt} << none << ValueLimits{3, 9} << 2.0 << 10.0;
        QTest::newRow("low end set beyond")
            << v << ValueLimits{20, std::nullopt} << none << ValueLimits{3, 9} << 20.0 << 30.0;
        QTest::newRow("infinity seen") << v << none << none << ValueLimits{1, HUGE_VAL} << 0.0 << 1.0;
    }
    void endsAreRound()
    {
        QFETCH(QString, unit);
        QFETCH(ValueLimits, set);
        QFETCH(ValueLimits, limits);
        QFETCH(ValueLimits, seen);
        const GaugeScale scale = GaugeScale::of(unit, set, limits, seen);
        QTEST(scale.low, "low");
        QTEST(scale.high, "high");
    }

    void valuesStandOnTheArc()
    {
        const GaugeScale scale{10.0, 30.0};
        QCOMPARE(scale.angle(10.0), 225.0);
        QCOMPARE(scale.angle(20.0), 90.0); // straight up
        QCOMPARE(scale.angle(30.0), -45.0);
        QCOMPARE(scale.angle(1e9), -45.0);
        QCOMPARE(scale.share(-5.0), 0.0);
        QCOMPARE(scale.share(std::nan("")), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestGaugeScale)
#include "tst_gauge_scale.moc"
