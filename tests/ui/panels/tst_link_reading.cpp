#include "ui/panels/link_reading.h"

#include <QTest>

#include <cmath>

using namespace watchglass::ui;

class TestLinkReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void barsComeFromWhatWasTold_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<int>("bars");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, double value, const char *unit, int bars, const char *text) {
            QTest::newRow(name) << value << QString::fromLatin1(unit) << bars << QString::fromLatin1(text);
        };
        row("nothing", 0, "%", 0, "None");
        row("a little", 1, "percent", 1, "Weak");
        row("fair", 40, "%", 2, "Fair");
        row("good", 41, "%", 3, "Good");
        row("full", 100, "%", 5, "Strong");
        row("more than full", 130, "%", 5, "Strong");
        row("power, strong", -40, "dBm", 5, "Strong");
        row("power, weak", -110, "dBm", 1, "Weak");
        row("power, inaudible", -140, "dBm", 0, "None");
        row("NaN", std::nan(""), "%", -1, "");
    }
    void barsComeFromWhatWasTold()
    {
        QFETCH(double, value);
        QFETCH(QString, unit);
        LinkReading reading;
        reading.take(value, unit);
        QTEST(reading.bars().value_or(-1), "bars");
        QTEST(reading.text(), "text");
    }

    void thePercentageGoesBeforeThePower()
    {
        LinkReading reading;
        reading.take(-119, QStringLiteral("dBm"));
        QVERIFY(reading.isWeak());
        reading.take(90, QStringLiteral("%"));
        QCOMPARE(reading.bars(), std::optional(5));
        QVERIFY(!reading.isWeak());
    }

    void offlineIsWeakWhateverTheStrength()
    {
        LinkReading reading;
        reading.take(90, QStringLiteral("%"));
        reading.take(QStringLiteral("OFFLINE"));
        QCOMPARE(reading.text(), QStringLiteral("Offline"));
        QVERIFY(reading.isWeak());
        reading.take(QStringLiteral("ETHERNET"));
        QCOMPARE(reading.connection, QStringLiteral("Ethernet"));
        QVERIFY(!reading.isWeak());
    }

    void unknownIsNotWeak() { QVERIFY(!LinkReading().isWeak()); }
};

QTEST_APPLESS_MAIN(TestLinkReading)
#include "tst_link_reading.moc"
