#pragma once

#include "core/base/timestamp.h"

#include <optional>

namespace watchglass {

/// A server's own health. Fields that it does not report stay empty.
struct SystemStatus
{
    Timestamp time;
    std::optional<double> cpuPercent;
    std::optional<double> memoryPercent;
    std::optional<double> diskPercent;
    std::optional<double> activeConnections;
};

} // namespace watchglass
