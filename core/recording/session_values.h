#pragma once

#include "core/link/frame_tap.h"
#include "core/model/alarm_event.h"
#include "core/model/attention.h"
#include "core/model/device.h"
#include "core/model/device_event.h"
#include "core/model/gap.h"
#include "core/model/series_info.h"
#include "core/model/source_state.h"
#include "core/model/system_status.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace watchglass::recording {

/// Names a source, a series or a marker inside one session file.
using SourceId = std::int64_t;
using SeriesId = std::int64_t;
using MarkerId = std::int64_t;

/// What a session is, besides its data. Instants are of our clock unless a comment says otherwise.
struct SessionMeta
{
    QString program; ///< Name and version of the program that wrote it.
    Timestamp start;
    std::optional<Timestamp> end; ///< Empty when it was not ended in order; what it holds is whole all the same.
    int part = 1;                 ///< Of a session that was cut into several files.
    QByteArray workspace;         ///< The text of a *.wgdesk; empty for none.
    QByteArray alarmRules;        ///< The text of alarm-rules.json; empty for none.
};

struct SessionSource
{
    SourceId id = 0;
    QString name;       ///< SeriesKey::source of its series.
    QString service;    ///< "valtronics"; see protocol::serviceName().
    QString address;    ///< As protocol::addressText() writes it: without secrets.
    QString tokenShape; ///< Its token, each character an asterisk but for colons; what stands for it in frames.
    /// Frames before this are what was kept of the source's opening before the recording began. Between the last of
    /// them and this, frames may be missing.
    Timestamp since;
    /// How many frames these are. Samples and events are of what came after them.
    std::uint64_t openingFrames = 0;
};

/// A series with what its chunks say of it; no sample was decoded for it.
struct SessionSeries
{
    SeriesId id = 0;
    SourceId source = 0;
    SeriesInfo info;
    std::uint64_t count = 0; ///< As recorded: a sample that was sent twice may count twice.
    Timestamp first;         ///< The earliest and the latest sample's time (the device's clock);
    Timestamp last;          ///< both at the epoch when there is none.
    std::uint64_t bytes = 0; ///< Of its packed samples in the file.
    bool mayRepeat = false;  ///< Chunks overlap: `count` may be more than samples() gives.
};

/// What stands above a run of samples of a series, so that it can be drawn without decoding any.
struct Chunk
{
    std::int64_t id = 0;
    Timestamp from; ///< Of the first sample.
    Timestamp to;   ///< Of the last one, included.
    std::uint32_t count = 0;
    double first = 0.0;
    double min = 0.0; ///< Least and greatest of what is no NaN; NaN where all are.
    double max = 0.0;
    double last = 0.0;
};

/// A frame as it was heard.
struct RecordedFrame
{
    SourceId source = 0;
    Timestamp arrival;
    link::Frame frame;
};

/// One entry of a list that a session keeps in order of arrival.
template <typename T>
struct Recorded
{
    SourceId source = 0; ///< 0: of the session itself.
    Timestamp arrival;   ///< Our clock.
    T value;
};

/// Which samples a source said to be missing.
struct GapNote
{
    enum class Kind : std::uint8_t {
        Missing = 0,      ///< SourceSink::gap()
        NotRequested = 1, ///< SourceSink::notRequested()
        Requested = 2,    ///< SourceSink::requested(): ends such a span.
    };
    Kind kind = Kind::Missing;
    QString device;      ///< With Missing; empty: the whole source.
    SeriesId series = 0; ///< With the others.
    Gap gap;
};

/// Anything else that belongs to the session's story: attention transitions, grants, losses, counters.
struct LedgerEntry
{
    QString kind; ///< "attention", "grant", "lost", "hole", "problem", "counters", "alarm" …
    QJsonObject what;
};

/// A remark on an instant or a span.
struct Marker
{
    MarkerId id = 0;
    Timestamp time;
    std::optional<Timestamp> to; ///< Of a span.
    QString text;
    QString kind; ///< "marker", "annotation" …
};

} // namespace watchglass::recording
