#include "tests/simulator/sim_client.h"

#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::test;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

ServerOptions options(bool pushes = false)
{
    ServerOptions out;
    out.dialect = Dialect::Server;
    out.pushes = pushes;
    return out;
}

bool isNaive(const QJsonValue &time)
{
    static const QRegularExpression form(QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?$"));
    return form.match(time.toString()).hasMatch();
}

} // namespace

class TestServerDialect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void anyOneSegmentOpensAndOthersAre403_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("opens");
        for (const char *path : {"/ws", "/ws/1", "/ws/telemetry", "/ws/notifications", "/ws/TEMP-001"})
            QTest::newRow(path) << QString::fromLatin1(path) << true;
        for (const char *path : {"/ws/", "/ws/1/2", "/ws/notifications/1", "/", "/socket"})
            QTest::newRow(path) << QString::fromLatin1(path) << false;
    }
    void anyOneSegmentOpensAndOthersAre403()
    {
        QFETCH(QString, path);
        QFETCH(bool, opens);
        SimHarness sim(options());
        QTcpSocket raw;
        raw.connectToHost(QHostAddress(QHostAddress::LocalHost), static_cast<quint16>(sim.server.url().port()));
        QTRY_COMPARE(raw.state(), QAbstractSocket::ConnectedState);
        raw.write("GET " + path.toLatin1()
                  + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        QByteArray in;
        QTRY_VERIFY((in += raw.readAll()).contains("\r\n\r\n"));
        QVERIFY2(in.startsWith(opens ? "HTTP/1.1 101 " : "HTTP/1.1 403 "), in.constData());
    }

    void messagesAreAnsweredAsTheRealServerDoes_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("answer"); // empty: none
        const auto row = [](const char *name, const char *message, const char *answer) {
            QTest::newRow(name) << QByteArray(message) << QByteArray(answer);
        };
        row("auth", R"({"type":"auth","token":"x"})", R"({"error":"Unknown message type: auth"})");
        row("subscribe", R"({"type":"subscribe","channel":"telemetry"})",
            R"({"error":"Unknown message type: subscribe"})");
        row("batch", R"({"type":"batch","messages":[]})", R"({"error":"Unknown message type: batch"})");
        row("no json", "hello", R"({"error":"Invalid JSON format"})");
        row("no object", "[1]", R"({"error":"Internal server error"})");
        row("a bare number", "5", R"({"error":"Internal server error"})");
        row("unhashable id", R"({"type":"subscribe_device","device_id":[1]})", R"({"error":"Internal server error"})");
        row("no id", R"({"type":"subscribe_device"})", "");
        row("nobody subscribed", R"({"type":"unsubscribe_device","device_id":"7"})", "");
        row("unknown device's status", R"({"type":"get_device_status","device_id":99})",
            R"({"error":"Device not found"})");
        row("text id", R"({"type":"subscribe_device","device_id":"1"})",
            R"({"device_id":"1","type":"subscription_confirmed"})");
        row("number id", R"({"type":"subscribe_device","device_id":1})",
            R"({"device_id":1,"type":"subscription_confirmed"})");
        row("a device that is none", R"({"type":"subscribe_device","device_id":"TEMP-001"})",
            R"({"device_id":"TEMP-001","type":"subscription_confirmed"})");
    }
    void messagesAreAnsweredAsTheRealServerDoes()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, answer);
        SimHarness sim(options());
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(message.constData());
        QVERIFY(client.roundTrip());
        QCOMPARE(client.frames.size(), answer.isEmpty() ? 1 : 2);
        if (answer.isEmpty())
            return;
        QJsonObject frame = client.frames.at(0);
        if (frame.contains(QLatin1String("timestamp")))
            QVERIFY(isNaive(frame.take(QLatin1String("timestamp"))));
        QCOMPARE(QJsonDocument(frame).toJson(QJsonDocument::Compact), answer);
    }

    void pongCarriesTheServersTime()
    {
        SimHarness sim(options());
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        QVERIFY(client.roundTrip());
        QVERIFY(isNaive(client.frames.at(0).value(QLatin1String("timestamp"))));
    }

    void unsubscribingIsConfirmedOnce()
    {
        SimHarness sim(options());
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(R"({"type":"subscribe_device","device_id":"2"})");
        client.send(R"({"type":"unsubscribe_device","device_id":2})");
        client.send(R"({"type":"unsubscribe_device","device_id":"2"})");
        client.send(R"({"type":"unsubscribe_device","device_id":"2"})");
        QVERIFY(client.roundTrip());
        QCOMPARE(client.ofType("unsubscription_confirmed").size(), 1);
    }

    void binaryFramesEndTheConnection()
    {
        SimHarness sim(options());
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.socket.sendBinaryMessage("x");
        QTRY_VERIFY(client.isClosed);
        QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeNormal);
        QVERIFY(client.frames.isEmpty());
    }

    void nothingButHeartbeatsIsPushedByDefault()
    {
        SimHarness sim(options());
        SimClient client(withPath(sim.server.url(), "/ws/1"));
        QTRY_VERIFY(client.isOpen());
        client.send(R"({"type":"subscribe_device","device_id":"2"})");
        QVERIFY(client.roundTrip());
        client.frames.clear();
        sim.server.setDeviceStatus(0, QStringLiteral("offline"), {});
        sim.server.raiseAlert({});
        for (int i = 0; i < 95; ++i) {
            sim.clock.advance(seconds(1));
            QTest::qWait(0);
            if (i % 10 == 0)
                QVERIFY(client.roundTrip()); // so that protocol pings find their pongs
        }
        QTRY_COMPARE(client.ofType("heartbeat").size(), 3);
        QCOMPARE(client.frames.size(), client.ofType("pong").size() + 3);
        QCOMPARE(client.ofType("heartbeat").at(0).value(QLatin1String("status")), QLatin1String("alive"));
        QVERIFY(isNaive(client.ofType("heartbeat").at(0).value(QLatin1String("timestamp"))));
    }

    void pushesFindTextIdsOnly()
    {
        SimHarness sim(options(true));
        SimClient client(sim.server.url());
        SimClient byPath(withPath(sim.server.url(), "/ws/3"));
        SimClient silent(withPath(sim.server.url(), "/ws/telemetry"));
        SimClient alsoSilent(withPath(sim.server.url(), "/ws/notifications"));
        QTRY_VERIFY(client.isOpen() && byPath.isOpen() && silent.isOpen() && alsoSilent.isOpen());
        client.send(R"({"type":"subscribe_device","device_id":"1"})");
        client.send(R"({"type":"subscribe_device","device_id":2})");
        client.send(R"({"type":"subscribe_device","device_id":"Unit 0003"})");
        QVERIFY(client.roundTrip());
        sim.clock.advance(milliseconds(250));
        QVERIFY(client.roundTrip() && byPath.roundTrip() && silent.roundTrip() && alsoSilent.roundTrip());
        QVERIFY(!client.ofType("telemetry_update").isEmpty());
        for (const QJsonObject &frame : client.ofType("telemetry_update")) {
            QCOMPARE(frame.value(QLatin1String("device_id")), 1);
            const QJsonObject data = frame.value(QLatin1String("data")).toObject();
            QCOMPARE(data.keys(), (QStringList{QStringLiteral("metric_name"), QStringLiteral("metric_value"),
                                               QStringLiteral("timestamp"), QStringLiteral("unit")}));
            QVERIFY(isNaive(data.value(QLatin1String("timestamp"))));
            QVERIFY(isNaive(frame.value(QLatin1String("timestamp"))));
        }
        QVERIFY(!byPath.ofType("telemetry_update").isEmpty());
        QVERIFY(silent.ofType("telemetry_update").isEmpty() && alsoSilent.ofType("telemetry_update").isEmpty());
    }

    void deviceUpdatesComeTwiceToSubscribersAndAlertsToAll()
    {
        SimHarness sim(options(true));
        SimClient subscriber(withPath(sim.server.url(), "/ws/2"));
        SimClient other(sim.server.url());
        QTRY_VERIFY(subscriber.isOpen() && other.isOpen());
        sim.server.setDeviceStatus(1, QStringLiteral("offline"), {});
        Alert alert;
        alert.deviceId = 2;
        alert.description = QStringLiteral("warm");
        sim.server.raiseAlert(alert);
        QVERIFY(subscriber.roundTrip() && other.roundTrip());
        QCOMPARE(subscriber.ofType("device_update").size(), 2);
        QCOMPARE(other.ofType("device_update").size(), 1);
        QCOMPARE(other.ofType("device_update").at(0).value(QLatin1String("updates"))[QLatin1String("status")],
                 QLatin1String("offline"));
        QCOMPARE(other.ofType("alert").size(), 1);
        const QJsonValue body = other.ofType("alert").at(0).value(QLatin1String("alert"));
        QCOMPARE(body[QLatin1String("severity")], QLatin1String("medium"));
        QCOMPARE(body[QLatin1String("alert_type")], QLatin1String("unknown"));
        QCOMPARE(body[QLatin1String("device_name")], QLatin1String("Unit 0002"));
        QVERIFY(!body.toObject().contains(QLatin1String("id")));
    }

    void clientsThatDoNotPongAreClosed()
    {
        SimHarness sim(options());
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        // The client's event loop does not run, so it cannot answer the protocol ping.
        sim.clock.advance(seconds(45));
        QTRY_VERIFY(client.isClosed);
        QCOMPARE(static_cast<int>(client.socket.closeCode()), 1011);
    }
};

QTEST_GUILESS_MAIN(TestServerDialect)
#include "tst_server_dialect.moc"
