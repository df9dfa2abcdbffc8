#include "app/simulator/sensocto/phoenix_frame.h"
#include "tests/simulator/sensocto/sensocto_harness.h"
#include "tests/simulator/sensocto/sensocto_probe.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTest>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::sensocto;
using namespace watchglass::sim::sensocto::test;

namespace {

const QString topic = QStringLiteral("sensocto:sensor:s1");

QJsonArray frame(const char *json)
{
    return QJsonDocument::fromJson(json).array();
}

} // namespace

/// Frames, versions, joins and closes.
class TestSensoctoPhoenix : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void handshakesAreTakenOrRefused_data();
    void handshakesAreTakenOrRefused();
    void claimsItsOwnPathsOnly_data();
    void claimsItsOwnPathsOnly();
    void compressesNothing();
    void answersAsObserved_data();
    void answersAsObserved();
    void versionOneHasObjects();
    void versionOneCannotTellTheOldClose();
    void rejoiningAnswersFirstAndThenClosesTheOldJoin();
    void aRefusedRejoinStillClosesTheOldJoin();
    void staleJoinRefsAreDropped();
    void leavingAnswersAndCloses();
    void aCrashEndsTheChannel();
    void brokenMessagesCloseTheSocket_data();
    void brokenMessagesCloseTheSocket();
    void silenceClosesTheSocketAfterAMinute();
    void binaryPushesAreEchoedInBinary();
    void shoutsReachEverybodyOnTheTopic();
};

void TestSensoctoPhoenix::handshakesAreTakenOrRefused_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("isTaken");
    const auto row = [](const char *name, const char *query, const char *origin, bool isTaken) {
        QTest::newRow(name) << QString::fromLatin1(query) << QByteArray(origin) << isTaken;
    };
    row("no version", "", "", true);
    row("version 1.0.0", "vsn=1.0.0", "", true);
    row("version 1.0.7", "vsn=1.0.7", "", true);
    row("version 2.0.0", "vsn=2.0.0", "", true);
    row("version 2.0.1", "vsn=2.0.1", "", true);
    row("version 2.1.0", "vsn=2.1.0", "", false);
    row("version 3.0.0", "vsn=3.0.0", "", false);
    row("no version at all", "vsn=x", "", false);
    row("own origin", "vsn=2.0.0", "http://127.0.0.1", true);
    row("foreign origin", "vsn=2.0.0", "http://elsewhere.example", false);
    row("bad token", "vsn=2.0.0&token=a.b.c", "", true);
}

void TestSensoctoPhoenix::handshakesAreTakenOrRefused()
{
    QFETCH(QString, query);
    QFETCH(QByteArray, origin);
    QFETCH(bool, isTaken);
    Harness harness;
    Probe probe(harness.socketUrl(query), origin);
    QTRY_VERIFY_WITH_TIMEOUT(probe.hasFailed || probe.socket.state() == QAbstractSocket::ConnectedState, patienceMs);
    QCOMPARE(probe.socket.state() == QAbstractSocket::ConnectedState, isTaken);
    if (!isTaken)
        QVERIFY2(probe.socket.errorString().contains(QLatin1String("403")), qPrintable(probe.socket.errorString()));
}

void TestSensoctoPhoenix::claimsItsOwnPathsOnly_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isSocket");
    QTest::addColumn<bool>("isClaimed");
    const auto row = [](const char *path, bool isSocket, bool isClaimed) {
        QTest::newRow(path) << QString::fromLatin1(path) << isSocket << isClaimed;
    };
    row("/socket/websocket", true, true);
    row("/live/websocket", true, false);
    row("/bridge/websocket", true, false);
    row("/ws", true, false);
    row("/socket/longpoll", false, false);
    row("/health/ready", false, true);
    row("/api/rooms", false, true);
    row("/api/v1/devices", false, false);
}

void TestSensoctoPhoenix::claimsItsOwnPathsOnly()
{
    QFETCH(QString, path);
    QFETCH(bool, isSocket);
    Harness harness;
    http::Request request;
    request.method = "GET";
    request.path = path;
    if (isSocket)
        request.headers = {{"upgrade", "websocket"}, {"connection", "Upgrade"}, {"sec-websocket-key", "x"}};
    QTEST(harness.service.claims(request), "isClaimed");
}

