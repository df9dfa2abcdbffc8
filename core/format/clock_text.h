#pragma once

#include "core/base/timestamp.h"

#include <QString>

namespace watchglass::format {

/// Of the clock of a device, by its samples: "device clock 1.3 s behind, or its samples take that long".
QString deviceClock(Duration ahead);
/// Of the clock of a service, as it says itself: "service clock 1.3 s ahead".
QString serviceClock(Duration ahead);

} // namespace watchglass::format
