#include "core/format/value_format.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <limits>

using namespace watchglass;

namespace {
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
} // namespace

class TestValueFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void numberShowsDigitsByMagnitude_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << QStringLiteral("0");
        QTest::newRow("negative zero") << -0.0 << QStringLiteral("0");
        QTest::newRow("one") << 1.0 << QStringLiteral("1");
        QTest::newRow("tens") << 21.5 << QStringLiteral("21.50");
        QTest::newRow("hundreds") << 123.456 << QStringLiteral("123.5");
        QTest::newRow("thousands") << 1234.4 << QStringLiteral("1234");
        QTest::newRow("grouped") << 12345.6 << QStringLiteral("12\u202F346");
        QTest::newRow("millions") << 1234567.0 << QStringLiteral("1\u202F234\u202F567");
        QTest::newRow("carries") << 9.99996 << QStringLiteral("10.00");
        QTest::newRow("carries at 100") << 99.996 << QStringLiteral("100.0");
        QTest::newRow("negative") << -21.5 << QStringLiteral("\u221221.50");
        QTest::newRow("small") << 0.012345 << QStringLiteral("0.01235");
        QTest::newRow("smaller") << 1.2346e-5 << QStringLiteral("1.235×10⁻⁵");
        QTest::newRow("huge") << 1.5e12 << QStringLiteral("1.500×10¹²");
        QTest::newRow("power carries") << 9.99996e12 << QStringLiteral("1.000×10¹³");
        QTest::newRow("largest") << std::numeric_limits<double>::max() << QStringLiteral("1.798×10³⁰⁸");
        QTest::newRow("denormal") << std::numeric_limits<double>::denorm_min() << QStringLiteral("4.941×10⁻³²⁴");
        QTest::newRow("NaN") << notANumber << QStringLiteral("NaN");
        QTest::newRow("infinity") << infinity << QStringLiteral("∞");
        QTest::newRow("minus infinity") << -infinity << QStringLiteral("\u2212∞");
    }

    void numberShowsDigitsByMagnitude()
    {
        QFETCH(double, value);
        QTEST(format::number(value), "text");
    }

    void fixedKeepsDecimals()
    {
        QCOMPARE(format::fixed(1.0, 3), QStringLiteral("1.000"));
        QCOMPARE(format::fixed(-0.0001, 2), QStringLiteral("0.00"));
        QCOMPARE(format::fixed(-12345.678, 1), QStringLiteral("\u221212\u202F345.7"));
        QCOMPARE(format::fixed(1234567.0, 0), QStringLiteral("1\u202F234\u202F567"));
        QCOMPARE(format::fixed(1.5, 1, QLocale(QLocale::German)), QStringLiteral("1,5"));
        QCOMPARE(format::count(1234567), QStringLiteral("1\u202F234\u202F567"));
        QCOMPARE(format::count(999), QStringLiteral("999"));
    }

    void unitsAreCanonical_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("symbol");
        const auto row = [](const char *unit, const char *symbol) {
            QTest::newRow(unit) << QString::fromUtf8(unit) << QString::fromUtf8(symbol);
        };
        row("celsius", "°C");
        row("Celsius", "°C");
        row("C", "°C");
        row("°C", "°C");
        row("percent", "%");
        row("%", "%");
        row("volts", "V");
        row("mV", "mV");
        row("bpm", "bpm");
        row("g", "g");
        row("deg/s", "°/s");
        row("m/s^2", "m/s²");
        row("degrees celsius", "°C");
        row(" hPa ", "hPa");
        row("unitless", "");
        row("", "");
        row("furlong", "furlong");
    }

    void unitsAreCanonical()
    {
        QFETCH(QString, unit);
        QTEST(format::canonicalUnit(unit), "symbol");
    }

    void valueStandsBeforeItsUnit()
    {
        QCOMPARE(format::value(21.5, QStringLiteral("celsius")), QStringLiteral("21.50\u202F°C"));
        QCOMPARE(format::value(90.0, QStringLiteral("deg")), QStringLiteral("90°"));
        QCOMPARE(format::value(3.25, QString()), QStringLiteral("3.250"));
        QCOMPARE(format::value(std::nullopt, QStringLiteral("V")), QStringLiteral("—"));
        QCOMPARE(format::value(notANumber, QStringLiteral("V")), QStringLiteral("NaN\u202FV"));
    }

    void ticksShowWhatTheStepNeeds_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("step");
        QTest::addColumn<QString>("text");
        QTest::newRow("quarter") << 1.5 << 0.25 << QStringLiteral("1.50");
        QTest::newRow("half") << 1.5 << 0.5 << QStringLiteral("1.5");
        QTest::newRow("tens") << 120.0 << 20.0 << QStringLiteral("120");
        QTest::newRow("almost zero") << 1e-17 << 0.1 << QStringLiteral("0");
        QTest::newRow("thousands") << -20000.0 << 5000.0 << QStringLiteral("\u221220\u202F000");
        QTest::newRow("tiny") << 2e-6 << 1e-6 << QStringLiteral("2.0×10⁻⁶");
        QTest::newRow("huge") << 2e12 << 1e12 << QStringLiteral("2.0×10¹²");
        QTest::newRow("float noise") << 0.30000000000000004 << 0.1 << QStringLiteral("0.3");
    }

    void ticksShowWhatTheStepNeeds()
    {
        QFETCH(double, value);
        QFETCH(double, step);
        QTEST(format::tick(value, step), "text");
    }

    void stableNumberKeepsItsWidth()
    {
        format::StableNumber counter;
        QCOMPARE(counter.text(1.0), QStringLiteral("1"));
        QCOMPARE(counter.text(12.0), QStringLiteral("12"));
        QCOMPARE(counter.text(0.0), QStringLiteral("\u20070"));
        QCOMPARE(counter.text(2.5), QStringLiteral("2.500"));

        format::StableNumber number;
        QCOMPARE(number.text(123.456), QStringLiteral("123.5"));
        QCOMPARE(number.text(9.21), QStringLiteral("\u2007\u20079.2"));
        QCOMPARE(number.text(-99.96), QStringLiteral("\u2212100.0"));
        QCOMPARE(number.text(123.456), QStringLiteral("\u2007123.5"));
        QCOMPARE(number.text(0.0), QStringLiteral("\u2007\u2007\u20070.0"));
        QCOMPARE(number.text(notANumber), QStringLiteral("NaN"));
    }
};

QTEST_GUILESS_MAIN(TestValueFormat)
#include "tst_value_format.moc"