void TestSensoctoPhoenix::compressesNothing()
{
    Harness harness;
    QTcpSocket socket;
    const QUrl url = harness.socketUrl();
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    socket.write("GET /socket/websocket?vsn=2.0.0 HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                 "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                 "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
    QByteArray head;
    QTRY_VERIFY_WITH_TIMEOUT((head += socket.readAll()).contains("\r\n\r\n"), patienceMs);
    QVERIFY(head.startsWith("HTTP/1.1 101"));
    QVERIFY(!head.toLower().contains("extensions"));
}

void TestSensoctoPhoenix::answersAsObserved_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *message, const char *answer) {
        QTest::newRow(name) << QByteArray(message) << QByteArray(answer);
    };
    row("heartbeat", R"([null,"1","phoenix","heartbeat",{}])",
        R"([null,"1","phoenix","phx_reply",{"response":{},"status":"ok"}])");
    row("topic without a route", R"(["3","4","presence:all","phx_join",{}])",
        R"([null,"4","presence:all","phx_reply",{"response":{"reason":"unmatched topic"},"status":"error"}])");
    row("push to a topic not joined", R"(["3","4","room:x","shout",{}])",
        R"([null,"4","room:x","phx_reply",{"response":{"reason":"unmatched topic"},"status":"error"}])");
    row("leaving what was not joined", R"(["3","4","room:x","phx_leave",{}])",
        R"(["3","4","room:x","phx_reply",{"response":{},"status":"ok"}])");
    row("room that is no UUID", R"(["3","4","room:x","phx_join",{}])",
        R"(["3","4","room:x","phx_reply",{"response":{"reason":"invalid room id"},"status":"error"}])");
    row("room that does not exist", R"(["3","4","room:00000000-0000-4000-8000-000000000001","phx_join",{}])",
        R"(["3","4","room:00000000-0000-4000-8000-000000000001","phx_reply",{"response":{},"status":"ok"}])");
    row("somebody's lobby", R"(["3","4","lobby:u1","phx_join",{}])",
        R"(["3","4","lobby:u1","phx_reply",{"response":{"reason":"unauthorized"},"status":"error"}])");
    row("sensor without fields", R"(["3","4","sensocto:sensor:s1","phx_join",{}])",
        R"(["3","4","sensocto:sensor:s1","phx_reply",{"response":{"reason":"join crashed"},"status":"error"}])");
    row("numbers as references", R"([3,4,"room:x","phx_leave",{}])",
        R"([3,4,"room:x","phx_reply",{"response":{},"status":"ok"}])");
}

void TestSensoctoPhoenix::answersAsObserved()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, answer);
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    probe.send(message.constData());
    QTRY_COMPARE_WITH_TIMEOUT(probe.frames.size(), 1, patienceMs);
    QCOMPARE(probe.frames.first(), frame(answer.constData()));
    QVERIFY(probe.roundTrip());
    QCOMPARE(probe.frames.size(), 2); // and nothing else
}

void TestSensoctoPhoenix::versionOneHasObjects()
{
    Harness harness;
    Probe probe(harness.socketUrl({}));
    QVERIFY(probe.opens());
    QJsonObject join{{QStringLiteral("topic"), topic},
                     {QStringLiteral("event"), QStringLiteral("phx_join")},
                     {QStringLiteral("payload"), joinFields()},
                     {QStringLiteral("ref"), QStringLiteral("1")}};
    probe.send(QJsonDocument(join).toJson().constData());
    QTRY_COMPARE_WITH_TIMEOUT(probe.texts.size(), 2, patienceMs);
    const QJsonObject reply = QJsonDocument::fromJson(probe.texts.at(0)).object();
    QCOMPARE(reply, object(R"({"topic":"sensocto:sensor:s1","event":"phx_reply","ref":"1",
                               "payload":{"status":"ok","response":{}}})"));
    const QJsonObject push = QJsonDocument::fromJson(probe.texts.at(1)).object();
    QCOMPARE(push.value(QLatin1String("event")).toString(), QStringLiteral("backpressure_config"));
    QVERIFY(push.value(QLatin1String("ref")).isNull());
    QVERIFY(!push.contains(QLatin1String("join_ref")));
    probe.send(R"({"topic":"sensocto:sensor:s1","event":"measurements_batch","ref":"2",
                   "payload":[{"attribute_id":"hr","payload":1,"timestamp":1},{}]})");
    QTRY_COMPARE_WITH_TIMEOUT(probe.texts.size(), 3, patienceMs);
    QVERIFY(probe.texts.at(2).contains("invalid_batch"));
}

void TestSensoctoPhoenix::versionOneCannotTellTheOldClose()
{
    Harness harness;
    Probe probe(harness.socketUrl(QStringLiteral("vsn=1.0.0")));
    QVERIFY(probe.opens());
    const QString room = QStringLiteral("room:00000000-0000-4000-8000-000000000001");
    for (const char *ref : {"1", "2"}) {
        const QJsonObject join{{QStringLiteral("topic"), room},
                               {QStringLiteral("event"), QStringLiteral("phx_join")},
                               {QStringLiteral("payload"), QJsonObject()},
                               {QStringLiteral("ref"), QLatin1String(ref)}};
        probe.send(QJsonDocument(join).toJson().constData());
    }
    QTRY_COMPARE_WITH_TIMEOUT(probe.texts.size(), 3, patienceMs);
    const QJsonObject close = QJsonDocument::fromJson(probe.texts.at(2)).object();
    QCOMPARE(close.value(QLatin1String("event")).toString(), QStringLiteral("phx_close"));
    QVERIFY(close.value(QLatin1String("ref")).isNull());
}

