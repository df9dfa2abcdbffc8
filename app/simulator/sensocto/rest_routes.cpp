#include "app/simulator/sensocto/rest_routes.h"

#include "app/simulator/json_text.h"

#include <QJsonDocument>

namespace watchglass::sim::sensocto {

namespace {

const QString cookieName = QStringLiteral("sensocto_api_token");

http::Response json(const QJsonObject &object, int status = 200)
{
    http::Response out;
    out.status = status;
    out.body = QByteArray::fromStdString(jsonText(object));
    out.contentType = "application/json; charset=utf-8";
    return out;
}

http::Response failure(int status, const QString &why)
{
    return json({{QStringLiteral("ok"), false}, {QStringLiteral("error"), why}}, status);
}

/// As the rooms' routes say it: without "ok".
http::Response bareFailure(int status, const QString &why)
{
    return json({{QStringLiteral("error"), why}}, status);
}

http::Response unauthorized()
{
    return failure(401, QStringLiteral("Invalid or expired token"));
}

QJsonObject userJson(const QString &user)
{
    return {{QStringLiteral("id"), user},
            {QStringLiteral("email"), user + QStringLiteral("@example.org")},
            {QStringLiteral("display_name"), user}};
}

QString cookie(const http::Request &request)
{
    for (const QByteArray &one : request.header("cookie").split(';')) {
        const QString text = QString::fromUtf8(one.trimmed());
        if (text.startsWith(cookieName + QLatin1Char('=')))
            return text.mid(cookieName.size() + 1);
    }
    return {};
}

} // namespace

std::optional<QString> RestRoutes::userOf(const http::Request &request, bool mayCookie) const
{
    const QByteArray header = request.header("authorization");
    if (header.startsWith("Bearer "))
        return m_world.userOf(Use::Api, QString::fromUtf8(header.mid(7)).trimmed());
    return mayCookie ? m_world.userOf(Use::Api, cookie(request)) : std::nullopt;
}

http::Response RestRoutes::answer(const http::Request &request)
{
    m_world.settle();
    const QStringList path = request.path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    const QString route = path.mid(0, 2).join(QLatin1Char('/'));
    const bool isGet = request.method == "GET";
    if (route == QLatin1String("health/live") && path.size() == 2 && isGet)
        return json({{QStringLiteral("status"), QStringLiteral("ok")},
                     {QStringLiteral("timestamp"), timeText(m_world.now(), TimeStyle::Zulu)}});
    if (route == QLatin1String("health/ready") && path.size() == 2 && isGet)
        return ready();
    if (route == QLatin1String("api/openapi") && path.size() == 2 && isGet)
        return json({{QStringLiteral("openapi"), QStringLiteral("3.0.0")},
                     {QStringLiteral("info"), QJsonObject{{QStringLiteral("title"), QStringLiteral("Sensocto API")},
                                                          {QStringLiteral("version"), QStringLiteral("1.0.0")}}},
                     {QStringLiteral("paths"), QJsonObject()}});
    if (route == QLatin1String("api/me") && path.size() == 2 && isGet)
        return verify(request);
    if (route == QLatin1String("api/auth") && path.size() == 3)
        return auth(request, path.at(2));
    if (route == QLatin1String("api/rooms") && path.size() <= 3 && isGet)
        return rooms(request, path.value(2));
    return bareFailure(404, QStringLiteral("Not Found"));
}

http::Response RestRoutes::ready() const
{
    const Pressure pressure = m_world.pressure({});
    const auto healthy = [](const QJsonObject &more = {}) {
        QJsonObject out = more;
        out.insert(QStringLiteral("healthy"), true);
        return out;
    };
    const bool isCalm = pressure.load != Load::Critical;
    const QString level = backpressureConfig(pressure, m_world.now()).value(QLatin1String("system_load")).toString();
    const QJsonObject checks{{QStringLiteral("database"), healthy({{QStringLiteral("latency_ms"), 1}})},
                             {QStringLiteral("pubsub"), healthy()},
                             {QStringLiteral("supervisors"), healthy()},
                             {QStringLiteral("system_load"),
                              QJsonObject{{QStringLiteral("healthy"), isCalm}, {QStringLiteral("level"), level}}},
                             {QStringLiteral("iroh"), healthy()},
                             {QStringLiteral("ets_tables"), healthy()}};
    return json({{QStringLiteral("status"), isCalm ? QStringLiteral("healthy") : QStringLiteral("degraded")},
                 {QStringLiteral("checks"), checks},
                 {QStringLiteral("timestamp"), timeText(m_world.now(), TimeStyle::Zulu)}},
                isCalm ? 200 : 503);
}

bool RestRoutes::isOverRate(http::Response &refusal)
{
    constexpr auto span = std::chrono::minutes(1);
    const Duration now = m_world.stage().clock.monotonic();
    while (!m_auths.empty() && now - m_auths.front() >= span)
        m_auths.pop_front();
    if (m_auths.size() < authPerMinute) {
        m_auths.push_back(now);
        return false;
    }
    const auto wait = std::chrono::ceil<std::chrono::seconds>(m_auths.front() + span - now);
    const QByteArray seconds = QByteArray::number(static_cast<qint64>(wait.count()));
    refusal = json({{QStringLiteral("error"), QStringLiteral("rate_limited")},
                    {QStringLiteral("message"),
                     QStringLiteral("Too many requests. Try again in %1 seconds.").arg(QLatin1String(seconds))}},
                   429);
    refusal.headers = {{"retry-after", seconds},
                       {"x-ratelimit-limit", QByteArray::number(authPerMinute)},
                       {"x-ratelimit-remaining", "0"},
                       {"x-ratelimit-reset", seconds}};
    return true;
}

http::Response RestRoutes::auth(const http::Request &request, const QString &action)
{
    const bool isPost = request.method == "POST";
    if (http::Response refusal; isPost && isOverRate(refusal))
        return refusal;
    if (action == QLatin1String("verify") && (isPost || request.method == "GET"))
        return verify(request);
    if (action == QLatin1String("exchange") && isPost)
        return exchange(request);
    if (action == QLatin1String("refresh") && isPost)
        return refresh(request);
    return bareFailure(404, QStringLiteral("Not Found"));
}

http::Response RestRoutes::verify(const http::Request &request)
{
    const auto user = userOf(request, false);
    return user ? json({{QStringLiteral("ok"), true}, {QStringLiteral("user"), userJson(*user)}}) : unauthorized();
}

http::Response RestRoutes::exchange(const http::Request &request)
{
    const QJsonValue token = QJsonDocument::fromJson(request.body).object().value(QLatin1String("token"));
    if (!token.isString() || token.toString().isEmpty())
        return failure(400, QStringLiteral("Missing token"));
    auto user = m_world.userOf(Use::Qr, token.toString());
    if (!user)
        user = m_world.userOf(Use::Api, token.toString());
    if (!user)
        return unauthorized();
    const Timestamp now = m_world.now();
    return json({{QStringLiteral("ok"), true},
                 {QStringLiteral("token"), m_world.tokens().mint(Use::Api, *user, now)},
                 {QStringLiteral("socket_token"), m_world.tokens().mint(Use::Socket, *user, now)},
                 {QStringLiteral("user"), userJson(*user)}});
}

http::Response RestRoutes::refresh(const http::Request &request)
{
    const auto user = userOf(request, false);
    if (!user)
        return unauthorized();
    const QString token = m_world.tokens().mint(Use::Api, *user, m_world.now());
    http::Response out = json(
        {{QStringLiteral("ok"), true}, {QStringLiteral("token"), token}, {QStringLiteral("user"), userJson(*user)}});
    out.headers = {{"set-cookie", cookieName.toUtf8() + '=' + token.toUtf8() + "; path=/; HttpOnly"}};
    return out;
}

QJsonObject RestRoutes::fullRoom(const Room &room) const
{
    QJsonObject out = roomJson(room);
    out.insert(QStringLiteral("is_persisted"), true);
    out.insert(QStringLiteral("calls_enabled"), false);
    out.insert(QStringLiteral("media_playback_enabled"), false);
    out.insert(QStringLiteral("object_3d_enabled"), false);
    out.insert(QStringLiteral("updated_at"), out.value(QLatin1String("created_at")));
    QJsonArray sensors = m_world.sensorsOf(room);
    for (qsizetype i = 0; i < sensors.size(); ++i) {
        QJsonObject sensor = sensors.at(i).toObject();
        sensor.insert(QStringLiteral("last_updated"), QJsonValue());
        sensors.replace(i, sensor);
    }
    out.insert(QStringLiteral("sensors"), sensors);
    return out;
}

http::Response RestRoutes::rooms(const http::Request &request, const QString &id)
{
    const auto user = userOf(request, true);
    if (!user)
        return bareFailure(401, QStringLiteral("Unauthorized"));
    if (id.isEmpty() || id == QLatin1String("public")) {
        QJsonArray all;
        for (const Room &room : m_world.rooms()) {
            if (id.isEmpty() ? room.admits(*user) : room.access == Access::Public)
                all.append(fullRoom(room));
        }
        return json({{QStringLiteral("rooms"), all}});
    }
    const Room *room = m_world.room(id);
    if (!room)
        return bareFailure(404, QStringLiteral("Room not found"));
    if (!room->admits(*user))
        return bareFailure(403, QStringLiteral("Not a member of this room"));
    return json({{QStringLiteral("room"), fullRoom(*room)}});
}

} // namespace watchglass::sim::sensocto
