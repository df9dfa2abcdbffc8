#include "tests/protocol/terra/raw_gateway.h"
#include "tests/protocol/terra/terra_clients.h"

#include <QDeadlineTimer>
#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::terra;
using namespace std::chrono_literals;
using watchglass::test::ClientBench;
using watchglass::test::FakeClock;
using watchglass::test::RawGateway;
using watchglass::test::RecordingSink;
using watchglass::test::terraCredentials;

namespace {

/// A client of a gateway whose bytes end anywhere.
struct CutBench
{
    /// Lets events pass, and time only until the next attempt of a client that waits for it.
    bool reaches(const std::function<bool()> &condition)
    {
        const QDeadlineTimer patience(30'000);
        for (; !condition() && !patience.hasExpired(); QTest::qWait(1)) {
            const std::optional<Timestamp> next = sink.current().retryAt;
            clock.advance(next ? *next - clock.now() : Duration::zero());
        }
        return condition();
    }

    RawGateway gateway;
    FakeClock clock;
    RecordingSink sink;
    Client client{{Service::Terra, gateway.url(), terraCredentials}, sink, clock};
};

} // namespace

class TestTerraEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void answersWhatMintingSaid_data();
    void answersWhatMintingSaid();
    void refusesCredentialsThatCannotBeRight();
    void triesAgainWhenMintingIsNeverAnswered();
    void surfacesCredentialsThatAreRevoked();
    void waitsAsLongAsTheServiceAsks();
    void followsTheTableOfCloseCodes_data();
    void followsTheTableOfCloseCodes();
    void givesUpAfterThreeRefusedTokens();
    void backsOffByDoublingUntilReady();
    void anOpenedSocketIsNoReasonToHurry();
    void takesNoTokenFromACutAnswer();
    void takesNothingFromAFrameThatIsCutOff();
    void countsAFrameThatEndsAnywhere();
    void reconnectsWhenNobodyGreets();
    void reconnectsWhenNotLetIn();
    void countsAndSurvivesBadFrames_data();
    void countsAndSurvivesBadFrames();
    void startsAnewAfterAFailure();
};

void TestTerraEnds::answersWhatMintingSaid_data()
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
    QTest::newRow("502") << 502 << QByteArray("Bad Gateway") << SourcePhase::Waiting << QStringLiteral("502");
    QTest::newRow("504") << 504 << QByteArray() << SourcePhase::Waiting << QStringLiteral("504");
    QTest::newRow("503") << 503 << QByteArray() << SourcePhase::Waiting << QStringLiteral("503");
    QTest::newRow("no token") << 201 << QByteArray("{}") << SourcePhase::Waiting << QStringLiteral("no token");
    QTest::newRow("a web page") << 201 << QByteArray("<html>") << SourcePhase::Waiting << QStringLiteral("no token");
}

void TestTerraEnds::answersWhatMintingSaid()
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

void TestTerraEnds::refusesCredentialsThatCannotBeRight()
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

void TestTerraEnds::triesAgainWhenMintingIsNeverAnswered()
{
    ClientBench bench;
    bench.server.holdHttp = true;
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.server.waiting == 1; }));
    bench.clock.advance(10s);
    QCOMPARE(bench.sink.phase(), SourcePhase::Waiting);
    QVERIFY(bench.sink.current().text.contains(QLatin1String("no whole answer")));
    bench.server.holdHttp = false;
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.server.handshakes, 1);
}

void TestTerraEnds::surfacesCredentialsThatAreRevoked()
{
    ClientBench bench;
    QVERIFY(bench.goesLive());
    bench.mintAnswer = {403, "revoked", {}};
    bench.server.dropAll();
    QVERIFY(bench.reachesPhase(SourcePhase::Failed));
    QVERIFY(bench.sink.current().text.contains(QLatin1String("revoked")));
    bench.clock.advance(1h);
    QCOMPARE(bench.posts.size(), 2);
    QCOMPARE(bench.clock.activeTimers(), 0);
}

void TestTerraEnds::waitsAsLongAsTheServiceAsks()
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

