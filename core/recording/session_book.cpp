#include "core/recording/session_book.h"

#include "core/recording/session_json.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace watchglass::recording {

namespace {

/// A batch of frames is done with once it holds so much. More compresses no better, and a reader takes it whole.
constexpr std::uint64_t batchBytes = 256 * 1024;
constexpr std::uint32_t batchFrames = 4096;

QString compact(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QString stateList(const QStringList &states)
{
    return states.isEmpty()
               ? QStringLiteral("")
               : QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(states)).toJson(QJsonDocument::Compact));
}

/// SQLite tells a null text from an empty one; the columns take the empty one only.
QString solid(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

} // namespace

struct SessionBook::Statements
{
    explicit Statements(SessionDatabase &to)
        : meta(to.prepared(QStringLiteral("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)")))
        , source(to.prepared(
              QStringLiteral("INSERT INTO sources (id, name, service, address, token_shape, since, opening_frames)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?)")))
        , series(to.prepared(QStringLiteral(
              "INSERT OR REPLACE INTO series (id, source, device, attribute, component, unit, interpolation, states)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")))
        , frames(to.prepared(
              QStringLiteral("INSERT OR REPLACE INTO frames (id, source, first, last, count, raw_bytes, batch)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?)")))
        , gap(to.prepared(QStringLiteral("INSERT INTO gaps (source, arrival, kind, device, series, first, last, cause)"
                                         " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")))
        , device(to.prepared(QStringLiteral("INSERT INTO devices (source, arrival, device, what) VALUES (?, ?, ?, ?)")))
        , alarm(to.prepared(QStringLiteral("INSERT INTO alarms (source, arrival, alarm, what) VALUES (?, ?, ?, ?)")))
        , event(to.prepared(QStringLiteral(
              "INSERT INTO events (source, arrival, device, kind, text, time, is_timed) VALUES (?, ?, ?, ?, ?, ?, ?)")))
        , state(to.prepared(QStringLiteral("INSERT INTO states (source, arrival, what) VALUES (?, ?, ?)")))
        , status(to.prepared(QStringLiteral("INSERT INTO system_status (source, arrival, what) VALUES (?, ?, ?)")))
        , ledger(to.prepared(QStringLiteral("INSERT INTO ledger (source, arrival, kind, what) VALUES (?, ?, ?, ?)")))
        , marker(to.prepared(QStringLiteral("INSERT INTO markers (time, until, kind, text) VALUES (?, ?, ?, ?)")))
    {}

    QSqlQuery meta;
    QSqlQuery source;
    QSqlQuery series;
    QSqlQuery frames;
    QSqlQuery gap;
    QSqlQuery device;
    QSqlQuery alarm;
    QSqlQuery event;
    QSqlQuery state;
    QSqlQuery status;
    QSqlQuery ledger;
    QSqlQuery marker;
};

Result<std::unique_ptr<SessionBook>> SessionBook::create(const QString &fileName, const SessionMeta &meta)
{
    auto database = SessionDatabase::create(fileName);
    if (!database)
        return database.error();
    std::unique_ptr<SessionBook> book(new SessionBook(std::move(database).value()));
    if (auto written = book->writeMeta(meta); !written)
        return written.error();
    return book;
}

SessionBook::SessionBook(std::unique_ptr<SessionDatabase> database)
    : m_database(std::move(database))
    , m_statements(std::make_unique<Statements>(*m_database))
    , m_chunks(*m_database, m_compressor)
{}

SessionBook::~SessionBook() = default;

Result<void> SessionBook::writeMeta(const SessionMeta &meta)
{
    const std::pair<const char *, QVariant> rows[] = {
        {"program", meta.program},     {"start", qint64(meta.start.ns())}, {"part", meta.part},
        {"workspace", meta.workspace}, {"alarm_rules", meta.alarmRules},
    };
    for (const auto &[key, value] : rows)
        writeLater(m_statements->meta, {QString::fromLatin1(key), value});
    return commit();
}

void SessionBook::setStart(Timestamp start)
{
    writeLater(m_statements->meta, {QStringLiteral("start"), qint64(start.ns())});
}

SourceId SessionBook::addSource(const SessionSource &source)
{
    m_sources.emplace_back();
    const auto id = static_cast<SourceId>(m_sources.size());
    writeLater(m_statements->source,
               {qint64(id), solid(source.name), solid(source.service), solid(source.address), solid(source.tokenShape),
                qint64(source.since.ns()), qint64(source.openingFrames)});
    return id;
}

SeriesId SessionBook::addSeries(SourceId source, const SeriesInfo &info)
{
    SeriesId &id = m_series[info.key];
    if (id == 0) {
        id = static_cast<SeriesId>(m_series.size());
        m_chunks.addSeries();
    }
    writeLater(m_statements->series, {qint64(id), qint64(source), solid(info.key.device), solid(info.key.attribute),
                                      solid(info.key.component), solid(info.unit), static_cast<int>(info.interpolation),
                                      stateList(info.states)});
    return id;
}

