#include "tests/protocol/terra/terra_clients.h"

#include <QJsonArray>
#include <QNetworkRequest>
#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::terra;
using namespace std::chrono_literals;
using watchglass::test::ClientBench;
using watchglass::test::ProducerBench;

class TestTerraClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void derivesTheRestSide_data();
    void derivesTheRestSide();
    void mintsThenConnectsThenIdentifies();
    void identifiesOnlyOnce();
    void mintsAnewBeforeEveryConnect();
    void reconnectsWhenHeartbeatsAreNotAcknowledged();
    void callsAGatewaySilentThatAnswersNoHeartbeat();
    void staysLiveWhileHeartbeatsAreAcknowledged();
    void takesTheIntervalFromHello();
    void beatsFromHelloOn();
    void deliversSamplesOnce();
    void fillsTheGapByReplay();
    void deliversWhatWaitsWhenTheSessionEnds();
    void reportsCapabilities();
    void doesNothingAfterStop();
    void goesOnAfterAnEndByWhomever_data();
    void goesOnAfterAnEndByWhomever();
    void asksForARestAgainThatAStopCutOff();
    void saysThatItCannotBeAskedForLess();
    void publishesAsOneUser();
    void publishesNothingForAnUnnamedUser();
    void keepsSubmissionsWhileDown();
    void repeatsTheStatusAfterAReconnect();
};

void TestTerraClient::derivesTheRestSide_data()
{
    QTest::addColumn<QString>("socket");
    QTest::addColumn<QString>("connect");
    QTest::addColumn<QString>("rest");
    const auto row = [](const char *name, const char *socket, const char *connect, const char *rest) {
        QTest::newRow(name) << QString::fromUtf8(socket) << QString::fromUtf8(connect) << QString::fromUtf8(rest);
    };
    row("the service", "wss://ws.tryterra.co/connect", "wss://ws.tryterra.co/connect", "https://ws.tryterra.co/");
    row("without path", "wss://ws.tryterra.co", "wss://ws.tryterra.co/connect", "https://ws.tryterra.co/");
    row("plain, port", "ws://127.0.0.1:8000/connect", "ws://127.0.0.1:8000/connect", "http://127.0.0.1:8000/");
    row("prefix", "ws://host/terra/connect", "ws://host/terra/connect", "http://host/terra/");
    row("options are ours", "ws://host/connect?speed=km/h", "ws://host/connect", "http://host/");
}

void TestTerraClient::derivesTheRestSide()
{
    QFETCH(QString, socket);
    QFETCH(QString, connect);
    QFETCH(QString, rest);
    const QUrl url = socketUrl({protocol::Service::Terra, QUrl(socket), {}});
    QCOMPARE(url.toString(), connect);
    QCOMPARE(restBaseUrl(url).toString(), rest);
}

void TestTerraClient::mintsThenConnectsThenIdentifies()
{
    ClientBench bench;
    bench.client.start();
    QCOMPARE(bench.sink.phase(), SourcePhase::Connecting);
    QVERIFY(bench.reaches([&] { return bench.posts.size() == 1; }));
    QCOMPARE(bench.handshakesAtPost.first(), 0);
    QCOMPARE(bench.posts.first(), QStringLiteral("POST /auth/developer"));
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.server.handshakes, 1);
    const QNetworkRequest upgrade = bench.server.clients.constFirst()->request();
    QVERIFY(!upgrade.hasRawHeader("Authorization") && !upgrade.hasRawHeader("dev-id"));
    QVERIFY(!upgrade.url().hasQuery());
    QCOMPARE(bench.server.frames.first().value(QLatin1String("op")).toInt(), 3);
    QCOMPARE(bench.last(3).value(QLatin1String("token")).toString(), QStringLiteral("t0ken-1"));
    QCOMPARE(bench.last(3).value(QLatin1String("type")).toInt(), 1);
    std::vector<SourcePhase> phases;
    for (const SourceState &state : bench.sink.states) {
        if (phases.empty() || phases.back() != state.phase)
            phases.push_back(state.phase);
    }
    QCOMPARE(phases, std::vector<SourcePhase>({SourcePhase::Connecting, SourcePhase::Probing, SourcePhase::Live}));
    QVERIFY(bench.tellsNoSecret());
}

