#include "core/protocol/sensocto/client.h"
#include "core/protocol/sensocto/viewer_feed.h"
#include "tests/protocol/recording_sink.h"
#include "tests/protocol/sensocto/phoenix_server.h"
#include "tests/support/fake_clock.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::sensocto;
using namespace std::chrono_literals;
using watchglass::test::FakeClock;
using watchglass::test::PhoenixServer;
using watchglass::test::RecordingSink;

namespace {

constexpr int patience = 20'000; ///< For what is to happen, on the slowest machine.
const char *const jwt = "header.s3cr3t-claims.signature";
const char *const socketToken = "SFMyNTY.s0cket-s3cret";
const char *const viewerToken = "SFMyNTY.v1ewer-s3cret";

QByteArray roomState(const QByteArray &value = "72", const QByteArray &time = "1700000000000")
{
    return R"({"room_id":"r1","member_count":2,"sensors":[{"sensor_id":"s1","sensor_name":"Belt","sensor_type":"ecg",)"
           R"("connector_id":"c","connector_name":"Dev","activity_status":"unknown","attributes":[{"id":"hr",)"
           R"("attribute_name":"hr","attribute_type":"heartrate","last_value":{"payload":)"
           + value + R"(,"timestamp":)" + time + "}}]}]}";
}

/// A client against a scripted server, with time turned by hand.
struct Bench
{
    explicit Bench(const QString &query, const char *token = "")
        : client({{}, server.url(query), QString::fromLatin1(token)}, sink, clock)
    {
        server.onHttp = [this](const QString &verb, const QString &path, const QByteArray &body) {
            bodies << body;
            const auto found = http.constFind(verb + QLatin1Char(' ') + path);
            return found == http.constEnd() ? PhoenixServer::HttpAnswer{404, R"({"error":"not found"})", {}} : *found;
        };
        answer("GET /health/ready", 200, R"({"status":"healthy","checks":{"database":{"healthy":true}}})");
        answer("GET /api/auth/verify", 200, R"({"ok":true,"user":{"id":"u1","email":"a@b","display_name":"Ann"}})");
        answer("POST /api/auth/exchange", 200,
               QByteArray(R"({"ok":true,"token":"T","socket_token":")") + socketToken + R"(","user":{"id":"u1"}})");
        answer("POST /api/auth/refresh", 200, R"({"ok":true,"token":"renewed","user":{"id":"u1"}})");
        answer("GET /api/rooms/r1", 200, R"({"room":{"id":"r1","name":"Ward 3","sensors":[]}})");
        server.afterJoin.insert("room:r1", {{"room_state", roomState()}});
    }
    ~Bench()
    {
        // Whatever a reader does, it never joins a sensor's own topic, and no token is shown to anybody.
        for (const QJsonArray &frame : server.frames) {
            if (frame.at(2).toString().startsWith(QStringLiteral("sensocto:")))
                qWarning("a sensor's topic was touched");
        }
        QString all = sink.allTexts();
        for (const DeviceEvent &event : sink.events)
            all += event.kind + event.text;
        for (const DeviceUpdate &device : sink.devices)
            all += device.id + device.name.value_or(QString()) + device.reason;
        for (const char *secret : {jwt, socketToken, viewerToken}) {
            if (all.contains(QLatin1String(secret)))
                qWarning("a token was shown");
        }
    }

    void answer(const char *request, int status, const QByteArray &body, const QByteArray &header = {})
    {
        http.insert(QLatin1String(request), {status, body, header});
    }
    bool reaches(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, patience); }
    bool reachesPhase(SourcePhase phase)
    {
        return reaches([this, phase] { return sink.phase() == phase; });
    }
    bool starts()
    {
        client.start();
        return reachesPhase(SourcePhase::Live);
    }
    /// Whatever the server sent before has arrived once this has.
    bool settles()
    {
        const QString mark = QStringLiteral("mark%1").arg(++marks);
        server.send("[null,null,\"no topic of ours\",\"" + mark.toUtf8() + "\",{}]");
        return reaches([&] { return !sink.texts.isEmpty() && sink.texts.last().contains(QLatin1Char('"') + mark); });
    }
    QStringList events() const
    {
        QStringList all;
        for (const DeviceEvent &event : sink.events)
            all << event.device + QLatin1Char(' ') + event.kind + QLatin1Char(' ') + event.text;
        return all;
    }
    QString text() const { return sink.current().text; }

