#pragma once

#include "app/simulator/services.h"
#include "app/simulator/simulator_server.h"
#include "core/protocol/source_factory.h"
#include "core/protocol/told_client.h"
#include "tests/replay/heard_sink.h"
#include "tests/replay/kept_frames.h"
#include "tests/support/fake_clock.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace watchglass::test {

using namespace std::chrono_literals;

inline const QString token = QStringLiteral("key:secret");
inline const QString hiddenToken = QStringLiteral("***:******");

inline sim::ServerOptions replayedServer(sim::Dialect dialect)
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

inline protocol::SourceAddress addressOf(protocol::Service service, const QUrl &server)
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
struct LivedSession
{
    LivedSession(protocol::Service service, sim::Dialect dialect)
        : server(sim::Fleet::demo(3), replayedServer(dialect), clock)
        , start(clock.now())
        , frames(std::make_shared<KeptFrames>(clock))
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

    FakeClock clock;
    sim::SimulatorServer server;
    const Timestamp start;
    std::shared_ptr<KeptFrames> frames;
    HeardSink sink;
    protocol::SourceAddress address;
    std::unique_ptr<protocol::SourceClient> client;
};

/// As a session file keeps them.
inline std::vector<KeptFrames::Heard> withoutSecrets(std::vector<KeptFrames::Heard> frames)
{
    for (auto &[at, frame] : frames) {
        frame.head.replace(token.toUtf8(), hiddenToken.toUtf8());
        frame.payload.replace(token.toUtf8(), hiddenToken.toUtf8());
    }
    return frames;
}

/// Where two lists of lines part, with what stands there; empty when they do not.
inline QString difference(const QStringList &a, const QStringList &b)
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

} // namespace watchglass::test
