#include "core/recording/session_file_private.h"

#include "core/recording/compression.h"
#include "core/recording/frame_codec.h"

#include <QJsonDocument>
#include <QSqlError>

#include <algorithm>

namespace watchglass::recording {

namespace {

/// A file that is damaged through and through would make a list that nobody reads.
constexpr qsizetype mostFindings = 100;

} // namespace

/// One walk through everything that a file holds.
class SessionFile::Checker
{
public:
    Checker(Private &file, const std::function<bool(double)> &progress)
        : m_file(file)
        , m_progress(progress)
    {}

    Result<QStringList> run()
    {
        using Step = Result<void> (Checker::*)();
        for (const Step step : {&Checker::checkDatabase, &Checker::checkFrames, &Checker::checkChunks,
                                &Checker::checkFresh, &Checker::checkTexts}) {
            if (auto done = (this->*step)(); !done)
                find(done.error().text);
            if (m_isOver)
                break;
        }
        return m_findings;
    }

private:
    void find(const QString &what)
    {
        m_findings << what;
        m_isOver = m_isOver || m_findings.size() >= mostFindings;
    }
    void goOn(double share) { m_isOver = m_isOver || (m_progress && !m_progress(share)); }
    qint64 countOf(const char *table)
    {
        QSqlQuery query =
            m_file.database->prepared(QStringLiteral("SELECT COUNT(*) FROM %1").arg(QLatin1String(table)));
        return query.exec() && query.next() ? std::max<qint64>(query.value(0).toLongLong(), 1) : 1;
    }

    Result<void> checkDatabase();
    Result<void> checkFrames();
    Result<void> checkChunks();
    Result<void> checkFresh();
    Result<void> checkTexts();
    void checkBatch(const QSqlQuery &query);
    void checkChunk(const QSqlQuery &query);

