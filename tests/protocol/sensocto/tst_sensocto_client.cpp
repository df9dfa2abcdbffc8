#include "core/protocol/sensocto/viewer_feed.h"
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
using watchglass::test::PhoenixServer;
using watchglass::test::RecordingSink;

/// What the roles read and say.
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
    void listsTheLobbyAndWatchesItsRooms();
    void looksAtTheLobbyOnceAfterChangesOfMembership();
    void readsTheFeedOfAViewer();
    void choosesVisibleSensors();
    void saysThatAFeedIsOver_data();
    void saysThatAFeedIsOver();
    void saysWhatIsWrongWithAnAddress_data();
    void saysWhatIsWrongWithAnAddress();
};

void TestSensoctoClient::readsAPublicRoomAnonymously()
{
    ClientBench bench(roomQuery());
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
    ClientBench bench(roomQuery());
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

    ClientBench never(QStringLiteral("room=r1&poll=0"));
    QVERIFY(never.starts());
    never.clock.advance(25s);
    QVERIFY(never.settles());
    QCOMPARE(never.server.count(QStringLiteral("phx_join")), 1);
}

void TestSensoctoClient::takesEachEventOfARoomOnce()
{
    ClientBench bench(roomQuery());
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
    ClientBench bench(roomQuery());
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
    ClientBench bench(QStringLiteral("room=unknown"));
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
    ClientBench bench(roomQuery());
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

void TestSensoctoClient::listsTheLobbyAndWatchesItsRooms()
{
    ClientBench bench(QString(), jwt);
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

    ClientBench all(QStringLiteral("lobby=u1&rooms=all"), jwt);
    all.server.afterJoin.insert("lobby:u1",
                                {{"lobby_state", R"({"my_rooms":[],"public_rooms":[{"id":"r1"},{"id":"r2"}]})"}});
    all.server.refusals.insert("room:r2", "unauthorized");
    QVERIFY(all.starts());
    QVERIFY(all.reaches([&] { return all.sink.countOf(Problem::ServerError) == 1; }));
    QCOMPARE(all.sink.phase(), SourcePhase::Live); // one room is not the end of the lobby
}

void TestSensoctoClient::looksAtTheLobbyOnceAfterChangesOfMembership()
{
    ClientBench bench(QStringLiteral("lobby"), jwt);
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
    ClientBench bench(viewerQuery());
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

    ClientBench byToken(QStringLiteral("viewer"), viewerToken); // the token as the source's token
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
    ClientBench bench(viewerQuery() + QStringLiteral("&sensors=s1,s2"));
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
    ClientBench bench(viewerQuery());
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
    ClientBench bench(query, token.toLatin1().constData());
    bench.client.start();
    QCOMPARE(bench.sink.phase(), SourcePhase::Failed);
    QVERIFY2(bench.text().contains(word), qPrintable(bench.text()));
    const auto options = readOptions({{}, QUrl(QStringLiteral("https://host/app/?room=r1&poll=5s")), {}});
    QVERIFY(options);
    QCOMPARE(options.value().socketUrl, QUrl(QStringLiteral("wss://host/app")));
    QCOMPARE(options.value().restUrl, QUrl(QStringLiteral("https://host/app")));
    QCOMPARE(options.value().pollInterval, Duration(5s));
}

QTEST_GUILESS_MAIN(TestSensoctoClient)
#include "tst_sensocto_client.moc"