    // The client goes first when all goes: its clock and sink outlive it.
    PhoenixServer server;
    FakeClock clock;
    RecordingSink sink;
    QHash<QString, PhoenixServer::HttpAnswer> http;
    QList<QByteArray> bodies;
    int marks = 0;
    Client client;
};

QString roomQuery()
{
    return QStringLiteral("room=r1");
}

QString viewerQuery()
{
    return QStringLiteral("viewer=") + QLatin1String(viewerToken);
}

QByteArray viewerTopic()
{
    return QByteArray("viewer:data:") + viewerToken;
}

} // namespace

class TestSensoctoClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsAPublicRoomAnonymously();
    void asksARoomAgainEveryTwoSeconds();
    void takesEachEventOfARoomOnce();
    void marksSensorsThatAreGone();
    void saysThatARoomSendsNoState();
    void saysWhyARoomCannotBeJoined_data();
    void saysWhyARoomCannotBeJoined();
    void signsInAndUsesTheSocketsToken();
    void saysWhyItCannotSignIn_data();
    void saysWhyItCannotSignIn();
    void triesToSignInAgain_data();
    void triesToSignInAgain();
    void signsInAnewOnceWhenItIsRefused();
    void renewsTheCredentialBeforeItExpires();
    void tellsOfARoomThatDoesNotExist();
    void listsTheLobbyAndWatchesItsRooms();
    void looksAtTheLobbyOnceAfterChangesOfMembership();
    void readsTheFeedOfAViewer();
    void choosesVisibleSensors();
    void saysThatAFeedIsOver_data();
    void saysThatAFeedIsOver();
    void marksTheGapOfALostConnection();
    void comesBackAfterEveryCloseCode_data();
    void comesBackAfterEveryCloseCode();
    void callsAnUnansweredHeartbeatSilence();
    void reportsAServerThatIsNotWell();
    void countsBadFramesAndGoesOn();
    void saysWhatIsWrongWithAnAddress_data();
    void saysWhatIsWrongWithAnAddress();
    void listsRoomsByRest_data();
    void listsRoomsByRest();
    void doesNothingMoreAfterStop();
};

void TestSensoctoClient::readsAPublicRoomAnonymously()
{
    Bench bench(roomQuery());
    QVERIFY(bench.starts());
    QCOMPARE(bench.server.requests.first(), QStringLiteral("WS /socket/websocket?vsn=2.0.0"));
    QCOMPARE(bench.sink.values(), std::vector<double>({2, 72}));
    QCOMPARE(bench.sink.samples.back().info.key.device, QStringLiteral("s1"));
    QCOMPARE(bench.sink.samples.back().info.unit, QStringLiteral("bpm"));
    QCOMPARE(bench.sink.samples.back().sample.time, Timestamp::fromMs(1'700'000'000'000));
    QCOMPARE(bench.sink.devices.size(), std::size_t(2));
    QCOMPARE(bench.sink.devices[0].type, QStringLiteral("room"));
    QCOMPARE(bench.sink.devices[1].name, QStringLiteral("Belt"));
    QCOMPARE(bench.sink.devices[1].status, QStringLiteral("online"));
    QVERIFY(bench.sink.current().capabilities == (Capabilities{.rate = true}));
    QCOMPARE(bench.server.requestsOf(QStringLiteral("GET /api")), 0);
}

void TestSensoctoClient::asksARoomAgainEveryTwoSeconds()
{
    Bench bench(roomQuery());
    QVERIFY(bench.starts());
    const QString topic = QStringLiteral("room:r1");
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(bench.settles());
        bench.server.afterJoin["room:r1"] = {
            {"room_state", roomState(QByteArray::number(72 + i / 2), QByteArray::number(1'700'000'000'000 + i / 2))}};
        bench.clock.advance(1999ms);
        QCOMPARE(bench.server.count(QStringLiteral("phx_join"), topic), i);
        bench.clock.advance(1ms);
        QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(QStringLiteral("phx_join"), topic), i + 1, patience);
        QVERIFY(bench.reaches([&] { return bench.sink.frames >= std::uint64_t(3 * i + 2); }));
    }
    QVERIFY(bench.settles());
    QCOMPARE(bench.sink.values(), std::vector<double>({2, 72, 73})); // each value once
    QCOMPARE(bench.sink.devices.size(), std::size_t(2));
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);

    Bench never(QStringLiteral("room=r1&poll=0"));
    QVERIFY(never.starts());
    never.clock.advance(25s);
    QVERIFY(never.settles());
    QCOMPARE(never.server.count(QStringLiteral("phx_join")), 1);
}

