#include "core/protocol/terra/client.h"
#include "core/protocol/terra/producer.h"
#include "tests/protocol/terra/terra_bench.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::terra;
using namespace std::chrono_literals;
using watchglass::test::RecordingSink;
using watchglass::test::TerraBench;
using watchglass::test::terraCredentials;

namespace {

struct ClientBench : TerraBench
{
    explicit ClientBench(const QString &token = terraCredentials)
        : client({Service::Terra, url(), token}, sink, clock)
    {
        isWaiting = [this] { return sink.phase() == SourcePhase::Waiting; };
    }
    bool reachesPhase(SourcePhase phase)
    {
        return reaches([&] { return sink.phase() == phase; });
    }
    bool goesLive()
    {
        client.start();
        return reachesPhase(SourcePhase::Live);
    }
    bool tellsNoSecret() const
    {
        const QString all = sink.allTexts();
        return !all.contains(QLatin1String("k3y-s3cr3t")) && !all.contains(QLatin1String("dev-7"))
               && !all.contains(QLatin1String("t0ken-"));
    }

    RecordingSink sink;
    Client client;
};

struct ProducerBench : TerraBench, private Producer::Listener
{
    explicit ProducerBench(std::size_t limit = 10'000, const QString &user = QStringLiteral("user 1"))
        : producer({{Service::Terra, url(), terraCredentials}, user, limit}, *this, clock)
    {
        isWaiting = [this] { return !states.empty() && states.back().phase == SourcePhase::Waiting; };
    }
    void producerState(const SourceState &state) override { states.push_back(state); }
    void producerProblem(Problem, const QString &text) override { problems << text; }
    void producerDrained() override { ++drained; }
    bool reachesPhase(SourcePhase phase)
    {
        return reaches([&] { return !states.empty() && states.back().phase == phase; });
    }

    std::vector<SourceState> states;
    QStringList problems;
    int drained = 0;
    Producer producer;
};

} // namespace

class TestTerraClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void mintsThenConnectsThenIdentifies();
    void identifiesOnlyOnce();
    void mintsAnewBeforeEveryConnect();
    void answersWhatMintingSaid_data();
    void answersWhatMintingSaid();
    void refusesCredentialsThatCannotBeRight();
    void waitsAsLongAsTheServiceAsks();
    void followsTheTableOfCloseCodes_data();
    void followsTheTableOfCloseCodes();
    void givesUpAfterThreeRefusedTokens();
    void backsOffByDoublingUntilReady();
    void reconnectsWhenNobodyGreets();
    void reconnectsWhenNotLetIn();
    void reconnectsWhenHeartbeatsAreNotAcknowledged();
    void callsAGatewaySilentThatAnswersNoHeartbeat();
    void staysLiveWhileHeartbeatsAreAcknowledged();
    void takesTheIntervalFromHello();
    void deliversSamplesOnce();
    void fillsTheGapByReplay();
    void countsAndSurvivesBadFrames_data();
    void countsAndSurvivesBadFrames();
    void reportsCapabilities();
    void doesNothingAfterStop();
    void startsAnewAfterAFailure();
    void publishesAsOneUser();
    void publishesNothingForAnUnnamedUser();
    void keepsSubmissionsWhileDown();
    void repeatsTheStatusAfterAReconnect();
};

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

void TestTerraClient::answersWhatMintingSaid_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<SourcePhase>("phase");
    QTest::addColumn<QString>("says");
    QTest::newRow("400 malformed headers")
        << 400 << QByteArray("missing dev-id") << SourcePhase::Failed << QStringLiteral("missing dev-id");
    QTest::newRow("403 bad credentials") << 403 << QByteArray("bad key k3y-s3cr3t of dev-7") << SourcePhase::Failed
                                         << QStringLiteral("bad key … of …");
    QTest::newRow("401") << 401 << QByteArray() << SourcePhase::Failed << QStringLiteral("refused");
    QTest::newRow("404") << 404 << QByteArray("nothing here") << SourcePhase::Waiting << QStringLiteral("404");
    QTest::newRow("408") << 408 << QByteArray() << SourcePhase::Waiting << QStringLiteral("408");
    QTest::newRow("429") << 429 << QByteArray("slow down") << SourcePhase::Waiting << QStringLiteral("slow down");
    QTest::newRow("500") << 500 << QByteArray("oops") << SourcePhase::Waiting << QStringLiteral("500");
    QTest::newRow("503") << 503 << QByteArray() << SourcePhase::Waiting << QStringLiteral("503");
    QTest::newRow("no token") << 201 << QByteArray("{}") << SourcePhase::Waiting << QStringLiteral("no token");
    QTest::newRow("a web page") << 201 << QByteArray("<html>") << SourcePhase::Waiting << QStringLiteral("no token");
}

