#include "core/exchange/line_words.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <charconv>
#include <cmath>

namespace watchglass::exchange {

namespace {

QString text(const QJsonObject &line, const char *name)
{
    return line.value(QLatin1String(name)).toString();
}

std::optional<QString> maybeText(const QJsonObject &line, const char *name)
{
    const QJsonValue value = line.value(QLatin1String(name));
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

std::optional<double> maybeNumber(const QJsonObject &line, const char *name)
{
    const QJsonValue value = line.value(QLatin1String(name));
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<Timestamp> maybeTime(const QJsonObject &line, const char *name)
{
    return parseIsoTimestamp(text(line, name).toStdString());
}

QString iso(Timestamp time)
{
    return QString::fromStdString(formatIsoTimestamp(time));
}

void put(QJsonObject &line, const char *name, const QString &value)
{
    if (!value.isEmpty())
        line.insert(QLatin1String(name), value);
}

void put(QJsonObject &line, const char *name, std::optional<double> value)
{
    if (value)
        line.insert(QLatin1String(name), *value);
}

void put(QJsonObject &line, const char *name, std::optional<Timestamp> value)
{
    if (value)
        line.insert(QLatin1String(name), iso(*value));
}

/// The value whose word it is, or the first.
template <typename Value, typename Word>
Value valueOf(const QString &word, std::initializer_list<Value> values, Word &&wordOf)
{
    for (const Value value : values) {
        if (wordOf(value) == word)
            return value;
    }
    return *values.begin();
}

} // namespace

QString causeWord(GapCause cause)
{
    switch (cause) {
    case GapCause::LinkLost:
        return QStringLiteral("link lost");
    case GapCause::DeviceSilent:
        return QStringLiteral("device silent");
    case GapCause::NotRequested:
        return QStringLiteral("not requested");
    case GapCause::ServerThrottled:
        return QStringLiteral("server throttled");
    case GapCause::ClockStepped:
        return QStringLiteral("clock stepped");
    }
    return {};
}

SeriesInfo seriesOfLine(const QJsonObject &line)
{
    SeriesInfo out{{text(line, "source"), text(line, "device"), text(line, "attribute"), {}}, text(line, "unit")};
    if (text(line, "interpolation") == QLatin1String("hold"))
        out.interpolation = Interpolation::HoldLast;
    for (const QJsonValue state : line.value(QLatin1String("states")).toArray())
        out.states << state.toString();
    return out;
}

QJsonObject seriesLine(const SeriesInfo &info)
{
    QJsonObject line{{QStringLiteral("event"), QStringLiteral("series")},
                     {QStringLiteral("source"), info.key.source},
                     {QStringLiteral("device"), info.key.device},
                     {QStringLiteral("attribute"), info.key.attributePath()}};
    put(line, "unit", info.unit);
    if (info.interpolation == Interpolation::HoldLast)
        put(line, "interpolation", QStringLiteral("hold"));
    if (!info.states.isEmpty())
        line.insert(QStringLiteral("states"), QJsonArray::fromStringList(info.states));
    return line;
}

DeviceEvent eventOfLine(const QJsonObject &line)
{
    const auto time = maybeTime(line, "time");
    return {text(line, "device"), text(line, "kind"), text(line, "text"), time.value_or(Timestamp()),
            time.has_value() && line.value(QLatin1String("timed")).toBool(true)};
}

QJsonObject eventLine(const QString &source, const DeviceEvent &event)
{
    QJsonObject line{{QStringLiteral("event"), QStringLiteral("event")}, {QStringLiteral("source"), source}};
    put(line, "device", event.device);
    put(line, "kind", event.kind);
    put(line, "text", event.text);
    put(line, "time", std::optional(event.time));
    if (!event.isTimed)
        line.insert(QStringLiteral("timed"), false);
    return line;
}

AlarmEvent alarmOfLine(const QJsonObject &line)
{
    AlarmEvent out;
    out.id = text(line, "id");
    out.device = text(line, "device");
    out.condition = conditionNamed(text(line, "condition")).value_or(out.condition);
    out.priority = priorityNamed(text(line, "priority")).value_or(out.priority);
    out.severity = text(line, "severity");
    out.type = text(line, "type");
    out.title = text(line, "title");
    out.message = text(line, "message");
    out.metric = text(line, "metric");
    out.threshold = maybeNumber(line, "threshold");
    out.actual = maybeNumber(line, "actual");
    out.raisedAt = maybeTime(line, "raisedAt").value_or(Timestamp());
    out.acknowledgedAt = maybeTime(line, "acknowledgedAt");
    out.resolvedAt = maybeTime(line, "resolvedAt");
    return out;
}

QJsonObject alarmLine(const QString &source, const AlarmEvent &alarm)
{
    QJsonObject line{{QStringLiteral("event"), QStringLiteral("alarm")}, {QStringLiteral("source"), source}};
    put(line, "id", alarm.id);
    put(line, "device", alarm.device);
    put(line, "condition", conditionName(alarm.condition));
    put(line, "priority", priorityName(alarm.priority));
    put(line, "severity", alarm.severity);
    put(line, "type", alarm.type);
    put(line, "title", alarm.title);
    put(line, "message", alarm.message);
    put(line, "metric", alarm.metric);
    put(line, "threshold", alarm.threshold);
    put(line, "actual", alarm.actual);
    put(line, "raisedAt", std::optional(alarm.raisedAt));
    put(line, "acknowledgedAt", alarm.acknowledgedAt);
    put(line, "resolvedAt", alarm.resolvedAt);
    return line;
}

DeviceUpdate deviceOfLine(const QJsonObject &line)
{
    DeviceUpdate out;
    out.id = text(line, "device");
    out.name = maybeText(line, "name");
    out.type = maybeText(line, "type");
    out.location = maybeText(line, "location");
    out.status = maybeText(line, "status");
    out.reason = text(line, "reason");
    out.lastSeen = maybeTime(line, "lastSeen");
    return out;
}

Gap gapOfLine(const QJsonObject &line)
{
    Gap out;
    out.range = {maybeTime(line, "from").value_or(Timestamp()), maybeTime(line, "to").value_or(Timestamp())};
    out.cause = valueOf(text(line, "cause"),
                        {GapCause::LinkLost, GapCause::DeviceSilent, GapCause::NotRequested, GapCause::ServerThrottled,
                         GapCause::ClockStepped},
                        causeWord);
    return out;
}

void appendJsonNumber(std::string &out, double value)
{
    if (std::isnan(value)) {
        out += "null";
    } else if (std::isinf(value)) {
        out += value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    } else {
        char text[32];
        out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
    }
}

std::string jsonText(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2).toStdString();
}

} // namespace watchglass::exchange
