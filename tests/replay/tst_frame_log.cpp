#include "core/recording/frame_log.h"

#include "core/link/tap_fork.h"
#include "tests/replay/kept_frames.h"
#include "tests/support/fake_clock.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::recording;

namespace {

link::Frame text(const QByteArray &payload)
{
    return {1, link::FrameKind::TextReceived, {}, payload};
}

} // namespace

class TestFrameLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsNothingUnlessSomebodyLooks()
    {
        FrameLog log;
        test::FakeClock clock;
        LogTap tap(log, QStringLiteral("ward"), clock, [](QByteArray &) {});
        QVERIFY(!tap.isListening());
        log.watch();
        QVERIFY(tap.isListening());
        tap.take(text("one"));
        QCOMPARE(log.since(0).size(), std::size_t(1));
        QCOMPARE(log.since(0).front().source, QStringLiteral("ward"));
        QCOMPARE(log.since(0).front().at, clock.now());
        log.unwatch();
        QVERIFY(!tap.isListening());
        QVERIFY(log.since(0).empty());
    }

    void isBoundedAndTellsWhatIsNew()
    {
        FrameLog log;
        log.watch();
        for (std::size_t i = 0; i < FrameLog::capacity + 10; ++i)
            log.add({});
        const auto all = log.since(0);
        QCOMPARE(all.size(), FrameLog::capacity);
        QCOMPARE(all.front().number, std::uint64_t(11));
        QCOMPARE(log.since(all.back().number - 3).size(), std::size_t(3));
        QVERIFY(log.since(all.back().number).empty());
    }

    void secretsNeverEnterAndLongFramesAreCut()
    {
        FrameLog log;
        log.watch();
        test::FakeClock clock;
        LogTap tap(log, QStringLiteral("ward"), clock, [](QByteArray &bytes) { bytes.replace("secret", "******"); });
        // The secret lies across the cut.
        QByteArray payload(FrameLog::mostBytes - 3, 'x');
        payload += "secret and more";
        tap.take(text(payload));
        const LoggedFrame frame = log.since(0).front();
        QCOMPARE(frame.text.size(), FrameLog::mostBytes);
        QVERIFY(frame.text.endsWith("***"));
        QCOMPARE(frame.bytes, payload.size());
    }

    void aForkFeedsThoseWhoListen()
    {
        FrameLog log;
        test::FakeClock clock;
        const auto kept = std::make_shared<test::KeptFrames>(clock);
        const auto logged = std::make_shared<LogTap>(log, QStringLiteral("ward"), clock, [](QByteArray &) {});
        link::TapFork fork({kept, logged});
        QVERIFY(fork.isListening());
        fork.take(text("one"));
        QCOMPARE(kept->heard.size(), std::size_t(1));
        QVERIFY(log.since(0).empty());
        link::TapFork idle({logged});
        QVERIFY(!idle.isListening());
    }
};

QTEST_GUILESS_MAIN(TestFrameLog)
#include "tst_frame_log.moc"
