#include "ui/panels/battery_reading.h"

#include <QTest>

#include <cmath>

using namespace watchglass::ui;

using Charge = BatteryReading::Charge;
using Level = BatteryReading::Level;

class TestBatteryReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void percentStayInTheirRange_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("percent");
        QTest::newRow("empty") << 0.0 << 0.0;
        QTest::newRow("half") << 50.0 << 50.0;
        QTest::newRow("a little more than full") << 103.0 << 100.0;
        QTest::newRow("a little less than nothing") << -1.0 << 0.0;
        QTest::newRow("volts") << 3700.0 << -1.0;
        QTest::newRow("unknown to the device") << -100.0 << -1.0;
        QTest::newRow("NaN") << std::nan("") << -1.0;
    }
    void percentStayInTheirRange()
    {
        QFETCH(double, value);
        QFETCH(double, percent);
        QCOMPARE(BatteryReading::percentOf(value).value_or(-1.0), percent);
    }

    void servicesWordsAreUnderstood_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<int>("charge");
        QTest::newRow("Moonsense") << QStringLiteral("CHARGING") << int(Charge::Charging);
        QTest::newRow("Moonsense, off") << QStringLiteral("DISCHARGING") << int(Charge::Discharging);
        QTest::newRow("full") << QStringLiteral("FULL") << int(Charge::Full);
        QTest::newRow("Sensocto") << QStringLiteral("yes") << int(Charge::Charging);
        QTest::newRow("Sensocto, off") << QStringLiteral("no") << int(Charge::Discharging);
        QTest::newRow("unknown") << QStringLiteral("UNKNOWN") << int(Charge::Unknown);
        QTest::newRow("empty") << QString() << int(Charge::Unknown);
    }
    void servicesWordsAreUnderstood()
    {
        QFETCH(QString, word);
        QFETCH(int, charge);
        QCOMPARE(int(BatteryReading::chargeOf(word)), charge);
    }

    void aBatteryThatIsChargedIsNotLow_data()
    {
        QTest::addColumn<double>("percent");
        QTest::addColumn<int>("charge");
        QTest::addColumn<int>("level");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, double percent, Charge charge, Level level, const char *text) {
            QTest::newRow(name) << percent << int(charge) << int(level) << QString::fromLatin1(text);
        };
        row("well", 80, Charge::Unknown, Level::Normal, "");
        row("just well", 20.5, Charge::Discharging, Level::Normal, "On battery");
        row("low", 20, Charge::Discharging, Level::Low, "Low");
        row("critical", 10, Charge::Unknown, Level::Critical, "Critically low");
        row("charging", 3, Charge::Charging, Level::Normal, "Charging");
        row("full", 100, Charge::Full, Level::Normal, "Full");
        row("level unknown", -1, Charge::Charging, Level::Unknown, "Charging");
    }
    void aBatteryThatIsChargedIsNotLow()
    {
        QFETCH(double, percent);
        QFETCH(int, charge);
        QFETCH(int, level);
        const BatteryReading reading{percent < 0 ? std::nullopt : std::optional(percent), Charge(charge)};
        QCOMPARE(int(reading.level()), level);
        QTEST(reading.text(), "text");
    }
};

QTEST_APPLESS_MAIN(TestBatteryReading)
#include "tst_battery_reading.moc"
