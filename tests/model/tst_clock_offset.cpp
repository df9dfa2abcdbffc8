#include "core/model/clock_offset.h"

#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;

class TestClockOffset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aheadIsKnownAtOnce()
    {
        ClockOffset clock;
        QVERIFY(!clock.offset());
        clock.add(42s);
        QVERIFY(clock.offset() == Duration(42s));
    }

    void behindIsWhatEvenTheLeastLateIs()
    {
        ClockOffset clock;
        for (int i = 0; i < 7; ++i) {
            clock.add(-1300ms - i * 100ms);
            QVERIFY2(!clock.offset(), "it may be history yet");
        }
        clock.add(-5s);
        QVERIFY(clock.offset() == Duration(-1300ms));
        for (int i = 0; i < 8; ++i)
            clock.add(-2500ms);
        QVERIFY(clock.offset() == Duration(-2500ms)); // old looks do not count
    }

    void littleAndOtherTimesAreNotTold()
    {
        ClockOffset live;
        ClockOffset recording;
        for (int i = 0; i < 8; ++i) {
            live.add(-80ms);
            recording.add(-2h);
        }
        QVERIFY(!live.offset());
        QVERIFY(!recording.offset());
    }
};

QTEST_APPLESS_MAIN(TestClockOffset)
#include "tst_clock_offset.moc"
