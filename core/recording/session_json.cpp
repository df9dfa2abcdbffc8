#include "core/recording/session_json.h"

#include <algorithm>
#include <cmath>

namespace watchglass::recording {

namespace {

using Json = QJsonObject;
using Name = QLatin1String;

void put(Json &json, Name name, const QString &text)
{
    if (!text.isEmpty())
        json.insert(name, text);
}

void put(Json &json, Name name, bool yes)
{
    if (yes)
        json.insert(name, true);
}

void put(Json &json, Name name, const std::optional<QString> &text)
{
    if (text)
        json.insert(name, *text);
}

/// JSON has no NaN and no infinity; what is none of a number is kept as its text.
void put(Json &json, Name name, const std::optional<double> &number)
{
    if (!number)
        return;
    json.insert(name, std::isfinite(*number) ? QJsonValue(*number) : QJsonValue(QString::number(*number)));
}

void put(Json &json, Name name, Timestamp time)
{
    json.insert(name, qint64(time.ns()));
}

void put(Json &json, Name name, const std::optional<Timestamp> &time)
{
    if (time)
        put(json, name, *time);
}

void putCount(Json &json, Name name, std::uint64_t count)
{
    if (count > 0)
        json.insert(name, static_cast<qint64>(count));
}

QString text(const Json &json, Name name)
{
    return json.value(name).toString();
}

std::optional<QString> maybeText(const Json &json, Name name)
{
    const QJsonValue value = json.value(name);
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

std::optional<double> maybeNumber(const Json &json, Name name)
{
    const QJsonValue value = json.value(name);
    if (value.isDouble())
        return value.toDouble();
    bool isNumber = false;
    const double number = value.toString().toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

Timestamp time(const Json &json, Name name)
{
    return Timestamp::fromNs(json.value(name).toInteger());
}

std::optional<Timestamp> maybeTime(const Json &json, Name name)
{
    return json.contains(name) ? std::optional(time(json, name)) : std::nullopt;
}

/// `most` is the enumeration's last value: a number of a newer program counts as it.
template <typename Enum>
Enum choice(const Json &json, Name name, Enum most)
{
    const qint64 number = json.value(name).toInteger();
    return static_cast<Enum>(std::clamp<qint64>(number, 0, static_cast<qint64>(most)));
}

constexpr Name id("id"), actionable("actionable"), device("device"), priority("priority"), severity("severity"),
    type("type"), title("title"), message("message"), metric("metric"), threshold("threshold"), actual("actual"),
    condition("condition"), raised("raised"), acknowledged("acknowledged"), resolved("resolved"), name("name"),
    location("location"), status("status"), lastSeen("lastSeen"), reason("reason"), phase("phase"), words("text"),
    dialect("dialect"), retryAt("retryAt"), skew("skew"), reconnects("reconnects"), can("can"), heldBack("heldBack"),
    at("time"), cpu("cpu"), memory("memory"), disk("disk"), connections("connections"), attribute("attribute"),
    level("level"), delivery("delivery"), interval("interval"), fillable("fillable"), fixed("fixed");

} // namespace

QJsonObject toJson(const AlarmEvent &event)
{
    Json json;
    put(json, id, event.id);
    put(json, actionable, event.actionable);
    put(json, device, event.device);
    json.insert(priority, static_cast<int>(event.priority));
    put(json, severity, event.severity);
    put(json, type, event.type);
    put(json, title, event.title);
    put(json, message, event.message);
    put(json, metric, event.metric);
    put(json, threshold, event.threshold);
    put(json, actual, event.actual);
    json.insert(condition, static_cast<int>(event.condition));
    put(json, raised, event.raisedAt);
    put(json, acknowledged, event.acknowledgedAt);
    put(json, resolved, event.resolvedAt);
    return json;
}

AlarmEvent alarmFromJson(const QJsonObject &json)
{
    AlarmEvent event;
    event.id = text(json, id);
    event.actionable = json.value(actionable).toBool();
    event.device = text(json, device);
    event.priority = choice(json, priority, AlarmPriority::Critical);
    event.severity = text(json, severity);
    event.type = text(json, type);
    event.title = text(json, title);
    event.message = text(json, message);
    event.metric = text(json, metric);
    event.threshold = maybeNumber(json, threshold);
    event.actual = maybeNumber(json, actual);
    event.condition = choice(json, condition, AlarmCondition::Resolved);
    event.raisedAt = time(json, raised);
    event.acknowledgedAt = maybeTime(json, acknowledged);
    event.resolvedAt = maybeTime(json, resolved);
    return event;
}

QJsonObject toJson(const DeviceUpdate &update)
{
    Json json;
    put(json, id, update.id);
    put(json, name, update.name);
    put(json, type, update.type);
    put(json, location, update.location);
    put(json, status, update.status);
    put(json, lastSeen, update.lastSeen);
    put(json, reason, update.reason);
    return json;
}

DeviceUpdate deviceFromJson(const QJsonObject &json)
{
    return {text(json, id),          maybeText(json, name),     maybeText(json, type), maybeText(json, location),
            maybeText(json, status), maybeTime(json, lastSeen), text(json, reason)};
}

QJsonObject toJson(const SourceState &state)
{
    Json json{{phase, static_cast<int>(state.phase)}};
    put(json, words, state.text);
    put(json, dialect, state.dialect);
    put(json, retryAt, state.retryAt);
    if (state.clockSkew)
        json.insert(skew, qint64(state.clockSkew->count()));
    json.insert(reconnects, state.reconnects);
    put(json, heldBack, state.isHeldBack);
    Json abilities;
    put(abilities, Name("rate"), state.capabilities.rate);
    put(abilities, Name("subset"), state.capabilities.subset);
    put(abilities, Name("history"), state.capabilities.history);
    put(abilities, Name("acknowledge"), state.capabilities.acknowledge);
    put(abilities, Name("publish"), state.capabilities.publish);
    if (!abilities.isEmpty())
        json.insert(can, abilities);
    return json;
}

SourceState stateFromJson(const QJsonObject &json)
{
    SourceState state;
    state.phase = choice(json, phase, SourcePhase::Failed);
    state.text = text(json, words);
    state.dialect = text(json, dialect);
    state.retryAt = maybeTime(json, retryAt);
    if (json.contains(skew))
        state.clockSkew = Duration(json.value(skew).toInteger());
    state.reconnects = json.value(reconnects).toInt();
    state.isHeldBack = json.value(heldBack).toBool();
    const Json abilities = json.value(can).toObject();
    state.capabilities = {abilities.value(Name("rate")).toBool(), abilities.value(Name("subset")).toBool(),
                          abilities.value(Name("history")).toBool(), abilities.value(Name("acknowledge")).toBool(),
                          abilities.value(Name("publish")).toBool()};
    return state;
}

QJsonObject toJson(const SystemStatus &system)
{
    Json json;
    put(json, at, system.time);
    put(json, cpu, system.cpuPercent);
    put(json, memory, system.memoryPercent);
    put(json, disk, system.diskPercent);
    put(json, connections, system.activeConnections);
    return json;
}

SystemStatus statusFromJson(const QJsonObject &json)
{
    return {time(json, at), maybeNumber(json, cpu), maybeNumber(json, memory), maybeNumber(json, disk),
            maybeNumber(json, connections)};
}

QJsonObject toJson(const Grant &grant)
{
    Json json;
    put(json, device, grant.device);
    put(json, attribute, grant.attribute);
    json.insert(level, static_cast<int>(grant.level));
    json.insert(delivery, static_cast<int>(grant.delivery));
    json.insert(interval, qint64(grant.interval.count()));
    put(json, fillable, grant.isFillable);
    put(json, fixed, grant.isFixed);
    return json;
}

Grant grantFromJson(const QJsonObject &json)
{
    return {text(json, device),
            text(json, attribute),
            choice(json, level, AttentionLevel::High),
            choice(json, delivery, Delivery::Withheld),
            Duration(json.value(interval).toInteger()),
            json.value(fillable).toBool(),
            json.value(fixed).toBool()};
}

QJsonObject toJson(const SourceCounters &counters)
{
    Json json;
    putCount(json, Name("frames"), counters.frames);
    putCount(json, Name("bytes"), counters.bytes);
    putCount(json, Name("samples"), counters.samples);
    putCount(json, Name("outOfOrder"), counters.outOfOrder);
    putCount(json, Name("duplicates"), counters.duplicates);
    putCount(json, Name("badFrames"), counters.badFrames);
    putCount(json, Name("unknownFrames"), counters.unknownFrames);
    putCount(json, Name("badValues"), counters.badValues);
    putCount(json, Name("serverErrors"), counters.serverErrors);
    putCount(json, Name("refusedFrames"), counters.refusedFrames);
    putCount(json, Name("droppedEvents"), counters.droppedEvents);
    put(json, Name("lastProblem"), counters.lastProblem);
    return json;
}

} // namespace watchglass::recording
