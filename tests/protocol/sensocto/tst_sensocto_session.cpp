#include "core/protocol/sensocto/account.h"
#include "tests/protocol/sensocto/client_bench.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::sensocto;
using namespace watchglass::test::sensocto;
using namespace std::chrono_literals;
using watchglass::test::FakeClock;
using watchglass::test::PhoenixServer;
using watchglass::test::RecordingSink;

namespace {

/// A JSON web token that is good for so long, by the clock that tests begin with.
QByteArray credentialFor(std::chrono::seconds life)
{
    const auto expiry = FakeClock().now().ns() / 1'000'000'000 + life.count();
    return "h." + QByteArray("{\"exp\":" + QByteArray::number(qint64(expiry)) + '}').toBase64() + ".s";
}

} // namespace

/// How a session is begun and kept, and what the REST routes answer.
class TestSensoctoSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void signsInAndUsesTheSocketsToken();
    void saysWhyItCannotSignIn_data();
    void saysWhyItCannotSignIn();
    void triesToSignInAgain_data();
    void triesToSignInAgain();
    void dealsWithEveryAnswerToEveryCall_data();
    void dealsWithEveryAnswerToEveryCall();
    void signsInAnewOnceWhenItIsRefused();
    void goesOnWithTheTokenOfAFreshSignIn();
    void renewsTheSocketsTokenTwiceADay();
    void renewsTheCredentialBeforeItExpires();
    void tellsOfARoomThatDoesNotExist();
    void reportsAServerThatIsNotWell();
    void listsRoomsByRest_data();
    void listsRoomsByRest();
    void doesNothingMoreAfterStop();
};

void TestSensoctoSession::signsInAndUsesTheSocketsToken()
{
    ClientBench bench(roomQuery(), jwt);
    QVERIFY(bench.starts());
    QCOMPARE(bench.server.requests.at(0), QStringLiteral("GET /api/auth/verify"));
    QCOMPARE(bench.server.requests.at(1), QStringLiteral("POST /api/auth/exchange"));
    QCOMPARE(bench.bodies.at(1), QByteArray(R"({"token":")") + jwt + R"("})");
    QCOMPARE(bench.server.authorizations.first(), QByteArray("Bearer ") + jwt);
    QCOMPARE(
        bench.server.requestsOf(QStringLiteral("WS /socket/websocket?vsn=2.0.0&token=") + QLatin1String(socketToken)),
        1);
    QVERIFY(bench.reaches([&] {
        return std::any_of(bench.sink.devices.begin(), bench.sink.devices.end(),
                           [](const DeviceUpdate &device) { return device.name == QStringLiteral("Ward 3"); });
    }));
    QVERIFY(std::any_of(bench.sink.states.begin(), bench.sink.states.end(),
                        [](const SourceState &state) { return state.text == QStringLiteral("Signed in as Ann"); }));
}

void TestSensoctoSession::saysWhyItCannotSignIn_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const QByteArray error = QByteArray(R"({"ok":false,"error":"bad )") + jwt + "\"}";
    QTest::newRow("verify 401") << QByteArray("GET /api/auth/verify") << 401 << error;
    QTest::newRow("exchange 401") << QByteArray("POST /api/auth/exchange") << 401 << error;
    QTest::newRow("exchange 400") << QByteArray("POST /api/auth/exchange") << 400 << error;
    QTest::newRow("no socket token") << QByteArray("POST /api/auth/exchange") << 200 << QByteArray(R"({"ok":true})");
}

void TestSensoctoSession::saysWhyItCannotSignIn()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ClientBench bench(roomQuery(), jwt);
    bench.answer(request.constData(), status, body);
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Failed));
    QVERIFY(bench.text().contains(QStringLiteral("Enter a valid one")));
    bench.clock.advance(1min);
    QCOMPARE(bench.server.handshakes, 0);
}

void TestSensoctoSession::triesToSignInAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<Duration>("wait");
    QTest::newRow("500") << 500 << QByteArray() << Duration(1s);
    QTest::newRow("429 as told") << 429 << QByteArray("Retry-After: 7\r\n") << Duration(7s);
    QTest::newRow("429 without a time") << 429 << QByteArray() << Duration(1min);
}