void TestTerraEnds::followsTheTableOfCloseCodes_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<SourcePhase>("phase");
    QTest::addColumn<int>("atLeastSeconds"); // until the next attempt
    for (const int code : {1000, 1001, 1002, 1008, 1011, 1012, 3000, 4000, 4001, 4005, 4006, 4321})
        QTest::addRow("%d", code) << code << SourcePhase::Waiting << 0;
    QTest::newRow("4002") << 4002 << SourcePhase::Waiting << 300;
    for (const int code : {1003, 1007, 4003, 4004})
        QTest::addRow("%d", code) << code << SourcePhase::Failed << 0;
}

void TestTerraEnds::followsTheTableOfCloseCodes()
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

void TestTerraEnds::givesUpAfterThreeRefusedTokens()
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

void TestTerraEnds::backsOffByDoublingUntilReady()
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

void TestTerraEnds::anOpenedSocketIsNoReasonToHurry()
{
    ClientBench bench;
    bench.identifyCode = 1011;
    bench.client.start();
    for (const Duration longest : {Duration(1s), Duration(2s), Duration(4s), Duration(8s)}) {
        QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
        const Duration wait = *bench.sink.current().retryAt - bench.clock.now();
        QVERIFY(wait >= longest / 2 && wait <= longest);
        bench.clock.advance(wait);
        QCOMPARE(bench.sink.phase(), SourcePhase::Connecting);
    }
}

void TestTerraEnds::takesNoTokenFromACutAnswer()
{
    CutBench bench;
    const QByteArray whole = bench.gateway.mintAnswer;
    for (qsizetype size = 0; size < whole.size(); ++size) {
        bench.gateway.mintAnswer = whole.left(size);
        bench.client.start();
        QVERIFY(bench.reaches([&, before = bench.gateway.minted] {
            return bench.gateway.minted > before && bench.sink.phase() == SourcePhase::Waiting;
        }));
        QCOMPARE(bench.gateway.opened, 0);
    }
    bench.gateway.mintAnswer = whole;
    QVERIFY(bench.reaches([&] { return bench.sink.phase() == SourcePhase::Live; }));
}

void TestTerraEnds::takesNothingFromAFrameThatIsCutOff()
{
    CutBench bench;
    const QByteArray ready = bench.gateway.toIdentified;
    const QByteArray whole =
        RawGateway::framed(R"({"op":5,"t":"HRV","uid":"u","seq":7,"d":{"ts":"2026-01-01T00:00:00Z","val":5}})");
    bench.gateway.endsAfterwards = true;
    bench.client.start();
    for (qsizetype size = 0; size < whole.size(); ++size) {
        bench.gateway.toIdentified = ready + whole.left(size);
        QVERIFY(bench.reaches([&, before = bench.gateway.opened] { return bench.gateway.opened > before; }));
        QVERIFY(bench.reaches([&] { return bench.sink.phase() == SourcePhase::Waiting; }));
    }
    QVERIFY(bench.sink.samples.empty());
    bench.gateway.endsAfterwards = false;
    bench.gateway.toIdentified = ready + whole;
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 1; }));
    QCOMPARE(bench.sink.values(), std::vector<double>{5});
    QCOMPARE(bench.gateway.minted, bench.gateway.opened); // a token each
    QVERIFY(bench.sink.problems.empty());
}

void TestTerraEnds::countsAFrameThatEndsAnywhere()
{
    ClientBench bench;
    QVERIFY(bench.goesLive());
    const QByteArray whole = R"({"op":5,"t":"HRV","uid":"u","seq":7,"d":{"ts":"2026-01-01T00:00:00Z","val":5}})";
    for (qsizetype size = 1; size <= whole.size(); ++size)
        bench.server.send(whole.left(size));
    QVERIFY(bench.reaches([&] { return bench.sink.samples.size() == 1; }));
    QCOMPARE(bench.sink.countOf(Problem::BadFrame), static_cast<int>(whole.size()) - 1);
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
}

void TestTerraEnds::reconnectsWhenNobodyGreets()
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

void TestTerraEnds::reconnectsWhenNotLetIn()
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

void TestTerraEnds::countsAndSurvivesBadFrames_data()
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

void TestTerraEnds::countsAndSurvivesBadFrames()
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

void TestTerraEnds::startsAnewAfterAFailure()
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

QTEST_GUILESS_MAIN(TestTerraEnds)
#include "tst_terra_ends.moc"
