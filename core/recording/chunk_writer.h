#pragma once

#include "core/model/sample.h"
#include "core/recording/compression.h"
#include "core/recording/session_database.h"
#include "core/recording/session_values.h"

#include <span>
#include <vector>

namespace watchglass::recording {

/// Samples of a session's series on their way into chunks of 4096. To rewrite each series' unfinished chunk at every
/// commit would cost the more the more series there are, so what came since the last commit goes into one row of the
/// table `fresh`, for all series together; once it holds enough, all unfinished chunks are written and it is emptied.
/// Thread: its owner's. Requires: the database outlives it.
class ChunkWriter
{
public:
    static constexpr std::size_t chunkSamples = 4096;
    /// Samples in `fresh` at most, so that a reader that has to read them is not kept waiting.
    static constexpr std::size_t mostFresh = 1'000'000;
    /// Samples in unfinished chunks at most; beyond, chunks of at least `enough` are finished early, then all.
    static constexpr std::size_t mostOpen = 4'000'000;
    static constexpr std::size_t enough = 512;
    /// Commits after which `fresh` is emptied however little it holds.
    static constexpr int mostCommits = 120;

    ChunkWriter(SessionDatabase &database, Compressor &compressor);

    /// Series are numbered from 1 without holes.
    void addSeries();
    void add(SeriesId series, Sample sample)
    {
        Series &target = m_series[static_cast<std::size_t>(series - 1)];
        if (target.isSettled) {
            target.isSettled = false;
            m_changed.push_back(series);
        }
        target.samples.push_back(sample);
        ++m_open;
    }

    /// Writes what came since the last call. Requires: a transaction is open.
    bool write();
    /// The same, and leaves nothing in `fresh`.
    bool writeWhole();

private:
    struct Series
    {
        std::vector<Sample> samples;       ///< Of the unfinished chunk, in order of arrival.
        std::size_t fresh = 0;             ///< Of these, how many are in `fresh` or in the chunk's row.
        std::uint64_t begin = 0;           ///< The number of the first.
        std::int64_t row = 0;              ///< Of the chunk; 0 before it was first written.
        Timestamp last = Timestamp::min(); ///< Of all samples before the chunk.
        bool isSettled = true;             ///< Not in m_changed.
        bool isBehind = false;             ///< The chunk's row is not up to date; in m_behind.
    };

    bool writeChunk(SeriesId id, Series &series, std::span<const Sample> part);
    bool writeFresh();
    bool finish(SeriesId id, Series &series, std::size_t size);
    bool finishAll(std::size_t least);

    SessionDatabase &m_database;
    Compressor &m_compressor;
    QSqlQuery m_insertChunk;
    QSqlQuery m_insertData;
    QSqlQuery m_insertFresh;
    std::vector<Series> m_series;    ///< By id - 1.
    std::vector<SeriesId> m_changed; ///< Since the last write().
    std::vector<SeriesId> m_behind;  ///< Whose samples are in `fresh`.
    std::vector<Sample> m_sorted;    ///< For writeChunk(); kept for its memory.
    QByteArray m_bytes;              ///< The same.
    std::size_t m_open = 0;          ///< Samples in unfinished chunks.
    std::size_t m_fresh = 0;         ///< Samples in `fresh`.
    int m_commits = 0;               ///< Since it was emptied.
    std::int64_t m_lastRow = 0;
};

} // namespace watchglass::recording
