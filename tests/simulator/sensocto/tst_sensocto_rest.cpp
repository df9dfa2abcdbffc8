#include "tests/protocol/sensocto/patience.h"
#include "tests/simulator/sensocto/sensocto_harness.h"
#include "tests/simulator/sensocto/sensocto_probe.h"

#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::sensocto;
using namespace watchglass::sim::sensocto::test;
using watchglass::test::sensocto::waitFor;

namespace {

QNetworkReply *answered(QNetworkReply *reply)
{
    if (!waitFor([reply] { return reply->isFinished(); }))
        qFatal("no answer");
    return reply;
}

int statusOf(QNetworkReply *reply)
{
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

QNetworkRequest requestOf(const Harness &harness, const QString &path, const QByteArray &bearer = {})
{
    QNetworkRequest request(harness.httpUrl(path));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    if (!bearer.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + bearer);
    return request;
}

} // namespace

/// The REST routes.
class TestSensoctoRest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void routesAnswer_data();
    void routesAnswer();
    void roomsHaveTheirKeys();
    void acceptsTheCookieBesidesOfTheBearer();
    void aServerInDistressIsNotReady();
    void anExchangedTokenOpensTheLobby();
    void authIsLimitedToTwentyAMinute();
};

void TestSensoctoRest::routesAnswer_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("bearer"); // "good" stands for a JWT of the server's own
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("keys");
    const auto row = [](const char *name, const char *verb, const char *path, const char *bearer, const char *body,
                        int status, const char *keys) {
        QTest::newRow(name) << QByteArray(verb) << QString::fromLatin1(path) << QByteArray(bearer) << QByteArray(body)
                            << status << QString::fromLatin1(keys);
    };
    row("live", "GET", "/health/live", "", "", 200, "status timestamp");
    row("ready", "GET", "/health/ready", "", "", 200, "checks status timestamp");
    row("openapi", "GET", "/api/openapi", "", "", 200, "info openapi paths");
    row("me", "GET", "/api/me", "good", "", 200, "ok user");
    row("me, refused", "GET", "/api/me", "bad", "", 401, "error ok");
    row("verify", "GET", "/api/auth/verify", "good", "", 200, "ok user");
    row("verify by POST", "POST", "/api/auth/verify", "good", "", 200, "ok user");
    row("verify, refused", "POST", "/api/auth/verify", "", "", 401, "error ok");
    row("exchange", "POST", "/api/auth/exchange", "", R"({"token":"good"})", 200, "ok socket_token token user");
    row("exchange without token", "POST", "/api/auth/exchange", "", "{}", 400, "error ok");
    row("exchange without JSON", "POST", "/api/auth/exchange", "", "x", 400, "error ok");
    row("exchange, refused", "POST", "/api/auth/exchange", "", R"({"token":"bad"})", 401, "error ok");
    row("refresh", "POST", "/api/auth/refresh", "good", "", 200, "ok token user");
    row("refresh, refused", "POST", "/api/auth/refresh", "bad", "", 401, "error ok");
    row("rooms", "GET", "/api/rooms", "good", "", 200, "rooms");
    row("public rooms", "GET", "/api/rooms/public", "good", "", 200, "rooms");
    row("rooms, refused", "GET", "/api/rooms", "bad", "", 401, "error");
    row("room", "GET", "/api/rooms/<ward>", "good", "", 200, "room");
    row("room, refused", "GET", "/api/rooms/<ward>", "", "", 401, "error");
    row("somebody's room", "GET", "/api/rooms/<private>", "good", "", 403, "error");
    row("no room", "GET", "/api/rooms/00000000-0000-4000-8000-000000000001", "good", "", 404, "error");
    row("no route", "GET", "/api/presence", "good", "", 404, "error");
    row("no history", "GET", "/api/rooms/<ward>/history", "good", "", 404, "error");
    row("no tickets here", "GET", "/api/rooms/<ward>/ticket", "good", "", 404, "error");
    row("no connectors here", "GET", "/api/connectors", "good", "", 404, "error");
    row("no long poll", "GET", "/socket/longpoll", "", "", 404, "error");
    row("no guests", "POST", "/api/auth/guest", "", "{}", 404, "error");
}

void TestSensoctoRest::routesAnswer()
{
    QFETCH(QByteArray, verb);
    QFETCH(QString, path);
    QFETCH(QByteArray, bearer);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, keys);
    ServerOptions options;
    options.token = QStringLiteral("secret");
    Harness harness(options);
    const QByteArray jwt = harness.token(Use::Api, QStringLiteral("u1")).toLatin1();
    path.replace(QLatin1String("<ward>"), roomIdOf(QStringLiteral("Ward")));
    path.replace(QLatin1String("<private>"),
                 harness.world.createRoom(QStringLiteral("Private"), QStringLiteral("u2"), Access::Private).id);
    QNetworkAccessManager manager;
    const QNetworkRequest request = requestOf(harness, path, bearer.replace("good", jwt));
    QNetworkReply *reply = answered(manager.sendCustomRequest(request, verb, body.replace("good", jwt)));
    QCOMPARE(statusOf(reply), status);
    const QJsonObject answer = QJsonDocument::fromJson(reply->readAll()).object();
    QCOMPARE(answer.keys().join(QLatin1Char(' ')), keys);
    if (path == QLatin1String("/health/ready"))
        QCOMPARE(answer.value(QLatin1String("checks"))[QLatin1String("database")][QLatin1String("healthy")],
                 QJsonValue(true));
    if (keys == QLatin1String("room"))
        QVERIFY(answer.value(QLatin1String("room"))[QLatin1String("sensors")].toArray().at(0).toObject().contains(
            QLatin1String("last_updated")));
}

