#pragma once

#include "core/ingest/alarm_book.h"
#include "core/ingest/device_registry.h"

#include <array>
#include <vector>

namespace watchglass::ui {

/// How many devices are in each DeviceState.
using StateCounts = std::array<std::size_t, 5>;
StateCounts stateCounts(const std::vector<ingest::DeviceRecord> &devices);

/// Alarms by the hour in which they were raised, and by AlarmPriority.
struct AlarmHours
{
    Timestamp first; ///< Start of the first hour; whole hours of UTC.
    std::vector<std::array<std::size_t, 3>> hours;

    std::size_t total() const;
    std::size_t most() const; ///< In one hour.
};
/// The hour of `now` is the last one. Alarms from before the first hour or after the last one are left out.
AlarmHours alarmHours(const std::vector<ingest::AlarmRecord> &alarms, Timestamp now, int hours);

} // namespace watchglass::ui