void TestSensoctoSession::triesToSignInAgain()
{
    QFETCH(int, status);
    QFETCH(QByteArray, header);
    QFETCH(Duration, wait);
    ClientBench bench(roomQuery(), jwt);
    bench.answer("GET /api/auth/verify", status, R"({"error":"later"})", header);
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    QCOMPARE(bench.sink.current().retryAt, bench.clock.now() + wait);
    QVERIFY(bench.text().contains(QString::number(status)));
    bench.answer("GET /api/auth/verify", 200, R"({"ok":true,"user":{"id":"u1"}})");
    bench.clock.advance(wait - 1ms);
    QCOMPARE(bench.server.requestsOf(QStringLiteral("GET /api/auth")), 1);
    bench.clock.advance(1ms);
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
}

void TestSensoctoSession::dealsWithEveryAnswerToEveryCall_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<SourcePhase>("phase");
    QTest::addColumn<Duration>("retry"); // zero: never
    QTest::addColumn<bool>("isProblem");
    const auto row = [](const QByteArray &request, int status, SourcePhase phase, Duration retry, bool isProblem) {
        QTest::newRow((request + ' ' + QByteArray::number(status)).constData())
            << request << status << phase << retry << isProblem;
    };
    for (const int status : {400, 401, 403, 404, 408, 422, 429, 500, 503, PhoenixServer::mute}) {
        const bool isRefused = status == 400 || status == 401 || status == 403;
        const Duration later = status == 404 ? 10s : status == 429 ? 7s : 1s;
        const Duration retry = isRefused ? Duration() : later;
        for (const char *request : {"GET /api/auth/verify", "POST /api/auth/exchange"})
            row(request, status, isRefused ? SourcePhase::Failed : SourcePhase::Waiting, retry, false);
        row("POST /api/auth/refresh", status, SourcePhase::Live, retry, true);
        const bool isMissing = status == 404; // of the room itself
        row("GET /api/rooms/r1", status, isMissing ? SourcePhase::Failed : SourcePhase::Live, {}, !isMissing);
        row("GET /health/ready", status, SourcePhase::Live, {}, status == 503); // its way to say "degraded"
    }
}

void TestSensoctoSession::dealsWithEveryAnswerToEveryCall()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(SourcePhase, phase);
    QFETCH(Duration, retry);
    QFETCH(bool, isProblem);
    const QString start = QString::fromLatin1(request);
    ClientBench bench(QStringLiteral("room=r1&poll=0"), credentialFor(25s).constData());
    const auto healthy = bench.http;
    bench.answer(request.constData(), status, R"({"error":"why"})", status == 429 ? "Retry-After: 7\r\n" : "");
    bench.client.start();
    const bool isRenewal = request.endsWith("refresh");
    if (phase == SourcePhase::Live) {
        // Two calls to sign in, the room and health, each but a mute one answered; and the channel's two frames.
        const std::uint64_t answers = status == PhoenixServer::mute && !isRenewal ? 5 : 6;
        QVERIFY(bench.reaches([&] { return bench.sink.frames == answers; }));
    }
    if (isRenewal)
        bench.clock.advance(20s); // four fifths
    QVERIFY(bench.reaches([&] { return bench.server.requestsOf(start) == 1; }));
    if (status == PhoenixServer::mute)
        bench.clock.advance(10s);
    QVERIFY(bench.reachesPhase(phase));
    QVERIFY(bench.reaches([&] { return bench.sink.countOf(Problem::ServerError) == (isProblem ? 1 : 0); }));
    bench.http = healthy;
    if (retry == Duration()) {
        bench.clock.advance(9s);
        if (phase == SourcePhase::Live)
            QVERIFY(bench.settles()); // a request would come sooner
        QCOMPARE(bench.server.requestsOf(start), 1);
        QCOMPARE(bench.sink.phase(), phase);
        return;
    }
    bench.clock.advance(retry - 1ms);
    QCOMPARE(bench.server.requestsOf(start), 1);
    bench.clock.advance(1ms);
    QVERIFY(bench.reaches([&] { return bench.server.requestsOf(start) == 2; }));
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    const int exchanges = request.endsWith("verify") ? 1 : 2;
    QVERIFY(
        bench.reaches([&] { return bench.server.requestsOf(QStringLiteral("POST /api/auth/exchange")) == exchanges; }));
}

