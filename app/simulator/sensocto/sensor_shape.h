#pragma once

#include "app/simulator/fleet.h"

#include <string>

namespace watchglass::sim::sensocto {

/// How an attribute's payload is written.
enum class Payload {
    Number, ///< A bare number, or with documented payloads {key: number}.
    Fields, ///< An object with one member for each part.
    Level,  ///< {"level":…,"charging":"no"}.
    Near,   ///< {"near":…}: true for 0, as a closed door is.
    Key,    ///< 1 with the sibling "event":"press" or "release", only when the value changes.
};

/// One member of a payload and the metric it comes from.
struct Part
{
    QByteArray key;
    std::size_t metric = 0;
};

/// One attribute of a sensor.
struct Attribute
{
    QByteArray id;
    QByteArray type;
    Payload payload = Payload::Number;
    std::vector<Part> parts; ///< One, except of Fields.
    bool keepsAll = false;   ///< Viewers get every sample; of others the newest.
    bool isDelta = false;    ///< May be sent in the delta form.
};

/// What a fleet's device is as a sensor: its metrics under the service's attribute types. Names joined by a dot
/// ("accelerometer.x") and positions become one attribute with several fields; the first ECG is called "ecg", as the
/// service's own apps do, since the server keeps every sample by that name only.
struct SensorShape
{
    QString id; ///< The name in lower case with hyphens.
    QString name;
    QString type;
    QString connectorId;
    QString connectorName;
    std::vector<Attribute> attributes;
};

std::vector<SensorShape> shapesOf(const Fleet &fleet);

/// Whether viewers get every sample of an attribute so called.
bool keepsAll(QByteArrayView attributeId);

/// Appends the JSON of the payload from the values of a tick; false (nothing appended) when a value that it needs is
/// missing. Key payloads are written as 1.
bool appendPayload(std::string &out, const Attribute &attribute, std::span<const double> values, bool documented);

} // namespace watchglass::sim::sensocto
