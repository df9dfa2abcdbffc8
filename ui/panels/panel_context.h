#pragma once

#include "core/model/series_key.h"

#include <QString>

#include <functional>

namespace watchglass::store {
class SeriesStore;
}
namespace watchglass::ingest {
class AlarmBook;
class DeviceRegistry;
class EventLog;
} // namespace watchglass::ingest
namespace watchglass::recording {
class FrameLog;
}

namespace watchglass::ui {

class SeriesColours;

/// What panels show and are made with. Everything outlives the panels.
struct PanelContext
{
    const store::SeriesStore &store;
    SeriesColours &colours;
    const ingest::DeviceRegistry &devices;
    const ingest::AlarmBook &alarms;
    const ingest::EventLog &events;
    /// What people call the device of a series; empty for no name but its id.
    std::function<QString(const SeriesKey &)> deviceName;
    recording::FrameLog *frames = nullptr; ///< None: there are no raw frames to be seen.
};

} // namespace watchglass::ui