void TestTerraClient::identifiesOnlyOnce()
{
    ClientBench bench;
    QVERIFY(bench.goesLive());
    bench.server.send(bench.greeting);
    bench.server.send("{\"op\":4}");
    bench.dispatch(1, 5.0);
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 1; }));
    QCOMPARE(bench.ops(3), 1);
}

void TestTerraClient::mintsAnewBeforeEveryConnect()
{
    ClientBench bench;
    QVERIFY(bench.goesLive());
    for (int i = 2; i <= 4; ++i) {
        bench.server.dropAll();
        QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
        QVERIFY(bench.reachesPhase(SourcePhase::Live));
        QCOMPARE(bench.posts.size(), i);
        QCOMPARE(bench.server.handshakes, i);
        QCOMPARE(bench.last(3).value(QLatin1String("token")).toString(), QStringLiteral("t0ken-%1").arg(i));
        QCOMPARE(bench.sink.current().reconnects, i - 1);
    }
    QCOMPARE(bench.ops(3), 4);
}

void TestTerraClient::reconnectsWhenHeartbeatsAreNotAcknowledged()
{
    ClientBench bench;
    bench.acknowledges = false;
    QVERIFY(bench.goesLive());
    bench.clock.advance(40s);
    QVERIFY(bench.reaches([&] { return bench.ops(0) == 1; }));
    bench.clock.advance(40s);
    QVERIFY(bench.sink.phase() != SourcePhase::Live);
    QVERIFY(bench.sink.allTexts().contains(QLatin1String("heartbeat")));
    QCOMPARE(bench.ops(0), 1);
    bench.acknowledges = true;
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QVERIFY(bench.posts.size() >= 2); // time went on, so that an attempt may have been given up
}

void TestTerraClient::callsAGatewaySilentThatAnswersNoHeartbeat()
{
    ClientBench bench;
    bench.acknowledges = false;
    QVERIFY(bench.goesLive());
    const auto turnsUntil = [&bench](const std::function<bool()> &condition) {
        return QTest::qWaitFor(
            [&] {
                if (!condition())
                    bench.clock.advance(500ms);
                return condition();
            },
            30'000);
    };
    QVERIFY(turnsUntil([&] { return bench.ops(0) == 1; }));
    QVERIFY(turnsUntil([&] { return bench.sink.phase() == SourcePhase::Silent; }));
    bench.server.send(R"({"op":1})");
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.server.handshakes, 1);
}

void TestTerraClient::staysLiveWhileHeartbeatsAreAcknowledged()
{
    ClientBench bench;
    QVERIFY(bench.goesLive());
    for (int beat = 1; beat <= 10; ++beat) {
        const std::uint64_t before = bench.sink.frames;
        bench.clock.advance(40s);
        QVERIFY(bench.reaches([&] { return bench.ops(0) == beat && bench.sink.frames > before; }));
    }
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
    QCOMPARE(bench.server.handshakes, 1);
}

void TestTerraClient::takesTheIntervalFromHello()
{
    ClientBench bench;
    bench.greeting = R"({"op":2,"d":{"heartbeat_interval":2000}})";
    QVERIFY(bench.goesLive());
    for (int beat = 1; beat <= 5; ++beat) {
        const std::uint64_t before = bench.sink.frames;
        bench.clock.advance(2s);
        QVERIFY(bench.reaches([&] { return bench.ops(0) == beat && bench.sink.frames > before; }));
    }

    ClientBench without;
    without.greeting = R"({"op":2,"d":{}})";
    QVERIFY(without.goesLive());
    QCOMPARE(without.sink.countOf(Problem::BadValue), 1);
    for (int beat = 1; beat <= 10; ++beat) { // so many that no other interval would fit
        const std::uint64_t before = without.sink.frames;
        without.clock.advance(40s);
        QVERIFY(without.reaches([&] { return without.ops(0) == beat && without.sink.frames > before; }));
    }
}

