#include "core/recording/session_file_private.h"

#include "core/recording/compression.h"
#include "core/recording/sample_codec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>

#include <algorithm>

namespace watchglass::recording {

namespace {

/// More than a writer puts into a chunk or a row of `fresh`; damaged bytes may ask for anything.
constexpr std::size_t mostSamples = std::size_t(1) << 24;

QStringList stateList(const QString &json)
{
    QStringList states;
    for (const QJsonValue &state : QJsonDocument::fromJson(json.toUtf8()).array())
        states << state.toString();
    return states;
}

Timestamp timeAt(const QSqlQuery &query, int column)
{
    return Timestamp::fromNs(query.value(column).toLongLong());
}

} // namespace

bool decodeFresh(QByteArrayView bytes, QHash<SeriesId, std::vector<FreshRun>> &runs)
{
    const auto raw = decompress(bytes, std::uint64_t(1) << 30);
    if (!raw)
        return false;
    ByteReader in(raw.value());
    while (in.isGood() && !in.atEnd()) {
        const auto series = static_cast<SeriesId>(in.number());
        FreshRun run{in.number(), {}};
        if (!readRun(in, run.samples, mostSamples))
            return false;
        runs[series].push_back(std::move(run));
    }
    return in.isGood();
}

bool decodeChunk(QByteArrayView packed, std::vector<Sample> &samples)
{
    const auto raw = decompress(packed);
    if (!raw)
        return false;
    ByteReader in(raw.value());
    return readRun(in, samples, mostSamples) && in.atEnd();
}

Result<std::unique_ptr<SessionFile>> SessionFile::open(const QString &fileName)
{
    auto database = SessionDatabase::open(fileName, SessionDatabase::Access::Read);
    if (!database)
        return database.error();
    auto d = std::make_unique<Private>(std::move(database).value());
    for (auto read :
         {&Private::readMeta, &Private::readSources, &Private::readSeries, &Private::readFresh, &Private::readExtent}) {
        if (auto done = (d.get()->*read)(); !done)
            return Error{done.error().code, tr("%1 is damaged: %2").arg(fileName, done.error().text)};
    }
    return std::unique_ptr<SessionFile>(new SessionFile(std::move(d)));
}

SessionFile::SessionFile(std::unique_ptr<Private> opened)
    : d(std::move(opened))
{}

SessionFile::~SessionFile() = default;

const QString &SessionFile::fileName() const
{
    return d->database->fileName();
}

const SessionMeta &SessionFile::meta() const
{
    return d->meta;
}

const std::vector<SessionSource> &SessionFile::sources() const
{
    return d->sources;
}

const std::vector<SessionSeries> &SessionFile::series() const
{
    return d->series;
}

TimeRange SessionFile::arrivals() const
{
    return d->arrivals;
}

Error SessionFile::Private::failure(const QSqlQuery &query) const
{
    const QSqlError error = query.lastError();
    return Error{ErrorCode::Malformed, error.databaseText().isEmpty() ? error.text() : error.databaseText()};
}

const SessionSeries *SessionFile::Private::find(SeriesId id) const
{
    const auto found = index.constFind(id);
    return found == index.constEnd() ? nullptr : &series[*found];
}

Result<void> SessionFile::Private::readMeta()
{
    QSqlQuery query = database->prepared(QStringLiteral("SELECT key, value FROM meta"));
    if (!query.exec())
        return failure(query);
    while (query.next()) {
        const QString key = query.value(0).toString();
        if (key == QLatin1String("program"))
            meta.program = query.value(1).toString();
        else if (key == QLatin1String("start"))
            meta.start = timeAt(query, 1);
        else if (key == QLatin1String("end"))
            meta.end = timeAt(query, 1);
        else if (key == QLatin1String("part"))
            meta.part = query.value(1).toInt();
        else if (key == QLatin1String("workspace"))
            meta.workspace = query.value(1).toByteArray();
        else if (key == QLatin1String("alarm_rules"))
            meta.alarmRules = query.value(1).toByteArray();
    }
    return {};
}

Result<void> SessionFile::Private::readSources()
{
    QSqlQuery query = database->prepared(QStringLiteral(
        "SELECT id, name, service, address, token_shape, since, opening_frames FROM sources ORDER BY id"));
    if (!query.exec())
        return failure(query);
    while (query.next())
        sources.push_back({query.value(0).toLongLong(), query.value(1).toString(), query.value(2).toString(),
                           query.value(3).toString(), query.value(4).toString(), timeAt(query, 5),
                           query.value(6).toULongLong()});
    return {};
}

Result<void> SessionFile::Private::readSeries()
{
    QHash<SourceId, QString> names;
    for (const SessionSource &source : sources)
        names.insert(source.id, source.name);
    QSqlQuery query = database->prepared(QStringLiteral(
        "SELECT s.id, s.source, s.device, s.attribute, s.component, s.unit, s.interpolation, s.states, c.count,"
        " c.first, c.last, c.bytes, c.overlaps, c.covered FROM series s LEFT JOIN (SELECT series, SUM(count) AS count,"
        " MIN(first_time) AS first, MAX(last_time) AS last, SUM(bytes) AS bytes, MAX(overlaps) AS overlaps,"
        " MAX(begin + arrived) AS covered FROM chunks GROUP BY series) c ON c.series = s.id ORDER BY s.id"));
    if (!query.exec())
        return failure(query);
    while (query.next()) {
        SessionSeries one;
        one.id = query.value(0).toLongLong();
        one.source = query.value(1).toLongLong();
        one.info.key = {names.value(one.source), query.value(2).toString(), query.value(3).toString(),
                        query.value(4).toString()};
        one.info.unit = query.value(5).toString();
        one.info.interpolation = query.value(6).toInt() == static_cast<int>(Interpolation::HoldLast)
                                     ? Interpolation::HoldLast
                                     : Interpolation::Linear;
        one.info.states = stateList(query.value(7).toString());
        one.count = query.value(8).toULongLong();
        one.first = timeAt(query, 9);
        one.last = timeAt(query, 10);
        one.bytes = query.value(11).toULongLong();
        one.mayRepeat = query.value(12).toBool();
        covered.insert(one.id, query.value(13).toULongLong());
        index.insert(one.id, series.size());
        series.push_back(std::move(one));
    }
    return {};
}

/// What a recording that goes on, or was killed, has not put into chunks: seldom more than the last minute's samples.
Result<void> SessionFile::Private::readFresh()
{
    QSqlQuery query = database->prepared(QStringLiteral("SELECT runs FROM fresh ORDER BY id"));
    if (!query.exec())
        return failure(query);
    while (query.next())
        decodeFresh(query.value(0).toByteArray(), fresh); // a damaged one is check()'s to tell of
    for (SessionSeries &one : series) {
        const std::vector<Sample> samples = freshOf(one.id);
        if (samples.empty())
            continue;
        one.mayRepeat = one.mayRepeat || (one.count > 0 && samples.front().time <= one.last);
        one.first = one.count > 0 ? std::min(one.first, samples.front().time) : samples.front().time;
        one.last = one.count > 0 ? std::max(one.last, samples.back().time) : samples.back().time;
        one.count += samples.size();
    }
    return {};
}

std::vector<Sample> SessionFile::Private::freshOf(SeriesId id) const
{
    std::vector<Sample> samples;
    const auto runs = fresh.constFind(id);
    if (runs == fresh.constEnd())
        return samples;
    const std::uint64_t held = covered.value(id);
    for (const FreshRun &run : *runs) {
        const std::uint64_t skipped =
            std::min<std::uint64_t>(held > run.begin ? held - run.begin : 0, run.samples.size());
        samples.insert(samples.end(), run.samples.begin() + static_cast<std::ptrdiff_t>(skipped), run.samples.end());
    }
    settleSamples(samples);
    return samples;
}

Result<void> SessionFile::Private::readExtent()
{
    arrivals = {meta.start, meta.end.value_or(meta.start)};
    for (const SessionSource &source : sources) {
        for (const char *order : {"ASC", "DESC"}) {
            QSqlQuery query = database->prepared(
                QStringLiteral("SELECT first, last FROM frames WHERE source = ? ORDER BY last %1 LIMIT 1")
                    .arg(QLatin1String(order)));
            if (!execute(query, qint64(source.id)))
                return failure(query);
            if (!query.next())
                break;
            arrivals.from = std::min(arrivals.from, timeAt(query, 0));
            arrivals.to = std::max(arrivals.to, timeAt(query, 1));
        }
    }
    for (const char *table : {"states", "alarms", "events", "devices", "ledger", "gaps", "system_status"}) {
        QSqlQuery query = database->prepared(
            QStringLiteral("SELECT arrival FROM %1 ORDER BY id DESC LIMIT 1").arg(QLatin1String(table)));
        if (!query.exec())
            return failure(query);
        if (query.next())
            arrivals.to = std::max(arrivals.to, timeAt(query, 0));
    }
    arrivals.to = arrivals.to + Duration(1);
    return {};
}

} // namespace watchglass::recording
