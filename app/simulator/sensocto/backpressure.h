#pragma once

#include "core/base/timestamp.h"

#include <QJsonObject>

namespace watchglass::sim::sensocto {

/// How much anybody looks at a sensor.
enum class Attention { None, Low, Medium, High };
enum class Load { Normal, Elevated, High, Critical };
/// How often a viewer's data is flushed.
enum class Quality { High, Medium, Low, Minimal, Paused };

/// What the server's state asks of a producer.
struct Pressure
{
    Attention attention = Attention::Medium;
    Load load = Load::Normal;
    bool memoryProtection = false;

    /// Only when nobody looks and the server is in distress.
    bool isPaused() const;
};

/// The payload of backpressure_config. The window is multiplied already.
QJsonObject backpressureConfig(const Pressure &pressure, Timestamp now);

/// Time between two flushes; zero for never.
Duration flushInterval(Quality quality);

} // namespace watchglass::sim::sensocto
