#include "app/simulator/valtronics/documented_session.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace watchglass::sim {

namespace {

constexpr Duration defaultSystemInterval = std::chrono::seconds(5);
constexpr Duration fastestSystemInterval = std::chrono::seconds(1);
constexpr std::uint64_t unlimitedMessageBytes = 16 * 1024 * 1024;

QJsonObject update(const char *type)
{
    return {{QStringLiteral("type"), QLatin1String(type)}};
}

QString zulu(Timestamp t)
{
    return timeText(t, TimeStyle::Zulu);
}

bool passes(const QSet<QString> &filter, const QString &value)
{
    return filter.isEmpty() || filter.contains(value);
}

} // namespace

DocumentedSession::DocumentedSession(Site &site, const ServerOptions &options, Connection &connection,
                                     ConnectionHost &host, Admit admit)
    : m_site(site)
    , m_options(options)
    , m_connection(connection)
    , m_host(host)
    , m_admit(std::move(admit))
    , m_isAuthenticated(options.token.isEmpty())
    , m_streams(site.fleet().devices().size())
{}

std::uint64_t DocumentedSession::messageLimitBytes() const
{
    return m_options.limits.messageBytes > 0 ? static_cast<std::uint64_t>(m_options.limits.messageBytes)
                                             : unlimitedMessageBytes;
}

void DocumentedSession::breakLimit(std::string_view reason)
{
    m_host.counters().limitCloses.fetch_add(1, std::memory_order_relaxed);
    m_connection.close(1008, reason);
}

bool DocumentedSession::isOverMessageRate()
{
    if (m_options.limits.messagesPerSecond <= 0)
        return false;
    const Duration now = m_host.monotonic();
    while (!m_messageTimes.empty() && now - m_messageTimes.front() >= std::chrono::seconds(1))
        m_messageTimes.pop_front();
    m_messageTimes.push_back(now);
    return m_messageTimes.size() > static_cast<std::size_t>(m_options.limits.messagesPerSecond);
}

QString DocumentedSession::asked() const
{
    static constexpr const char *channels[] = {"telemetry", "alerts", "devices", "system"};
    QStringList all;
    for (const Subscription &one : m_subscriptions) {
        QString text = QLatin1String(channels[static_cast<std::size_t>(one.channel)]);
        if (one.devices)
            text += QStringLiteral(" of %1 devices").arg(one.devices->size());
        if (!one.metrics.isEmpty())
            text += QStringLiteral(", %1 metrics").arg(one.metrics.size());
        if (one.interval > Duration::zero())
            text += QStringLiteral(", every %1 ms").arg(one.interval / std::chrono::milliseconds(1));
        all << text;
    }
    return all.join(QStringLiteral("; "));
}

void DocumentedSession::binaryReceived(const QByteArray &)
{
    m_host.counters().messagesIgnored.fetch_add(1, std::memory_order_relaxed);
}

void DocumentedSession::textReceived(const QByteArray &text)
{
    if (isOverMessageRate()) {
        breakLimit("Message rate limit exceeded");
        return;
    }
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isObject()) {
        m_host.counters().messagesIgnored.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    handle(document.object(), false);
}

void DocumentedSession::handle(const QJsonObject &message, bool isInBatch)
{
    const QString type = message.value(QLatin1String("type")).toString();
    if (type == QLatin1String("auth"))
        authenticate(message);
    else if (type == QLatin1String("ping"))
        answerPing(message);
    else if (type == QLatin1String("subscribe"))
        subscribe(message);
    else if (type == QLatin1String("unsubscribe"))
        unsubscribe(message);
    else if (type == QLatin1String("batch") && !isInBatch)
        runBatch(message);
    else
        m_host.counters().messagesIgnored.fetch_add(1, std::memory_order_relaxed);
}

void DocumentedSession::authenticate(const QJsonObject &message)
{
    const QString token = message.value(QLatin1String("token")).toString();
    QJsonObject answer = update("auth_response");
    const bool isExpired = m_host.faults().expiredToken;
    const bool isGood = !isExpired && (m_options.token.isEmpty() || token == m_options.token);
    answer.insert(QStringLiteral("success"), isGood);
    if (!isGood) {
        m_isAuthenticated = false;
        answer.insert(QStringLiteral("message"),
                      isExpired ? QStringLiteral("Token has expired") : QStringLiteral("Authentication failed"));
        answer.insert(QStringLiteral("error"), QStringLiteral("invalid_token"));
        m_connection.sendText(jsonText(answer));
        return;
    }
    if (!m_admit(token)) {
        breakLimit("Too many connections for this user");
        return;
    }
    m_isAuthenticated = true;
    m_connection.sendText(jsonText(answer));
}