    Private &m_file;
    const std::function<bool(double)> &m_progress;
    QStringList m_findings;
    bool m_isOver = false;
    QHash<SourceId, qint64> m_lastArrival;
    SeriesId m_series = 0;
    qint64 m_begin = 0; ///< Where the next chunk of m_series should begin.
};

Result<void> SessionFile::Checker::checkDatabase()
{
    QSqlQuery query = m_file.database->prepared(QStringLiteral("PRAGMA quick_check"));
    if (!query.exec())
        return m_file.failure(query);
    while (query.next() && !m_isOver) {
        const QString said = query.value(0).toString();
        if (said != QLatin1String("ok"))
            find(tr("The database is damaged: %1").arg(said));
    }
    goOn(0.1);
    return {};
}

Result<void> SessionFile::Checker::checkFrames()
{
    const double all = static_cast<double>(countOf("frames"));
    QSqlQuery query = m_file.database->prepared(
        QStringLiteral("SELECT id, source, first, last, count, raw_bytes, batch FROM frames ORDER BY id"));
    if (!query.exec())
        return m_file.failure(query);
    for (double done = 0; query.next() && !m_isOver; ++done) {
        checkBatch(query);
        goOn(0.1 + 0.45 * done / all);
    }
    return query.lastError().isValid() ? m_file.failure(query) : Result<void>();
}

void SessionFile::Checker::checkBatch(const QSqlQuery &query)
{
    const qint64 id = query.value(0).toLongLong();
    const SourceId source = query.value(1).toLongLong();
    const auto raw = decompress(query.value(6).toByteArray());
    std::vector<RecordedFrame> frames;
    if (!raw || !decodeFrames(raw.value(), source, frames)) {
        find(tr("Batch %1 of frames is damaged").arg(id));
        return;
    }
    qint64 bytes = 0;
    bool isOrdered = true;
    qint64 &last = m_lastArrival[source];
    for (const RecordedFrame &recorded : frames) {
        bytes += recorded.frame.head.size() + recorded.frame.payload.size();
        isOrdered = isOrdered && recorded.arrival.ns() >= last;
        last = recorded.arrival.ns();
    }
    if (!isOrdered)
        find(tr("Batch %1 of frames is out of order").arg(id));
    if (frames.empty() || static_cast<qint64>(frames.size()) != query.value(4).toLongLong()
        || bytes != query.value(5).toLongLong() || frames.front().arrival.ns() != query.value(2).toLongLong()
        || frames.back().arrival.ns() != query.value(3).toLongLong())
        find(tr("Batch %1 holds other frames than the file says").arg(id));
    if (source < 1 || source > static_cast<SourceId>(m_file.sources.size()))
        find(tr("Batch %1 belongs to a source that the file does not know").arg(id));
}

Result<void> SessionFile::Checker::checkChunks()
{
    const double all = static_cast<double>(countOf("chunks"));
    QSqlQuery query = m_file.database->prepared(
        QStringLiteral("SELECT c.id, c.series, c.begin, c.arrived, c.count, c.first_time, c.last_time, d.run"
                       " FROM chunks c LEFT JOIN chunk_data d ON d.id = c.id ORDER BY c.series, c.begin"));
    if (!query.exec())
        return m_file.failure(query);
    for (double done = 0; query.next() && !m_isOver; ++done) {
        checkChunk(query);
        goOn(0.55 + 0.4 * done / all);
    }
    return query.lastError().isValid() ? m_file.failure(query) : Result<void>();
}

void SessionFile::Checker::checkChunk(const QSqlQuery &query)
{
    const qint64 id = query.value(0).toLongLong();
    const SeriesId series = query.value(1).toLongLong();
    if (series != m_series) {
        m_series = series;
        m_begin = 0;
        if (!m_file.find(series))
            find(tr("Chunk %1 belongs to a series that the file does not know").arg(id));
    }
    if (query.value(2).toLongLong() != m_begin)
        find(tr("Before chunk %1 samples are missing").arg(id));
    m_begin = query.value(2).toLongLong() + query.value(3).toLongLong();
    std::vector<Sample> samples;
    if (!decodeChunk(query.value(7).toByteArray(), samples)) {
        find(tr("Chunk %1 is damaged").arg(id));
        return;
    }
    if (samples.empty() || static_cast<qint64>(samples.size()) != query.value(4).toLongLong()
        || samples.front().time.ns() != query.value(5).toLongLong()
        || samples.back().time.ns() != query.value(6).toLongLong())
        find(tr("Chunk %1 holds other samples than the file says").arg(id));
}

Result<void> SessionFile::Checker::checkFresh()
{
    QSqlQuery query = m_file.database->prepared(QStringLiteral("SELECT id, count, runs FROM fresh ORDER BY id"));
    if (!query.exec())
        return m_file.failure(query);
    while (query.next() && !m_isOver) {
        QHash<SeriesId, std::vector<FreshRun>> runs;
        const bool isGood = decodeFresh(query.value(2).toByteArray(), runs);
        qint64 count = 0;
        for (const std::vector<FreshRun> &of : std::as_const(runs)) {
            for (const FreshRun &run : of)
                count += static_cast<qint64>(run.samples.size());
        }
        if (!isGood || count != query.value(1).toLongLong())
            find(tr("The newest samples (%1) are damaged").arg(query.value(0).toLongLong()));
    }
    return {};
}

Result<void> SessionFile::Checker::checkTexts()
{
    for (const char *table : {"alarms", "devices", "states", "system_status", "ledger"}) {
        QSqlQuery query =
            m_file.database->prepared(QStringLiteral("SELECT id, what FROM %1").arg(QLatin1String(table)));
        if (!query.exec())
            return m_file.failure(query);
        while (query.next() && !m_isOver) {
            if (!QJsonDocument::fromJson(query.value(1).toString().toUtf8()).isObject())
                find(tr("Entry %1 of %2 is damaged").arg(query.value(0).toLongLong()).arg(QLatin1String(table)));
        }
    }
    goOn(1.0);
    return {};
}

Result<QStringList> SessionFile::check(const std::function<bool(double)> &progress) const
{
    return Checker(*d, progress).run();
}

} // namespace watchglass::recording
