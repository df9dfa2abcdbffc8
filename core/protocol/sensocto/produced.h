#pragma once

#include "core/base/timestamp.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace watchglass::protocol::sensocto {

/// An attribute that a producer announces.
struct ProducedAttribute
{
    QString id;   ///< Letters, digits, '_' and '-', 64 at most, a letter or digit first.
    QString type; ///< "heartrate"; one of the service's types.
    double samplingRateHz = 1.0;
};

/// What a producer says of itself. All but the room are required by the service.
struct ProducerIdentity
{
    QString connectorId;
    QString connectorName;
    QString sensorId;
    QString sensorName;
    QString sensorType;
    std::vector<ProducedAttribute> attributes;
    double samplingRateHz = 1.0;
    int batchSize = 1;
    QString roomId; ///< Empty for none.
};

struct ProducedValue
{
    QString attributeId;
    QByteArray payload; ///< JSON: "72", {"x":1,…}.
    Timestamp time;     ///< Sent in whole milliseconds.
    QString event;      ///< "press" or "release" of a button; empty for none.
};

/// What the service asks for. Its window is multiplied by the load already.
struct Backpressure
{
    Duration window = std::chrono::milliseconds(500);
    int size = 5;
    bool paused = false;
    QString attention; ///< "high" … "none"; empty until the service says something.
    QString load;
};

/// Of measurements, since the producer was made.
struct ProducerCounters
{
    std::uint64_t taken = 0;     ///< Promised to arrive.
    std::uint64_t refused = 0;   ///< Not taken: the queue was full, or the measurement is none.
    std::uint64_t delivered = 0; ///< Known to have been read by the service.
    std::uint64_t resent = 0;    ///< Sent again, because the connection was lost before that was known.
    std::uint64_t rejected = 0;  ///< Of the delivered: the service wanted none of them.
    std::uint64_t messages = 0;  ///< That carried measurements.
};

/// A number as a payload; not finite ones have none ("null").
QByteArray numberPayload(double value);

} // namespace watchglass::protocol::sensocto