void DocumentedSession::answerPing(const QJsonObject &message)
{
    QJsonObject answer = update("pong");
    const QJsonValue timestamp = message.value(QLatin1String("timestamp"));
    answer.insert(QStringLiteral("timestamp"),
                  timestamp.isUndefined() ? QJsonValue(zulu(m_site.serverNow())) : timestamp);
    m_connection.sendText(jsonText(answer));
}

void DocumentedSession::runBatch(const QJsonObject &message)
{
    const QJsonArray items = message.value(QLatin1String("messages")).toArray();
    if (m_options.limits.batchItems > 0 && items.size() > m_options.limits.batchItems) {
        breakLimit("Too many messages in a batch");
        return;
    }
    for (const QJsonValue &item : items)
        handle(item.toObject(), true);
}

void DocumentedSession::subscribe(const QJsonObject &message)
{
    if (!m_isAuthenticated || m_host.faults().expiredToken) {
        m_connection.close(1008, "Authentication required");
        return;
    }
    const Result<Subscription> read = readSubscription(message, m_site.fleet());
    if (!read) {
        m_host.counters().messagesIgnored.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    const Subscription &wanted = read.value();
    std::erase_if(m_subscriptions, [&](const Subscription &one) { return one.sameSubject(wanted); });
    m_subscriptions.push_back(wanted);
    if (wanted.channel == Channel::Telemetry) {
        const bool isStart = m_site.start();
        const Duration now = isStart ? Duration::zero() : m_site.elapsed();
        updateStreams(now - m_options.history, now);
    } else if (wanted.channel == Channel::System) {
        m_systemInterval = wanted.interval > Duration::zero() ? std::max(wanted.interval, fastestSystemInterval)
                                                              : defaultSystemInterval;
        if (message.value(QLatin1String("filters")).toObject().value(QLatin1String("frequency"))
            == QLatin1String("real-time"))
            m_systemInterval = fastestSystemInterval;
        m_systemDue = m_site.elapsed();
    }
    if (m_options.snapshot)
        sendSnapshot(wanted);
}

void DocumentedSession::unsubscribe(const QJsonObject &message)
{
    const Result<Subscription> read = readSubscription(message, m_site.fleet());
    if (!read) {
        m_host.counters().messagesIgnored.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    const Subscription &gone = read.value();
    std::erase_if(m_subscriptions, [&](const Subscription &one) {
        return one.channel == gone.channel && (!gone.devices || one.devices == gone.devices)
               && (gone.metrics.isEmpty() || one.metrics == gone.metrics);
    });
    if (gone.channel == Channel::Telemetry) {
        const Duration now = m_site.elapsed();
        updateStreams(now, now);
    } else if (gone.channel == Channel::System) {
        m_systemDue.reset();
    }
}

void DocumentedSession::updateStreams(Duration from, Duration now)
{
    const auto &devices = m_site.fleet().devices();
    const auto overflow = m_options.backpressure ? TelemetryStream::Overflow::Wait : TelemetryStream::Overflow::Drop;
    for (std::size_t i = 0; i < devices.size(); ++i) {
        const bool isWanted = std::any_of(m_subscriptions.begin(), m_subscriptions.end(), [i](const Subscription &one) {
            return one.channel == Channel::Telemetry && one.wants(static_cast<int>(i));
        });
        if (!m_streams[i] && !isWanted)
            continue;
        if (!m_streams[i])
            m_streams[i] = std::make_unique<TelemetryStream>(devices[i], m_site.fleet().namedIds(), overflow);
        m_streams[i]->setDemand(m_subscriptions, static_cast<int>(i), from, now);
    }
}

void DocumentedSession::pump(Duration elapsed)
{
    if (m_systemDue && elapsed >= *m_systemDue) {
        *m_systemDue = *m_systemDue + ((elapsed - *m_systemDue) / m_systemInterval + 1) * m_systemInterval;
        sendSystem();
    }
    if (!m_site.isStarted())
        return;
    for (const auto &stream : m_streams) {
        if (stream && !stream->isIdle())
            stream->pump(m_connection, elapsed, m_site.startTime());
    }
}

QJsonValue DocumentedSession::wireId(std::int64_t deviceId) const
{
    const auto index = m_site.fleet().namedIds() ? m_site.fleet().indexOf(deviceId) : std::nullopt;
    if (index)
        return m_site.fleet().devices()[static_cast<std::size_t>(*index)].identity.name;
    return static_cast<qint64>(deviceId);
}

void DocumentedSession::happened(const SiteEvent &event)
{
    if (const auto *change = std::get_if<StatusChange>(&event)) {
        const bool isWanted =
            std::any_of(m_subscriptions.begin(), m_subscriptions.end(), [change](const Subscription &one) {
                return one.channel == Channel::Devices && one.wants(change->device)
                       && passes(one.statusTypes, change->newStatus);
            });
        if (isWanted)
            sendStatus(*change);
    } else if (const auto *alert = std::get_if<Alert>(&event)) {
        const int device = m_site.fleet().indexOf(alert->deviceId).value_or(-1);
        const bool isWanted =
            std::any_of(m_subscriptions.begin(), m_subscriptions.end(), [alert, device](const Subscription &one) {
                return one.channel == Channel::Alerts && one.wants(device) && passes(one.severities, alert->severity)
                       && passes(one.alertTypes, alert->type);
            });
        if (isWanted)
            sendAlert(*alert);
    }
}

void DocumentedSession::sendStatus(const StatusChange &change)
{
    QJsonObject frame = update("device_status_update");
    frame.insert(QStringLiteral("device_id"), wireId(change.device + 1));
    frame.insert(QStringLiteral("old_status"), change.oldStatus);
    frame.insert(QStringLiteral("new_status"), change.newStatus);
    frame.insert(QStringLiteral("timestamp"), zulu(change.time));
    frame.insert(QStringLiteral("reason"), change.reason);
    frame.insert(QStringLiteral("metadata"), QJsonObject{{QStringLiteral("last_seen"), zulu(change.lastSeen)}});
    m_connection.sendText(jsonText(frame));
}

void DocumentedSession::sendAlert(const Alert &alert)
{
    QJsonObject metadata;
    if (alert.threshold)
        metadata.insert(QStringLiteral("threshold_value"), *alert.threshold);
    if (alert.actual)
        metadata.insert(QStringLiteral("actual_value"), *alert.actual);
    QJsonObject frame = update("alert");
    frame.insert(QStringLiteral("alert_id"), static_cast<qint64>(alert.id));
    frame.insert(QStringLiteral("device_id"), wireId(alert.deviceId));
    frame.insert(QStringLiteral("severity"), alert.severity);
    frame.insert(QStringLiteral("title"), alert.title);
    frame.insert(QStringLiteral("message"), alert.description);
    frame.insert(QStringLiteral("timestamp"), zulu(alert.created));
    frame.insert(QStringLiteral("metadata"), metadata);
    m_connection.sendText(jsonText(frame));
}

void DocumentedSession::sendSystem()
{
    QSet<QByteArray> wanted;
    for (const Subscription &one : m_subscriptions) {
        if (one.channel == Channel::System)
            wanted = one.metrics;
    }
    const SystemMetrics load = systemMetricsAt(m_site.elapsed(), m_site.seed());
    const auto connections = m_host.counters().connectionsOpen.load(std::memory_order_relaxed);
    QJsonObject metrics{{QStringLiteral("cpu_usage"), load.cpu},
                        {QStringLiteral("memory_usage"), load.memory},
                        {QStringLiteral("disk_usage"), load.disk},
                        {QStringLiteral("active_connections"), static_cast<qint64>(connections)}};
    for (const QString &name : metrics.keys()) {
        if (!wanted.isEmpty() && !wanted.contains(name.toUtf8()))
            metrics.remove(name);
    }
    QJsonObject frame = update("system_status_update");
    frame.insert(QStringLiteral("metrics"), metrics);
    frame.insert(QStringLiteral("timestamp"), zulu(m_site.serverNow()));
    m_connection.sendText(jsonText(frame));
}

void DocumentedSession::sendSnapshot(const Subscription &subscription)
{
    if (subscription.channel == Channel::Devices) {
        for (std::size_t i = 0; i < m_site.fleet().devices().size(); ++i) {
            const int device = static_cast<int>(i);
            const QString &status = m_site.status(device);
            if (subscription.wants(device) && passes(subscription.statusTypes, status))
                sendStatus({device, status, status, QStringLiteral("Current status"), m_site.serverNow(),
                            m_site.lastSeen(device)});
        }
    } else if (subscription.channel == Channel::Alerts) {
        for (const Alert &alert : m_site.alerts().all()) {
            const int device = m_site.fleet().indexOf(alert.deviceId).value_or(-1);
            if (alert.status == QLatin1String("active") && subscription.wants(device)
                && passes(subscription.severities, alert.severity) && passes(subscription.alertTypes, alert.type))
                sendAlert(alert);
        }
    }
}

} // namespace watchglass::sim