void TestTerraClient::beatsFromHelloOn()
{
    ClientBench bench;
    bench.letsIn = false;
    bench.greeting = R"({"op":2,"d":{"heartbeat_interval":2000}})";
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.ops(3) == 1; }));
    bench.clock.advance(2s);
    QVERIFY(bench.reaches([&] { return bench.ops(0) == 1; }));
    QCOMPARE(bench.sink.phase(), SourcePhase::Probing);
}

void TestTerraClient::deliversSamplesOnce()
{
    ClientBench bench;
    QVERIFY(bench.goesLive());
    for (const int seq : {7, 7, 12, 7, 0, 0})
        bench.dispatch(seq, seq);
    bench.dispatch(9'007'199'254'740'992, 1.0);
    bench.dispatch(9'007'199'254'740'993, 2.0); // a double could not tell these two apart
    QVERIFY(bench.reaches([&] { return bench.sink.values().size() >= 6 && bench.sink.values().back() == 2.0; }));
    QCOMPARE(bench.sink.values(), std::vector<double>({7, 12, 0, 0, 1, 2}));
}

void TestTerraClient::fillsTheGapByReplay()
{
    ClientBench bench;
    QVERIFY(bench.goesLive());
    bench.dispatch(28, 28);
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 1; }));
    const Timestamp lost = bench.clock.now();
    bench.server.dropAll();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.sink.gaps.size(), std::size_t(1));
    QCOMPARE(bench.sink.gaps.front().device, QString());
    QCOMPARE(bench.sink.gaps.front().gap.cause, GapCause::LinkLost);
    QCOMPARE(bench.sink.gaps.front().gap.range.from.ns(), lost.ns());
    QCOMPARE(bench.ops(7), 0); // nothing is asked before a live message tells the bound
    bench.dispatch(43, 43);
    QVERIFY(bench.reaches([&] { return bench.ops(7) == 1; }));
    QCOMPARE(bench.last(7), QJsonObject({{QStringLiteral("after"), 28}, {QStringLiteral("before"), 43}}));
    for (const int seq : {29, 44, 35, 35, 42})
        bench.dispatch(seq, seq);
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 6; }));
    QCOMPARE(bench.sink.values(), std::vector<double>({28, 43, 29, 44, 35, 42}));
    QVERIFY(bench.sink.current().text.contains(QLatin1Char('3')));
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
}

void TestTerraClient::deliversWhatWaitsWhenTheSessionEnds()
{
    const QByteArray ecg = R"({"op":5,"t":"ECG","uid":"u","d":{"ts":"2026-01-01T00:00:00Z","d":[1,2]}})";
    for (const bool isStopped : {true, false}) {
        ClientBench bench;
        QVERIFY(bench.goesLive());
        bench.server.send(ecg);
        bench.dispatch(1, 9.0);
        QVERIFY(bench.reaches([&] { return bench.sink.values() == std::vector<double>{9}; }));
        if (isStopped)
            bench.client.stop();
        else
            bench.server.dropAll();
        QVERIFY(bench.reaches([&] { return bench.sink.values() == std::vector<double>({9, 1, 2}); }));
    }
}

void TestTerraClient::reportsCapabilities()
{
    ClientBench bench;
    bench.client.start();
    QCOMPARE(bench.sink.current().capabilities, Capabilities());
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    Capabilities expected;
    expected.history = true;
    expected.publish = true;
    QCOMPARE(bench.sink.current().capabilities, expected);
}

void TestTerraClient::doesNothingAfterStop()
{
    ClientBench bench;
    QVERIFY(bench.goesLive());
    bench.dispatch(5, 1.0);
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 1; }));
    bench.client.stop();
    QCOMPARE(bench.sink.phase(), SourcePhase::Idle);
    QVERIFY(bench.reaches([&] { return bench.server.clients.isEmpty(); }));
    for (int i = 0; i < 20; ++i) {
        bench.clock.advance(1min);
        QCoreApplication::processEvents();
    }
    QCOMPARE(bench.posts.size(), 1);
    QCOMPARE(bench.sink.phase(), SourcePhase::Idle);
    QCOMPARE(bench.clock.activeTimers(), 0);
}

