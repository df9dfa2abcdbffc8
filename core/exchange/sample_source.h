#pragma once

#include "core/model/alarm_event.h"
#include "core/model/device_event.h"
#include "core/model/sample.h"
#include "core/model/series_info.h"

#include <memory>
#include <span>
#include <vector>

namespace watchglass::exchange {

/// The samples of one series, oldest first, piece by piece.
class SampleCursor
{
public:
    virtual ~SampleCursor() = default;
    /// The next ones, valid until the next call; empty at the end.
    virtual std::span<const Sample> next() = 0;
};

/// An alarm's report or an event, with the source that it came from.
struct SourcedAlarm
{
    QString source;
    AlarmEvent alarm;
};
struct SourcedEvent
{
    QString source;
    DeviceEvent event;
};

/// What can be exported and compared: a store, a session file, a test.
/// Thread: one at a time.
class SampleSource
{
public:
    virtual ~SampleSource() = default;

    /// Ordered by key; the index is the series' name in the calls below.
    virtual const std::vector<SeriesInfo> &series() const = 0;
    /// Samples in [range.from, range.to). Requires: the source outlives it.
    virtual std::unique_ptr<SampleCursor> samples(std::size_t series, TimeRange range) const = 0;
    /// Reports about alarms as they came; of one alarm several.
    virtual std::vector<SourcedAlarm> alarms(TimeRange range) const = 0;
    virtual std::vector<SourcedEvent> events(TimeRange range) const = 0;
};

/// All that a Timestamp can hold.
inline constexpr TimeRange everything{Timestamp::min(), Timestamp::max()};

} // namespace watchglass::exchange
