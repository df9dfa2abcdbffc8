#include "app/cli/event_json.h"

#include "core/exchange/line_words.h"

#include <QJsonArray>

namespace watchglass::cli {

namespace {

using Json = QJsonObject;

QString iso(Timestamp t)
{
    return QString::fromStdString(formatIsoTimestamp(t));
}

double seconds(Duration d)
{
    return std::chrono::duration<double>(d).count();
}

void put(Json &json, const char *name, const QString &text)
{
    if (!text.isEmpty())
        json.insert(QLatin1String(name), text);
}

void put(Json &json, const char *name, const std::optional<QString> &text)
{
    if (text)
        json.insert(QLatin1String(name), *text);
}

void put(Json &json, const char *name, const std::optional<Timestamp> &time)
{
    if (time)
        json.insert(QLatin1String(name), iso(*time));
}

void put(Json &json, const char *name, const std::optional<double> &number)
{
    if (number)
        json.insert(QLatin1String(name), *number);
}

void put(Json &json, const char *name, std::uint64_t number)
{
    json.insert(QLatin1String(name), static_cast<qint64>(number));
}

QString phaseWord(SourcePhase phase)
{
    switch (phase) {
    case SourcePhase::Idle:
        return QStringLiteral("idle");
    case SourcePhase::Connecting:
        return QStringLiteral("connecting");
    case SourcePhase::Probing:
        return QStringLiteral("probing");
    case SourcePhase::Live:
        return QStringLiteral("live");
    case SourcePhase::Silent:
        return QStringLiteral("silent");
    case SourcePhase::Waiting:
        return QStringLiteral("waiting");
    case SourcePhase::Failed:
        return QStringLiteral("failed");
    }
    return {};
}

QJsonArray words(const Capabilities &can)
{
    QJsonArray words;
    if (can.rate)
        words.append(QStringLiteral("rate"));
    if (can.subset)
        words.append(QStringLiteral("subset"));
    if (can.history)
        words.append(QStringLiteral("history"));
    if (can.acknowledge)
        words.append(QStringLiteral("acknowledge"));
    if (can.publish)
        words.append(QStringLiteral("publish"));
    return words;
}

QString deliveryWord(Delivery delivery)
{
    switch (delivery) {
    case Delivery::Whole:
        return QStringLiteral("whole");
    case Delivery::Batched:
        return QStringLiteral("batched");
    case Delivery::Thinned:
        return QStringLiteral("thinned");
    case Delivery::Withheld:
        return QStringLiteral("withheld");
    }
    return {};
}

Json start(const char *event, const QString &source)
{
    return {{QStringLiteral("event"), QLatin1String(event)}, {QStringLiteral("source"), source}};
}

/// One overload a kind of event.
struct EventJson
{
    QString source;

    Json operator()(const SourceState &state) const
    {
        Json json = start("state", source);
        put(json, "phase", phaseWord(state.phase));
        put(json, "text", state.text);
        put(json, "dialect", state.dialect);
        put(json, "retryAt", state.retryAt);
        if (state.clockSkew)
            put(json, "clockSkewSeconds", std::optional(seconds(*state.clockSkew)));
        json.insert(QStringLiteral("reconnects"), state.reconnects);
        if (state.isHeldBack)
            json.insert(QStringLiteral("heldBack"), true);
        if (state.capabilities != Capabilities())
            json.insert(QStringLiteral("can"), words(state.capabilities));
        return json;
    }

    Json operator()(const DeviceUpdate &device) const
    {
        Json json = start("device", source);
        put(json, "device", device.id);
        put(json, "name", device.name);
        put(json, "type", device.type);
        put(json, "location", device.location);
        put(json, "status", device.status);
        put(json, "reason", device.reason);
        put(json, "lastSeen", device.lastSeen);
        return json;
    }

    Json operator()(const AlarmEvent &alarm) const { return exchange::alarmLine(source, alarm); }
    Json operator()(const DeviceEvent &event) const { return exchange::eventLine(source, event); }

    Json operator()(const SystemStatus &status) const
    {
        Json json = start("system", source);
        put(json, "time", iso(status.time));
        put(json, "cpuPercent", status.cpuPercent);
        put(json, "memoryPercent", status.memoryPercent);
        put(json, "diskPercent", status.diskPercent);
        put(json, "activeConnections", status.activeConnections);
        return json;
    }

    Json operator()(const ingest::GapReport &report) const
    {
        Json json = start("gap", source);
        put(json, "device", report.device);
        put(json, "cause", exchange::causeWord(report.gap.cause));
        put(json, "from", iso(report.gap.range.from));
        put(json, "to", iso(report.gap.range.to));
        return json;
    }

    Json operator()(const Grant &grant) const
    {
        Json json = start("grant", source);
        put(json, "device", grant.device);
        put(json, "attribute", grant.attribute);
        put(json, "delivery", deliveryWord(grant.delivery));
        put(json, "intervalMs", static_cast<std::uint64_t>(grant.interval / std::chrono::milliseconds(1)));
        return json;
    }
};

} // namespace

QJsonObject sourceJson(const QString &source, const protocol::SourceAddress &address)
{
    Json json = start("source", source);
    put(json, "url", address.url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)); // a query may hold a token
    return json;
}

QJsonObject eventJson(const QString &source, const ingest::SourceEvent &event, Timestamp received)
{
    Json json = std::visit(EventJson{source}, event);
    put(json, "received", iso(received));
    return json;
}

QJsonObject countersJson(const QString &source, const SourceCounters &counters)
{
    Json json = start("counters", source);
    put(json, "frames", counters.frames);
    put(json, "bytes", counters.bytes);
    put(json, "samples", counters.samples);
    put(json, "outOfOrder", counters.outOfOrder);
    put(json, "duplicates", counters.duplicates);
    put(json, "badFrames", counters.badFrames);
    put(json, "unknownFrames", counters.unknownFrames);
    put(json, "badValues", counters.badValues);
    put(json, "serverErrors", counters.serverErrors);
    put(json, "refusedFrames", counters.refusedFrames);
    put(json, "droppedEvents", counters.droppedEvents);
    put(json, "lastProblem", counters.lastProblem);
    return json;
}

} // namespace watchglass::cli
