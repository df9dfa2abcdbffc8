#include "app/simulator/valtronics/server_session.h"

#include <QJsonDocument>

namespace watchglass::sim {

namespace {

/// What the real server's web framework does by itself: protocol pings, and the end of those that do not answer.
constexpr Duration pingInterval = std::chrono::seconds(20);
constexpr Duration pongPatience = std::chrono::seconds(20);

/// Ids of different JSON types are different ids.
QString typedText(const QJsonValue &id)
{
    return QString::number(static_cast<int>(id.type())) + QLatin1Char(':') + id.toVariant().toString();
}

bool isHashable(const QJsonValue &id)
{
    return !id.isObject() && !id.isArray();
}

} // namespace

ServerSession::ServerSession(Site &site, const ServerOptions &options, Connection &connection, ConnectionHost &host,
                             const QString &pathId)
    : m_site(site)
    , m_options(options)
    , m_connection(connection)
    , m_host(host)
    , m_next(site.fleet().devices().size())
    , m_nextBeat(host.monotonic() + options.heartbeat)
    , m_nextPing(host.monotonic() + pingInterval)
{
    QObject::connect(&connection, &Connection::pongReceived, &connection, [this] { m_pingSent.reset(); });
    if (!pathId.isEmpty()) {
        m_textIds.insert(pathId);
        if (const auto device = site.fleet().indexOf(pathId))
            startStream(*device);
    }
}

void ServerSession::send(QJsonObject frame)
{
    frame.insert(QStringLiteral("timestamp"), timeText(m_site.serverNow(), TimeStyle::Naive));
    m_connection.sendText(jsonText(frame));
}

void ServerSession::sendError(const QString &text)
{
    m_connection.sendText(jsonText({{QStringLiteral("error"), text}}));
}

void ServerSession::binaryReceived(const QByteArray &)
{
    m_connection.close(1000, {});
}

void ServerSession::textReceived(const QByteArray &text)
{
    QJsonParseError parse;
    // Bare values are JSON too, but Qt reads objects and arrays alone: inside brackets everything can be read.
    const QJsonDocument document = QJsonDocument::fromJson('[' + text + ']', &parse);
    if (parse.error != QJsonParseError::NoError) {
        m_host.counters().messagesIgnored.fetch_add(1, std::memory_order_relaxed);
        sendError(QStringLiteral("Invalid JSON format"));
        return;
    }
    const QJsonValue message = document[0];
    const QJsonValue id = message[QLatin1String("device_id")];
    if (!message.isObject() || !isHashable(id)) {
        sendError(QStringLiteral("Internal server error"));
        return;
    }
    const QString type = message[QLatin1String("type")].toString();
    if (type == QLatin1String("ping")) {
        send({{QStringLiteral("type"), QStringLiteral("pong")}});
    } else if (type == QLatin1String("subscribe_device")) {
        subscribeDevice(id);
    } else if (type == QLatin1String("unsubscribe_device")) {
        unsubscribeDevice(id);
    } else if (type == QLatin1String("get_device_status")) {
        sendDeviceStatus(id);
    } else {
        m_host.counters().messagesIgnored.fetch_add(1, std::memory_order_relaxed);
        sendError(QStringLiteral("Unknown message type: %1").arg(type.isEmpty() ? QStringLiteral("None") : type));
    }
}

void ServerSession::subscribeDevice(const QJsonValue &id)
{
    if (id.isUndefined() || id.isNull())
        return;
    if (id.isString()) {
        const bool isNew = !m_textIds.contains(id.toString());
        m_textIds.insert(id.toString());
        bool isNumber = false;
        id.toString().toLongLong(&isNumber);
        const auto device = m_site.fleet().indexOf(id.toString());
        if (isNew && isNumber && device)
            startStream(*device);
    } else {
        m_otherIds.insert(typedText(id));
    }
    send({{QStringLiteral("type"), QStringLiteral("subscription_confirmed")}, {QStringLiteral("device_id"), id}});
}

void ServerSession::unsubscribeDevice(const QJsonValue &id)
{
    const bool wasThere = id.isString() ? m_textIds.remove(id.toString()) : m_otherIds.remove(typedText(id));
    if (wasThere)
        send({{QStringLiteral("type"), QStringLiteral("unsubscription_confirmed")}, {QStringLiteral("device_id"), id}});
}

void ServerSession::sendDeviceStatus(const QJsonValue &id)
{
    const auto device = id.isString() ? m_site.fleet().indexOf(id.toString())
                                      : m_site.fleet().indexOf(static_cast<std::int64_t>(id.toInteger(0)));
    if (!device) {
        sendError(QStringLiteral("Device not found"));
        return;
    }
    send({{QStringLiteral("type"), QStringLiteral("device_status")},
          {QStringLiteral("device_id"), id},
          {QStringLiteral("status"), m_site.status(*device)},
          {QStringLiteral("last_seen"), timeText(m_site.lastSeen(*device), TimeStyle::Naive)}});
}

void ServerSession::startStream(int device)
{
    m_next[static_cast<std::size_t>(device)] =
        m_site.fleet().devices()[static_cast<std::size_t>(device)].feed->firstTickAt(m_site.elapsed()
                                                                                     - m_options.history);
}

void ServerSession::beat()
{
    const Duration now = m_host.monotonic();
    if (now >= m_nextBeat) {
        m_nextBeat = m_nextBeat + ((now - m_nextBeat) / m_options.heartbeat + 1) * m_options.heartbeat;
        send({{QStringLiteral("type"), QStringLiteral("heartbeat")},
              {QStringLiteral("status"), QStringLiteral("alive")}});
    }
    if (m_pingSent && now - *m_pingSent > pongPatience) {
        m_connection.close(1011, "keepalive ping timeout");
    } else if (now >= m_nextPing) {
        m_nextPing = now + pingInterval;
        if (!m_pingSent)
            m_pingSent = now;
        m_connection.sendPing();
    }
}

void ServerSession::pump(Duration elapsed)
{
    beat();
    if (!m_options.pushes)
        return;
    for (std::size_t i = 0; i < m_next.size(); ++i) {
        if (m_textIds.contains(QString::number(i + 1)))
            pumpDevice(static_cast<int>(i), elapsed);
    }
}

void ServerSession::pumpDevice(int device, Duration elapsed)
{
    const Device &which = m_site.fleet().devices()[static_cast<std::size_t>(device)];
    const auto &metrics = which.feed->metrics();
    std::int64_t &next = m_next[static_cast<std::size_t>(device)];
    m_values.resize(metrics.size());
    for (const std::int64_t end = which.feed->endTick(elapsed); next < end; ++next) {
        if (m_options.backpressure && !m_connection.hasRoom())
            return;
        which.feed->values(next, m_values);
        for (std::size_t i = 0; i < metrics.size(); ++i) {
            if (!std::isfinite(m_values[i]))
                continue;
            m_frame = "{\"type\":\"telemetry_update\",\"device_id\":" + std::to_string(which.id)
                      + ",\"data\":{\"metric_name\":";
            appendJsonString(m_frame, metrics[i].name);
            m_frame += ",\"metric_value\":";
            appendNumber(m_frame, m_values[i]);
            m_frame += ",\"unit\":";
            if (metrics[i].unit.isEmpty())
                m_frame += "null";
            else
                appendJsonString(m_frame, metrics[i].unit);
            m_frame += ",\"timestamp\":\"";
            m_times.append(m_frame, which.feed->stamp(next, m_site.startTime()));
            m_frame += "\"},\"timestamp\":\"";
            appendTime(m_frame, m_site.serverNow(), TimeStyle::Naive);
            m_frame += "\"}";
            if (m_options.backpressure)
                m_connection.sendTelemetry(m_frame, 1);
            else if (!m_connection.offer(m_frame, 1))
                m_connection.countDropped(1);
        }
    }
}

void ServerSession::happened(const SiteEvent &event)
{
    if (!m_options.pushes)
        return;
    if (const auto *change = std::get_if<StatusChange>(&event)) {
        const QJsonObject frame{
            {QStringLiteral("type"), QStringLiteral("device_update")},
            {QStringLiteral("device_id"), change->device + 1},
            {QStringLiteral("updates"),
             QJsonObject{{QStringLiteral("status"), change->newStatus},
                         {QStringLiteral("last_seen"), timeText(change->lastSeen, TimeStyle::Naive)}}}};
        send(frame);
        if (m_textIds.contains(QString::number(change->device + 1)))
            send(frame);
    } else if (const auto *alert = std::get_if<Alert>(&event)) {
        const auto device = m_site.fleet().indexOf(alert->deviceId);
        const QString name = device ? m_site.fleet().devices()[static_cast<std::size_t>(*device)].identity.name
                                    : QStringLiteral("Unknown");
        send({{QStringLiteral("type"), QStringLiteral("alert")},
              {QStringLiteral("alert"),
               QJsonObject{
                   {QStringLiteral("device_id"), static_cast<qint64>(alert->deviceId)},
                   {QStringLiteral("device_name"), name},
                   {QStringLiteral("alert_type"), alert->type.isEmpty() ? QStringLiteral("unknown") : alert->type},
                   {QStringLiteral("severity"), alert->severity.isEmpty() ? QStringLiteral("medium") : alert->severity},
                   {QStringLiteral("message"), alert->description},
                   {QStringLiteral("timestamp"), timeText(alert->created, TimeStyle::Naive)}}}});
    }
}

} // namespace watchglass::sim
