#include "tests/protocol/sensocto/channel_bench.h"
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

/// Connections, channels and frames that break.
class TestSensoctoFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void goesOnAfterItsChannelEnds_data();
    void goesOnAfterItsChannelEnds();
    void losesNothingToFramesCutAnywhere_data();
    void losesNothingToFramesCutAnywhere();
    void takesWhatChangedWhileItWasAway();
    void countsBadFramesAndGoesOn();
    void triesAgainAfterEveryAnswerToItsHandshake_data();
    void triesAgainAfterEveryAnswerToItsHandshake();
    void takesAnUnansweredHeartbeatForDeathAfterOneMoreInterval();
    void reconnectsByTheList();
    void marksTheGapOfALostConnection();
    void comesBackAfterEveryCloseCode_data();
    void comesBackAfterEveryCloseCode();
    void callsAnUnansweredHeartbeatSilence();
};

void TestSensoctoFaults::goesOnAfterItsChannelEnds_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("topic");
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<SourcePhase>("phase"); // until it is joined again
    QTest::addColumn<Duration>("wait");
    const auto row = [](const char *name, const QString &query, const QByteArray &topic, const char *event,
                        SourcePhase phase,
                        Duration wait) { QTest::newRow(name) << query << topic << QByteArray(event) << phase << wait; };
    row("room crashes", QStringLiteral("room=r1&poll=0"), "room:r1", "phx_error", SourcePhase::Probing, 1s);
    row("room is closed", QStringLiteral("room=r1&poll=0"), "room:r1", "phx_close", SourcePhase::Silent, 10s);
    row("lobby crashes", QStringLiteral("lobby&poll=0"), "lobby:u1", "phx_error", SourcePhase::Probing, 1s);
    row("lobby is closed", QStringLiteral("lobby&poll=0"), "lobby:u1", "phx_close", SourcePhase::Silent, 10s);
    row("feed crashes", viewerQuery(), viewerTopic(), "phx_error", SourcePhase::Probing, 1s);
}

void TestSensoctoFaults::goesOnAfterItsChannelEnds()
{
    QFETCH(QString, query);
    QFETCH(QByteArray, topic);
    QFETCH(QByteArray, event);
    QFETCH(SourcePhase, phase);
    QFETCH(Duration, wait);
    ClientBench bench(query, jwt);
    bench.server.afterJoin.insert("lobby:u1", {{"lobby_state", R"({"my_rooms":[{"id":"r2"}],"public_rooms":[]})"}});
    QVERIFY(bench.starts());
    QVERIFY(bench.settles());
    const QString name = QString::fromLatin1(topic);
    bench.server.send("[\"0\",\"0\",\"" + topic + "\",\"" + event + "\",{}]"); // of an earlier join: stale
    QVERIFY(bench.settles());
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
    bench.server.end(topic, event);
    QVERIFY(bench.reachesPhase(phase));
    QCOMPARE(bench.server.count(QStringLiteral("phx_join"), name), 1);
    bench.clock.advance(wait - 1ms);
    QVERIFY(bench.settles());
    QCOMPARE(bench.server.count(QStringLiteral("phx_join"), name), 1);
    bench.clock.advance(1ms);
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.server.count(QStringLiteral("phx_join"), name), 2);
    QCOMPARE(bench.server.handshakes, 1);
}

void TestSensoctoFaults::losesNothingToFramesCutAnywhere_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("topic");
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("a room's state") << roomQuery() << QByteArray("room:r1") << QByteArray("room_state")
                                    << roomState("73", "1700000000001");
    QTest::newRow("a batch") << viewerQuery() << viewerTopic() << QByteArray("sensor_batch")
                             << QByteArray(R"({"batch":{"s1":{"hr":{"payload":73,"timestamp":1700000000001}}}})");
    QTest::newRow("a digest") << viewerQuery() << viewerTopic() << QByteArray("sensor_digest")
                              << QByteArray(R"({"digests":{"s1":{"hr":{"latest":73}}}})");
}

void TestSensoctoFaults::losesNothingToFramesCutAnywhere()
{
    QFETCH(QString, query);
    QFETCH(QByteArray, topic);
    QFETCH(QByteArray, event);
    QFETCH(QByteArray, payload);
    ClientBench bench(query);
    QVERIFY(bench.starts());
    const std::size_t before = bench.sink.samples.size();
    const QByteArray whole = '[' + PhoenixServer::quoted(bench.server.joinRefs.value(topic)) + ",null,"
                             + PhoenixServer::quoted(topic) + ",\"" + event + "\"," + payload + ']';
    for (qsizetype size = 0; size < whole.size(); ++size)
        bench.server.send(whole.left(size));
    const QByteArray binary = QByteArray("\2\7\3", 3) + "room:r1evt";
    for (qsizetype size = 0; size < binary.size(); ++size)
        bench.server.sendBinary(binary.left(size));
    QVERIFY(bench.settles());
    QCOMPARE(bench.sink.countOf(Problem::BadFrame), static_cast<int>(whole.size() + binary.size()));
    QCOMPARE(bench.sink.samples.size(), before);
    bench.server.send(whole);
    QVERIFY(bench.settles());
    QCOMPARE(bench.sink.samples.size(), before + 1);
    QCOMPARE(bench.sink.values().back(), 73.0);
    QCOMPARE(bench.sink.phase(), SourcePhase::Live);
    QCOMPARE(bench.server.handshakes, 1);
}

