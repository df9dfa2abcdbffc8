#include "tests/simulator/sim_client.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QUrlQuery>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::test;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

struct Answer
{
    int status = 0;
    QByteArray body;
    QJsonDocument json;
    QByteArray location;

    QJsonObject object() const { return json.object(); }
    QJsonArray array() const { return json.array(); }
};

class Rest
{
public:
    explicit Rest(const SimHarness &sim)
        : m_url(sim.server.url())
    {
        m_url.setScheme(QStringLiteral("http"));
    }

    Answer call(const char *method, const char *path, const QByteArray &body = {})
    {
        const QString text = QStringLiteral("/api/v1") + QString::fromUtf8(path);
        QUrl url = m_url;
        url.setPath(text.section(QLatin1Char('?'), 0, 0));
        if (text.contains(QLatin1Char('?')))
            url.setQuery(text.section(QLatin1Char('?'), 1));
        QNetworkRequest request(url);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, body));
        Answer out;
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }))
            return out;
        out.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        out.location = reply->rawHeader("Location");
        out.body = reply->readAll();
        out.json = QJsonDocument::fromJson(out.body);
        return out;
    }
    Answer get(const char *path) { return call("GET", path); }

private:
    QUrl m_url;
    QNetworkAccessManager m_network;
};

} // namespace

class TestRestApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void routesAnswerWithTheirStatus_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        const auto row = [](const char *method, const char *path, int status) {
            QTest::addRow("%s %s", method, path) << QByteArray(method) << QByteArray(path) << status;
        };
        row("GET", "/health/", 200);
        row("GET", "/health/ping", 200);
        row("GET", "/health", 307);
        row("GET", "/health/detailed", 404);
        row("GET", "/version", 404);
        row("GET", "/telemetry/", 404);
        row("GET", "/devices", 307);
        row("GET", "/devices/", 200);
        row("GET", "/devices/stats", 200);
        row("GET", "/devices/status/online", 200);
        row("GET", "/devices/status/warning", 400);
        row("GET", "/devices/1", 200);
        row("GET", "/devices/9", 404);
        row("GET", "/devices/abc", 422);
        row("GET", "/devices/?limit=0", 422);
        row("GET", "/devices/?skip=-1", 422);
        row("DELETE", "/devices/", 405);
        row("PATCH", "/devices/1/status", 422);
        row("PATCH", "/devices/1/status?status=warning", 400);
        row("PATCH", "/devices/1/status?status=error", 200);
        row("POST", "/devices/1/status?status=error", 405);
        row("GET", "/devices/1/telemetry", 200);
        row("GET", "/devices/1/telemetry?limit=1001", 422);
        row("GET", "/devices/1/telemetry?limit=x", 422);
        row("GET", "/devices/1/telemetry?hours=169", 422);
        row("GET", "/analytics/device/1/timeseries?metric=ch0", 200);
        row("GET", "/analytics/device/1/timeseries?metric=none", 404);
        row("GET", "/analytics/device/1/timeseries", 422);
        row("GET", "/analytics/system/health", 200);
        row("GET", "/alerts", 307);
        row("GET", "/alerts/", 200);
        row("GET", "/alerts/1", 200);
        row("GET", "/alerts/77", 404);
        row("GET", "/alerts/rules", 422);
        row("GET", "/alerts/statistics", 422);
        row("GET", "/alerts/device/1", 200);
        row("GET", "/alerts/stats/active", 200);
        row("PATCH", "/alerts/1/acknowledge", 200);
        row("POST", "/alerts/1/acknowledge", 405);
        row("PUT", "/alerts/1", 405);
        row("DELETE", "/alerts/1", 405);
        row("PATCH", "/alerts/77/resolve", 404);
        row("POST", "/alerts/", 422);
    }
    void routesAnswerWithTheirStatus()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        SimHarness sim(SimHarness::dialect(Dialect::Server));
        sim.server.raiseAlert({});
        sim.clock.advance(milliseconds(100));
        Rest rest(sim);
        const Answer answer = rest.call(method.constData(), path.constData());
        QCOMPARE(answer.status, status);
        if (status == 422)
            QVERIFY(answer.object().value(QLatin1String("detail"))[0][QLatin1String("loc")].isArray());
        else if (status == 400 || status == 404 || status == 405)
            QVERIFY(answer.object().value(QLatin1String("detail")).isString());
        else if (status == 307)
            QVERIFY(answer.location.endsWith(path + '/'));
    }

    void devicesAreListedWithTheirFields()
    {
        SimHarness sim(SimHarness::dialect(Dialect::Server));
        Rest rest(sim);
        const QJsonArray all = rest.get("/devices/").array();
        QCOMPARE(all.size(), 3);
        QCOMPARE(all.at(1)[QLatin1String("id")], 2);
        QVERIFY(all.at(1)[QLatin1String("device_id")].isString());
        for (const char *field : {"name", "device_type", "manufacturer", "model", "firmware_version", "location",
                                  "status", "is_active", "created_at", "updated_at", "last_seen"})
            QVERIFY2(all.at(0).toObject().contains(QLatin1String(field)), field);
        QCOMPARE(rest.get("/devices/?skip=1&limit=1&page=7").array().size(), 1);
    }

    void warningDevicesCountInTheTotalOnly()
    {
        SimHarness sim(SimHarness::dialect(Dialect::Server));
        sim.server.setDeviceStatus(0, QStringLiteral("warning"), {});
        Rest rest(sim);
        QCOMPARE(rest.call("PATCH", "/devices/2/status?status=offline").object().value(QLatin1String("status")),
                 QLatin1String("offline"));
        const QJsonObject stats = rest.get("/devices/stats").object();
        QCOMPARE(stats.value(QLatin1String("total_devices")), 3);
        QCOMPARE(stats.value(QLatin1String("online_devices")), 1);
        QCOMPARE(stats.value(QLatin1String("offline_devices")), 1);
        QCOMPARE(stats.value(QLatin1String("devices_by_type"))[QLatin1String("generic")], 3);
        QCOMPARE(rest.get("/devices/status/offline").array().size(), 1);
    }

    void telemetryIsNewestFirstWithGrowingIds()
    {
        SimHarness sim(SimHarness::dialect(Dialect::Server));
        sim.clock.advance(seconds(2));
        Rest rest(sim);
        const QJsonArray rows = rest.get("/devices/2/telemetry?limit=1000").array();
        QCOMPARE(rows.size(), 2 * 21);
        QSet<qint64> ids;
        for (qsizetype i = 0; i < rows.size(); ++i) {
            ids.insert(rows.at(i)[QLatin1String("id")].toInteger());
            QCOMPARE(rows.at(i)[QLatin1String("device_id")], 2);
            if (i == 0)
                continue;
            const QString now = rows.at(i)[QLatin1String("timestamp")].toString();
            const QString before = rows.at(i - 1)[QLatin1String("timestamp")].toString();
            const auto a = parseIsoTimestamp(before.toStdString());
            const auto b = parseIsoTimestamp(now.toStdString());
            QVERIFY(!hasIsoZone(now.toStdString()));
            QVERIFY(*a >= *b);
            const bool idFalls =
                rows.at(i - 1)[QLatin1String("id")].toInteger() > rows.at(i)[QLatin1String("id")].toInteger();
            QCOMPARE(idFalls, *a != *b);
        }
        QCOMPARE(ids.size(), rows.size());
        // What was there keeps its id; what is new has a larger one.
        sim.clock.advance(milliseconds(100));
        const QJsonArray later = rest.get("/devices/2/telemetry?limit=4").array();
        QCOMPARE(later.at(2).toObject(), rows.at(0).toObject());
        QVERIFY(later.at(0)[QLatin1String("id")].toInteger() > rows.at(1)[QLatin1String("id")].toInteger());
    }

    void wholeSecondsLetTheLimitCutOffTheNewest()
    {
        ServerOptions options = SimHarness::dialect(Dialect::Server);
        options.wholeSeconds = true;
        SimHarness sim(options);
        sim.clock.advance(milliseconds(1'500));
        Rest rest(sim);
        const QJsonArray rows = rest.get("/devices/1/telemetry?limit=3").array();
        const QJsonArray all = rest.get("/devices/1/telemetry?limit=1000").array();
        QCOMPARE(rows.size(), 3);
        qint64 newest = 0;
        for (const QJsonValue &row : all)
            newest = std::max(newest, row[QLatin1String("id")].toInteger());
        for (const QJsonValue &row : rows) {
            QVERIFY(!row[QLatin1String("timestamp")].toString().contains(QLatin1Char('.')));
            QVERIFY(row[QLatin1String("id")].toInteger() < newest);
        }
    }

    void historyIsThereBeforeTheStart()
    {
        ServerOptions options = SimHarness::dialect(Dialect::Server);
        options.history = seconds(10);
        SimHarness sim(options);
        Rest rest(sim);
        QCOMPARE(rest.get("/devices/1/telemetry?limit=1000").array().size(), 2 * 101);
    }

    void timeseriesAscends()
    {
        SimHarness sim(SimHarness::dialect(Dialect::Server));
        sim.clock.advance(seconds(1));
        Rest rest(sim);
        const QJsonArray data = rest.get("/analytics/device/1/timeseries?metric=ch1&hours=1")
                                    .object()
                                    .value(QLatin1String("data"))
                                    .toArray();
        QCOMPARE(data.size(), 11);
        for (qsizetype i = 1; i < data.size(); ++i)
            QVERIFY(data.at(i)[QLatin1String("timestamp")].toString()
                        > data.at(i - 1)[QLatin1String("timestamp")].toString()
                    || i == 1 || i == 10);
        QCOMPARE(data.at(0).toObject().keys(),
                 (QStringList{QStringLiteral("timestamp"), QStringLiteral("unit"), QStringLiteral("value")}));
    }

    void alertsHaveNoStateRules()
    {
        SimHarness sim(SimHarness::dialect(Dialect::Server));
        Rest rest(sim);
        const Answer made =
            rest.call("POST", "/alerts/",
                      R"({"device_id":999,"title":"T","severity":"emergency","alert_type":"x","threshold_value":5})");
        QCOMPARE(made.status, 201);
        QCOMPARE(made.body, QByteArray("{}"));
        QJsonObject alert = rest.get("/alerts/").array().at(0).toObject();
        QCOMPARE(alert.value(QLatin1String("severity")), QLatin1String("emergency"));
        QCOMPARE(alert.value(QLatin1String("device_id")), 999);
        QCOMPARE(alert.value(QLatin1String("threshold_value")), 5);
        QVERIFY(alert.value(QLatin1String("actual_value")).isNull());
        QCOMPARE(alert.value(QLatin1String("status")), QLatin1String("active"));
        QCOMPARE(rest.get("/alerts/stats/active").object().value(QLatin1String("emergency")), 1);

        alert = rest.call("PATCH", "/alerts/1/acknowledge").object();
        QCOMPARE(alert.value(QLatin1String("status")), QLatin1String("acknowledged"));
        const QJsonValue first = alert.value(QLatin1String("acknowledged_at"));
        sim.clock.advance(seconds(5));
        alert = rest.call("PATCH", "/alerts/1/acknowledge").object();
        QVERIFY(alert.value(QLatin1String("acknowledged_at")) != first);
        alert = rest.call("PATCH", "/alerts/1/resolve?resolution_note=done").object();
        QCOMPARE(alert.value(QLatin1String("status")), QLatin1String("resolved"));
        alert = rest.call("PATCH", "/alerts/1/acknowledge").object();
        QCOMPARE(alert.value(QLatin1String("status")), QLatin1String("acknowledged"));
        QVERIFY(alert.value(QLatin1String("resolved_at")).isString());
    }

    void alertsAreListedNewestFirstByPageAndStatus()
    {
        SimHarness sim(SimHarness::dialect(Dialect::Server));
        for (int i = 0; i < 5; ++i) {
            Alert alert;
            alert.deviceId = 1 + i % 2;
            sim.server.raiseAlert(alert);
        }
        Rest rest(sim);
        rest.call("PATCH", "/alerts/5/resolve");
        const QJsonArray page = rest.get("/alerts/?skip=1&limit=2").array();
        QCOMPARE(page.size(), 2);
        QCOMPARE(page.at(0)[QLatin1String("id")], 4);
        QCOMPARE(rest.get("/alerts/?status=active&severity=none").array().size(), 4);
        QCOMPARE(rest.get("/alerts/device/2").array().size(), 2);
        QCOMPARE(rest.get("/alerts/device/1?status=resolved").array().size(), 1);
    }

    void restWritesPushNothing()
    {
        ServerOptions options = SimHarness::dialect(Dialect::Server);
        options.pushes = true;
        SimHarness sim(options);
        SimClient client(withPath(sim.server.url(), "/ws/1"));
        QTRY_VERIFY(client.isOpen());
        Rest rest(sim);
        QCOMPARE(rest.call("PATCH", "/devices/1/status?status=error").status, 200);
        QCOMPARE(
            rest.call("POST", "/alerts/", R"({"device_id":1,"title":"T","severity":"info","alert_type":"x"})").status,
            201);
        QVERIFY(client.roundTrip());
        QVERIFY(client.ofType("device_update").isEmpty());
        QVERIFY(client.ofType("alert").isEmpty());
    }

    void manyRequestsShareOneConnection()
    {
        SimHarness sim(SimHarness::dialect(Dialect::Server));
        QTcpSocket raw;
        raw.connectToHost(QHostAddress(QHostAddress::LocalHost), static_cast<quint16>(sim.server.url().port()));
        QTRY_COMPARE(raw.state(), QAbstractSocket::ConnectedState);
        raw.write(
            "GET /api/v1/health/ping HTTP/1.1\r\nHost: x\r\n\r\nGET /api/v1/health/ping HTTP/1.1\r\nHost: x\r\n\r\n"
            "GET /api/v1/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QTRY_COMPARE(raw.state(), QAbstractSocket::UnconnectedState);
        const QByteArray in = raw.readAll();
        QCOMPARE(in.count("HTTP/1.1 200 OK"), 2);
        QCOMPARE(in.count("HTTP/1.1 404 Not Found"), 1);
    }

    void nonsenseIsRefused()
    {
        SimHarness sim(SimHarness::dialect(Dialect::Server));
        for (const QByteArray &text : {QByteArray("hello\r\n\r\n"), QByteArray(20'000, 'x'),
                                       QByteArray("POST /x HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n")}) {
            QTcpSocket raw;
            raw.connectToHost(QHostAddress(QHostAddress::LocalHost), static_cast<quint16>(sim.server.url().port()));
            QTRY_COMPARE(raw.state(), QAbstractSocket::ConnectedState);
            raw.write(text);
            QTRY_COMPARE(raw.state(), QAbstractSocket::UnconnectedState);
            QVERIFY(raw.readAll().startsWith("HTTP/1.1 4"));
        }
    }
};

QTEST_GUILESS_MAIN(TestRestApi)
#include "tst_rest_api.moc"
