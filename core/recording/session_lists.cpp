#include "core/recording/session_file_private.h"

#include "core/recording/session_json.h"

#include <QJsonDocument>

#include <algorithm>

namespace watchglass::recording {

namespace {

Timestamp timeAt(const QSqlQuery &query, int column)
{
    return Timestamp::fromNs(query.value(column).toLongLong());
}

QJsonObject jsonAt(const QSqlQuery &query, int column)
{
    return QJsonDocument::fromJson(query.value(column).toString().toUtf8()).object();
}

template <typename Enum>
Enum choiceAt(const QSqlQuery &query, int column, Enum most)
{
    return static_cast<Enum>(std::clamp(query.value(column).toInt(), 0, static_cast<int>(most)));
}

/// The rows of `query`, which begin with source and arrival, as a list of what `read` makes of them.
template <typename T, typename Read>
Result<std::vector<Recorded<T>>> listOf(SessionDatabase &database, const char *columns, const char *table, Read read)
{
    QSqlQuery query = database.prepared(QStringLiteral("SELECT source, arrival, %1 FROM %2 ORDER BY id")
                                            .arg(QLatin1String(columns), QLatin1String(table)));
    if (!query.exec()) {
        database.failed(query);
        return Error{ErrorCode::Malformed, database.errorText()};
    }
    std::vector<Recorded<T>> list;
    while (query.next())
        list.push_back({query.value(0).toLongLong(), timeAt(query, 1), read(query)});
    return list;
}

} // namespace

Result<std::vector<Recorded<AlarmEvent>>> SessionFile::alarms() const
{
    return listOf<AlarmEvent>(*d->database, "what", "alarms",
                              [](const QSqlQuery &query) { return alarmFromJson(jsonAt(query, 2)); });
}

Result<std::vector<Recorded<DeviceEvent>>> SessionFile::events() const
{
    return listOf<DeviceEvent>(
        *d->database, "device, kind, text, time, is_timed", "events", [](const QSqlQuery &query) {
            return DeviceEvent{query.value(2).toString(), query.value(3).toString(), query.value(4).toString(),
                               timeAt(query, 5), query.value(6).toBool()};
        });
}

Result<std::vector<Recorded<DeviceUpdate>>> SessionFile::devices() const
{
    return listOf<DeviceUpdate>(*d->database, "what", "devices",
                                [](const QSqlQuery &query) { return deviceFromJson(jsonAt(query, 2)); });
}

Result<std::vector<Recorded<SourceState>>> SessionFile::states() const
{
    return listOf<SourceState>(*d->database, "what", "states",
                               [](const QSqlQuery &query) { return stateFromJson(jsonAt(query, 2)); });
}

Result<std::vector<Recorded<SystemStatus>>> SessionFile::systemStatus() const
{
    return listOf<SystemStatus>(*d->database, "what", "system_status",
                                [](const QSqlQuery &query) { return statusFromJson(jsonAt(query, 2)); });
}

Result<std::vector<Recorded<GapNote>>> SessionFile::gaps() const
{
    return listOf<GapNote>(
        *d->database, "kind, device, series, first, last, cause", "gaps", [](const QSqlQuery &query) {
            return GapNote{choiceAt(query, 2, GapNote::Kind::Requested),
                           query.value(3).toString(),
                           query.value(4).toLongLong(),
                           {{timeAt(query, 5), timeAt(query, 6)}, choiceAt(query, 7, GapCause::ClockStepped)}};
        });
}

Result<std::vector<Recorded<LedgerEntry>>> SessionFile::ledger(const QString &kind) const
{
    auto all = listOf<LedgerEntry>(*d->database, "kind, what", "ledger", [](const QSqlQuery &query) {
        return LedgerEntry{query.value(2).toString(), jsonAt(query, 3)};
    });
    if (all && !kind.isEmpty())
        std::erase_if(all.value(), [&kind](const Recorded<LedgerEntry> &entry) { return entry.value.kind != kind; });
    return all;
}

Result<SessionFile::FrameTotals> SessionFile::frameTotals(SourceId source) const
{
    QSqlQuery query = d->database->prepared(
        QStringLiteral("SELECT SUM(count), SUM(raw_bytes), SUM(length(batch)), MIN(first), MAX(last) FROM frames"
                       " WHERE source = ?"));
    if (!execute(query, qint64(source)) || !query.next())
        return d->failure(query);
    return FrameTotals{query.value(0).toULongLong(), query.value(1).toULongLong(), query.value(2).toULongLong(),
                       timeAt(query, 3), timeAt(query, 4)};
}

} // namespace watchglass::recording
