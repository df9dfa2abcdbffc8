#include "ui/plot/log_ticks.h"

#include <QStringList>
#include <QTest>

#include <cmath>

using namespace watchglass::ui;

class TestLogTicks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ticksAreRound_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<int>("most");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, double low, double high, int most, const char *expected) {
            QTest::newRow(name) << low << high << most << QString::fromLatin1(expected);
        };
        row("decades", 1.0, 1e4, 6, "1 10 100 1000 10000");
        row("every second decade", 1.0, 1e8, 5, "1 100 10000 1e+06 1e+08");
        row("with 2 and 5", 1.0, 100.0, 8, "1 2 5 10 20 50 100");
        row("between decades", 0.5, 50.0, 4, "1 10");
        row("small", 1e-6, 1e-3, 4, "1e-06 1e-05 0.0001 0.001");
        row("within a decade", 2.0, 6.0, 4, "2 3 4 5 6");
        row("close together", 100.0, 101.0, 5, "100 100.2 100.4 100.6 100.8 101");
        row("not above 0", 0.0, 10.0, 5, "");
        row("upside down", 10.0, 1.0, 5, "");
        row("no room", 1.0, 1000.0, 0, "1 1000");
    }

    void ticksAreRound()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(int, most);
        QFETCH(QString, expected);
        QStringList words;
        for (const double tick : logTicks(low, high, most))
            words << QString::number(tick, 'g', 6);
        QCOMPARE(words.join(QLatin1Char(' ')), expected);
    }

    void hugeSpansStayFew()
    {
        const auto ticks = logTicks(1e-300, 1e300, 10);
        QVERIFY(!ticks.empty());
        QVERIFY(ticks.size() < 14);
    }
};

QTEST_GUILESS_MAIN(TestLogTicks)
#include "tst_log_ticks.moc"