void TestSensoctoPhoenix::rejoiningAnswersFirstAndThenClosesTheOldJoin()
{
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    probe.push("2", "2", topic, "phx_join", joinFields());
    probe.push("5", "5", topic, "phx_join", joinFields());
    QTRY_COMPARE_WITH_TIMEOUT(probe.of("backpressure_config").size(), 2, patienceMs);
    QCOMPARE(probe.frames.at(0), frame(R"(["2","2","sensocto:sensor:s1","phx_reply",{"response":{},"status":"ok"}])"));
    QCOMPARE(probe.frames.at(1).at(0).toString(), QStringLiteral("2"));
    QVERIFY(probe.frames.at(1).at(1).isNull());
    QCOMPARE(probe.frames.at(2), frame(R"(["5","5","sensocto:sensor:s1","phx_reply",{"response":{},"status":"ok"}])"));
    QCOMPARE(probe.frames.at(3), frame(R"(["2","2","sensocto:sensor:s1","phx_close",{}])"));
    QCOMPARE(probe.frames.at(4).at(0).toString(), QStringLiteral("5"));
    // The new join lives, and the sensor did not end in between.
    probe.push("5", "6", topic, "ping", QJsonObject());
    QVERIFY(probe.roundTrip());
    QCOMPARE(probe.of("phx_reply").last().at(1).toString(), QStringLiteral("6"));
    QCOMPARE(harness.world.produced().at(QStringLiteral("s1")).producers, 1);
}

void TestSensoctoPhoenix::aRefusedRejoinStillClosesTheOldJoin()
{
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    probe.push("2", "2", topic, "phx_join", joinFields());
    probe.push("5", "5", topic, "phx_join", QJsonObject());
    QTRY_COMPARE_WITH_TIMEOUT(probe.of("phx_close").size(), 1, patienceMs);
    QCOMPARE(probe.of("phx_close").first().at(0).toString(), QStringLiteral("2"));
    probe.push("2", "6", topic, "ping", QJsonObject());
    QVERIFY(probe.roundTrip());
    QCOMPARE(probe.last("phx_reply").value(QLatin1String("response")),
             QJsonValue(object(R"({"reason":"unmatched topic"})")));
}

void TestSensoctoPhoenix::staleJoinRefsAreDropped()
{
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    probe.push("2", "2", topic, "phx_join", joinFields());
    probe.push("1", "3", topic, "ping", QJsonObject());
    probe.push("1", "4", topic, "phx_leave", QJsonObject());
    QVERIFY(probe.roundTrip());
    QCOMPARE(probe.of("phx_reply").size(), 1);
    QVERIFY(probe.of("phx_close").isEmpty());
}

void TestSensoctoPhoenix::leavingAnswersAndCloses()
{
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    probe.push("2", "2", topic, "phx_join", joinFields());
    probe.push("2", "3", topic, "phx_leave", QJsonObject());
    probe.push("2", "4", topic, "ping", QJsonObject());
    QVERIFY(probe.roundTrip());
    const auto told = probe.told();
    QCOMPARE(told.size(), 5);
    QCOMPARE(told.at(2), frame(R"(["2","3","sensocto:sensor:s1","phx_reply",{"response":{},"status":"ok"}])"));
    QCOMPARE(told.at(3), frame(R"(["2","2","sensocto:sensor:s1","phx_close",{}])"));
    QCOMPARE(told.at(4).at(0), QJsonValue(QJsonValue::Null)); // unmatched topic
}

void TestSensoctoPhoenix::aCrashEndsTheChannel()
{
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    probe.push("2", "2", topic, "phx_join", joinFields());
    probe.push("2", "3", topic, "measurements_batch", QJsonArray{1});
    probe.push("2", "4", topic, "ping", QJsonObject());
    QVERIFY(probe.roundTrip());
    const auto told = probe.told();
    QCOMPARE(told.at(2), frame(R"(["2","2","sensocto:sensor:s1","phx_error",{}])"));
    QCOMPARE(told.at(3), frame(R"([null,"4","sensocto:sensor:s1","phx_reply",
                                   {"response":{"reason":"unmatched topic"},"status":"error"}])"));
    probe.push("5", "5", topic, "phx_join", joinFields());
    QTRY_COMPARE_WITH_TIMEOUT(probe.of("backpressure_config").size(), 2, patienceMs);
}

