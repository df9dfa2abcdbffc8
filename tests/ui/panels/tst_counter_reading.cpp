#include "ui/panels/counter_reading.h"

#include "core/format/value_format.h"
#include "ui/panels/counter_panel.h"

#include <QTest>

#include <cmath>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

using Told = QList<QPair<int, double>>; ///< Seconds, value.

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);
const TimeRange minute{start, start + 60s};

std::vector<Sample> samples(const Told &told)
{
    std::vector<Sample> list;
    for (const auto &[second, value] : told)
        list.push_back({start + Duration(std::chrono::seconds(second)), value});
    return list;
}

} // namespace

class TestCounterReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void increasesAreAddedUpOverRestarts_data()
    {
        QTest::addColumn<Told>("told");
        QTest::addColumn<double>("total");
        QTest::addColumn<double>("increase");
        QTest::addColumn<double>("perSecond");
        QTest::addColumn<int>("resets");
        QTest::newRow("none") << Told() << -1.0 << 0.0 << -1.0 << 0;
        QTest::newRow("one") << Told{{10, 500}} << 500.0 << 0.0 << -1.0 << 0;
        QTest::newRow("steady") << Told{{0, 100}, {10, 120}, {20, 140}} << 140.0 << 40.0 << 2.0 << 0;
        QTest::newRow("standing") << Told{{0, 7}, {50, 7}} << 7.0 << 0.0 << 0.0 << 0;
        QTest::newRow("began anew") << Told{{0, 90}, {10, 100}, {20, 5}} << 5.0 << 15.0 << 0.75 << 1;
        QTest::newRow("began anew at zero") << Told{{0, 90}, {10, 0}, {20, 3}} << 3.0 << 3.0 << 0.15 << 1;
        QTest::newRow("twice") << Told{{0, 9}, {10, 1}, {20, 0}, {30, 2}} << 2.0 << 3.0 << 0.1 << 2;
        QTest::newRow("to below zero") << Told{{0, 9}, {10, -4}} << -4.0 << 0.0 << 0.0 << 1;
        QTest::newRow("with one from before") << Told{{-30, 10}, {30, 40}} << 40.0 << 30.0 << 1.0 << 0;
        QTest::newRow("equal times") << Told{{10, 1}, {10, 4}} << 4.0 << 3.0 << -1.0 << 0;
        QTest::newRow("NaN left out") << Told{{0, 1}, {5, std::nan("")}, {10, 11}} << 11.0 << 10.0 << 1.0 << 0;
        QTest::newRow("huge") << Told{{0, 1e15}, {10, 1e15 + 10}} << 1e15 + 10 << 10.0 << 1.0 << 0;
    }
    void increasesAreAddedUpOverRestarts()
    {
        QFETCH(Told, told);
        const CounterReading reading = CounterReading::of(samples(told), minute, 6);
        QTEST(reading.total.value_or(-1.0), "total");
        QTEST(reading.increase, "increase");
        QTEST(reading.perSecond.value_or(-1.0), "perSecond");
        QTEST(reading.resets, "resets");
        double inBars = 0.0;
        for (const double bar : reading.bars)
            inBars += bar;
        QCOMPARE(inBars, reading.increase);
    }

    void eachIncreaseIsInTheBarOfItsTime()
    {
        const auto reading = CounterReading::of(samples({{0, 0}, {9, 2}, {10, 5}, {59, 6}}), minute, 6);
        QCOMPARE(reading.bars, (std::vector<double>{2, 3, 0, 0, 0, 1}));
    }

    void theLastRestartIsTold()
    {
        const auto reading = CounterReading::of(samples({{0, 5}, {20, 1}, {40, 9}}), minute, 6);
        QVERIFY(reading.lastReset == start + 20s);
    }

    void barsStayWhileTimeGoesOn()
    {
        const TimeRange now = barRange(start + 61s, 60s, 6);
        QVERIFY(now == (TimeRange{start + 10s, start + 70s}));
        QVERIFY(barRange(start + 69s, 60s, 6) == now);
        QVERIFY(barRange(start + 70s, 60s, 6).to == start + 80s);
        QVERIFY(barRange(Timestamp::fromMs(-1), 60s, 6).to == Timestamp::fromMs(0));
    }

    void aRateIsInPartsOfTimeThatMakeItReadable_data()
    {
        QTest::addColumn<double>("perSecond");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("text");
        QTest::newRow("seconds") << 1.5 << QStringLiteral("m") << QStringLiteral("1.50 m/s");
        QTest::newRow("minutes") << 0.5 << QString() << QStringLiteral("30 /min");
        QTest::newRow("hours") << 1.0 / 3600 << QString() << QStringLiteral("1 /h");
        QTest::newRow("not at all") << 0.0 << QStringLiteral("kcal") << QStringLiteral("0 kcal/h");
    }
    void aRateIsInPartsOfTimeThatMakeItReadable()
    {
        QFETCH(double, perSecond);
        QFETCH(QString, unit);
        QFETCH(QString, text);
        QCOMPARE(counterRate(perSecond, unit).replace(format::thinSpace, QLatin1Char(' ')), text);
    }
};

QTEST_APPLESS_MAIN(TestCounterReading)
#include "tst_counter_reading.moc"
