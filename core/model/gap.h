#pragma once

#include "core/base/timestamp.h"

namespace watchglass {

/// Why a series has no samples for a while.
enum class GapCause {
    LinkLost,        ///< Our connection was down.
    DeviceSilent,    ///< Connected, but the device sent nothing for much longer than its rhythm.
    NotRequested,    ///< We had asked for less, or for nothing.
    ServerThrottled, ///< The server said, or its cursor showed, that it left samples out.
    ClockStepped,    ///< The device's clock jumped.
};

/// A span without samples and its cause.
struct Gap
{
    TimeRange range;
    GapCause cause = GapCause::LinkLost;

    friend bool operator==(const Gap &, const Gap &) = default;
};

} // namespace watchglass
