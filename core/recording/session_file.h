#pragma once

#include "core/base/result.h"
#include "core/model/sample.h"
#include "core/recording/frame_cursor.h"
#include "core/recording/session_values.h"

#include <QCoreApplication>

#include <functional>
#include <memory>
#include <optional>

namespace watchglass::recording {

/// A session file that is read. Opening reads no samples and no frames, however many there are; a file that is still
/// being written, or whose writer was killed, opens like any other.
/// Thread: the one that opened it, cursors included.
class SessionFile
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::recording::SessionFile)

public:
    /// Error codes: File (cannot be read), Malformed (no session file, or a damaged one), Unsupported (written by a
    /// newer program).
    static Result<std::unique_ptr<SessionFile>> open(const QString &fileName);
    ~SessionFile();
    SessionFile(const SessionFile &) = delete;
    SessionFile &operator=(const SessionFile &) = delete;

    const QString &fileName() const;
    const SessionMeta &meta() const;
    const std::vector<SessionSource> &sources() const;
    const std::vector<SessionSeries> &series() const;
    /// From the first to behind the last thing that arrived.
    TimeRange arrivals() const;

    /// Of one series, by Chunk::from, those that touch `range`.
    Result<std::vector<Chunk>> chunks(SeriesId series, TimeRange range) const;
    /// In order of time, exact duplicates once.
    Result<std::vector<Sample>> samples(SeriesId series, TimeRange range) const;
    /// The same, some thousand at a time; `take` says false to end it.
    Result<void> eachSample(SeriesId series, TimeRange range,
                            const std::function<bool(const std::vector<Sample> &)> &take) const;
    /// All frames that arrived at `from` or later, in order of arrival; of one source only where `source` is not 0.
    /// Requires: the cursor does not outlive this.
    FrameCursor frames(Timestamp from = Timestamp::min(), SourceId source = 0) const;
    /// When the first frame after (the last one before) an instant arrived; nothing when there is none. Unpacks one
    /// batch a source at most; of a damaged one only its ends count.
    Result<std::optional<Timestamp>> frameAfter(Timestamp time) const;
    Result<std::optional<Timestamp>> frameBefore(Timestamp time) const;

    // In order of arrival.
    Result<std::vector<Recorded<AlarmEvent>>> alarms() const;
    Result<std::vector<Recorded<DeviceEvent>>> events() const;
    Result<std::vector<Recorded<DeviceUpdate>>> devices() const;
    Result<std::vector<Recorded<SourceState>>> states() const;
    Result<std::vector<Recorded<SystemStatus>>> systemStatus() const;
    Result<std::vector<Recorded<GapNote>>> gaps() const;
    Result<std::vector<Recorded<LedgerEntry>>> ledger(const QString &kind = {}) const;
    /// By time.
    Result<std::vector<Marker>> markers() const;

    struct FrameTotals
    {
        std::uint64_t frames = 0;
        std::uint64_t rawBytes = 0;    ///< Heads and payloads as they came.
        std::uint64_t storedBytes = 0; ///< What they take in the file.
        Timestamp first;
        Timestamp last;
    };
    Result<FrameTotals> frameTotals(SourceId source) const;

    /// Everything that is wrong, in words; empty when nothing is. Reads the whole file.
    /// `progress` (0 … 1) says false to end it early.
    Result<QStringList> check(const std::function<bool(double)> &progress = {}) const;

private:
    class Private;
    class Checker;
    friend class FrameCursor;
    explicit SessionFile(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

// Remarks of a session that nobody records any more are changed in its file. Error File: it cannot be written; then it
// is as it was.

/// The id of the one that was added.
Result<MarkerId> addMarker(const QString &fileName, const Marker &marker);
/// The one of the same id becomes like this. Error Missing: it is not there.
Result<void> changeMarker(const QString &fileName, const Marker &marker);
Result<void> removeMarker(const QString &fileName, MarkerId marker);

} // namespace watchglass::recording
