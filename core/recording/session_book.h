#pragma once

#include "core/base/result.h"
#include "core/model/sample.h"
#include "core/recording/chunk_writer.h"
#include "core/recording/compression.h"
#include "core/recording/frame_codec.h"
#include "core/recording/session_database.h"

#include <QHash>

#include <memory>
#include <span>
#include <vector>

namespace watchglass::recording {

/// A session file that is being written. What is added gathers in memory until commit() puts it into the file, whole or
/// not at all: nothing else touches the disk. For importers, and behind SessionWriter for recordings.
/// Thread: one; made, used and destroyed on the same.
/// Invariant: whatever happens to the process or the disk, the file holds what the last good commit() left.
class SessionBook
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::recording::SessionBook)

public:
    static Result<std::unique_ptr<SessionBook>> create(const QString &fileName, const SessionMeta &meta);
    ~SessionBook();
    SessionBook(const SessionBook &) = delete;
    SessionBook &operator=(const SessionBook &) = delete;

    /// `source.id` is the book's to give.
    SourceId addSource(const SessionSource &source);
    /// The series of this key, made at first sight; later ones renew what else is known of it.
    SeriesId addSeries(SourceId source, const SeriesInfo &info);

    /// Requires: of one source, arrivals never run backwards.
    void addFrame(SourceId source, Timestamp arrival, const link::Frame &frame);
    void addSample(SeriesId series, Sample sample) { m_chunks.add(series, sample); }
    void addSamples(SeriesId series, std::span<const Sample> samples);

    void add(SourceId source, Timestamp arrival, const AlarmEvent &event);
    void add(SourceId source, Timestamp arrival, const DeviceEvent &event);
    void add(SourceId source, Timestamp arrival, const DeviceUpdate &update);
    void add(SourceId source, Timestamp arrival, const SourceState &state);
    void add(SourceId source, Timestamp arrival, const SystemStatus &status);
    void add(SourceId source, Timestamp arrival, const GapNote &gap);
    void add(SourceId source, Timestamp arrival, const LedgerEntry &entry);
    /// `marker.id` is the file's to give.
    void add(const Marker &marker);

    /// Of a session that turns out to have begun at another time than was said, as imported ones do.
    void setStart(Timestamp start);

    /// Everything that was added is in the file when this succeeds. After an error nothing more can be added.
    Result<void> commit();
    bool isDiskFull() const { return m_database->isDiskFull(); }
    /// Commits, notes the end, and leaves one file. Further calls do nothing.
    Result<void> close(Timestamp end);

    /// Of what is in the file.
    std::uint64_t fileBytes() { return m_database->bytes(); }
    const QString &fileName() const { return m_database->fileName(); }

private:
    struct Statements;
    struct Source
    {
        FrameBatch batch;
        std::int64_t row = 0;   ///< Of the batch; 0 before it was first written.
        bool isChanged = false; ///< Since it was last written.
    };
    struct Row ///< Of one of the small tables.
    {
        QSqlQuery *into = nullptr;
        std::vector<QVariant> values;
    };

    explicit SessionBook(std::unique_ptr<SessionDatabase> database);
    Result<void> writeMeta(const SessionMeta &meta);
    void writeLater(QSqlQuery &into, std::vector<QVariant> values);
    bool writeBatch(SourceId id, Source &source);
    bool writeAll();

    std::unique_ptr<SessionDatabase> m_database;
    std::unique_ptr<Statements> m_statements;
    Compressor m_compressor;
    ChunkWriter m_chunks;
    std::vector<Source> m_sources; ///< By id - 1.
    QHash<SeriesKey, SeriesId> m_series;
    std::vector<Row> m_rows;
    std::int64_t m_lastBatch = 0;
    bool m_isOpen = true;
};

} // namespace watchglass::recording
