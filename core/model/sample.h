#pragma once

#include "core/base/timestamp.h"

namespace watchglass {

/// One value of one series at one instant of the device's clock. NaN and infinities are values like others.
struct Sample
{
    Timestamp time;
    double value = 0.0;
};

} // namespace watchglass