void TestSensoctoClient::takesEachEventOfARoomOnce()
{
    Bench bench(roomQuery());
    QVERIFY(bench.starts());
    const QByteArray added = R"({"room_id":"r1","sensor":{"sensor_id":"s2","sensor_name":"Two","sensor_type":"imu",)"
                             R"("activity_status":"unknown","attributes":[{"id":"temp","attribute_type":"temperature",)"
                             R"("last_value":{"payload":36.6,"timestamp":1700000000000}}]}})";
    const std::pair<QByteArray, QByteArray> told[] = {
        {"sensor_added", added},
        {"member_joined", R"({"room_id":"r1","user_id":"u2","role":"member"})"},
        {"member_left", R"({"room_id":"r1","user_id":"u2"})"},
        {"member_joined", R"({"room_id":"r1","user_id":"u2","role":"admin"})"},
        {"sensor_removed", R"({"room_id":"r1","sensor_id":"s2"})"},
        {"room_closed", R"({"room_id":"r1"})"},
    };
    for (const auto &[event, payload] : told) {
        bench.server.push("room:r1", event, payload);
        bench.server.push("room:r1", event, payload);
    }
    QVERIFY(bench.settles());
    QCOMPARE(bench.events(),
             QStringList({QStringLiteral("r1 sensor_added s2"), QStringLiteral("r1 member_joined u2 (member)"),
                          QStringLiteral("r1 member_left u2"), QStringLiteral("r1 member_joined u2 (admin)"),
                          QStringLiteral("r1 sensor_removed s2"), QStringLiteral("r1 room_closed ")}));
    QCOMPARE(bench.sink.values(), std::vector<double>({2, 72, 36.6}));
    QCOMPARE(bench.sink.devices.size(), std::size_t(5)); // room, s1, s2, s2 gone, room closed
    QCOMPARE(bench.sink.devices[3].status, QStringLiteral("offline"));
    QCOMPARE(bench.sink.phase(), SourcePhase::Silent);
}

void TestSensoctoClient::marksSensorsThatAreGone()
{
    Bench bench(roomQuery());
    QVERIFY(bench.starts());
    bench.server.push("room:r1", "room_state",
                      R"({"room_id":"r1","sensors":[{"sensor_id":"s1","sensor_name":"Unknown","sensor_type":"generic",)"
                      R"("activity_status":"offline","attributes":[]}]})");
    QVERIFY(bench.settles());
    QCOMPARE(bench.sink.devices.back().status, QStringLiteral("offline"));
    QVERIFY(!bench.sink.devices.back().name); // "Unknown" is no name
    bench.server.push("room:r1", "room_state", roomState());
    bench.server.push("room:r1", "room_state", R"({"room_id":"r1","sensors":[]})");
    QVERIFY(bench.settles());
    QCOMPARE(bench.sink.devices.back().id, QStringLiteral("s1"));
    QCOMPARE(bench.sink.devices.back().status, QStringLiteral("offline"));
}

void TestSensoctoClient::saysThatARoomSendsNoState()
{
    Bench bench(QStringLiteral("room=unknown"));
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Probing));
    QVERIFY(bench.reaches([&] { return bench.text().contains(QStringLiteral("waiting for its state")); }));
    for (int i = 0; i < 4; ++i) { // while it is asked again and again
        bench.clock.advance(2s);
        QVERIFY(bench.settles());
    }
    QCOMPARE(bench.sink.phase(), SourcePhase::Silent);
    QVERIFY(bench.text().contains(QStringLiteral("is its id right?")));
}

void TestSensoctoClient::saysWhyARoomCannotBeJoined_data()
{
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<SourcePhase>("phase");
    QTest::addColumn<QString>("word");
    QTest::newRow("not ours") << QByteArray("unauthorized") << SourcePhase::Failed << QStringLiteral("unauthorized");
    QTest::newRow("no UUID") << QByteArray("invalid room id") << SourcePhase::Failed
                             << QStringLiteral("invalid room id");
    QTest::newRow("no such topic") << QByteArray("unmatched topic") << SourcePhase::Failed
                                   << QStringLiteral("no such topic");
    QTest::newRow("stumbled") << QByteArray("join crashed") << SourcePhase::Probing << QStringLiteral("trying again");
}

