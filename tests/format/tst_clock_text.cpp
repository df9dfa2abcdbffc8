#include "core/format/clock_text.h"

#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;

class TestClockText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhichWayAndHowFar_data()
    {
        QTest::addColumn<Duration>("ahead");
        QTest::addColumn<QString>("device");
        QTest::addColumn<QString>("service");
        QTest::newRow("ahead") << Duration(42s) << QStringLiteral("device clock 42\u202Fs ahead")
                               << QStringLiteral("service clock 42\u202Fs ahead");
        QTest::newRow("behind") << Duration(-1312ms)
                                << QStringLiteral("device clock 1.3\u202Fs behind, or its samples take that long")
                                << QStringLiteral("service clock 1.3\u202Fs behind");
    }

    void saysWhichWayAndHowFar()
    {
        QFETCH(Duration, ahead);
        QTEST(format::deviceClock(ahead), "device");
        QTEST(format::serviceClock(ahead), "service");
    }
};

QTEST_APPLESS_MAIN(TestClockText)
#include "tst_clock_text.moc"
