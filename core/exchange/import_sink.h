#pragma once

#include "core/model/alarm_event.h"
#include "core/model/device.h"
#include "core/model/device_event.h"
#include "core/model/gap.h"
#include "core/model/sample.h"
#include "core/model/series_info.h"

#include <cstdint>
#include <span>

namespace watchglass::exchange {

/// A series as its sink knows it; cheap to keep and copy, valid as long as the sink.
enum class SeriesId : std::uint32_t {};

/// Where an import delivers what it read: a store, a session file, a test.
/// Thread: every call comes on the one that imports.
class ImportSink
{
public:
    virtual ~ImportSink() = default;

    /// The series of `info.key`, made at first sight; asked for again it is the same.
    virtual SeriesId series(const SeriesInfo &info) = 0;
    /// As the file has them: times may step back, and repeat.
    virtual void samples(SeriesId series, std::span<const Sample> samples) = 0;

    virtual void device(const QString &source, const DeviceUpdate &update) = 0;
    virtual void event(const QString &source, const DeviceEvent &event) = 0;
    virtual void alarm(const QString &source, const AlarmEvent &event) = 0;
    /// For every series of `device`; empty: of the source.
    virtual void gap(const QString &source, const QString &device, const Gap &gap) = 0;
};

} // namespace watchglass::exchange
