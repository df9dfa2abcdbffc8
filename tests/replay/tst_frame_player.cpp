#include "core/replay/frame_player.h"

#include "tests/replay/lived_session.h"

#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

void playAll(replay::FramePlayer &player, const std::vector<test::KeptFrames::Heard> &frames)
{
    for (const auto &[at, frame] : frames)
        player.play(at, frame);
}

} // namespace

class TestFramePlayer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReplayIsTheSession_data()
    {
        QTest::addColumn<protocol::Service>("service");
        QTest::addColumn<sim::Dialect>("dialect");
        QTest::addRow("valtronics") << protocol::Service::Valtronics << sim::Dialect::Documented;
        QTest::addRow("valtronics rows") << protocol::Service::Valtronics << sim::Dialect::Server;
        QTest::addRow("sensocto") << protocol::Service::Sensocto << sim::Dialect::Documented;
        QTest::addRow("disruptive") << protocol::Service::Disruptive << sim::Dialect::Documented;
        QTest::addRow("terra") << protocol::Service::Terra << sim::Dialect::Documented;
        QTest::addRow("moonsense") << protocol::Service::Moonsense << sim::Dialect::Documented;
    }

    void aReplayIsTheSession()
    {
        QFETCH(protocol::Service, service);
        QFETCH(sim::Dialect, dialect);
        test::LivedSession session(service, dialect);
        session.live();
        QVERIFY(session.sink.samples > 50);
        const auto frames = test::withoutSecrets(session.frames->heard);
        const QStringList wanted = session.sink.lines;

        // No server, no token: what was recorded is enough.
        session.server.stop();
        protocol::SourceAddress address = session.address;
        address.token = test::hiddenToken;
        test::HeardSink sink;
        test::FakeClock unused;
        replay::FramePlayer player(address, sink, session.start);
        playAll(player, frames);
        QCOMPARE(test::difference(sink.lines, wanted), QString());

        // And a replay of the replay is that once more.
        test::HeardSink again;
        struct Tap final : link::FrameTap
        {
            bool isListening() const override { return true; }
            void take(link::Frame frame) override { heard.push_back({player ? player->clock().now() : start, frame}); }
            std::vector<test::KeptFrames::Heard> heard;
            Timestamp start;
            const replay::FramePlayer *player = nullptr;
        };
        const auto tap = std::make_shared<Tap>();
        tap->start = session.start;
        replay::FramePlayer heard(address, again, session.start, tap);
        tap->player = &heard;
        playAll(heard, frames);
        QCOMPARE(test::difference(again.lines, wanted), QString());
        test::HeardSink third;
        replay::FramePlayer last(address, third, session.start);
        playAll(last, tap->heard);
        QCOMPARE(test::difference(third.lines, wanted), QString());
    }
};

QTEST_GUILESS_MAIN(TestFramePlayer)
#include "tst_frame_player.moc"