void TestSensoctoClient::saysWhyARoomCannotBeJoined()
{
    QFETCH(QByteArray, reason);
    QFETCH(SourcePhase, phase);
    QFETCH(QString, word);
    Bench bench(roomQuery());
    bench.server.refusals.insert("room:r1", reason);
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.text().contains(word); }));
    QCOMPARE(bench.sink.phase(), phase);
    bench.server.refusals.clear();
    bench.clock.advance(1s);
    if (phase == SourcePhase::Probing)
        QVERIFY(bench.reachesPhase(SourcePhase::Live));
    else
        QCOMPARE(bench.sink.phase(), SourcePhase::Failed);
}

void TestSensoctoClient::signsInAndUsesTheSocketsToken()
{
    Bench bench(roomQuery(), jwt);
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

void TestSensoctoClient::saysWhyItCannotSignIn_data()
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

void TestSensoctoClient::saysWhyItCannotSignIn()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Bench bench(roomQuery(), jwt);
    bench.answer(request.constData(), status, body);
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Failed));
    QVERIFY(bench.text().contains(QStringLiteral("Enter a valid one")));
    bench.clock.advance(1min);
    QCOMPARE(bench.server.handshakes, 0);
}

void TestSensoctoClient::triesToSignInAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<Duration>("wait");
    QTest::newRow("500") << 500 << QByteArray() << Duration(1s);
    QTest::newRow("503") << 503 << QByteArray() << Duration(1s);
    QTest::newRow("408") << 408 << QByteArray() << Duration(1s);
    QTest::newRow("404") << 404 << QByteArray() << Duration(10s);
    QTest::newRow("429 as told") << 429 << QByteArray("Retry-After: 7\r\n") << Duration(7s);
    QTest::newRow("429 without a time") << 429 << QByteArray() << Duration(1min);
}

void TestSensoctoClient::triesToSignInAgain()
{
    QFETCH(int, status);
    QFETCH(QByteArray, header);
    QFETCH(Duration, wait);
    Bench bench(roomQuery(), jwt);
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

void TestSensoctoClient::signsInAnewOnceWhenItIsRefused()
{
    Bench bench(roomQuery(), jwt);
    bench.server.refusals.insert("room:r1", "unauthorized");
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.server.requestsOf(QStringLiteral("POST /api/auth/exchange")) == 2; }));
    QVERIFY(bench.reaches([&] { return bench.sink.phase() == SourcePhase::Waiting; }));
    bench.clock.advance(10ms);
    QVERIFY(bench.reachesPhase(SourcePhase::Failed));
    QCOMPARE(bench.server.requestsOf(QStringLiteral("POST /api/auth/exchange")), 2);
    QCOMPARE(bench.server.handshakes, 2);
}

void TestSensoctoClient::renewsTheCredentialBeforeItExpires()
{
    FakeClock clock;
    const std::int64_t expiry = clock.now().ns() / 1'000'000'000 + 1000;
    const QByteArray claims = QByteArray("{\"exp\":" + QByteArray::number(qint64(expiry)) + '}').toBase64();
    const QByteArray credential = "h." + claims + ".s";
    Bench bench(roomQuery(), credential.constData());
    QVERIFY(bench.starts());
    bench.server.onFrame = [](QWebSocket &, const QJsonArray &) { return false; };
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
    QCOMPARE(expiryOf(QString::fromLatin1(credential)), Timestamp::fromMs(expiry * 1000));
}

void TestSensoctoClient::tellsOfARoomThatDoesNotExist()
{
    Bench bench(roomQuery(), jwt);
    bench.server.afterJoin.clear();
    bench.answer("GET /api/rooms/r1", 404, R"({"error":"Room not found"})");
    bench.client.start();
    QVERIFY(bench.reachesPhase(SourcePhase::Failed));
    QVERIFY(bench.text().contains(QStringLiteral("no room of this id")));
}