void TestTerraClient::goesOnAfterAnEndByWhomever_data()
{
    QTest::addColumn<int>("closeCode"); // 0: stopped by the operator
    QTest::newRow("stopped") << 0;
    QTest::newRow("failed") << 4003;
}

void TestTerraClient::goesOnAfterAnEndByWhomever()
{
    QFETCH(int, closeCode);
    ClientBench bench;
    QVERIFY(bench.goesLive());
    bench.dispatch(28, 28);
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 1; }));
    const Timestamp heard = bench.clock.now();
    if (closeCode > 0) {
        bench.server.closeAll(static_cast<quint16>(closeCode));
        QVERIFY(bench.reachesPhase(SourcePhase::Failed));
        bench.clock.advance(1min);
    }
    bench.client.stop();
    QCOMPARE(bench.clock.activeTimers(), 0);
    bench.clock.advance(1min);
    QVERIFY(bench.goesLive());
    QCOMPARE(bench.sink.gaps.size(), std::size_t(1));
    QCOMPARE(bench.sink.gaps.front().gap, (Gap{{heard, bench.clock.now()}, GapCause::LinkLost}));
    bench.dispatch(43, 43);
    QVERIFY(bench.reaches([&] { return bench.ops(7) == 1; }));
    QCOMPARE(bench.last(7), QJsonObject({{QStringLiteral("after"), 28}, {QStringLiteral("before"), 43}}));
    for (const int seq : {28, 29, 42})
        bench.dispatch(seq, seq);
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 4; }));
    QCOMPARE(bench.sink.values(), std::vector<double>({28, 43, 29, 42}));
}

void TestTerraClient::asksForARestAgainThatAStopCutOff()
{
    ClientBench bench;
    QVERIFY(bench.goesLive());
    bench.dispatch(28, 28);
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 1; }));
    bench.server.dropAll();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    bench.dispatch(43, 43);
    QVERIFY(bench.reaches([&] { return bench.ops(7) == 1; }));
    bench.dispatch(29, 29);
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 3; }));
    bench.client.stop();
    QVERIFY(bench.goesLive());
    bench.dispatch(60, 60);
    QVERIFY(bench.reaches([&] { return bench.ops(7) == 2; }));
    QCOMPARE(bench.last(7), QJsonObject({{QStringLiteral("after"), 29}, {QStringLiteral("before"), 60}}));
}

void TestTerraClient::saysThatItCannotBeAskedForLess()
{
    ClientBench bench;
    DemandChange change;
    change.others = AttentionLevel::None;
    change.series = {{{{}, QStringLiteral("u"), QStringLiteral("HRV"), {}}, AttentionLevel::High}};
    bench.client.setDemand(change); // before any session
    Grant grant;
    grant.level = AttentionLevel::None;
    grant.isFixed = true;
    QCOMPARE(bench.sink.grants, std::vector<Grant>{grant});
    QVERIFY(bench.goesLive());
    const auto frames = bench.server.frames.size();
    change.others = AttentionLevel::Low;
    bench.client.setDemand(change);
    bench.client.setDemand({std::nullopt, change.series}); // nothing new for the others
    grant.level = AttentionLevel::Low;
    QCOMPARE(bench.sink.grants.size(), std::size_t(2));
    QCOMPARE(bench.sink.grants.back(), grant);
    bench.dispatch(1, 5.0);
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 1; }));
    QCOMPARE(bench.server.frames.size(), frames);
    QVERIFY(bench.sink.spans.empty());
}

