#pragma once

#include "core/base/timestamp.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <map>
#include <optional>

namespace watchglass::sim::sensocto {

/// A sensor that exists because a producer joined its topic.
struct ProducedSensor
{
    struct Attribute
    {
        QString type;
        QJsonValue payload = QJsonValue::Undefined; ///< Until the first measurement.
        QJsonValue timestamp;
    };

    QString id;
    QString name;
    QString type;
    QString connectorId;
    QString connectorName;
    QString roomId; ///< Empty for none.
    int producers = 0;
    std::optional<Duration> endsAt; ///< Monotonic, once the last producer left.
    std::map<QString, Attribute> attributes;

    /// From the nine fields of a join.
    static ProducedSensor fromJoin(const QJsonObject &join);
    void setAttribute(const QString &attributeId, const QJsonObject &metadata);
    void measured(const QJsonObject &measurement);
    QJsonArray attributesJson() const;
};

/// Letters, digits, '_' and '-', 64 at most, a letter or digit first.
bool isAttributeId(const QJsonValue &value);

/// What the server makes of an attribute nobody registered, by its name.
QString inferredType(const QString &attributeId);

/// An IMU's CSV text (time, three accelerations, three rotations, more is lost) as objects; other payloads as they are.
QJsonValue imuPayload(const QJsonValue &payload);

} // namespace watchglass::sim::sensocto