void TestSensoctoFaults::takesWhatChangedWhileItWasAway()
{
    ClientBench bench(roomQuery());
    QVERIFY(bench.starts());
    QVERIFY(bench.settles());
    bench.server.dropAll();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    const QByteArray newer = roomState("73", "1700000000001");
    bench.server.afterJoin["room:r1"] = {{"room_state", newer}, {"room_state", newer}};
    bench.clock.advance(10ms);
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    bench.server.push("room:r1", "room_state", newer);
    QVERIFY(bench.settles());
    QCOMPARE(bench.sink.values(), std::vector<double>({2, 72, 73})); // and each once
    QCOMPARE(bench.sink.devices.size(), std::size_t(2));
}

void TestSensoctoFaults::countsBadFramesAndGoesOn()
{
    ClientBench bench(roomQuery());
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

void TestSensoctoFaults::triesAgainAfterEveryAnswerToItsHandshake_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 400, 401, 403, 404, 408, 429, 500, 502, 503, 504})
        QTest::newRow(QByteArray::number(status).constData()) << status;
    QTest::newRow("none") << PhoenixServer::mute;
}

void TestSensoctoFaults::triesAgainAfterEveryAnswerToItsHandshake()
{
    QFETCH(int, status);
    ClientBench bench(roomQuery());
    bench.server.upgradeStatus = status;
    bench.client.start();
    int tries = 0;
    for (const Duration delay : {10ms, 50ms, 100ms}) {
        ++tries;
        QVERIFY(bench.reaches([&] { return bench.server.requestsOf(QStringLiteral("WS ")) == tries; }));
        if (status == PhoenixServer::mute)
            bench.clock.advance(10s);
        QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
        QVERIFY(!bench.text().isEmpty());
        QCOMPARE(bench.sink.current().retryAt, bench.clock.now() + delay);
        if (delay == 100ms)
            bench.server.upgradeStatus = 101;
        bench.clock.advance(delay);
    }
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.server.requestsOf(QStringLiteral("WS ")), tries + 1);
}

void TestSensoctoFaults::takesAnUnansweredHeartbeatForDeathAfterOneMoreInterval()
{
    ChannelBench bench;
    QVERIFY(bench.goes());
    bench.server.answersHeartbeats = false;
    bench.clock.advance(30s);
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(QStringLiteral("heartbeat")), 1, patience);
    bench.clock.advance(10s);
    QVERIFY(bench.lines.contains(QStringLiteral("silent")));
    QVERIFY(bench.settles());
    QVERIFY(bench.lines.contains(QStringLiteral("heard")));
    bench.clock.advance(19s);
    QVERIFY(bench.socket.isOpen());
    bench.clock.advance(1s);
    QVERIFY(!bench.socket.isOpen());
    QCOMPARE(bench.socket.retryIn(), Duration(10ms));
    QVERIFY(bench.lines.contains(QStringLiteral("interrupted")));
    bench.clock.advance(10ms);
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.handshakes, 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.channel->state(), PhoenixChannel::State::Joined, patience);
}

void TestSensoctoFaults::reconnectsByTheList()
{
    ChannelBench bench;
    bench.socket.open();
    int connects = 0;
    const auto lost = [&] {
        ++connects;
        QTRY_COMPARE_WITH_TIMEOUT(bench.server.handshakes, connects, patience);
        QTRY_VERIFY_WITH_TIMEOUT(bench.socket.isOpen(), patience);
        bench.server.dropAll();
        QTRY_VERIFY_WITH_TIMEOUT(bench.socket.retryIn(), patience);
    };
    for (const Duration delay : std::initializer_list<Duration>{10ms, 50ms, 100ms, 150ms, 200ms, 250ms, 500ms, 1000ms,
                                                                2000ms, 5000ms, 5000ms}) {
        lost();
        QCOMPARE(bench.socket.retryIn(), delay);
        bench.clock.advance(delay - 1ms);
        QVERIFY(bench.socket.retryIn());
        bench.clock.advance(1ms);
    }
    QTRY_VERIFY_WITH_TIMEOUT(bench.socket.isOpen(), patience);
    bench.clock.advance(5s); // a connection that lasts
    lost();
    QCOMPARE(bench.socket.retryIn(), Duration(10ms));
    bench.socket.close();
    QVERIFY(!bench.socket.retryIn());
    bench.clock.advance(1min);
    QCOMPARE(bench.server.handshakes, connects);
}

void TestSensoctoFaults::marksTheGapOfALostConnection()
{
    ClientBench bench(viewerQuery());
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

void TestSensoctoFaults::comesBackAfterEveryCloseCode_data()
{
    QTest::addColumn<int>("code");
    for (const int code : {1000, 1001, 1002, 1011, 1012})
        QTest::newRow(QByteArray::number(code).constData()) << code;
}

void TestSensoctoFaults::comesBackAfterEveryCloseCode()
{
    QFETCH(int, code);
    ClientBench bench(roomQuery());
    QVERIFY(bench.starts());
    bench.server.closeAll(static_cast<quint16>(code));
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    QVERIFY(!bench.text().isEmpty());
    QCOMPARE(bench.sink.current().retryAt, bench.clock.now() + 10ms);
    bench.clock.advance(10ms);
    QVERIFY(bench.reachesPhase(SourcePhase::Live));
    QCOMPARE(bench.sink.values(), std::vector<double>({2, 72})); // what was told before is not told again
}

void TestSensoctoFaults::callsAnUnansweredHeartbeatSilence()
{
    ClientBench bench(QStringLiteral("room=r1&poll=0"));
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

QTEST_GUILESS_MAIN(TestSensoctoFaults)
#include "tst_sensocto_faults.moc"