void TestSensoctoPhoenix::brokenMessagesCloseTheSocket_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const char *query, const char *message) {
        QTest::newRow(name) << QString::fromLatin1(query) << QByteArray(message);
    };
    row("no JSON", "vsn=2.0.0", "{");
    row("empty", "vsn=2.0.0", " ");
    row("an object in version 2", "vsn=2.0.0", R"({"topic":"phoenix","event":"heartbeat","payload":{},"ref":"1"})");
    row("four elements", "vsn=2.0.0", R"(["1","phoenix","heartbeat",{}])");
    row("topic is no text", "vsn=2.0.0", R"([null,"1",7,"heartbeat",{}])");
    row("an array in version 1", "vsn=1.0.0", R"([null,"1","phoenix","heartbeat",{}])");
    row("no ref in version 1", "vsn=1.0.0", R"({"topic":"phoenix","event":"heartbeat","payload":{}})");
    row("no topic in version 1", "vsn=1.0.0", R"({"event":"heartbeat","payload":{},"ref":"1"})");
    row("no event in version 1", "vsn=1.0.0", R"({"topic":"phoenix","payload":{},"ref":"1"})");
    row("no payload in version 1", "vsn=1.0.0", R"({"topic":"phoenix","event":"heartbeat","ref":"1"})");
}

void TestSensoctoPhoenix::brokenMessagesCloseTheSocket()
{
    QFETCH(QString, query);
    QFETCH(QByteArray, message);
    Harness harness;
    Probe probe(harness.socketUrl(query));
    QVERIFY(probe.opens());
    if (query.contains(QLatin1Char('2'))) {
        probe.push("1", "1", topic, "phx_join", joinFields());
        QVERIFY(probe.roundTrip());
    }
    probe.send(message.constData());
    QTRY_VERIFY_WITH_TIMEOUT(probe.isClosed, patienceMs);
    harness.clock.advance(60ms); // the channels are lost, too
    harness.world.settle();
    QVERIFY(harness.world.produced().empty());
    QCOMPARE(static_cast<int>(probe.socket.closeCode()), 1011);
}

void TestSensoctoPhoenix::silenceClosesTheSocketAfterAMinute()
{
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    QVERIFY(probe.roundTrip());
    harness.clock.advance(59s);
    QVERIFY(probe.roundTrip()); // which is a heartbeat
    harness.clock.advance(59s);
    QVERIFY(probe.roundTrip());
    QVERIFY(!probe.isClosed);
    harness.clock.advance(61s);
    QTRY_VERIFY_WITH_TIMEOUT(probe.isClosed, patienceMs);
    QCOMPARE(static_cast<int>(probe.socket.closeCode()), 1002);
}

void TestSensoctoPhoenix::binaryPushesAreEchoedInBinary()
{
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    probe.push("70", "70", topic, "phx_join", joinFields());
    QByteArray push =
        QByteArray::fromHex("0002021204") + "7071" + topic.toUtf8() + "ping" + QByteArray::fromHex("010203");
    probe.socket.sendBinaryMessage(push);
    QTRY_COMPARE_WITH_TIMEOUT(probe.binaries.size(), 1, patienceMs);
    QCOMPARE(probe.binaries.first().toHex(),
             QByteArray("01020212023730373173656e736f63746f3a73656e736f723a73316f6b010203"));
    for (qsizetype size = 0; size < 5 + 2 + 2 + 18 + 4; ++size)
        QVERIFY2(!readBinary(push.left(size)), QByteArray::number(size).constData());
    probe.socket.sendBinaryMessage(push.left(9));
    QTRY_VERIFY_WITH_TIMEOUT(probe.isClosed, patienceMs);
    QCOMPARE(static_cast<int>(probe.socket.closeCode()), 1011);
}

void TestSensoctoPhoenix::shoutsReachEverybodyOnTheTopic()
{
    Harness harness;
    Probe one(harness.socketUrl());
    Probe two(harness.socketUrl());
    QVERIFY(one.opens() && two.opens());
    one.push("1", "1", topic, "phx_join", joinFields());
    two.push("2", "2", topic, "phx_join", joinFields());
    QVERIFY(one.roundTrip() && two.roundTrip());
    one.push("1", "3", topic, "shout", object(R"({"a":1})"));
    one.push("1", "4", topic, "shout", QStringLiteral("no object"));
    QVERIFY(one.roundTrip() && two.roundTrip());
    for (const Probe *probe : {&one, &two}) {
        QCOMPARE(probe->of("shout").size(), 1);
        QCOMPARE(probe->of("shout").first(), frame(R"([null,null,"sensocto:sensor:s1","shout",{"a":1}])"));
    }
}

QTEST_GUILESS_MAIN(TestSensoctoPhoenix)
#include "tst_sensocto_phoenix.moc"
