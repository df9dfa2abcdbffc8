#include "app/simulator/sensocto/sensor_shape.h"

#include "app/simulator/json_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace watchglass::sim::sensocto {

namespace {

struct TypeRule
{
    const char *metric; ///< The metric's name, or its end after an underscore.
    const char *type;
};

constexpr std::array<TypeRule, 24> typeRules{{
    {"ecg", "ecg"},
    {"respiration", "respiration"},
    {"heart_rate", "heartrate"},
    {"heartrate", "heartrate"},
    {"hr", "hr"},
    {"spo2", "spo2"},
    {"temperature", "temperature"},
    {"humidity", "humidity"},
    {"pressure", "pressure"},
    {"altitude", "altitude"},
    {"speed", "speed"},
    {"heading", "heading"},
    {"light", "light"},
    {"distance", "distance"},
    {"calories", "calories"},
    {"steps", "steps"},
    {"orientation", "orientation"},
    {"body_location", "body_location"},
    {"hrv", "hrv"},
    {"battery", "battery"},
    {"battery_level", "battery"},
    {"door", "proximity"},
    {"open", "button"},
    {"button", "button"},
}};

constexpr std::array<const char *, 6> groupTypes{"accelerometer", "gyroscope",  "magnetometer",
                                                 "gravity",       "quaternion", "euler"};
constexpr std::array<const char *, 5> positionParts{"latitude", "longitude", "altitude", "speed", "heading"};

QByteArray typeOf(const Metric &metric)
{
    for (const TypeRule &rule : typeRules) {
        const QByteArray word(rule.metric);
        const bool isBattery = word == "battery";
        if (metric.name == word || metric.name.endsWith('_' + word)
            || (word == "ecg" && metric.name.startsWith("ecg_")))
            return isBattery && metric.unit != "%" ? QByteArray("numeric") : QByteArray(rule.type);
    }
    return "numeric";
}

Payload payloadOf(const QByteArray &type)
{
    if (type == "battery")
        return Payload::Level;
    if (type == "proximity")
        return Payload::Near;
    return type == "button" ? Payload::Key : Payload::Number;
}

/// A name as an attribute id: letters, digits, '_' and '-', at most 64, a letter or digit first.
QByteArray attributeId(QByteArray name)
{
    for (char &c : name) {
        const bool isFit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        c = isFit ? c : '_';
    }
    if (name.isEmpty() || name.front() == '_' || name.front() == '-')
        name.prepend('m');
    return name.left(64);
}

QString slug(const QString &name)
{
    QString out;
    for (const QChar c : name.toLower()) {
        const bool isFit = c.unicode() < 128 && c.isLetterOrNumber();
        if (isFit)
            out += c;
        else if (!out.isEmpty() && !out.endsWith(QLatin1Char('-')))
            out += QLatin1Char('-');
    }
    while (out.endsWith(QLatin1Char('-')))
        out.chop(1);
    return out.isEmpty() ? QStringLiteral("sensor") : out;
}

template <typename Taken>
auto unique(const decltype(slug({})) &wanted, Taken isTaken)
{
    auto out = wanted;
    for (int n = 2; isTaken(out); ++n)
        out = wanted + QLatin1Char('-') + QString::number(n);
    return out;
}

Attribute &group(SensorShape &shape, const QByteArray &id, const QByteArray &type)
{
    const auto found = std::find_if(shape.attributes.begin(), shape.attributes.end(),
                                    [&id](const Attribute &one) { return one.id == id; });
    if (found != shape.attributes.end())
        return *found;
    shape.attributes.push_back({id, type, Payload::Fields, {}, false, false});
    return shape.attributes.back();
}

void addMetric(SensorShape &shape, const Metric &metric, std::size_t index, bool hasPosition)
{
    const qsizetype dot = metric.name.indexOf('.');
    const QByteArray head = metric.name.left(std::max<qsizetype>(dot, 0));
    const auto isWord = [](const QByteArray &name) { return [&name](const char *word) { return name == word; }; };
    if (std::any_of(groupTypes.begin(), groupTypes.end(), isWord(head))) {
        group(shape, head, head).parts.push_back({metric.name.mid(dot + 1), index});
        return;
    }
    if (hasPosition && std::any_of(positionParts.begin(), positionParts.end(), isWord(metric.name))) {
        group(shape, "geolocation", "geolocation").parts.push_back({metric.name, index});
        return;
    }
    const QByteArray type = typeOf(metric);
    const auto isTaken = [&shape](const QString &id) {
        return std::any_of(shape.attributes.begin(), shape.attributes.end(),
                           [&id](const Attribute &one) { return QLatin1String(one.id) == id; });
    };
    const bool isFirst =
        !isTaken(QString::fromLatin1(type)) && (type == "ecg" || type == "respiration" || type == "button");
    QByteArray wanted = isFirst ? type : attributeId(metric.name);
    if (wanted == "battery" && type == "numeric")
        wanted = "battery_voltage";
    const QByteArray id = unique(QString::fromLatin1(wanted), isTaken).toLatin1();
    const bool isDelta = id == "ecg" || id == "respiration";
    shape.attributes.push_back({id, type, payloadOf(type), {{type, index}}, keepsAll(id), isDelta});
}

/// The documented member's name of a payload that is really a bare number.
const char *documentedKey(const QByteArray &type)
{
    if (type == "heartrate" || type == "hr")
        return "bpm";
    if (type == "steps")
        return "count";
    if (type == "light")
        return "lux";
    return type == "distance" ? "distance" : "value";
}

bool appendFields(std::string &out, const Attribute &attribute, std::span<const double> values)
{
    const std::size_t before = out.size();
    for (const Part &part : attribute.parts) {
        const double value = values[part.metric];
        const bool isNeeded = attribute.type != "geolocation" || part.key == "latitude" || part.key == "longitude";
        if (!std::isfinite(value)) {
            if (isNeeded) {
                out.resize(before);
                return false;
            }
            continue;
        }
        out += out.size() == before ? '{' : ',';
        appendJsonString(out, part.key);
        out += ':';
        appendNumber(out, value);
    }
    out += '}';
    return true;
}

} // namespace

