#include "core/recording/chunk_writer.h"

#include "core/recording/sample_codec.h"

#include <algorithm>
#include <limits>

namespace watchglass::recording {

namespace {

struct Extent
{
    double min = std::numeric_limits<double>::quiet_NaN();
    double max = std::numeric_limits<double>::quiet_NaN();
};

Extent extentOf(const std::vector<Sample> &samples)
{
    Extent extent;
    for (const Sample &sample : samples) {
        if (!(sample.value >= extent.min)) // also the first one, and never by NaN:
            extent.min = sample.value == sample.value ? sample.value : extent.min;
        if (!(sample.value <= extent.max))
            extent.max = sample.value == sample.value ? sample.value : extent.max;
    }
    return extent;
}

} // namespace

ChunkWriter::ChunkWriter(SessionDatabase &database, Compressor &compressor)
    : m_database(database)
    , m_compressor(compressor)
    , m_insertChunk(database.prepared(QStringLiteral(
          "INSERT OR REPLACE INTO chunks (series, begin, id, arrived, count, first_time, last_time, first, min, max,"
          " last, overlaps, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")))
    , m_insertData(database.prepared(QStringLiteral("INSERT OR REPLACE INTO chunk_data (id, run) VALUES (?, ?)")))
    , m_insertFresh(database.prepared(QStringLiteral("INSERT INTO fresh (count, runs) VALUES (?, ?)")))
{}

void ChunkWriter::addSeries()
{
    m_series.emplace_back();
}

bool ChunkWriter::write()
{
    for (const SeriesId id : m_changed) {
        if (!finish(id, m_series[static_cast<std::size_t>(id - 1)], chunkSamples))
            return false;
    }
    if (!writeFresh())
        return false;
    ++m_commits;
    const bool isLate = m_fresh > mostFresh || (m_commits >= mostCommits && m_fresh > 0);
    return !isLate && m_open <= mostOpen ? true : writeWhole();
}

bool ChunkWriter::writeWhole()
{
    if (!m_changed.empty() && !writeFresh()) // so that all of them stand in m_behind
        return false;
    for (const std::size_t least : {enough, std::size_t(1)}) {
        if (m_open > mostOpen && !finishAll(least))
            return false;
    }
    for (const SeriesId id : m_behind) {
        Series &series = m_series[static_cast<std::size_t>(id - 1)];
        series.isBehind = false;
        if (!series.samples.empty() && !writeChunk(id, series, series.samples))
            return false;
    }
    m_behind.clear();
    m_fresh = 0;
    m_commits = 0;
    return m_database.run(QStringLiteral("DELETE FROM fresh"));
}

/// Writes `part`, the oldest of the unfinished chunk, as a chunk that may still grow.
bool ChunkWriter::writeChunk(SeriesId id, Series &series, std::span<const Sample> part)
{
    m_sorted.assign(part.begin(), part.end());
    settleSamples(m_sorted);
    m_bytes.clear();
    ByteWriter writer(m_bytes);
    appendRun(writer, m_sorted);
    const QByteArray run = m_compressor.compress(m_bytes);
    if (series.row == 0)
        series.row = ++m_lastRow;
    const Extent extent = extentOf(m_sorted);
    const Sample &first = m_sorted.front();
    const Sample &last = m_sorted.back();
    if (!execute(m_insertChunk, qint64(id), qint64(series.begin), qint64(series.row), qint64(part.size()),
                 qint64(m_sorted.size()), qint64(first.time.ns()), qint64(last.time.ns()), first.value, extent.min,
                 extent.max, last.value, series.begin > 0 && first.time <= series.last, qint64(run.size()))) {
        m_database.failed(m_insertChunk);
        return false;
    }
    if (!execute(m_insertData, qint64(series.row), run)) {
        m_database.failed(m_insertData);
        return false;
    }
    return true;
}

/// Writes the unfinished chunk in parts of `size`, each of which is then done with, until less is left.
bool ChunkWriter::finish(SeriesId id, Series &series, std::size_t size)
{
    std::size_t done = 0;
    while (series.samples.size() - done >= size) {
        if (!writeChunk(id, series, std::span(series.samples).subspan(done, size)))
            return false;
        series.last = std::max(series.last, m_sorted.back().time);
        series.begin += size;
        series.row = 0;
        done += size;
    }
    series.samples.erase(series.samples.begin(), series.samples.begin() + static_cast<std::ptrdiff_t>(done));
    series.fresh -= std::min(series.fresh, done);
    m_open -= done;
    return true;
}

/// A row: how many series, then of each its id, the number of its first sample in order of arrival, and the run.
bool ChunkWriter::writeFresh()
{
    QByteArray runs;
    ByteWriter writer(runs);
    std::size_t count = 0;
    std::size_t rows = 0;
    for (const SeriesId id : m_changed) {
        Series &series = m_series[static_cast<std::size_t>(id - 1)];
        series.isSettled = true;
        if (series.fresh == series.samples.size())
            continue;
        const auto newest = std::span(series.samples).subspan(series.fresh);
        writer.number(static_cast<std::uint64_t>(id));
        writer.number(series.begin + series.fresh);
        appendRun(writer, newest);
        count += newest.size();
        series.fresh = series.samples.size();
        if (!series.isBehind) {
            series.isBehind = true;
            m_behind.push_back(id);
        }
        ++rows;
    }
    m_changed.clear();
    if (rows == 0)
        return true;
    m_fresh += count;
    if (execute(m_insertFresh, qint64(count), m_compressor.compress(runs, Compressor::quick)))
        return true;
    m_database.failed(m_insertFresh);
    return false;
}

/// Ends all unfinished chunks of at least so many samples.
bool ChunkWriter::finishAll(std::size_t least)
{
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        Series &series = m_series[i];
        if (series.samples.size() < least)
            continue;
        if (!finish(static_cast<SeriesId>(i + 1), series, series.samples.size()))
            return false;
        series.samples.shrink_to_fit();
    }
    return true;
}

} // namespace watchglass::recording
