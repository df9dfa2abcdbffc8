#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/protocol/source_client.h"
#include "core/recording/session_values.h"

#include <QString>

#include <memory>
#include <optional>

namespace watchglass::store {
class SeriesStore;
}

namespace watchglass::recording {

class SourceRecorder;

/// When a recording ends by itself, or goes on in another file.
struct RecordingLimits
{
    std::optional<std::uint64_t> maxBytes;                ///< Of one file.
    std::optional<Duration> maxLength;                    ///< Of one file.
    bool rotates = false;                                 ///< Goes on in name-002.wgrec and so on, instead of ending.
    std::uint64_t minFreeBytes = std::uint64_t(64) << 20; ///< Of the disk; below, the recording ends.
};

/// What to take along from before a recording began: samples alone, as nobody keeps frames for that.
struct RecordingPast
{
    const store::SeriesStore *store = nullptr; ///< Outlives the recording; null: nothing.
    Duration length{};
};

struct RecordingOptions
{
    QString fileName; ///< Must not exist.
    RecordingLimits limits;
    RecordingPast past;
    QString program;       ///< See SessionMeta.
    QByteArray workspace;  ///< See SessionMeta.
    QByteArray alarmRules; ///< See SessionMeta.
};

/// How a recording fares.
struct RecordingState
{
    enum class Phase {
        Off,
        Recording,
        Ended,  ///< By its limits; the file is whole.
        Failed, ///< The file is whole up to `wholeUntil`; see `problem`.
    };
    Phase phase = Phase::Off;
    QString fileName; ///< Of the present part.
    int part = 1;
    Timestamp since;
    Duration length{};
    std::uint64_t bytes = 0;   ///< Of the present file.
    std::uint64_t samples = 0; ///< Of the whole recording, as everything below; with those from before it.
    std::uint64_t frames = 0;
    std::uint64_t lost = 0;    ///< Frames and samples that the disk was too slow for.
    std::uint64_t waiting = 0; ///< Bytes that are not yet in the file.
    Timestamp wholeUntil;      ///< All that arrived until then is in the file.
    QString problem;           ///< For people; empty when all is well.
};

/// Records sources into a session file, on a thread of its own. Sources are added when they are made and stay; a
/// recording begins and ends while they run. Whatever the disk does, sources are never made to wait: what does not fit
/// the bounded queue is left out, counted and noted in the file.
/// Thread: made, begun, ended and destroyed on one; the rest on any.
/// Requires: the clock outlives it and every recorder.
class SessionWriter
{
public:
    static constexpr std::uint64_t queueBytes = std::uint64_t(256) << 20;

    explicit SessionWriter(Clock &clock);
    ~SessionWriter();
    SessionWriter(const SessionWriter &) = delete;
    SessionWriter &operator=(const SessionWriter &) = delete;

    /// Begins a file; an error says why not. Nothing is recorded before this returned.
    Result<void> begin(const RecordingOptions &options);
    /// Writes what waits and closes the file in order; waits for it. Nothing happens when nothing is being recorded.
    void end();
    RecordingState state() const;

    /// What listens to one source; see recordedMaker(). Recorded from now on if anything is. `name`: SeriesKey::source.
    std::shared_ptr<SourceRecorder> addSource(const QString &name, const protocol::SourceAddress &address);

    // Notes, which are dropped when nothing is being recorded.
    void mark(const Marker &marker);
    void note(const LedgerEntry &entry, const QString &source = {});

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace watchglass::recording