void TestSensoctoClient::listsTheLobbyAndWatchesItsRooms()
{
    Bench bench(QString(), jwt);
    bench.server.afterJoin.insert("lobby:u1",
                                  {{"lobby_state", R"({"my_rooms":[{"id":"r1","name":"Ward 3","is_public":)"
                                                   R"(false,"member_count":2,"sensors":[]}],"public_rooms":)"
                                                   R"([{"id":"r2","name":"Hall"}]})"}});
    QVERIFY(bench.starts());
    QVERIFY(bench.reaches([&] { return bench.sink.values() == std::vector<double>({2, 72}); }));
    QCOMPARE(bench.server.count(QStringLiteral("phx_join"), QStringLiteral("room:r2")), 0);
    QVERIFY(bench.text().contains(QStringLiteral("2 room(s) listed, 1 watched")));
    bench.server.push("lobby:u1", "room_added", R"({"room":{"id":"r3","name":"New"}})");
    bench.server.push("lobby:u1", "room_added", R"({"room":{"id":"r3","name":"New"}})");
    bench.server.push("lobby:u1", "room_updated", R"({"id":"r2","name":"Great Hall"})");
    bench.server.push("lobby:u1", "room_removed", R"({"room_id":"r1"})");
    bench.server.push("lobby:u1", "room_removed", R"({"room_id":"r1"})");
    QVERIFY(bench.settles());
    QCOMPARE(bench.events(),
             QStringList({QStringLiteral("r3 room_added New"), QStringLiteral("r1 room_removed Ward 3")}));
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(QStringLiteral("phx_leave"), QStringLiteral("room:r1")), 1, patience);
    QCOMPARE(bench.sink.devices.back().id, QStringLiteral("r1"));
    QCOMPARE(bench.sink.devices.back().status, QStringLiteral("offline"));

    Bench all(QStringLiteral("lobby=u1&rooms=all"), jwt);
    all.server.afterJoin.insert("lobby:u1",
                                {{"lobby_state", R"({"my_rooms":[],"public_rooms":[{"id":"r1"},{"id":"r2"}]})"}});
    all.server.refusals.insert("room:r2", "unauthorized");
    QVERIFY(all.starts());
    QVERIFY(all.reaches([&] { return all.sink.countOf(Problem::ServerError) == 1; }));
    QCOMPARE(all.sink.phase(), SourcePhase::Live); // one room is not the end of the lobby
}

void TestSensoctoClient::looksAtTheLobbyOnceAfterChangesOfMembership()
{
    Bench bench(QStringLiteral("lobby"), jwt);
    bench.server.afterJoin.insert("lobby:u1", {{"lobby_state", R"({"my_rooms":[],"public_rooms":[]})"}});
    QVERIFY(bench.starts());
    const QByteArray change = R"({"room_id":"r1","user_id":"u1","action":"joined"})";
    bench.server.push("lobby:u1", "membership_changed", change);
    bench.server.push("lobby:u1", "membership_changed", change);
    QVERIFY(bench.settles());
    bench.server.afterJoin["lobby:u1"] = {{"lobby_state", R"({"my_rooms":[{"id":"r1"}],"public_rooms":[]})"}};
    bench.clock.advance(500ms);
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(QStringLiteral("phx_join"), QStringLiteral("lobby:u1")), 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(QStringLiteral("phx_join"), QStringLiteral("room:r1")), 1, patience);
    bench.clock.advance(1s);
    QVERIFY(bench.settles());
    QCOMPARE(bench.server.count(QStringLiteral("phx_join"), QStringLiteral("lobby:u1")), 2);
}

void TestSensoctoClient::readsTheFeedOfAViewer()
{
    Bench bench(viewerQuery());
    QVERIFY(bench.starts());
    QCOMPARE(bench.server.frames.first().at(2).toString().toUtf8(), viewerTopic());
    bench.server.push(
        viewerTopic(), "sensor_batch",
        R"({"batch":{"s1":{"ecg":[{"payload":0.1,"timestamp":1700000000000},{"payload":0.2,"timestamp":)"
        R"(1700000000004}],"button":[{"payload":3,"event":"press","timestamp":1700000000001}]},)"
        R"("s2":{"ecg":{"__delta_encoded__":true,"data":"AQBo5c+LAQAAAAAAAFQEAAcEALMEAA==","sample_count":4}}}})");
    bench.server.push(viewerTopic(), "sensor_digest", R"({"digests":{"s1":{"hr":{"latest":72}}}})");
    bench.server.push(viewerTopic(), "sensor_batch", R"({"batch":{"s1":{"x":{"timestamp":1}}}})");
    QVERIFY(bench.settles());
    QCOMPARE(bench.sink.samples.size(), std::size_t(7));
    QCOMPARE(bench.sink.samples.back().sample.time, bench.clock.now());
    QCOMPARE(bench.events(), QStringList{QStringLiteral("s1 press button 3")});
    QCOMPARE(bench.sink.devices.size(), std::size_t(2));
    QCOMPARE(bench.sink.countOf(Problem::BadValue), 1);
    QVERIFY(bench.sink.current().capabilities == (Capabilities{.subset = true}));
    QCOMPARE(bench.server.count(QStringLiteral("set_visible_sensors")), 0);

    Bench byToken(QStringLiteral("viewer"), viewerToken); // the token as the source's token
    QVERIFY(byToken.starts());
    QCOMPARE(byToken.server.frames.first().at(2).toString().toUtf8(), viewerTopic());
    QCOMPARE(byToken.server.requestsOf(QStringLiteral("GET /api")), 0);
}

