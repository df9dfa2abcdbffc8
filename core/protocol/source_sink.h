#pragma once

#include "core/model/alarm_event.h"
#include "core/model/attention.h"
#include "core/model/device.h"
#include "core/model/device_event.h"
#include "core/model/gap.h"
#include "core/model/sample.h"
#include "core/model/series_info.h"
#include "core/model/source_state.h"
#include "core/model/system_status.h"

#include <cstddef>

namespace watchglass::protocol {

/// A series as its sink knows it; cheap to keep and copy, valid as long as the sink.
enum class SeriesHandle : std::uint32_t {};

/// What a problem was about; each has its counter in SourceCounters.
enum class Problem { BadFrame, UnknownFrame, BadValue, ServerError, RefusedFrame };

/// Where a SourceClient delivers what it decoded. Implemented by ingest (store, registry, alarm book) and by tests.
/// Thread: every call comes on the source's thread.
class SourceSink
{
public:
    virtual ~SourceSink() = default;

    /// The handle for a series, made at first sight. SeriesInfo::key.source is the sink's to fill in. Clients
    /// keep the handle: this is not for the hot path.
    virtual SeriesHandle series(const SeriesInfo &info) = 0;
    /// One sample. Order and uniqueness are not required; both are looked after and counted.
    virtual void sample(SeriesHandle series, Sample sample) = 0;
    /// A span that the client knows to be missing, for every series of `device` (empty: of the source).
    virtual void gap(const QString &device, const Gap &gap) = 0;
    /// In this span less than every sample of the series was asked for. Samples inside, which may be a thinned rest, do
    /// not end the mark; only requested() does. `range.to` of Timestamp::max(): until further notice.
    virtual void notRequested(SeriesHandle series, TimeRange range) = 0;
    /// What was missing in this span for want of asking has been fetched, or will come from its start on.
    virtual void requested(SeriesHandle series, TimeRange range) = 0;
    /// What the source gives from now on, as an answer to SourceClient::setDemand().
    virtual void grant(const Grant &grant) = 0;

    virtual void device(const DeviceUpdate &update) = 0;
    virtual void alarm(const AlarmEvent &event) = 0;
    virtual void event(const DeviceEvent &event) = 0;
    virtual void systemStatus(const SystemStatus &status) = 0;
    virtual void state(const SourceState &state) = 0;

    /// A frame or answer of `bytes` payload bytes arrived (counted before it is decoded).
    virtual void frameReceived(std::size_t bytes) = 0;
    virtual void problem(Problem kind, const QString &text) = 0;
};

} // namespace watchglass::protocol
