#include "tests/support/fake_clock.h"
#include "tests/ui/no_warnings.h"
#include "ui/desk/frame_clock.h"

#include <QSignalSpy>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

class TestFrameClock : public QObject
{
    Q_OBJECT

private:
    test::FakeClock m_clock;
    Duration m_cpu{};

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void everyTickPreparesThenDraws()
    {
        FrameClock frames(m_clock, [this] { return m_cpu; });
        QStringList order;
        connect(&frames, &FrameClock::frameDue, this, [&] { order << QStringLiteral("draw"); });
        connect(&frames, &FrameClock::prepared, this, [&] { order << QStringLiteral("prepare"); });
        frames.advance();
        QCOMPARE(order, QStringList({QStringLiteral("prepare"), QStringLiteral("draw")}));
    }

    void measuresWhatDrawingCosts()
    {
        FrameClock frames(m_clock, [this] { return m_cpu; });
        connect(&frames, &FrameClock::frameDue, this, [&] {
            frames.countFrame(AttentionLevel::High);
            frames.countFrame(AttentionLevel::Medium);
            m_clock.advance(4ms);
            m_cpu += 5ms;
        });
        QSignalSpy measured(&frames, &FrameClock::measured);
        QCOMPARE(frames.total().frames, 0u);
        for (int tick = 0; tick < 101; ++tick) {
            frames.advance();
            m_clock.advance(6ms);
        }
        QCOMPARE(measured.size(), 1);
        const FrameStats recent = frames.recent();
        QCOMPARE(recent.frameMedian, Duration(4ms));
        QCOMPARE(recent.frameMax, Duration(4ms));
        QCOMPARE(recent.frames, 2 * recent.focusedFrames);
        QVERIFY(std::abs(recent.perSecond(recent.focusedFrames) - 100.0) < 2.0);
        QVERIFY(std::abs(recent.guiBusy - 0.5) < 0.01);
        const FrameStats total = frames.total();
        QCOMPARE(total.frames, 202u);
        QCOMPARE(total.frameP99, Duration(4ms));
    }

    void ticksWithoutFramesDoNotCount()
    {
        FrameClock frames(m_clock, [this] { return m_cpu; });
        for (int tick = 0; tick < 10; ++tick) {
            frames.advance();
            m_clock.advance(200ms);
        }
        QCOMPARE(frames.recent().frames, 0u);
        QCOMPARE(frames.recent().frameMedian, Duration::zero());
        QCOMPARE(frames.total().ticks, 0u);
    }

    void ticksSeldomWhileNothingCanBeSeen()
    {
        SystemClock real;
        FrameClock frames(real, [] { return Duration::zero(); });
        QSignalSpy ticks(&frames, &FrameClock::prepared);
        frames.start(200.0);
        QTRY_VERIFY(!ticks.isEmpty());
        frames.setResting(true);
        ticks.clear();
        const Duration before = real.monotonic();
        QTRY_VERIFY(ticks.size() >= 4);
        QVERIFY(real.monotonic() - before >= 3 * FrameClock::restingInterval);
        QCOMPARE(frames.displayRateHz(), 200.0);
        frames.setResting(false);
        ticks.clear();
        QTRY_VERIFY(ticks.size() >= 4);
    }

    void ticksByItselfAtTheDisplaysRate()
    {
        SystemClock real;
        FrameClock frames(real, [] { return Duration::zero(); });
        QSignalSpy ticks(&frames, &FrameClock::frameDue);
        frames.start(10'000.0);
        QCOMPARE(frames.displayRateHz(), 240.0);
        QTRY_VERIFY(ticks.size() >= 3);
    }
};

QTEST_MAIN(TestFrameClock)
#include "tst_frame_clock.moc"