bool keepsAll(QByteArrayView attributeId)
{
    return attributeId == "ecg" || attributeId == "respiration" || attributeId == "button" || attributeId == "buttons";
}

std::vector<SensorShape> shapesOf(const Fleet &fleet)
{
    std::vector<SensorShape> out;
    for (const Device &device : fleet.devices()) {
        const auto isTaken = [&out](const QString &id) {
            return std::any_of(out.begin(), out.end(), [&id](const SensorShape &one) { return one.id == id; });
        };
        SensorShape shape;
        shape.id = unique(slug(device.identity.name), isTaken);
        shape.name = device.identity.name;
        shape.type = device.identity.type;
        shape.connectorId = QStringLiteral("sim-") + slug(device.identity.location);
        shape.connectorName = device.identity.location;
        const auto &metrics = device.feed->metrics();
        const auto has = [&metrics](const char *name) {
            return std::any_of(metrics.begin(), metrics.end(), [name](const Metric &one) { return one.name == name; });
        };
        const bool hasPosition = has("latitude") && has("longitude");
        for (std::size_t i = 0; i < metrics.size(); ++i)
            addMetric(shape, metrics[i], i, hasPosition);
        out.push_back(std::move(shape));
    }
    return out;
}

bool appendPayload(std::string &out, const Attribute &attribute, std::span<const double> values, bool documented)
{
    if (attribute.payload == Payload::Fields)
        return appendFields(out, attribute, values);
    const double value = values[attribute.parts.front().metric];
    if (!std::isfinite(value))
        return false;
    switch (attribute.payload) {
    case Payload::Level:
        out += "{\"level\":";
        appendNumber(out, value);
        out += ",\"charging\":\"no\"}";
        break;
    case Payload::Near:
        out += value == 0.0 ? "{\"near\":true}" : "{\"near\":false}";
        break;
    case Payload::Key:
        out += '1';
        break;
    default:
        if (documented && attribute.type != "numeric") {
            const bool isEcg = attribute.type == "ecg";
            out += isEcg ? "{\"values\":[" : std::string("{\"") + documentedKey(attribute.type) + "\":";
            appendNumber(out, value);
            out += isEcg ? "]}" : "}";
        } else {
            appendNumber(out, value);
        }
    }
    return true;
}

} // namespace watchglass::sim::sensocto