void TestTerraClient::publishesAsOneUser()
{
    ProducerBench bench;
    bench.producer.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.posts.first(), QStringLiteral("POST /auth/user"));
    QCOMPARE(bench.server.requests.first(), QStringLiteral("POST /auth/user?id=user%201"));
    QCOMPARE(bench.last(3).value(QLatin1String("type")).toInt(-1), 0);
    QVERIFY(!bench.states.back().capabilities.history);
    QVERIFY(bench.states.back().capabilities.publish);
    const std::vector<double> vector{1.0, 2.0};
    QVERIFY(bench.producer.submit(QStringLiteral("HEART_RATE"), Timestamp::fromMs(0), 95.0));
    QVERIFY(bench.producer.submit(QStringLiteral("LOCATION"), Timestamp::fromMs(0), vector));
    QVERIFY(!bench.producer.submit(QStringLiteral("HRV"), Timestamp::fromMs(0), std::nan("")));
    QVERIFY(bench.reaches([&] { return bench.ops(6) == 2; }));
    QCOMPARE(bench.last(6).value(QLatin1String("d")).toArray().size(), 2);
    QCOMPARE(bench.producer.counters().sent, std::uint64_t(2));
    QCOMPARE(bench.producer.counters().unfit, std::uint64_t(1));
    QCOMPARE(bench.producer.queued(), std::size_t(0));
    bench.producer.stop();
    QCOMPARE(bench.states.back().phase, SourcePhase::Idle);
}

void TestTerraClient::publishesNothingForAnUnnamedUser()
{
    ProducerBench bench(10, {});
    bench.producer.start();
    QCOMPARE(bench.states.back().phase, SourcePhase::Failed);
    QCOMPARE(bench.posts.size(), 0);
}

void TestTerraClient::keepsSubmissionsWhileDown()
{
    ProducerBench bench(3);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(bench.producer.submit(QStringLiteral("HRV"), Timestamp::fromMs(0), i), i < 3);
    QCOMPARE(bench.producer.queued(), std::size_t(3));
    QCOMPARE(bench.producer.counters().dropped, std::uint64_t(2));
    bench.producer.start();
    QVERIFY(bench.reaches([&] { return bench.ops(6) == 3; }));
    QCOMPARE(bench.drained, 1);
    QCOMPARE(bench.last(6).value(QLatin1String("val")).toDouble(), 2.0); // the oldest were kept
    bench.server.dropAll();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    QVERIFY(bench.producer.submit(QStringLiteral("HRV"), Timestamp::fromMs(0), 8.0));
    QVERIFY(bench.reaches([&] { return bench.ops(6) == 4; }));
    QVERIFY(bench.problems.isEmpty());
    bench.server.dropAll();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    QVERIFY(bench.producer.submit(QStringLiteral("HRV"), Timestamp::fromMs(0), 9.0));
    bench.producer.stop();
    QCOMPARE(bench.producer.counters().dropped, std::uint64_t(3));
    QCOMPARE(bench.producer.counters().sent, std::uint64_t(4));
}

void TestTerraClient::repeatsTheStatusAfterAReconnect()
{
    ProducerBench bench;
    bench.producer.setStatus({true, QStringLiteral("d1"), QStringLiteral("watch"), {}});
    bench.producer.submit(QStringLiteral("HRV"), Timestamp::fromMs(0), 1.0);
    bench.producer.start();
    QVERIFY(bench.reaches([&] { return bench.ops(6) == 1; }));
    QCOMPARE(bench.server.frames.at(1).value(QLatin1String("op")).toInt(), 8); // before any submission
    bench.server.dropAll();
    QVERIFY(bench.reaches([&] { return bench.ops(8) == 2; }));
    bench.producer.setStatus({false, {}, {}, QStringLiteral("taken off")});
    QVERIFY(bench.reaches([&] { return bench.ops(8) == 3; }));
    QCOMPARE(bench.last(8).value(QLatin1String("connected")).toBool(true), false);
    bench.server.send(R"({"op":5,"t":"HRV","uid":"u","seq":1,"d":{"val":1}})");
    QVERIFY(bench.reaches([&] { return !bench.problems.isEmpty(); }));
}

QTEST_GUILESS_MAIN(TestTerraClient)
#include "tst_terra_client.moc"
