#include "ui/plot/value_span.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <limits>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

class TestValueSpan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void takesTheFirstDataWithRoom()
    {
        ValueSpan span;
        span.follow(10.0, 20.0, 0s);
        QCOMPARE(span.low(), 9.2);
        QCOMPARE(span.high(), 20.8);
    }

    void growsAtOnce()
    {
        ValueSpan span;
        span.follow(10.0, 20.0, 0s);
        span.follow(10.0, 30.0, 16ms);
        QCOMPARE(span.high(), 31.6);
        QCOMPARE(span.low(), 9.2);
    }

    void staysWhenDataMovesInside()
    {
        ValueSpan span;
        span.follow(0.0, 100.0, 0s);
        for (int i = 0; i < 1000; ++i)
            span.follow(i % 30, 100.0 - i % 20, 16ms);
        QCOMPARE(span.low(), -8.0);
        QCOMPARE(span.high(), 108.0);
    }

    void shrinksLateAndSlowly()
    {
        ValueSpan span;
        span.follow(0.0, 100.0, 0s);
        for (int i = 0; i < 180; ++i)
            span.follow(40.0, 60.0, 16ms);
        QCOMPARE(span.length(), 116.0);
        double before = span.length();
        for (int i = 0; i < 200; ++i) {
            span.follow(40.0, 60.0, 16ms);
            QVERIFY(span.length() <= before);
            QVERIFY2(before - span.length() < 0.1 * before, "no jump");
            before = span.length();
        }
        QVERIFY(std::abs(span.low() - 38.4) < 0.5);
        QVERIFY(std::abs(span.high() - 61.6) < 0.5);
    }

    void oneValueGetsASpan_data()
    {
        QTest::addColumn<double>("value");
        QTest::newRow("zero") << 0.0;
        QTest::newRow("some") << 21.5;
        QTest::newRow("negative") << -3.0;
        QTest::newRow("huge") << 1e305;
        QTest::newRow("tiny") << 1e-305;
    }

    void oneValueGetsASpan()
    {
        QFETCH(double, value);
        ValueSpan span;
        span.follow(value, value, 0s);
        QVERIFY(span.length() > 0.0 && std::isfinite(span.length()));
        QVERIFY(span.low() < std::min(value, 1e300) && span.high() > std::min(value, 1e299));
    }

    void nothingChangesNothing()
    {
        ValueSpan span;
        span.follow(std::nullopt, std::nullopt, 16ms);
        QCOMPARE(span.low(), 0.0);
        QCOMPARE(span.high(), 1.0);
        span.follow(std::numeric_limits<double>::quiet_NaN(), 1.0, 16ms);
        QCOMPARE(span.high(), 1.0);
    }

    void operatorLocksIt()
    {
        ValueSpan span;
        span.follow(0.0, 100.0, 0s);
        span.zoom(0.5, 0.5);
        QVERIFY(!span.isAutomatic());
        QCOMPARE(span.low(), 21.0);
        QCOMPARE(span.high(), 79.0);
        span.follow(0.0, 1000.0, 16ms);
        QCOMPARE(span.high(), 79.0);
        span.pan(0.5);
        QCOMPARE(span.low(), 50.0);
        span.fit();
        span.follow(0.0, 1000.0, 16ms);
        QCOMPARE(span.high(), 1080.0);
    }

    void zoomKeepsTheValueUnderTheCursor()
    {
        ValueSpan span;
        span.set(-10.0, 30.0);
        span.zoom(0.8, 0.25);
        QCOMPARE(span.low() + 0.25 * span.length(), 0.0);
    }

    void senselessSpansAreRefused()
    {
        ValueSpan span;
        span.set(5.0, 5.0);
        span.set(6.0, 5.0);
        span.set(0.0, std::numeric_limits<double>::infinity());
        span.set(-1e308, 1.5e308);
        span.set(1e9, 1e9 + 1e-7);
        QVERIFY(span.isAutomatic());
        span.set(0.0, 10.0);
        for (int i = 0; i < 10'000; ++i)
            span.zoom(0.5, 0.9);
        QVERIFY(span.length() > 0.0);
        for (int i = 0; i < 10'000; ++i)
            span.zoom(2.0, 0.9);
        QVERIFY(std::isfinite(span.length()));
    }

    void logarithmicSpansCountDecades()
    {
        ValueSpan span;
        span.setLog(true);
        span.follow(1.0, 1e4, Duration::zero());
        QVERIFY(span.low() < 1.0 && span.low() > 0.3);
        QVERIFY(span.high() > 1e4 && span.high() < 3e4);
        QVERIFY(std::abs(span.at(0.5) - 100.0) < 1e-6);
        span.zoom(0.5, 0.5);
        QVERIFY(!span.isAutomatic());
        QVERIFY(std::abs(std::log10(span.high() / span.low()) - 2.32) < 0.01);
        span.pan(0.5);
        QVERIFY(std::abs(span.at(0.0) - 100.0) < 1e-6);
    }

    void valuesNotAboveZeroHaveNoLogarithm()
    {
        ValueSpan span;
        span.setLog(true);
        const double low = span.low();
        span.follow(-5.0, 10.0, Duration::zero());
        QCOMPARE(span.low(), low);
        span.set(-1.0, 10.0);
        QVERIFY(span.isAutomatic());
        span.set(0.1, 10.0);
        QCOMPARE(span.low(), 0.1);
        QVERIFY(!span.isAutomatic());
    }

    void aLockedSpanStaysWhenItBecomesLogarithmic()
    {
        ValueSpan span;
        span.set(10.0, 1000.0);
        span.setLog(true);
        QVERIFY(std::abs(span.low() - 10.0) < 1e-9);
        QVERIFY(std::abs(span.high() - 1000.0) < 1e-9);
        QVERIFY(!span.isAutomatic());
        span.setLog(false);
        span.set(-10.0, 1000.0);
        span.setLog(true);
        QVERIFY2(span.isAutomatic(), "there is no logarithm of -10");
    }
};

QTEST_GUILESS_MAIN(TestValueSpan)
#include "tst_value_span.moc"
