#pragma once

#include "core/recording/session_database.h"
#include "core/recording/session_file.h"

#include <QHash>

namespace watchglass::recording {

/// Samples of a series that no chunk holds yet.
struct FreshRun
{
    std::uint64_t begin = 0; ///< The first one's number in order of arrival; see session_schema.cpp.
    std::vector<Sample> samples;
};

class SessionFile::Private
{
public:
    explicit Private(std::unique_ptr<SessionDatabase> opened)
        : database(std::move(opened))
    {}

    Result<void> readMeta();
    Result<void> readSources();
    Result<void> readSeries();
    Result<void> readFresh();
    Result<void> readExtent();
    /// Of samples that chunks do not hold, those of `series`, settled.
    std::vector<Sample> freshOf(SeriesId series) const;
    const SessionSeries *find(SeriesId id) const;
    Error failure(const QSqlQuery &query) const;

    std::unique_ptr<SessionDatabase> database;
    SessionMeta meta;
    std::vector<SessionSource> sources;
    std::vector<SessionSeries> series;
    QHash<SeriesId, std::size_t> index;     ///< Of `series`.
    QHash<SeriesId, std::uint64_t> covered; ///< How many samples, in order of arrival, chunks hold.
    QHash<SeriesId, std::vector<FreshRun>> fresh;
    TimeRange arrivals;
};

/// Reads a row of `fresh`; see ChunkWriter. False when it is none.
bool decodeFresh(QByteArrayView bytes, QHash<SeriesId, std::vector<FreshRun>> &runs);
/// Reads a chunk's run. False when it is none.
bool decodeChunk(QByteArrayView packed, std::vector<Sample> &samples);

} // namespace watchglass::recording
