#include "tests/simulator/sim_client.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::test;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

QSet<int> devicesIn(const QList<QJsonObject> &frames)
{
    QSet<int> out;
    for (const QJsonObject &frame : frames)
        out.insert(frame.value(QLatin1String("device_id")).toInt());
    return out;
}

} // namespace

class TestDocumentedDialect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void documentedPathsOpenAndOthersDoNot_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("opens");
        for (const char *path : {"/ws", "/ws/telemetry", "/ws/alerts", "/ws/system", "/ws/devices"})
            QTest::newRow(path) << QString::fromLatin1(path) << true;
        for (const char *path : {"/", "/ws/", "/ws/other", "/ws/notifications", "/socket"})
            QTest::newRow(path) << QString::fromLatin1(path) << false;
    }
    void documentedPathsOpenAndOthersDoNot()
    {
        QFETCH(QString, path);
        QFETCH(bool, opens);
        SimHarness sim;
        SimClient client(withPath(sim.server.url(), qPrintable(path)));
        QTRY_VERIFY(client.isOpen() || client.hasFailed);
        QCOMPARE(client.isOpen(), opens);
    }

    void authChecksTheToken()
    {
        ServerOptions options;
        options.token = QStringLiteral("secret");
        SimHarness sim(options);
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(R"({"type":"auth","token":"wrong"})");
        QTRY_COMPARE(client.frames.size(), 1);
        QCOMPARE(client.frames.at(0).value(QLatin1String("type")), QLatin1String("auth_response"));
        QCOMPARE(client.frames.at(0).value(QLatin1String("success")), false);
        QCOMPARE(client.frames.at(0).value(QLatin1String("error")), QLatin1String("invalid_token"));
        QVERIFY(client.frames.at(0).value(QLatin1String("message")).isString());
        client.send(R"({"type":"auth","token":"secret"})");
        QTRY_COMPARE(client.frames.size(), 2);
        QCOMPARE(client.frames.at(1).value(QLatin1String("success")), true);
        client.send(R"({"type":"subscribe","channel":"telemetry"})");
        QVERIFY(client.roundTrip());

        SimClient stranger(sim.server.url());
        QTRY_VERIFY(stranger.isOpen());
        stranger.send(R"({"type":"subscribe","channel":"telemetry"})");
        QTRY_VERIFY(stranger.isClosed);
        QCOMPARE(stranger.socket.closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
    }

    void oneFrameCarriesAllMetricsOfAnInstant()
    {
        SimHarness sim;
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(R"({"type":"subscribe","channel":"telemetry","device_id":2})");
        QVERIFY(client.roundTrip());
        sim.clock.advance(milliseconds(205));
        QTRY_COMPARE(client.ofType("telemetry_update").size(), 3);
        const QJsonObject frame = client.ofType("telemetry_update").at(1);
        QCOMPARE(frame.value(QLatin1String("channel")), QLatin1String("telemetry"));
        QCOMPARE(frame.value(QLatin1String("device_id")), 2);
        QVERIFY(!frame.contains(QLatin1String("timestamp")));
        const QJsonObject map = frame.value(QLatin1String("telemetry")).toObject();
        QCOMPARE(map.keys(), (QStringList{QStringLiteral("ch0"), QStringLiteral("ch1")}));
        for (const QJsonValue &one : map) {
            QVERIFY(one[QLatin1String("value")].isDouble());
            QCOMPARE(one[QLatin1String("unit")], QLatin1String("V"));
            QCOMPARE(one[QLatin1String("timestamp")].toString(),
                     timeText(sim.server.site().startTime() + milliseconds(100), TimeStyle::Zulu));
        }
    }

    void filtersAreReadInAllThreeShapes_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QSet<int>>("devices");
        QTest::addColumn<QStringList>("metrics");
        const QSet<int> all{1, 2, 3};
        const QStringList both{QStringLiteral("ch0"), QStringLiteral("ch1")};
        const QStringList first{QStringLiteral("ch0")};
        const auto row = [](const char *name, const char *text, const QSet<int> &devices, const QStringList &metrics) {
            QTest::newRow(name) << QByteArray(text) << devices << metrics;
        };
        row("none", R"({"type":"subscribe","channel":"telemetry"})", all, both);
        row("inside",
            R"({"type":"subscribe","channel":"telemetry","filters":{"device_id":2,"metrics":["ch0"],"frequency":"real-time"}})",
            {2}, first);
        row("some at top", R"({"type":"subscribe","channel":"telemetry","device_id":2,"filters":{"metrics":["ch0"]}})",
            {2}, first);
        row("all at top",
            R"({"type":"subscribe","channel":"telemetry","device_id":"2","metrics":["ch0"],"frequency":"real-time"})",
            {2}, first);
        row("list of ids", R"({"type":"subscribe","channel":"telemetry","device_id":[1,"3"]})", {1, 3}, both);
        row("by name", R"({"type":"subscribe","channel":"telemetry","device_id":"Unit 0003"})", {3}, both);
        row("no such device", R"({"type":"subscribe","channel":"telemetry","device_id":99})", {}, {});
        row("in a batch",
            R"({"type":"batch","messages":[{"type":"subscribe","channel":"telemetry","device_id":1},{"type":"subscribe","channel":"telemetry","device_id":2}]})",
            {1, 2}, both);
    }
    void filtersAreReadInAllThreeShapes()
    {
        QFETCH(QByteArray, message);
        QFETCH(QSet<int>, devices);
        QFETCH(QStringList, metrics);
        SimHarness sim;
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(message.constData());
        QVERIFY(client.roundTrip());
        sim.clock.advance(milliseconds(150));
        QVERIFY(client.roundTrip());
        QCOMPARE(client.ofType("telemetry_update").size(), devices.size() * 2);
        QCOMPARE(devicesIn(client.ofType("telemetry_update")), devices);
        for (const QJsonObject &frame : client.ofType("telemetry_update"))
            QCOMPARE(frame.value(QLatin1String("telemetry")).toObject().keys(), metrics);
    }

    void frequencyThinsToTheLatestValue()
    {
        SimHarness sim({}, Fleet::generic(1, 100.0, 1, 1));
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(R"({"type":"subscribe","channel":"telemetry","filters":{"frequency":"500ms"}})");
        QVERIFY(client.roundTrip());
        for (int i = 0; i < 200; ++i)
            sim.clock.advance(milliseconds(10));
        QTRY_COMPARE(client.ofType("telemetry_update").size(), 5);
        std::int64_t before = std::numeric_limits<std::int64_t>::min();
        for (const QJsonObject &frame : client.ofType("telemetry_update")) {
            const auto t = parseIsoTimestamp(
                frame.value(QLatin1String("telemetry"))[QLatin1String("ch0")][QLatin1String("timestamp")]
                    .toString()
                    .toStdString());
            if (before != std::numeric_limits<std::int64_t>::min())
                QCOMPARE(t->ns() - before, 500'000'000);
            before = t->ns();
        }
        // Asking again at another frequency replaces the first request.
        client.frames.clear();
        client.send(R"({"type":"subscribe","channel":"telemetry","filters":{"frequency":"real-time"}})");
        QVERIFY(client.roundTrip());
        sim.clock.advance(milliseconds(100));
        QTRY_COMPARE(client.ofType("telemetry_update").size(), 11); // with the one due at that very instant
    }

    void unsubscribeEndsTheChannelOrOneDevice()
    {
        SimHarness sim;
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(R"({"type":"subscribe","channel":"telemetry","device_id":1})");
        client.send(R"({"type":"subscribe","channel":"telemetry","device_id":2})");
        client.send(R"({"type":"unsubscribe","channel":"telemetry","device_id":1})");
        QVERIFY(client.roundTrip());
        sim.clock.advance(milliseconds(100));
        QVERIFY(client.roundTrip());
        QCOMPARE(devicesIn(client.ofType("telemetry_update")), QSet<int>{2});
        client.frames.clear();
        client.send(R"({"type":"unsubscribe","channel":"telemetry"})");
        QVERIFY(client.roundTrip());
        sim.clock.advance(milliseconds(500));
        QVERIFY(client.roundTrip());
        QVERIFY(client.ofType("telemetry_update").isEmpty());
    }

    void alertsPassTheirFilters()
    {
        SimHarness sim;
        SimClient all(sim.server.url());
        SimClient some(sim.server.url());
        QTRY_VERIFY(all.isOpen() && some.isOpen());
        all.send(R"({"type":"subscribe","channel":"alerts"})");
        some.send(
            R"({"type":"subscribe","channel":"alerts","filters":{"severity":["critical"],"device_id":2,"alert_type":"limit"}})");
        QVERIFY(all.roundTrip() && some.roundTrip());
        const auto raise = [&sim](int device, const char *severity, const char *type) {
            Alert alert;
            alert.deviceId = device;
            alert.severity = QLatin1String(severity);
            alert.type = QLatin1String(type);
            alert.title = QStringLiteral("Too warm");
            alert.description = QStringLiteral("above 8 °C");
            alert.threshold = 8.0;
            alert.actual = 9.25;
            sim.server.raiseAlert(alert);
        };
        raise(2, "critical", "limit");
        raise(1, "critical", "limit");
        raise(2, "warning", "limit");
        raise(2, "critical", "other");
        sim.clock.advance(milliseconds(5));
        QTRY_COMPARE(all.ofType("alert").size(), 4);
        QVERIFY(some.roundTrip());
        QCOMPARE(some.ofType("alert").size(), 1);
        const QJsonObject alert = some.ofType("alert").at(0);
        QCOMPARE(alert.value(QLatin1String("alert_id")), 1);
        QCOMPARE(alert.value(QLatin1String("device_id")), 2);
        QCOMPARE(alert.value(QLatin1String("severity")), QLatin1String("critical"));
        QCOMPARE(alert.value(QLatin1String("title")), QLatin1String("Too warm"));
        QCOMPARE(alert.value(QLatin1String("message")).toString(), QStringLiteral("above 8 °C"));
        QCOMPARE(alert.value(QLatin1String("metadata"))[QLatin1String("threshold_value")], 8.0);
        QCOMPARE(alert.value(QLatin1String("metadata"))[QLatin1String("actual_value")], 9.25);
        QVERIFY(alert.value(QLatin1String("timestamp")).toString().endsWith(QLatin1Char('Z')));
        QVERIFY(!alert.contains(QLatin1String("status")));
    }

    void statusChangesPassTheirFilters()
    {
        SimHarness sim;
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(
            R"({"type":"subscribe","channel":"devices","filters":{"device_id":[1,2],"status_types":["offline","warning"]}})");
        QVERIFY(client.roundTrip());
        sim.server.setDeviceStatus(0, QStringLiteral("offline"), QStringLiteral("lost"));
        sim.server.setDeviceStatus(0, QStringLiteral("online"), {});
        sim.server.setDeviceStatus(2, QStringLiteral("offline"), {});
        sim.server.setDeviceStatus(1, QStringLiteral("warning"), {});
        sim.clock.advance(milliseconds(5));
        QTRY_COMPARE(client.ofType("device_status_update").size(), 2);
        const QJsonObject first = client.ofType("device_status_update").at(0);
        QCOMPARE(first.value(QLatin1String("device_id")), 1);
        QCOMPARE(first.value(QLatin1String("old_status")), QLatin1String("online"));
        QCOMPARE(first.value(QLatin1String("new_status")), QLatin1String("offline"));
        QCOMPARE(first.value(QLatin1String("reason")), QLatin1String("lost"));
        QVERIFY(first.value(QLatin1String("metadata"))[QLatin1String("last_seen")].isString());
    }

    void systemMetricsComeAtTheirFrequency()
    {
        SimHarness sim;
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(
            R"({"type":"subscribe","channel":"system","filters":{"metrics":["cpu_usage","active_connections"],"frequency":"30s"}})");
        QVERIFY(client.roundTrip());
        for (int i = 0; i < 65; ++i)
            sim.clock.advance(seconds(1));
        QTRY_COMPARE(client.ofType("system_status_update").size(), 3);
        const QJsonObject metrics =
            client.ofType("system_status_update").at(0).value(QLatin1String("metrics")).toObject();
        QCOMPARE(metrics.keys(), (QStringList{QStringLiteral("active_connections"), QStringLiteral("cpu_usage")}));
        QCOMPARE(metrics.value(QLatin1String("active_connections")), 1);
    }

    void badMessagesAreIgnoredAndCounted()
    {
        SimHarness sim;
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        for (const char *text :
             {"no json", "[]", "{}", R"({"type":"dance"})", R"({"type":"subscribe","channel":"weather"})",
              R"({"type":"batch","messages":[{"type":"batch","messages":[]}]})"})
            client.send(text);
        QVERIFY(client.roundTrip());
        QCOMPARE(client.frames.size(), 1);
        QCOMPARE(sim.server.counts().messagesIgnored.load(), 6U);
        QCOMPARE(client.frames.at(0).value(QLatin1String("timestamp")), QLatin1String("sync"));
    }

    void fragmentsAndProtocolPingsAreUnderstood()
    {
        SimHarness sim;
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        QSignalSpy pongs(&client.socket, &QWebSocket::pong);
        client.socket.ping("abc");
        QTRY_COMPARE(pongs.size(), 1);
        QCOMPARE(pongs.at(0).at(1).toByteArray(), QByteArray("abc"));
        client.socket.setOutgoingFrameSize(8);
        QVERIFY(client.roundTrip());
    }

    void restIsAbsentUnlessAskedFor()
    {
        for (const bool rest : {false, true}) {
            ServerOptions options;
            options.rest = rest;
            SimHarness sim(options);
            QUrl url = sim.server.url();
            url.setScheme(QStringLiteral("http"));
            url.setPath(QStringLiteral("/api/v1/health/ping"));
            QNetworkAccessManager network;
            const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(url)));
            QTRY_VERIFY(reply->isFinished());
            QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), rest ? 200 : 404);
        }
    }

    void snapshotTellsStatusesAndOpenAlerts()
    {
        ServerOptions options;
        options.snapshot = true;
        SimHarness sim(options);
        sim.server.setDeviceStatus(1, QStringLiteral("warning"), {});
        Alert alert;
        alert.deviceId = 2;
        alert.severity = QStringLiteral("warning");
        sim.server.raiseAlert(alert);
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.send(R"({"type":"subscribe","channel":"devices"})");
        client.send(R"({"type":"subscribe","channel":"alerts"})");
        QVERIFY(client.roundTrip());
        QCOMPARE(client.ofType("device_status_update").size(), 3);
        QCOMPARE(client.ofType("device_status_update").at(1).value(QLatin1String("new_status")),
                 QLatin1String("warning"));
        QCOMPARE(client.ofType("alert").size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestDocumentedDialect)
#include "tst_documented_dialect.moc"
