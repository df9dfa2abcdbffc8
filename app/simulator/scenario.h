#pragma once

#include "core/base/timestamp.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace watchglass::sim {

/// A change of a device's status, planned.
struct PlannedStatus
{
    Duration at;    ///< Within the cycle.
    int device = 0; ///< Index in the fleet.
    QString status;
    QString reason;
};

/// An alert, planned. Its actual value is what the device's metric reads at that instant.
struct PlannedAlert
{
    Duration at;
    int device = 0;
    QString severity;
    QString type;
    QString title;
    QString message;
    QString metric;
    std::optional<double> threshold;
};

/// What happens to a fleet, repeated each cycle. Both lists are in order of time.
struct Scenario
{
    Duration cycle = std::chrono::hours(24);
    std::vector<PlannedStatus> statuses;
    std::vector<PlannedAlert> alerts;
};

/// A server's own load, in percent.
struct SystemMetrics
{
    double cpu = 0.0;
    double memory = 0.0;
    double disk = 0.0;
};

/// A plausible load as a pure function of time: a slow wave of work with bursts, memory that creeps up and is
/// collected, a disk that fills.
SystemMetrics systemMetricsAt(Duration elapsed, std::uint64_t seed);

} // namespace watchglass::sim
