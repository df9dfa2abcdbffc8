#include "core/replay/frame_player.h"

#include "app/simulator/services.h"
#include "app/simulator/simulator_server.h"
#include "core/protocol/source_factory.h"
#include "tests/replay/heard_sink.h"
#include "tests/replay/kept_frames.h"
#include "tests/support/fake_clock.h"

#include <QElapsedTimer>
#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

const QString token = QStringLiteral("key:secret");
const QString hiddenToken = QStringLiteral("***:******");

sim::ServerOptions serverOptions(sim::Dialect dialect)
{
    sim::ServerOptions options;
    options.dialect = dialect;
    options.token = token;
    options.limits.connectsPerMinute = 0;
    options.snapshot = true;
    options.history = 5s;
    options.pushes = true;
    return options;
}

protocol::SourceAddress addressOf(protocol::Service service, const QUrl &server)
{
    for (const QString &text : sim::serviceAddresses(server)) {
        auto address = protocol::parseSourceAddress(text);
        if (address && address.value().service == service) {
            if (service == protocol::Service::Sensocto)
                address.value().url.setQuery(QStringLiteral("viewer"));
            return address.value();
        }
    }
    qFatal("no such service");
}

/// One client before a simulated service that comes and goes, on a clock turned by hand, and all that a tap heard.
struct Session
{
    Session(protocol::Service service, sim::Dialect dialect)
        : server(sim::Fleet::demo(3), serverOptions(dialect), clock)
        , start(clock.now())
        , frames(std::make_shared<test::KeptFrames>(clock))
    {
        if (!server.listen())
            qFatal("cannot listen");
        address = addressOf(service, server.url());
        protocol::SourceAddress withToken = address;
        withToken.token = token;
        client = std::make_unique<protocol::ToldClient>(withToken, sink, clock, frames, protocol::makeClient);
    }

    void pass(Duration length)
    {
        for (Duration passed{}; passed < length; passed += 25ms) {
            clock.advance(25ms);
            QElapsedTimer timer;
            timer.start();
            do
                QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
            while (timer.nsecsElapsed() < 400'000);
        }
    }

    /// An operator's hour in short: looks, looks away, the server dies and comes back, the source is closed and opened.
    void live()
    {
        client->start();
        pass(8s);
        client->setDemand({AttentionLevel::Low, {}});
        pass(6s);
        client->setDemand({AttentionLevel::High, {}});
        pass(3s);
        server.stop();
        pass(4s);
        if (!server.listen())
            qFatal("cannot listen again");
        pass(25s);
        client->stop();
        pass(1s);
        client->start();
        pass(5s);
    }

    test::FakeClock clock;
    sim::SimulatorServer server;
    const Timestamp start;
    std::shared_ptr<test::KeptFrames> frames;
    test::HeardSink sink;
    protocol::SourceAddress address;
    std::unique_ptr<protocol::SourceClient> client;
};

void playAll(replay::FramePlayer &player, const std::vector<test::KeptFrames::Heard> &frames)
{
    for (const auto &[at, frame] : frames)
        player.play(at, frame);
}

/// As a session file keeps them.
std::vector<test::KeptFrames::Heard> withoutSecrets(std::vector<test::KeptFrames::Heard> frames)
{
    for (auto &[at, frame] : frames) {
        frame.head.replace(token.toUtf8(), hiddenToken.toUtf8());
        frame.payload.replace(token.toUtf8(), hiddenToken.toUtf8());
    }
    return frames;
}

/// Where two lists of lines part, with what stands there; empty when they do not.
QString difference(const QStringList &a, const QStringList &b)
{
    for (qsizetype i = 0; i < std::max(a.size(), b.size()); ++i) {
        if (a.value(i) != b.value(i))
            return QStringLiteral("line %1 of %2 and %3: \"%4\" is not \"%5\"; before: \"%6\"")
                .arg(i)
                .arg(a.size())
                .arg(b.size())
                .arg(a.value(i), b.value(i), a.value(i - 1));
    }
    return {};
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
        Session session(service, dialect);
        session.live();
        QVERIFY(session.sink.samples > 50);
        const auto frames = withoutSecrets(session.frames->heard);
        const QStringList wanted = session.sink.lines;

        // No server, no token: what was recorded is enough.
        session.server.stop();
        protocol::SourceAddress address = session.address;
        address.token = hiddenToken;
        test::HeardSink sink;
        test::FakeClock unused;
        replay::FramePlayer player(address, sink, session.start);
        playAll(player, frames);
        QCOMPARE(difference(sink.lines, wanted), QString());

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
        QCOMPARE(difference(again.lines, wanted), QString());
        test::HeardSink third;
        replay::FramePlayer last(address, third, session.start);
        playAll(last, tap->heard);
        QCOMPARE(difference(third.lines, wanted), QString());
    }
};

QTEST_GUILESS_MAIN(TestFramePlayer)
#include "tst_frame_player.moc"