void TestSensoctoRest::roomsHaveTheirKeys()
{
    Harness harness;
    QNetworkAccessManager manager;
    const auto request = requestOf(harness, QStringLiteral("/api/rooms/") + roomIdOf(QStringLiteral("Ward")), "word");
    const QJsonValue room = QJsonDocument::fromJson(answered(manager.get(request))->readAll())[QLatin1String("room")];
    QCOMPARE(room.toObject().keys().join(QLatin1Char(' ')),
             QStringLiteral("calls_enabled created_at description id is_persisted is_public media_playback_enabled "
                            "member_count name object_3d_enabled owner_id sensors updated_at")); // no join_code
    const QJsonObject sensor = room[QLatin1String("sensors")].toArray().at(0).toObject();
    QVERIFY(sensor.value(QLatin1String("last_updated")).isNull());
    QCOMPARE(sensor.value(QLatin1String("activity_status")).toString(), QStringLiteral("unknown"));
}

void TestSensoctoRest::acceptsTheCookieBesidesOfTheBearer()
{
    ServerOptions options;
    options.token = QStringLiteral("secret");
    Harness harness(options);
    QNetworkAccessManager manager;
    QByteArray cookie = "a=b; sensocto_api_token=" + harness.token(Use::Api, QStringLiteral("u1")).toLatin1();
    const auto get = [&](const char *path) {
        QNetworkRequest request = requestOf(harness, QLatin1String(path));
        request.setRawHeader("Cookie", cookie);
        return statusOf(answered(manager.get(request)));
    };
    QCOMPARE(get("/api/rooms"), 200);
    QCOMPARE(get("/api/me"), 401);
    QCOMPARE(get("/api/auth/verify"), 401);
    QNetworkAccessManager other; // which has a jar of its own
    const auto refresh = requestOf(harness, QStringLiteral("/api/auth/refresh"), "secret");
    cookie = answered(other.post(refresh, QByteArray("{}")))->rawHeader("set-cookie");
    QVERIFY2(cookie.startsWith("sensocto_api_token="), cookie.constData());
    cookie.truncate(cookie.indexOf(';'));
    QCOMPARE(get("/api/rooms/public"), 200);
    cookie.append('x');
    QCOMPARE(get("/api/rooms/public"), 401);
}

void TestSensoctoRest::aServerInDistressIsNotReady()
{
    Harness harness;
    harness.world.setLoad(Load::Critical);
    QNetworkAccessManager manager;
    QNetworkReply *reply = answered(manager.get(requestOf(harness, QStringLiteral("/health/ready"))));
    QCOMPARE(statusOf(reply), 503);
    const QJsonDocument answer = QJsonDocument::fromJson(reply->readAll());
    QCOMPARE(answer[QLatin1String("status")].toString(), QStringLiteral("degraded"));
    const QJsonObject checks = answer[QLatin1String("checks")].toObject();
    QCOMPARE(checks.keys().join(QLatin1Char(' ')),
             QStringLiteral("database ets_tables iroh pubsub supervisors system_load"));
    for (const QString &name : checks.keys()) {
        const QJsonObject check = checks.value(name).toObject();
        QCOMPARE(check.value(QLatin1String("healthy")), QJsonValue(name != QLatin1String("system_load")));
        QVERIFY(!check.contains(QLatin1String("status")));
    }
}

void TestSensoctoRest::anExchangedTokenOpensTheLobby()
{
    Harness harness;
    QNetworkAccessManager manager;
    const auto request = requestOf(harness, QStringLiteral("/api/auth/exchange"));
    const QByteArray qr = harness.token(Use::Qr, QStringLiteral("u1")).toLatin1();
    QNetworkReply *reply = answered(manager.post(request, QByteArray("{\"token\":\"" + qr + "\"}")));
    const QJsonObject answer = QJsonDocument::fromJson(reply->readAll()).object();
    Probe probe(
        harness.socketUrl(QStringLiteral("vsn=2.0.0&token=") + answer.value(QLatin1String("socket_token")).toString()));
    QVERIFY(probe.opens());
    probe.push("1", "1", QStringLiteral("lobby:u1"), "phx_join", QJsonObject());
    QVERIFY(probe.roundTrip());
    QCOMPARE(probe.of("lobby_state").size(), 1);
}

void TestSensoctoRest::authIsLimitedToTwentyAMinute()
{
    Harness harness;
    QNetworkAccessManager manager;
    const auto request = requestOf(harness, QStringLiteral("/api/auth/verify"), "word");
    for (int i = 0; i < 20; ++i)
        QCOMPARE(statusOf(answered(manager.post(request, QByteArray("{}")))), 200);
    for (int i = 0; i < 25; ++i) // which are not limited
        QCOMPARE(statusOf(answered(manager.get(request))), 200);
    harness.clock.advance(20s);
    QNetworkReply *refused = answered(manager.post(request, QByteArray("{}")));
    QCOMPARE(statusOf(refused), 429);
    QCOMPARE(refused->rawHeader("retry-after"), QByteArray("40"));
    QCOMPARE(refused->rawHeader("x-ratelimit-limit"), QByteArray("20"));
    QCOMPARE(refused->rawHeader("x-ratelimit-remaining"), QByteArray("0"));
    QCOMPARE(QJsonDocument::fromJson(refused->readAll()).object().keys().join(QLatin1Char(' ')),
             QStringLiteral("error message"));
    harness.clock.advance(40s);
    QCOMPARE(statusOf(answered(manager.post(request, QByteArray("{}")))), 200);
}

QTEST_GUILESS_MAIN(TestSensoctoRest)
#include "tst_sensocto_rest.moc"