void SessionBook::addFrame(SourceId source, Timestamp arrival, const link::Frame &frame)
{
    Source &target = m_sources[static_cast<std::size_t>(source - 1)];
    target.batch.add(arrival, frame);
    target.isChanged = true;
    if (target.batch.rawBytes() < batchBytes && target.batch.count() < batchFrames)
        return;
    if (target.row == 0)
        target.row = ++m_lastBatch;
    writeLater(m_statements->frames, {qint64(target.row), qint64(source), qint64(target.batch.first().ns()),
                                      qint64(target.batch.last().ns()), qint64(target.batch.count()),
                                      qint64(target.batch.rawBytes()), m_compressor.compress(target.batch.encoded())});
    target = {};
}

void SessionBook::addSamples(SeriesId series, std::span<const Sample> samples)
{
    for (const Sample &sample : samples)
        m_chunks.add(series, sample);
}

void SessionBook::add(SourceId source, Timestamp arrival, const AlarmEvent &event)
{
    writeLater(m_statements->alarm, {qint64(source), qint64(arrival.ns()), solid(event.id), compact(toJson(event))});
}

void SessionBook::add(SourceId source, Timestamp arrival, const DeviceEvent &event)
{
    writeLater(m_statements->event, {qint64(source), qint64(arrival.ns()), solid(event.device), solid(event.kind),
                                     solid(event.text), qint64(event.time.ns()), event.isTimed});
}

void SessionBook::add(SourceId source, Timestamp arrival, const DeviceUpdate &update)
{
    writeLater(m_statements->device, {qint64(source), qint64(arrival.ns()), solid(update.id), compact(toJson(update))});
}

void SessionBook::add(SourceId source, Timestamp arrival, const SourceState &state)
{
    writeLater(m_statements->state, {qint64(source), qint64(arrival.ns()), compact(toJson(state))});
}

void SessionBook::add(SourceId source, Timestamp arrival, const SystemStatus &status)
{
    writeLater(m_statements->status, {qint64(source), qint64(arrival.ns()), compact(toJson(status))});
}

void SessionBook::add(SourceId source, Timestamp arrival, const GapNote &note)
{
    writeLater(m_statements->gap, {qint64(source), qint64(arrival.ns()), static_cast<int>(note.kind),
                                   solid(note.device), qint64(note.series), qint64(note.gap.range.from.ns()),
                                   qint64(note.gap.range.to.ns()), static_cast<int>(note.gap.cause)});
}

void SessionBook::add(SourceId source, Timestamp arrival, const LedgerEntry &entry)
{
    writeLater(m_statements->ledger, {qint64(source), qint64(arrival.ns()), solid(entry.kind), compact(entry.what)});
}

void SessionBook::add(const Marker &marker)
{
    writeLater(m_statements->marker,
               {qint64(marker.time.ns()), marker.to ? QVariant(qint64(marker.to->ns())) : QVariant(),
                solid(marker.kind), solid(marker.text)});
}

void SessionBook::writeLater(QSqlQuery &into, std::vector<QVariant> values)
{
    m_rows.push_back({&into, std::move(values)});
}

bool SessionBook::writeBatch(SourceId id, Source &source)
{
    if (!source.isChanged)
        return true;
    source.isChanged = false;
    if (source.row == 0)
        source.row = ++m_lastBatch;
    const FrameBatch &batch = source.batch;
    QSqlQuery &frames = m_statements->frames;
    if (execute(frames, qint64(source.row), qint64(id), qint64(batch.first().ns()), qint64(batch.last().ns()),
                qint64(batch.count()), qint64(batch.rawBytes()), m_compressor.compress(batch.encoded())))
        return true;
    m_database->failed(frames);
    return false;
}

bool SessionBook::writeAll()
{
    for (const Row &row : m_rows) {
        for (std::size_t i = 0; i < row.values.size(); ++i)
            row.into->bindValue(static_cast<int>(i), row.values[i]);
        if (!row.into->exec()) {
            m_database->failed(*row.into);
            return false;
        }
    }
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (!writeBatch(static_cast<SourceId>(i + 1), m_sources[i]))
            return false;
    }
    return m_chunks.write();
}

Result<void> SessionBook::commit()
{
    const bool isWritten = m_isOpen && m_database->run(QStringLiteral("BEGIN IMMEDIATE")) && writeAll()
                           && m_database->run(QStringLiteral("COMMIT"));
    m_rows.clear();
    if (isWritten)
        return {};
    const QString why = m_database->errorText();
    if (m_isOpen)
        m_database->run(QStringLiteral("ROLLBACK"));
    m_isOpen = false;
    return Error{ErrorCode::File, why};
}

Result<void> SessionBook::close(Timestamp end)
{
    if (!m_isOpen)
        return {};
    writeLater(m_statements->meta, {QStringLiteral("end"), qint64(end.ns())});
    if (auto committed = commit(); !committed)
        return committed;
    const bool isWhole = m_database->run(QStringLiteral("BEGIN IMMEDIATE")) && m_chunks.writeWhole()
                         && m_database->run(QStringLiteral("COMMIT"));
    m_isOpen = false;
    if (!isWhole)
        return Error{ErrorCode::File, m_database->errorText()};
    m_database->settle();
    return {};
}

} // namespace watchglass::recording