void TestSensoctoClient::choosesVisibleSensors()
{
    QCOMPARE(encodeVisibleSensors(std::nullopt), QByteArray("{}"));
    QCOMPARE(encodeVisibleSensors(QStringList()), QByteArray(R"({"sensor_ids":[]})"));
    QCOMPARE(encodeVisibleSensors(QStringList({QStringLiteral("a"), QStringLiteral("b\"")})),
             QByteArray(R"({"sensor_ids":["a","b\""]})"));
    Bench bench(viewerQuery() + QStringLiteral("&sensors=s1,s2"));
    QVERIFY(bench.starts());
    const QString event = QStringLiteral("set_visible_sensors");
    const auto last = [&] { return bench.server.framesOf(event).last().at(4).toObject(); };
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(event), 1, patience);
    QCOMPARE(last().value(QLatin1String("sensor_ids")).toArray().size(), 2);
    bench.client.setVisibleSensors(QStringList());
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(event), 2, patience);
    QCOMPARE(last().value(QLatin1String("sensor_ids")).toArray().size(), 0);
    bench.client.setVisibleSensors(std::nullopt);
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(event), 3, patience);
    QVERIFY(last().isEmpty());
    bench.client.setVisibleSensors(QStringList{QStringLiteral("s1")});
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(event), 4, patience);
    bench.server.dropAll(); // told again after a reconnect
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    bench.clock.advance(10ms);
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(event), 5, patience);
}

void TestSensoctoClient::saysThatAFeedIsOver_data()
{
    QTest::addColumn<QByteArray>("how");
    QTest::newRow("token refused") << QByteArray("refuse");
    QTest::newRow("page closed") << QByteArray("phx_close");
}

void TestSensoctoClient::saysThatAFeedIsOver()
{
    QFETCH(QByteArray, how);
    Bench bench(viewerQuery());
    if (how == "refuse") {
        bench.server.refusals.insert(viewerTopic(), "unauthorized");
        bench.client.start();
    } else {
        QVERIFY(bench.starts());
        bench.server.push(viewerTopic(), how, "{}");
    }
    QVERIFY(bench.reachesPhase(SourcePhase::Failed));
    QVERIFY(bench.text().contains(QStringLiteral("fresh")));
    bench.clock.advance(1min);
    QCOMPARE(bench.server.handshakes, 1);
}

void TestSensoctoClient::marksTheGapOfALostConnection()
{
    Bench bench(viewerQuery());
    QVERIFY(bench.starts());
    QVERIFY(bench.settles());
    const Timestamp last = bench.clock.now();
    bench.clock.advance(3s);
    bench.server.dropAll();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    QVERIFY(bench.sink.gaps.empty());
    bench.clock.advance(10ms);
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.sink.gaps.size(), std::size_t(1));
    QCOMPARE(bench.sink.gaps.front().gap, (Gap{{last, bench.clock.now()}, GapCause::LinkLost}));
    QCOMPARE(bench.sink.current().reconnects, 1);
}

void TestSensoctoClient::comesBackAfterEveryCloseCode_data()
{
    QTest::addColumn<int>("code");
    for (const int code : {1000, 1001, 1002, 1011, 1012})
        QTest::newRow(QByteArray::number(code).constData()) << code;
}

void TestSensoctoClient::comesBackAfterEveryCloseCode()
{
    QFETCH(int, code);
    Bench bench(roomQuery());
    QVERIFY(bench.starts());
    bench.server.closeAll(static_cast<quint16>(code));
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    QVERIFY(!bench.text().isEmpty());
    QCOMPARE(bench.sink.current().retryAt, bench.clock.now() + 10ms);
    bench.clock.advance(10ms);
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.sink.values(), std::vector<double>({2, 72})); // what was told before is not told again
}

