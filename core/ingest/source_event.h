#pragma once

#include "core/model/alarm_event.h"
#include "core/model/attention.h"
#include "core/model/device.h"
#include "core/model/device_event.h"
#include "core/model/gap.h"
#include "core/model/source_state.h"
#include "core/model/system_status.h"

#include <variant>

namespace watchglass::ingest {

/// A span that a source knows to be missing, for one device or (empty) for all of it. It is already in the series.
struct GapReport
{
    QString device;
    Gap gap;
};

/// Everything of a source that is rare enough to travel through a mailbox.
using SourceEvent = std::variant<DeviceUpdate, AlarmEvent, SystemStatus, SourceState, GapReport, DeviceEvent, Grant>;

} // namespace watchglass::ingest
