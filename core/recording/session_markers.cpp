#include "core/recording/session_file_private.h"

#include <QFileInfo>

namespace watchglass::recording {

namespace {

QString solid(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

QVariant endOf(const Marker &marker)
{
    return marker.to ? QVariant(qint64(marker.to->ns())) : QVariant();
}

Error cannotChange(const QString &fileName, const QString &why)
{
    return {ErrorCode::File, SessionFile::tr("%1 cannot be changed: %2").arg(fileName, why)};
}

Result<std::unique_ptr<SessionDatabase>> openToChange(const QString &fileName)
{
    const QFileInfo info(fileName);
    if (info.exists() && !info.isWritable())
        return cannotChange(fileName, SessionFile::tr("it is read-only"));
    return SessionDatabase::open(fileName, SessionDatabase::Access::Change);
}

} // namespace

Result<std::vector<Marker>> SessionFile::markers() const
{
    QSqlQuery query =
        d->database->prepared(QStringLiteral("SELECT id, time, until, kind, text FROM markers ORDER BY time, id"));
    if (!query.exec())
        return d->failure(query);
    std::vector<Marker> markers;
    while (query.next()) {
        Marker marker{query.value(0).toLongLong(),
                      Timestamp::fromNs(query.value(1).toLongLong()),
                      {},
                      query.value(4).toString(),
                      query.value(3).toString()};
        if (!query.value(2).isNull())
            marker.to = Timestamp::fromNs(query.value(2).toLongLong());
        markers.push_back(std::move(marker));
    }
    return markers;
}

Result<MarkerId> addMarker(const QString &fileName, const Marker &marker)
{
    auto opened = openToChange(fileName);
    if (!opened)
        return opened.error();
    SessionDatabase &database = *opened.value();
    QSqlQuery query =
        database.prepared(QStringLiteral("INSERT INTO markers (time, until, kind, text) VALUES (?, ?, ?, ?)"));
    if (execute(query, qint64(marker.time.ns()), endOf(marker), solid(marker.kind), solid(marker.text)))
        return MarkerId(query.lastInsertId().toLongLong());
    database.failed(query);
    return cannotChange(fileName, database.errorText());
}

Result<void> changeMarker(const QString &fileName, const Marker &marker)
{
    auto opened = openToChange(fileName);
    if (!opened)
        return opened.error();
    SessionDatabase &database = *opened.value();
    QSqlQuery query =
        database.prepared(QStringLiteral("UPDATE markers SET time = ?, until = ?, kind = ?, text = ? WHERE id = ?"));
    if (!execute(query, qint64(marker.time.ns()), endOf(marker), solid(marker.kind), solid(marker.text),
                 qint64(marker.id))) {
        database.failed(query);
        return cannotChange(fileName, database.errorText());
    }
    if (query.numRowsAffected() == 0)
        return Error{ErrorCode::Missing, SessionFile::tr("%1 does not hold this marker any more.").arg(fileName)};
    return {};
}

Result<void> removeMarker(const QString &fileName, MarkerId marker)
{
    auto opened = openToChange(fileName);
    if (!opened)
        return opened.error();
    SessionDatabase &database = *opened.value();
    QSqlQuery query = database.prepared(QStringLiteral("DELETE FROM markers WHERE id = ?"));
    if (execute(query, qint64(marker)))
        return {};
    database.failed(query);
    return cannotChange(fileName, database.errorText());
}

} // namespace watchglass::recording
