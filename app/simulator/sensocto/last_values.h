#pragma once

#include "app/simulator/sensocto/sensor_shape.h"
#include "app/simulator/site.h"

#include <QJsonArray>

namespace watchglass::sim::sensocto {

/// The attributes of a fleet's device with the newest value of each, looked for in the last few thousand ticks.
QJsonArray lastValues(const Site &site, int device, const SensorShape &shape, bool documented);

/// The time that a measurement of tick k carries: whole milliseconds.
std::int64_t wireMs(const Feed &feed, std::int64_t k, Timestamp start);

} // namespace watchglass::sim::sensocto