void TestSensoctoSession::signsInAnewOnceWhenItIsRefused()
{
    ClientBench bench(roomQuery(), jwt);
    bench.server.refusals.insert("room:r1", "unauthorized");
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.server.requestsOf(QStringLiteral("POST /api/auth/exchange")) == 2; }));
    QVERIFY(bench.reaches([&] { return bench.sink.phase() == SourcePhase::Waiting; }));
    bench.clock.advance(10ms);
    QVERIFY(bench.reachesPhase(SourcePhase::Failed));
    QCOMPARE(bench.server.requestsOf(QStringLiteral("POST /api/auth/exchange")), 2);
    QCOMPARE(bench.server.handshakes, 2);
}

void TestSensoctoSession::goesOnWithTheTokenOfAFreshSignIn()
{
    ClientBench bench(roomQuery(), jwt);
    QVERIFY(bench.starts());
    bench.server.refusals.insert("room:r1", "unauthorized"); // the socket's token is of yesterday
    bench.answer("POST /api/auth/exchange", 200, R"({"ok":true,"socket_token":"fresh","user":{"id":"u1"}})");
    bench.server.dropAll();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    bench.clock.advance(10ms);
    QVERIFY(bench.reaches([&] { return bench.server.requestsOf(QStringLiteral("POST /api/auth/exchange")) == 2; }));
    bench.server.refusals.clear();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    bench.clock.advance(*bench.sink.current().retryAt - bench.clock.now());
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.server.requestsOf(QStringLiteral("WS /socket/websocket?vsn=2.0.0&token=fresh")), 1);
    QCOMPARE(bench.sink.values(), std::vector<double>({2, 72}));
}

void TestSensoctoSession::renewsTheSocketsTokenTwiceADay()
{
    struct Ear final : Account::Listener
    {
        void signedIn(const QString &, const QString &, const QString &) override { ++tokens; }
        void signInDelayed(const QString &, Duration) override {}
        void signInRefused(const QString &) override {}
        int tokens = 0;
    };
    ClientBench bench(roomQuery(), jwt);
    RestApi rest(bench.clock, bench.sink, readOptions({{}, bench.server.url(roomQuery()), {}}).value().restUrl, {});
    rest.setCredential(QString::fromLatin1(jwt)); // which does not say how long it lives
    Ear ear;
    Account account(bench.clock, rest, ear);
    account.signIn();
    QVERIFY(bench.reaches([&] { return ear.tokens == 1; }));
    bench.clock.advance(12h - 1ms);
    QCOMPARE(bench.server.requestsOf(QStringLiteral("POST /api/auth/refresh")), 0);
    bench.clock.advance(1ms);
    QVERIFY(bench.reaches([&] { return ear.tokens == 2; }));
    QCOMPARE(rest.credential(), QStringLiteral("renewed"));
    account.stop();
    bench.clock.advance(24h);
    QCOMPARE(bench.server.requestsOf(QStringLiteral("POST /api/auth/refresh")), 1);
}

