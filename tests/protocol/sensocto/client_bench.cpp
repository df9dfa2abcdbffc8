#include "tests/protocol/sensocto/client_bench.h"

namespace watchglass::test::sensocto {

const char *const jwt = "header.s3cr3t-claims.signature";
const char *const socketToken = "SFMyNTY.s0cket-s3cret";
const char *const viewerToken = "SFMyNTY.v1ewer-s3cret";

QByteArray roomState(const QByteArray &value, const QByteArray &time)
{
    return R"({"room_id":"r1","member_count":2,"sensors":[{"sensor_id":"s1","sensor_name":"Belt","sensor_type":"ecg",)"
           R"("connector_id":"c","connector_name":"Dev","activity_status":"unknown","attributes":[{"id":"hr",)"
           R"("attribute_name":"hr","attribute_type":"heartrate","last_value":{"payload":)"
           + value + R"(,"timestamp":)" + time + "}}]}]}";
}

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

ClientBench::ClientBench(const QString &query, const char *token)
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

ClientBench::~ClientBench()
{
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

void ClientBench::answer(const char *request, int status, const QByteArray &body, const QByteArray &header)
{
    http.insert(QLatin1String(request), {status, body, header});
}

bool ClientBench::reachesPhase(SourcePhase phase)
{
    return reaches([this, phase] { return sink.phase() == phase; });
}

bool ClientBench::starts()
{
    client.start();
    return reachesPhase(SourcePhase::Live);
}

bool ClientBench::settles()
{
    const QString mark = QStringLiteral("mark%1").arg(++marks);
    server.send("[null,null,\"no topic of ours\",\"" + mark.toUtf8() + "\",{}]");
    return reaches([&] { return !sink.texts.isEmpty() && sink.texts.last().contains(QLatin1Char('"') + mark); });
}

QStringList ClientBench::events() const
{
    QStringList all;
    for (const DeviceEvent &event : sink.events)
        all << event.device + QLatin1Char(' ') + event.kind + QLatin1Char(' ') + event.text;
    return all;
}

} // namespace watchglass::test::sensocto
