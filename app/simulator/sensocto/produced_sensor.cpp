#include "app/simulator/sensocto/produced_sensor.h"

#include <QRegularExpression>
#include <QStringList>

namespace watchglass::sim::sensocto {

namespace {

struct Inference
{
    const char *type;
    const char *names; ///< Between bars.
};

constexpr Inference inferences[] = {
    {"battery", "|battery|battery_level|"},
    {"geolocation", "|geolocation|location|gps|"},
    {"button", "|button|buttons|"},
    {"ecg", "|ecg|heart|heartbeat|"},
    {"heartrate", "|heartrate|heart_rate|hr|bpm|"},
    {"imu", "|imu|accelerometer|gyroscope|motion|"},
    {"respiration", "|respiration|breathing|breath|"},
    {"hrv", "|hrv|"},
    {"eye_gaze", "|eye_gaze|gaze|"},
    {"temperature", "|temperature|temp|"},
    {"humidity", "|humidity|"},
    {"pressure", "|pressure|barometer|"},
    {"rich_presence", "|rich_presence|media|now_playing|"},
    {"skeleton", "|skeleton|pose_skeleton|pose|body_pose|"},
};

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

QJsonObject axes(const QStringList &fields, qsizetype from)
{
    return {{QStringLiteral("x"), fields.at(from).toDouble()},
            {QStringLiteral("y"), fields.at(from + 1).toDouble()},
            {QStringLiteral("z"), fields.at(from + 2).toDouble()}};
}

} // namespace

ProducedSensor ProducedSensor::fromJoin(const QJsonObject &join)
{
    ProducedSensor out;
    out.id = text(join, "sensor_id");
    out.name = text(join, "sensor_name");
    out.type = text(join, "sensor_type");
    out.connectorId = text(join, "connector_id");
    out.connectorName = text(join, "connector_name");
    out.roomId = text(join, "room_id");
    const QJsonObject attributes = join.value(QLatin1String("attributes")).toObject();
    for (auto it = attributes.begin(); it != attributes.end(); ++it)
        out.setAttribute(it.key(), it.value().toObject());
    return out;
}

void ProducedSensor::setAttribute(const QString &attributeId, const QJsonObject &metadata)
{
    const QString named = text(metadata, "attribute_type");
    attributes[attributeId].type = named.isEmpty() ? inferredType(attributeId) : named;
}

void ProducedSensor::measured(const QJsonObject &measurement)
{
    const QString attributeId = text(measurement, "attribute_id");
    const auto [found, isNew] = attributes.try_emplace(attributeId);
    if (isNew)
        found->second.type = inferredType(attributeId);
    found->second.payload = measurement.value(QLatin1String("payload"));
    found->second.timestamp = measurement.value(QLatin1String("timestamp"));
}

QJsonArray ProducedSensor::attributesJson() const
{
    QJsonArray out;
    for (const auto &[attributeId, attribute] : attributes) {
        const QJsonObject last{{QStringLiteral("payload"), attribute.payload},
                               {QStringLiteral("timestamp"), attribute.timestamp}};
        out.append(QJsonObject{
            {QStringLiteral("id"), attributeId},
            {QStringLiteral("attribute_name"), attributeId},
            {QStringLiteral("attribute_type"), attribute.type},
            {QStringLiteral("last_value"), attribute.payload.isUndefined() ? QJsonValue() : QJsonValue(last)}});
    }
    return out;
}

bool isAttributeId(const QJsonValue &value)
{
    static const QRegularExpression pattern(QStringLiteral("\\A[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}\\z"));
    return value.isString() && pattern.match(value.toString()).hasMatch();
}

QString inferredType(const QString &attributeId)
{
    const QString name = QLatin1Char('|') + attributeId.toLower() + QLatin1Char('|');
    for (const Inference &one : inferences) {
        if (QLatin1String(one.names).contains(name))
            return QLatin1String(one.type);
    }
    return QStringLiteral("numeric");
}

QJsonValue imuPayload(const QJsonValue &payload)
{
    const QStringList fields = payload.toString().split(QLatin1Char(','));
    if (!payload.isString() || fields.size() < 7)
        return payload;
    for (const QString &field : fields) {
        bool isNumber = false;
        field.toDouble(&isNumber);
        if (!isNumber)
            return payload;
    }
    return QJsonObject{{QStringLiteral("accelerometer"), axes(fields, 1)},
                       {QStringLiteral("gyroscope"), axes(fields, 4)}};
}

} // namespace watchglass::sim::sensocto
