#include "ui/panels/colour_reading.h"

#include <QTest>

#include <cmath>

using namespace watchglass::ui;

class TestColourReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsMakeAColour_data()
    {
        QTest::addColumn<double>("red");
        QTest::addColumn<double>("green");
        QTest::addColumn<double>("blue");
        QTest::addColumn<QString>("colour");
        QTest::newRow("bytes") << 30.0 << 144.0 << 255.0 << QStringLiteral("#1e90ff");
        QTest::newRow("dark bytes") << 1.0 << 0.0 << 0.0 << QStringLiteral("#010000");
        QTest::newRow("fractions") << 1.0 << 0.5 << 0.0 << QStringLiteral("#ff8000");
        QTest::newRow("raw counts") << 6000.0 << 3000.0 << 0.0 << QStringLiteral("#ff8000");
        QTest::newRow("nothing") << 0.0 << 0.0 << 0.0 << QStringLiteral("#000000");
        QTest::newRow("negative") << -1.0 << 2.0 << 3.0 << QString();
        QTest::newRow("NaN") << std::nan("") << 2.0 << 3.0 << QString();
        QTest::newRow("infinite") << HUGE_VAL << 2.0 << 3.0 << QString();
    }
    void partsMakeAColour()
    {
        QFETCH(double, red);
        QFETCH(double, green);
        QFETCH(double, blue);
        const ColourReading reading{red, green, blue};
        const auto colour = reading.colour();
        QTEST(colour ? colour->name() : QString(), "colour");
    }

    void namesOfPartsAreUnderstood()
    {
        ColourReading reading;
        QVERIFY(reading.take(QStringLiteral("red"), 1));
        QVERIFY(reading.take(QStringLiteral("G"), 2));
        QVERIFY(!reading.colour()); // one is missing
        QVERIFY(reading.take(QStringLiteral("b"), 3));
        QVERIFY(!reading.take(QStringLiteral("clear"), 4));
        QCOMPARE(reading.colour()->name(), QStringLiteral("#010203"));
    }

    void aTextCanBeAColour()
    {
        QCOMPARE(ColourReading::fromText(QStringLiteral(" #1E90ff "))->name(), QStringLiteral("#1e90ff"));
        QCOMPARE(ColourReading::fromText(QStringLiteral("1e90ff"))->name(), QStringLiteral("#1e90ff"));
        for (const char *other : {"", "#12345", "#1234567", "red", "#12345g"})
            QVERIFY2(!ColourReading::fromText(QString::fromLatin1(other)), other);
    }
};

QTEST_APPLESS_MAIN(TestColourReading)
#include "tst_colour_reading.moc"