void TestSensoctoClient::callsAnUnansweredHeartbeatSilence()
{
    Bench bench(QStringLiteral("room=r1&poll=0"));
    QVERIFY(bench.starts());
    bench.server.answersHeartbeats = false;
    bench.clock.advance(30s);
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(QStringLiteral("heartbeat")), 1, patience);
    bench.clock.advance(10s);
    QCOMPARE(bench.sink.phase(), SourcePhase::Silent);
    QVERIFY(bench.settles());
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
    bench.clock.advance(20s);
    QCOMPARE(bench.sink.phase(), SourcePhase::Waiting);
    QVERIFY(bench.text().contains(QStringLiteral("heartbeat")));
}

void TestSensoctoClient::reportsAServerThatIsNotWell()
{
    Bench bench(roomQuery());
    bench.answer("GET /health/ready", 503,
                 R"({"status":"degraded","checks":{"database":{"healthy":false},"pubsub":{"healthy":true}}})");
    QVERIFY(bench.starts());
    QVERIFY(bench.reaches([&] { return bench.sink.countOf(Problem::ServerError) == 1; }));
    QVERIFY(bench.sink.texts.last().contains(QStringLiteral("degraded (database)")));
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
}

void TestSensoctoClient::countsBadFramesAndGoesOn()
{
    Bench bench(roomQuery());
    QVERIFY(bench.starts());
    bench.server.send("hello");
    bench.server.push("room:r1", "room_state", R"({"sensors":[{"sensor_id")");
    bench.server.push("room:r1", "something_new", "{}");
    bench.server.push("room:r1", "room_state", R"({"room_id":"r1","sensors":[{"sensor_name":"no id"}]})");
    bench.server.clients.first()->sendBinaryMessage(QByteArray::fromHex("020703") + "room:r1evt");
    QVERIFY(bench.settles());
    QCOMPARE(bench.sink.countOf(Problem::BadFrame), 2);
    QCOMPARE(bench.sink.countOf(Problem::UnknownFrame), 3); // the test's own among them
    QCOMPARE(bench.sink.countOf(Problem::BadValue), 1);
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
    QCOMPARE(bench.server.handshakes, 1);
}

void TestSensoctoClient::saysWhatIsWrongWithAnAddress_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const char *query, const char *token, const char *word) {
        QTest::newRow(name) << QString::fromLatin1(query) << QString::fromLatin1(token) << QString::fromLatin1(word);
    };
    row("nothing at all", "", "", "A lobby wants a token");
    row("room without id", "room=", "", "room's id is missing");
    row("viewer without token", "viewer", "", "viewer's token is missing");
    row("two roles", "room=r1&viewer=x", "", "several");
    row("poll is no time", "room=r1&poll=soon", "", "poll=");
    row("poll too short", "room=r1&poll=1ms", "", "poll=");
}

void TestSensoctoClient::saysWhatIsWrongWithAnAddress()
{
    QFETCH(QString, query);
    QFETCH(QString, token);
    QFETCH(QString, word);
    Bench bench(query, token.toLatin1().constData());
    bench.client.start();
    QCOMPARE(bench.sink.phase(), SourcePhase::Failed);
    QVERIFY2(bench.text().contains(word), qPrintable(bench.text()));
    const auto options = readOptions({{}, QUrl(QStringLiteral("https://host/app/?room=r1&poll=5s")), {}});
    QVERIFY(options);
    QCOMPARE(options.value().socketUrl, QUrl(QStringLiteral("wss://host/app")));
    QCOMPARE(options.value().restUrl, QUrl(QStringLiteral("https://host/app")));
    QCOMPARE(options.value().pollInterval, Duration(5s));
}

void TestSensoctoClient::listsRoomsByRest_data()
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

void TestSensoctoClient::listsRoomsByRest()
{
    QFETCH(bool, publicOnes);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Bench bench(roomQuery());
    bench.answer(publicOnes ? "GET /api/rooms/public" : "GET /api/rooms", status, body);
    RestApi rest(bench.clock, bench.sink, readOptions({{}, bench.server.url(roomQuery()), {}}).value().restUrl);
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

void TestSensoctoClient::doesNothingMoreAfterStop()
{
    Bench bench(roomQuery(), jwt);
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

QTEST_GUILESS_MAIN(TestSensoctoClient)
#include "tst_sensocto_client.moc"