void TestSensoctoSession::renewsTheCredentialBeforeItExpires()
{
    const QByteArray credential = credentialFor(1000s);
    const Timestamp expiry = FakeClock().now() + 1000s;
    ClientBench bench(roomQuery(), credential.constData());
    QVERIFY(bench.starts());
    // In steps shorter than a heartbeat's patience, with room for its answer.
    for (int i = 0; i < 79; ++i) {
        bench.clock.advance(10s);
        QVERIFY(bench.settles());
    }
    QCOMPARE(bench.server.requestsOf(QStringLiteral("POST /api/auth/refresh")), 0);
    bench.clock.advance(11s);
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.requestsOf(QStringLiteral("POST /api/auth/refresh")), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.requestsOf(QStringLiteral("POST /api/auth/exchange")), 2, patience);
    QCOMPARE(bench.bodies.last(), QByteArray(R"({"token":"renewed"})"));
    QCOMPARE(bench.server.handshakes, 1);
    QCOMPARE(expiryOf(QStringLiteral("no token")), std::nullopt);
    QCOMPARE(expiryOf(QString::fromLatin1(credential)), expiry);
}

void TestSensoctoSession::tellsOfARoomThatDoesNotExist()
{
    ClientBench bench(roomQuery(), jwt);
    bench.server.afterJoin.clear();
    bench.answer("GET /api/rooms/r1", 404, R"({"error":"Room not found"})");
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Failed));
    QVERIFY(bench.text().contains(QStringLiteral("no room of this id")));
}

void TestSensoctoSession::reportsAServerThatIsNotWell()
{
    ClientBench bench(roomQuery());
    bench.answer("GET /health/ready", 503,
                 R"({"status":"degraded","checks":{"database":{"healthy":false},"pubsub":{"healthy":true}}})");
    QVERIFY(bench.starts());
    QVERIFY(bench.reaches([&] { return bench.sink.countOf(Problem::ServerError) == 1; }));
    QVERIFY(bench.sink.texts.last().contains(QStringLiteral("degraded (database)")));
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
}

void TestSensoctoSession::listsRoomsByRest_data()
{
    QTest::addColumn<bool>("publicOnes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<RestAnswer::Outcome>("outcome");
    const QByteArray rooms = R"({"rooms":[{"id":"r1","sensors":[{"sensor_id":"s1"}]},{"id":"r2"}]})";
    QTest::newRow("own") << false << 200 << rooms << RestAnswer::Outcome::Ok;
    QTest::newRow("public") << true << 200 << rooms << RestAnswer::Outcome::Ok;
    QTest::newRow("401: no ok in it") << false << 401 << QByteArray(R"({"error":"no"})")
                                      << RestAnswer::Outcome::Refused;
    QTest::newRow("some web page") << false << 200 << QByteArray("<html>") << RestAnswer::Outcome::Failed;
}

void TestSensoctoSession::listsRoomsByRest()
{
    QFETCH(bool, publicOnes);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ClientBench bench(roomQuery());
    bench.answer(publicOnes ? "GET /api/rooms/public" : "GET /api/rooms", status, body);
    RestApi rest(bench.clock, bench.sink, readOptions({{}, bench.server.url(roomQuery()), {}}).value().restUrl, {});
    std::optional<RestAnswer::Outcome> outcome;
    std::size_t rooms = 0;
    rest.rooms(publicOnes, [&](const RestAnswer &answer) {
        outcome = answer.outcome;
        rooms = answer.fields ? answer.fields->rooms.size() : 0;
    });
    QVERIFY(bench.reaches([&] { return outcome.has_value(); }));
    QTEST(*outcome, "outcome");
    QCOMPARE(rooms, status == 200 && body.startsWith('{') ? std::size_t(2) : std::size_t(0));
}

void TestSensoctoSession::doesNothingMoreAfterStop()
{
    ClientBench bench(roomQuery(), jwt);
    QVERIFY(bench.starts());
    bench.client.stop();
    QCOMPARE(bench.sink.phase(), SourcePhase::Idle);
    QVERIFY(bench.reaches([&] { return bench.server.clients.isEmpty(); }));
    const auto requests = bench.server.requests.size();
    const auto frames = bench.server.frames.size();
    bench.clock.advance(24h);
    QCOMPARE(bench.server.requests.size(), requests);
    QCOMPARE(bench.server.frames.size(), frames);
    QVERIFY(bench.starts());
    QCOMPARE(bench.server.handshakes, 2);
}

QTEST_GUILESS_MAIN(TestSensoctoSession)
#include "tst_sensocto_session.moc"