void TestTerraClient::answersWhatMintingSaid()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(SourcePhase, phase);
    QFETCH(QString, says);
    ClientBench bench;
    bench.mintAnswer = {status, body, {}};
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.sink.phase() == phase; }));
    QVERIFY2(bench.sink.current().text.contains(says), qPrintable(bench.sink.current().text));
    QCOMPARE(bench.server.handshakes, 0);
    QCOMPARE(bench.sink.current().retryAt.has_value(), phase == SourcePhase::Waiting);
    QVERIFY(bench.tellsNoSecret());
    if (phase == SourcePhase::Failed) {
        bench.clock.advance(1h);
        QCOMPARE(bench.posts.size(), 1);
        return;
    }
    bench.mintAnswer.status = 200;
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
}

void TestTerraClient::refusesCredentialsThatCannotBeRight()
{
    for (const char *token : {"only-one-word", ":key", "dev:"}) {
        ClientBench bench{QString::fromUtf8(token)};
        bench.client.start();
        QCOMPARE(bench.sink.phase(), SourcePhase::Failed);
        QVERIFY(!bench.sink.allTexts().contains(QString::fromUtf8(token)));
        QCOMPARE(bench.posts.size(), 0);
    }
    ClientBench open{QString()}; // a gateway that wants none
    QVERIFY(open.goesLive());
}

void TestTerraClient::waitsAsLongAsTheServiceAsks()
{
    ClientBench bench;
    bench.mintAnswer = {429, {}, "Retry-After: 120\r\n"};
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    bench.clock.advance(119s);
    QCOMPARE(bench.sink.phase(), SourcePhase::Waiting);
    bench.mintAnswer.status = 200;
    bench.clock.advance(1s);
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
}

void TestTerraClient::followsTheTableOfCloseCodes_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<SourcePhase>("phase");
    QTest::addColumn<int>("atLeastSeconds"); // until the next attempt
    for (const int code : {1000, 1001, 1011, 4000, 4001, 4005, 4321})
        QTest::addRow("%d", code) << code << SourcePhase::Waiting << 0;
    QTest::newRow("4002") << 4002 << SourcePhase::Waiting << 300;
    for (const int code : {1003, 1007, 4003, 4004})
        QTest::addRow("%d", code) << code << SourcePhase::Failed << 0;
}

void TestTerraClient::followsTheTableOfCloseCodes()
{
    QFETCH(int, code);
    QFETCH(SourcePhase, phase);
    QFETCH(int, atLeastSeconds);
    ClientBench bench;
    QVERIFY(bench.goesLive());
    bench.server.closeAll(static_cast<quint16>(code));
    QVERIFY(bench.reaches([&] { return bench.sink.phase() == phase; }));
    QVERIFY(!bench.sink.current().text.isEmpty());
    if (phase == SourcePhase::Failed) {
        bench.clock.advance(2h);
        QCOMPARE(bench.posts.size(), 1);
        return;
    }
    const Duration wait = *bench.sink.current().retryAt - bench.clock.now();
    QVERIFY(wait >= std::max(Duration(500ms), Duration(std::chrono::seconds(atLeastSeconds))));
    QVERIFY(wait <= std::max(Duration(1s), Duration(std::chrono::seconds(atLeastSeconds))));
    bench.clock.advance(wait - 1ms);
    QCOMPARE(bench.sink.phase(), SourcePhase::Waiting);
    bench.clock.advance(1ms);
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.posts.size(), 2);
}

void TestTerraClient::givesUpAfterThreeRefusedTokens()
{
    ClientBench bench;
    bench.identifyCode = 4001;
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Failed));
    QCOMPARE(bench.posts.size(), 3);
    QCOMPARE(bench.ops(3), 3);
    QVERIFY(bench.sink.current().text.contains(QLatin1String("4001")));

    ClientBench slow;
    slow.identifyCode = 4000;
    slow.client.start();
    QVERIFY(slow.reachesPhase(SourcePhase::Failed));
    QCOMPARE(slow.ops(3), 2);
}

