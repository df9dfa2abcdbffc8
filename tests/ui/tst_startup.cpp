#include "app/watchglass/startup.h"
#include "tests/ui/no_warnings.h"

#include <QTest>
#include <QTimeZone>

using namespace watchglass;
using namespace watchglass::app;

class TestStartup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        test::failOnAnyWarning();
        qunsetenv("QT_SCALE_FACTOR");
        qunsetenv("TZ");
    }

    void settingsLieInTheDataFolder()
    {
        QCOMPARE(settingsPath(QStringLiteral("/somewhere")), QStringLiteral("/somewhere/watchglass.ini"));
        QVERIFY(settingsPath({}).endsWith(QLatin1String("/watchglass.ini")));
    }

    void standardsSetNothing()
    {
        prepareEnvironment({});
        QVERIFY(!qEnvironmentVariableIsSet("QT_SCALE_FACTOR"));
        QVERIFY(!qEnvironmentVariableIsSet("TZ"));
    }

    void scaleAndZoneAreHandedToQt()
    {
        settings::Settings wanted;
        wanted.appearance.scalePercent = 175;
        wanted.times.zone = QStringLiteral("Asia/Tokyo");
        prepareEnvironment(wanted);
        QCOMPARE(qgetenv("QT_SCALE_FACTOR"), QByteArray("1.75"));
        QCOMPARE(QTimeZone::systemTimeZoneId(), QByteArray("Asia/Tokyo"));
        wanted.appearance.scalePercent = 200; // what somebody set by hand goes first
        wanted.times.zone = QStringLiteral("UTC");
        prepareEnvironment(wanted);
        QCOMPARE(qgetenv("QT_SCALE_FACTOR"), QByteArray("1.75"));
        QCOMPARE(qgetenv("TZ"), QByteArray("Asia/Tokyo"));
    }
};

QTEST_MAIN(TestStartup)
#include "tst_startup.moc"
