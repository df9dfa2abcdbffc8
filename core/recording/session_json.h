#pragma once

#include "core/recording/session_values.h"

#include <QJsonObject>

namespace watchglass::recording {

// How a session file keeps what is rare: JSON objects, instants and durations as whole nanoseconds, enumerations as
// their numbers. What is empty is left out; what is not understood when read is left as it is by default.

QJsonObject toJson(const AlarmEvent &event);
QJsonObject toJson(const DeviceUpdate &update);
QJsonObject toJson(const SourceState &state);
QJsonObject toJson(const SystemStatus &status);
QJsonObject toJson(const Grant &grant);
QJsonObject toJson(const SourceCounters &counters);

AlarmEvent alarmFromJson(const QJsonObject &json);
DeviceUpdate deviceFromJson(const QJsonObject &json);
SourceState stateFromJson(const QJsonObject &json);
SystemStatus statusFromJson(const QJsonObject &json);
Grant grantFromJson(const QJsonObject &json);

} // namespace watchglass::recording