void TestTerraClient::backsOffByDoublingUntilReady()
{
    ClientBench bench;
    bench.mintAnswer.status = 503;
    bench.client.start();
    const Duration full[] = {1s, 2s, 4s, 8s, 16s, 30s, 30s};
    for (const Duration longest : full) {
        QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
        const Duration wait = *bench.sink.current().retryAt - bench.clock.now();
        QVERIFY(wait >= longest / 2 && wait <= longest);
        bench.clock.advance(wait);
        QCOMPARE(bench.sink.phase(), SourcePhase::Connecting);
    }
    bench.mintAnswer.status = 200;
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    bench.server.dropAll();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    QVERIFY(*bench.sink.current().retryAt - bench.clock.now() <= Duration(1s));
}

void TestTerraClient::reconnectsWhenNobodyGreets()
{
    ClientBench bench;
    bench.greeting.clear();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.server.handshakes == 1; }));
    QVERIFY(bench.reachesPhase(SourcePhase::Probing));
    bench.clock.advance(15s);
    QCOMPARE(bench.sink.phase(), SourcePhase::Waiting);
    QVERIFY(bench.sink.current().text.contains(QLatin1String("15 s")));
    QCOMPARE(bench.ops(3), 0);
    bench.greeting = R"({"op":2,"d":{"heartbeat_interval":40000}})";
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.posts.size(), 2);
}

void TestTerraClient::reconnectsWhenNotLetIn()
{
    ClientBench bench;
    bench.letsIn = false;
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.ops(3) == 1; }));
    bench.clock.advance(15s);
    QCOMPARE(bench.sink.phase(), SourcePhase::Waiting);
    bench.letsIn = true;
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
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
    without.clock.advance(40s);
    QVERIFY(without.reaches([&] { return without.ops(0) == 1; }));
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

void TestTerraClient::countsAndSurvivesBadFrames_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<Problem>("problem");
    QTest::newRow("no JSON") << QByteArray("hello") << Problem::BadFrame;
    QTest::newRow("cut") << QByteArray(R"({"op":5,"t":"HRV","uid":"u)") << Problem::BadFrame;
    QTest::newRow("no object") << QByteArray("[1]") << Problem::BadFrame;
    QTest::newRow("unknown op") << QByteArray(R"({"op":77})") << Problem::UnknownFrame;
    QTest::newRow("STATUS is not for us") << QByteArray(R"({"op":8,"d":{"connected":true}})") << Problem::UnknownFrame;
    QTest::newRow("no user") << QByteArray(R"({"op":5,"t":"HRV","d":{"val":1}})") << Problem::BadValue;
    QTest::newRow("no number") << QByteArray(R"({"op":5,"t":"HRV","uid":"u","d":{"val":{}}})") << Problem::BadValue;
}

void TestTerraClient::countsAndSurvivesBadFrames()
{
    QFETCH(QByteArray, frame);
    QFETCH(Problem, problem);
    ClientBench bench;
    QVERIFY(bench.goesLive());
    bench.server.send(frame);
    bench.dispatch(1, 5.0);
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 1; }));
    QCOMPARE(bench.sink.countOf(problem), 1);
    QCOMPARE(bench.sink.problems.size(), std::size_t(1));
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
    for (QWebSocket *socket : bench.server.clients)
        socket->sendBinaryMessage(R"({"op":5,"t":"HRV","uid":"u","d":{"val":6}})");
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
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
    QVERIFY(bench.goesLive()); // and starts again, without a gap that nobody wanted filled
    bench.dispatch(9, 2.0);
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 2; }));
    QCOMPARE(bench.ops(7), 0);
    QVERIFY(bench.sink.gaps.empty());
}

void TestTerraClient::startsAnewAfterAFailure()
{
    ClientBench bench;
    bench.mintAnswer.status = 403;
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Failed));
    bench.mintAnswer.status = 200;
    QVERIFY(bench.goesLive());

    ClientBench limited;
    limited.identifyCode = 4002;
    limited.client.start();
    QVERIFY(limited.reachesPhase(SourcePhase::Waiting));
    limited.identifyCode = 0;
    limited.client.start(); // by hand, at once
    QVERIFY(limited.reachesPhase(SourcePhase::Live));
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
