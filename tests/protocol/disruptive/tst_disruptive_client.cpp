#include "core/protocol/disruptive/client.h"
#include "tests/protocol/recording_sink.h"
#include "tests/simulator/disruptive/disruptive_bench.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;
using watchglass::sim::Fleet;
using watchglass::sim::ServerOptions;
using watchglass::sim::disruptive::DisruptiveOptions;
using watchglass::sim::test::DisruptiveBench;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000;
const QString account = QStringLiteral("key1:s3cr3t-w0rd:me@example.com");

Fleet fleet(int devices = 2, double rateHz = 10.0, int channels = 1)
{
    return Fleet::generic(devices, rateHz, channels, 1);
}

/// A word opens a service that knows that word; everything else is judged by the account.
ServerOptions locked(const QString &token)
{
    ServerOptions options;
    options.token = token.contains(QLatin1Char(':')) ? account : token;
    return options;
}

/// The client against the simulator's server, both on one clock that is turned by hand.
struct Pair
{
    explicit Pair(QString query = {}, const QString &token = account, Fleet devices = fleet(),
                  DisruptiveOptions service = {})
        : server(std::move(devices), locked(token), std::move(service))
    {
        SourceAddress address;
        address.url = server.url();
        query.replace(QLatin1String("SERVER"), server.url(QStringLiteral("/v2")).toString());
        address.url.setQuery(query);
        address.token = token;
        client = std::make_unique<disruptive::Client>(address, sink, server.clock);
    }

    bool reaches(const std::function<bool()> &condition, Duration step = 0ms)
    {
        return QTest::qWaitFor(
            [&] {
                if (step > 0ms)
                    server.clock.advance(step);
                server.pump();
                return condition();
            },
            patience);
    }
    bool reachesPhase(SourcePhase phase, Duration step = 0ms)
    {
        return reaches([&] { return sink.phase() == phase; }, step);
    }
    bool goesLive()
    {
        client->start();
        return reachesPhase(SourcePhase::Live) && reaches([&] { return sink.devices.size() >= 2; });
    }
    std::size_t samples(const QString &attribute = QStringLiteral("temperature")) const
    {
        return static_cast<std::size_t>(std::count_if(sink.samples.begin(), sink.samples.end(), [&](const auto &kept) {
            return kept.info.key.attribute == attribute;
        }));
    }
    /// How many different instants of a device's series came, and how many came more than once.
    std::pair<std::size_t, std::size_t> instants(const QString &device) const
    {
        QMap<std::int64_t, int> times;
        for (const auto &kept : sink.samples) {
            if (kept.info.key.device == device)
                ++times[kept.sample.time.ns()];
        }
        const auto doubled = std::count_if(times.begin(), times.end(), [](int n) { return n > 1; });
        return {static_cast<std::size_t>(times.size()), static_cast<std::size_t>(doubled)};
    }

    DisruptiveBench server;
    test::RecordingSink sink;
    std::unique_ptr<disruptive::Client> client;
};

} // namespace

class TestDisruptiveClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void deliversTheStreamInBothForms_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("token");
        QTest::addColumn<QString>("dialect");
        QTest::newRow("lines, oauth") << QString() << account << QStringLiteral("ndjson");
        QTest::newRow("sse, oauth") << QStringLiteral("stream=sse") << account << QStringLiteral("sse");
        QTest::newRow("lines, basic") << QStringLiteral("stream=ndjson&ping=5s")
                                      << account.section(QLatin1Char(':'), 0, 1) << QStringLiteral("ndjson");
        QTest::newRow("sse, a ready token")
            << QStringLiteral("stream=sse") << QStringLiteral("s3cr3t-w0rd") << QStringLiteral("sse");
    }
    void deliversTheStreamInBothForms()
    {
        QFETCH(QString, query);
        QFETCH(QString, token);
        QFETCH(QString, dialect);
        Pair pair(query, token);
        QVERIFY(pair.goesLive());
        QCOMPARE(pair.sink.current().dialect, dialect);
        QVERIFY(pair.sink.current().capabilities.subset);
        QVERIFY(pair.sink.current().capabilities.history);
        QVERIFY(!pair.sink.current().capabilities.publish);
        pair.server.advance(1s);
        QVERIFY(pair.reaches([&] { return pair.samples() >= 22; }));
        const auto named = [&] {
            return std::find_if(pair.sink.devices.begin(), pair.sink.devices.end(),
                                [](const DeviceUpdate &one) { return one.name == QStringLiteral("Unit 0001"); });
        };
        QVERIFY(pair.reaches([&] { return named() != pair.sink.devices.end(); }));
        QCOMPARE(named()->type, QStringLiteral("temperature"));
        QCOMPARE(named()->location, QStringLiteral("Bench 1"));
        QCOMPARE(pair.sink.infos.front().unit, QStringLiteral("°C"));
        QVERIFY(pair.sink.problems.empty());
        QCOMPARE(pair.server.service.tokensIssued(), token == account ? 1 : 0);
    }

    void neverShowsASecret()
    {
        Pair pair;
        QVERIFY(pair.goesLive());
        pair.server.service.refuseWith(403);
        pair.server.drop();
        QVERIFY(pair.reachesPhase(SourcePhase::Failed, 100ms));
        Pair wrong({}, QStringLiteral("key1:wr0ng-w0rd:me@example.com"));
        wrong.client->start();
        QVERIFY(wrong.reachesPhase(SourcePhase::Failed));
        for (const Pair *one : {&pair, &wrong}) {
            QVERIFY(!one->sink.allTexts().contains(QStringLiteral("w0rd")));
            QVERIFY(!one->sink.allTexts().contains(QStringLiteral("Bearer")));
        }
        QVERIFY2(wrong.sink.current().text.contains(QStringLiteral("refused the credentials")),
                 qPrintable(wrong.sink.current().text));
    }

    void reconnectsAtOnceAfterAnInStream408()
    {
        Pair pair;
        QVERIFY(pair.goesLive());
        for (int i = 1; i <= 2; ++i) { // both generations
            pair.server.service.closeStreams();
            QVERIFY(pair.reaches([&] { return pair.sink.current().reconnects == i; }, 1ms));
            QVERIFY(pair.reaches([&] { return pair.server.streams() == 1; }));
            pair.server.advance(500ms);
        }
        QCOMPARE(pair.sink.countOf(Problem::ServerError), 0); // no alarm for the operator
    }

    void fillsTheGapFromHistoryWithoutDoubles()
    {
        Pair pair;
        QVERIFY(pair.goesLive());
        pair.server.advance(3s);
        QVERIFY(pair.reaches([&] { return pair.samples() >= 62; }));
        pair.server.drop(true);
        QVERIFY(pair.reachesPhase(SourcePhase::Waiting));
        QVERIFY(pair.sink.current().retryAt.has_value());
        pair.server.advance(500ms);
        pair.server.listen();
        QVERIFY(pair.reaches([&] { return pair.sink.current().reconnects == 1; }, 50ms));
        pair.server.advance(2s);
        const QString device = pair.server.service.project().devices().front().id;
        const auto due = [&] { return static_cast<std::size_t>(pair.server.site.elapsed() / 100ms) + 1; };
        QVERIFY(pair.reaches([&] { return pair.instants(device).first == due(); }));
        QVERIFY(pair.reaches([&] { return pair.sink.current().text == QStringLiteral("Live"); }));
        QVERIFY(pair.sink.gaps.empty());
        QCOMPARE(pair.sink.problems.size(), std::size_t(0));
        // The instant that the device had reported comes by the list too; the store drops what is the same.
        QVERIFY(pair.instants(device).second <= 2);
    }

    void callsItAGapWhenHistoryCannotBeHad()
    {
        Pair pair;
        QVERIFY(pair.goesLive());
        pair.server.service.closeStreams(500, QStringLiteral("broken"));
        QVERIFY(pair.reachesPhase(SourcePhase::Waiting));
        QVERIFY(pair.reaches([&] { return pair.sink.current().reconnects == 1; }, 50ms));
        pair.client->stop();
        QCOMPARE(pair.sink.gaps.size(), std::size_t(2));
        QCOMPARE(pair.sink.gaps.front().gap.cause, GapCause::LinkLost);
        QCOMPARE(pair.sink.phase(), SourcePhase::Idle);
    }

    void staysUnderTheRateLimit()
    {
        Pair pair({}, account, fleet(40, 1.0));
        QVERIFY(pair.goesLive());
        pair.server.service.closeStreams();
        QVERIFY(pair.reaches([&] { return pair.sink.current().reconnects == 1; }, 1ms));
        QVERIFY(pair.reaches([&] { return pair.sink.current().text == QStringLiteral("Live"); }, 200ms));
        QCOMPARE(pair.server.counts().limitCloses.load(), 0U);
        QVERIFY(pair.sink.gaps.empty());
    }

    void publishesThroughTheEmulator()
    {
        Pair pair(QStringLiteral("emulator=SERVER&event_types=contact"));
        QVERIFY(pair.goesLive());
        QVERIFY(pair.sink.current().capabilities.publish);
        const QString device = pair.server.service.project().devices().front().id;
        std::optional<bool> isTaken;
        const auto done = [&isTaken](bool ok) { isTaken = ok; };
        pair.client->publish(device, R"({"contact":{"state":"OPEN"}})", done);
        QVERIFY(pair.reaches([&] { return pair.samples(QStringLiteral("contact")) == 1; }));
        QVERIFY(pair.reaches([&] { return isTaken.has_value(); }));
        QVERIFY(*isTaken);
        QCOMPARE(pair.sink.countOf(Problem::ServerError), 0);
        for (const QString &refused : {device, QStringLiteral("nobody")}) {
            isTaken.reset();
            pair.client->publish(refused, R"({"labelsChanged":{}})", done);
            QVERIFY(pair.reaches([&] { return isTaken.has_value(); }));
            QVERIFY(!*isTaken);
        }
        QCOMPARE(pair.sink.countOf(Problem::ServerError), 2);
        isTaken.reset();
        Pair service; // no emulator
        service.client->publish(device, R"({"contact":{"state":"OPEN"}})", done);
        QVERIFY(isTaken.has_value() && !*isTaken);
        QCOMPARE(service.sink.countOf(Problem::ServerError), 1);
    }

    void answersAnInStreamErrorAsThePageSays_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<SourcePhase>("phase");
        QTest::newRow("403") << 403 << SourcePhase::Failed;
        QTest::newRow("404") << 404 << SourcePhase::Failed;
        QTest::newRow("500") << 500 << SourcePhase::Waiting;
        QTest::newRow("503") << 503 << SourcePhase::Waiting;
        QTest::newRow("none") << 0 << SourcePhase::Waiting;
    }
    void answersAnInStreamErrorAsThePageSays()
    {
        QFETCH(int, code);
        QFETCH(SourcePhase, phase);
        Pair pair;
        QVERIFY(pair.goesLive());
        pair.server.service.closeStreams(code, QStringLiteral("some words"));
        QVERIFY(pair.reachesPhase(phase));
        QVERIFY2(pair.sink.current().text.contains(QStringLiteral("some words")), qPrintable(pair.sink.current().text));
    }

    void getsANewTokenOnceFor401()
    {
        Pair pair;
        QVERIFY(pair.goesLive());
        QCOMPARE(pair.server.service.tokensIssued(), 1);
        pair.server.service.revokeTokens();
        pair.server.service.closeStreams();
        QVERIFY(pair.reaches([&] { return pair.sink.current().reconnects == 1; }, 1ms));
        QCOMPARE(pair.server.service.tokensIssued(), 2);
        QCOMPARE(pair.sink.countOf(Problem::ServerError), 0);
        pair.server.service.refuseWith(401); // from now on no token is good
        pair.server.drop();
        QVERIFY(pair.reachesPhase(SourcePhase::Failed, 50ms));
        // One new token for the stream, and at most one for what was being read meanwhile.
        const int issued = pair.server.service.tokensIssued();
        QVERIFY(issued == 3 || issued == 4);
        pair.server.advance(120s);
        QVERIFY(pair.reaches([] { return true; }));
        QCOMPARE(pair.server.service.tokensIssued(), issued);
    }

    void failsAtOnceWhenBasicIsRefused()
    {
        Pair pair({}, QStringLiteral("key1:other"));
        pair.client->start();
        QVERIFY(pair.reachesPhase(SourcePhase::Failed));
        QVERIFY(pair.sink.current().text.contains(QStringLiteral("refuses the credentials")));
    }

    void refreshesSixtySecondsBeforeExpiry_data()
    {
        QTest::addColumn<int>("secondsBeforeEnd");
        QTest::addColumn<int>("tokens");
        QTest::newRow("61 s left") << 61 << 1;
        QTest::newRow("59 s left") << 59 << 2;
    }
    void refreshesSixtySecondsBeforeExpiry()
    {
        QFETCH(int, secondsBeforeEnd);
        QFETCH(int, tokens);
        DisruptiveOptions options;
        options.tokenLifetime = 10min;
        Pair pair(QStringLiteral("ping=1000s"), account, fleet(2, 0.001), options);
        QVERIFY(pair.goesLive());
        pair.server.clock.advance(10min - std::chrono::seconds(secondsBeforeEnd));
        pair.server.service.closeStreams();
        QVERIFY(pair.reaches([&] { return pair.sink.current().reconnects == 1; }, 1ms));
        QCOMPARE(pair.server.service.tokensIssued(), tokens);
    }

    void connectsAnewWhenPingsAreMissing()
    {
        Pair pair(QStringLiteral("ping=10s&event_types=touch"));
        QVERIFY(pair.goesLive());
        QVERIFY(pair.reaches([&] { return pair.sink.frames > 0; })); // the list of devices
        for (int i = 0; i < 3; ++i) {                                // pings alone keep it alive
            const auto before = pair.sink.frames;
            pair.server.advance(10s);
            QVERIFY(pair.reaches([&] { return pair.sink.frames > before; }));
        }
        QCOMPARE(pair.sink.current().reconnects, 0);
        pair.server.faultsNow.halfOpen = true;
        pair.server.clock.advance(9s);
        QCOMPARE(pair.sink.phase(), SourcePhase::Live);
        pair.server.clock.advance(3s);
        QVERIFY(pair.reachesPhase(SourcePhase::Waiting));
        QVERIFY(pair.sink.current().text.contains(QStringLiteral("silent")));
        pair.server.faultsNow.halfOpen = false;
        QVERIFY(pair.reaches([&] { return pair.sink.current().reconnects == 1; }, 100ms));
    }

    void asksForChosenEventsOnly()
    {
        Pair pair(QStringLiteral("eventTypes=temperature&device_types=temperature&labelFilters=name"), account,
                  fleet(2, 10.0, 3));
        QVERIFY(pair.goesLive());
        pair.server.advance(1s);
        QVERIFY(pair.reaches([&] { return pair.samples() >= 22; }));
        // What devices reported last comes with their list, whatever the stream is narrowed to.
        QVERIFY(pair.samples(QStringLiteral("pressure")) <= 2);
    }

    void survivesDamagedMessages_data()
    {
        QTest::addColumn<QString>("query");
        QTest::newRow("lines") << QString();
        QTest::newRow("sse") << QStringLiteral("stream=sse");
    }
    void survivesDamagedMessages()
    {
        QFETCH(QString, query);
        Pair pair(query);
        QVERIFY(pair.goesLive());
        pair.server.faultsNow.corrupt = 0.5;
        pair.server.faultsNow.duplicate = 0.3;
        pair.server.faultsNow.reorder = 0.3;
        pair.server.faultsNow.damage = sim::Damage::Flip;
        pair.server.advance(5s);
        QVERIFY(pair.reaches([&] { return pair.sink.frames > 50; }));
        pair.server.faultsNow = {};
        pair.server.advance(1s);
        const std::size_t before = pair.samples();
        pair.server.advance(1s);
        QVERIFY(pair.reaches([&] { return pair.samples() >= before + 20; }));
        QCOMPARE(pair.sink.phase(), SourcePhase::Live);
    }

    void tellsWhenAnAddressNamesNoProject()
    {
        test::RecordingSink sink;
        watchglass::test::FakeClock clock;
        SourceAddress address;
        address.url = QUrl(QStringLiteral("http://127.0.0.1:1/v2"));
        disruptive::Client client(address, sink, clock);
        client.start();
        QCOMPARE(sink.phase(), SourcePhase::Failed);
        QVERIFY(sink.current().text.contains(QStringLiteral("project")));
        QCOMPARE(clock.activeTimers(), 0);
    }

    void opensNothingAfterStop()
    {
        Pair pair;
        QVERIFY(pair.goesLive());
        pair.client->stop();
        QVERIFY(pair.reaches([&] { return pair.server.streams() == 0; }));
        pair.server.advance(60s);
        QCOMPARE(pair.server.streams(), 0);
        QCOMPARE(pair.server.clock.activeTimers(), 0);
        QVERIFY(pair.goesLive()); // and may be started again
    }
};

QTEST_GUILESS_MAIN(TestDisruptiveClient)
#include "tst_disruptive_client.moc"
