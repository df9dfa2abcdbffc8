#include "core/replay/playhead.h"

#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;
using replay::Playhead;

namespace {

const Timestamp start = Timestamp::fromMs(1'700'000'000'000);
const TimeRange minute{start, start + Duration(60s)};

} // namespace

class TestPlayhead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsAtTheEndAtFirst()
    {
        Playhead head(minute);
        QCOMPARE(head.position(), minute.to);
        QVERIFY(head.isAtEnd());
        QVERIFY(!head.isPlaying());
        QVERIFY(!head.advance(10s));
    }

    void movesWithOurTimeTimesItsSpeed_data()
    {
        QTest::addColumn<double>("speed");
        QTest::addColumn<qint64>("movedMs");
        QTest::addRow("slowest") << 0.1 << qint64(200);
        QTest::addRow("as it was") << 1.0 << qint64(2'000);
        QTest::addRow("between") << 17.0 << qint64(34'000);
        QTest::addRow("slower than there is") << 0.0 << qint64(200);
        QTest::addRow("no number") << std::nan("") << qint64(2'000);
    }

    void movesWithOurTimeTimesItsSpeed()
    {
        QFETCH(double, speed);
        QFETCH(qint64, movedMs);
        Playhead head(minute);
        head.seek(start, 0s);
        head.setSpeed(speed, 0s);
        head.play(5s);
        QVERIFY(head.advance(7s));
        QCOMPARE(head.position(), start + Duration(std::chrono::milliseconds(movedMs)));
    }

    void anotherSpeedGoesOnFromWhereItIs()
    {
        Playhead head(minute);
        head.seek(start, 0s);
        head.play(0s);
        head.setSpeed(10.0, 4s);
        head.advance(5s);
        QCOMPARE(head.position(), start + Duration(14s));
        head.changeSpeed(-1, 5s);
        QCOMPARE(head.speed(), 5.0);
        head.changeSpeed(100, 5s);
        QCOMPARE(head.speed(), 100.0);
    }

    void stopsAtTheEndAndStartsOver()
    {
        Playhead head(minute);
        head.seek(start + Duration(59s), 0s);
        head.play(0s);
        QVERIFY(head.advance(5s));
        QCOMPARE(head.position(), minute.to);
        QVERIFY(!head.isPlaying());
        head.play(6s);
        QCOMPARE(head.position(), minute.from);
        head.advance(7s);
        QCOMPARE(head.position(), start + Duration(1s));
    }

    void loopsARange()
    {
        Playhead head(minute);
        head.setLoop(TimeRange{start + Duration(10s), start + Duration(14s)}, 0s);
        QCOMPARE(head.position(), start + Duration(10s));
        head.play(0s);
        head.advance(5s);
        QCOMPARE(head.position(), start + Duration(11s));
        head.advance(5s + 8s + 500ms); // twice around in one frame
        QCOMPARE(head.position(), start + Duration(11s + 500ms));
        QVERIFY(head.isPlaying());
        head.setLoop(TimeRange{start - Duration(9s), start - Duration(2s)}, 20s);
        QVERIFY(!head.loop());
    }

    void seeksWithinItsExtent()
    {
        Playhead head(minute);
        head.seek(Timestamp::min(), 0s);
        QCOMPARE(head.position(), minute.from);
        head.seek(Timestamp::max(), 0s);
        QCOMPARE(head.position(), minute.to);
        head.seek(start + Duration(30s), 0s);
        head.play(0s);
        head.seek(start + Duration(40s), 3s);
        head.advance(4s);
        QCOMPARE(head.position(), start + Duration(41s));
        QVERIFY(head.isPlaying());
    }

    void standsWhilePaused()
    {
        Playhead head(minute);
        head.seek(start, 0s);
        head.play(0s);
        head.pause(2s);
        QCOMPARE(head.position(), start + Duration(2s));
        QVERIFY(!head.advance(60s));
        head.play(100s);
        head.advance(101s);
        QCOMPARE(head.position(), start + Duration(3s));
    }

    void growsWithItsExtent()
    {
        Playhead head(minute);
        head.setExtent({start, start + Duration(90s)});
        QCOMPARE(head.position(), start + Duration(90s)); // the end stays the end
        head.seek(start + Duration(80s), 0s);
        head.setExtent(minute);
        QCOMPARE(head.position(), minute.to);
    }

    void nothingMovesInNoTime()
    {
        Playhead head({start, start});
        head.play(0s);
        QVERIFY(!head.advance(1s));
        QVERIFY(!head.isPlaying());
        QCOMPARE(head.position(), start);
    }
};

QTEST_GUILESS_MAIN(TestPlayhead)
#include "tst_playhead.moc"
