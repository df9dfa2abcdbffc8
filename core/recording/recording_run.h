#pragma once

#include "core/recording/session_book.h"
#include "core/recording/session_writer.h"
#include "core/recording/source_recorder.h"

#include <deque>
#include <map>

namespace watchglass::recording {

/// A recording under way: what it has open, and what a turn of its thread does. SessionWriter gives it thread and time.
/// Thread: one; made, used and destroyed on the same.
class RecordingRun
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::recording::SessionWriter)

public:
    using Recorders = std::vector<std::shared_ptr<SourceRecorder>>;

    /// Something that no source said.
    struct Note
    {
        std::variant<Marker, LedgerEntry> what;
        QString source; ///< Empty: of the session itself.
    };

    RecordingRun(RecordingOptions options, const Clock &clock, std::shared_ptr<QueueBudget> budget);
    ~RecordingRun();

    /// Makes the file and listens to `recorders`.
    Result<void> begin(const Recorders &recorders);
    /// Takes what they heard, and listens to those that are new.
    void gather(const Recorders &recorders, const std::vector<Note> &notes);
    /// Puts into the file what was gathered, and looks at the limits. False when the recording is over, for which
    /// state() says why; then end() has been done.
    bool commit();
    /// Stops listening and closes the file.
    void end();

    RecordingState state() const { return m_state; }

private:
    struct Attached
    {
        std::shared_ptr<SourceRecorder> recorder;
        SourceId id = 0;
        std::vector<SeriesId> series;            ///< By handle; 0 or less for none.
        Timestamp since;                         ///< When it came into the present file.
        Timestamp last;                          ///< Arrival of the newest frame.
        std::map<std::uint32_t, QByteArray> cut; ///< By channel: see Redactor::redactPiece().
    };

    Result<void> open();
    void attach(const std::shared_ptr<SourceRecorder> &recorder);
    void introduce(Attached &source, const SourceRecorder::Known &known);
    void takePast();
    void write(Attached &source, Heard heard);
    void writeFrame(Attached &source, HeardFrame heard);
    void writeEvent(Attached &source, const Heard::Event &event);
    void noteLosses(Attached &source, const Heard &heard);
    void write(const Note &note);
    SeriesId seriesOf(const Attached &source, protocol::SeriesHandle handle) const;
    Attached *find(const QString &name);
    void cut();
    void finish(RecordingState::Phase phase, const QString &problem);
    void fail(const QString &why);
    bool obeyLimits();
    bool rotate();
    void updateState();
    QString partName() const;

    const RecordingOptions m_options;
    ArrivalClock m_clock;
    const std::shared_ptr<QueueBudget> m_budget;
    std::unique_ptr<SessionBook> m_book;
    std::deque<Attached> m_sources;
    RecordingState m_state;
    bool m_isPastTaken = false;
    Timestamp m_begin;             ///< Of the recording.
    Timestamp m_partBegin;         ///< Of the present file.
    Timestamp m_gathered;          ///< All that arrived until then was gathered.
    std::uint64_t m_pending = 0;   ///< Bytes gathered and not yet committed, as the budget counts them.
    std::uint64_t m_lastBytes = 0; ///< Of the file at the last commit.
    int m_commits = 0;             ///< Of the present file.
};

} // namespace watchglass::recording
