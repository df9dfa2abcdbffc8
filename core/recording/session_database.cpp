#include "core/recording/session_database.h"

#include "core/recording/session_schema.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>

#include <algorithm>

namespace watchglass::recording {

namespace {

/// SQLite's result code for want of room (SQLITE_FULL in sqlite3.h), as QSqlError gives it.
constexpr const char *fullCode = "13";

QString logBeside(const QString &fileName)
{
    return fileName + QStringLiteral("-wal");
}

/// The 16 bytes that every SQLite file begins with.
bool beginsAsSqlite(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) && file.read(16) == QByteArray("SQLite format 3\0", 16);
}

std::optional<int> pragma(SessionDatabase &database, const char *name)
{
    QSqlQuery query = database.prepared(QStringLiteral("PRAGMA %1").arg(QLatin1String(name)));
    if (!query.exec() || !query.next()) {
        database.failed(query);
        return std::nullopt;
    }
    return query.value(0).toInt();
}

} // namespace

SessionDatabase::SessionDatabase(QString fileName, const QString &options)
    : m_fileName(std::move(fileName))
    , m_connection(QStringLiteral("session %1").arg(reinterpret_cast<quintptr>(this), 0, 16))
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    database.setDatabaseName(m_fileName);
    database.setConnectOptions(options);
    if (!database.open())
        m_error = database.lastError().text();
}

SessionDatabase::~SessionDatabase()
{
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<SessionDatabase>> SessionDatabase::create(const QString &fileName)
{
    if (QFileInfo::exists(fileName))
        return Error{ErrorCode::File, tr("%1 already exists").arg(fileName)};
    std::unique_ptr<SessionDatabase> database(new SessionDatabase(fileName, {}));
    const bool isReady = database->m_error.isEmpty()
                         // before anything is written, as they shape the file
                         && database->run(QStringLiteral("PRAGMA page_size = 8192"))
                         && database->run(QStringLiteral("PRAGMA auto_vacuum = INCREMENTAL"))
                         && database->run(QStringLiteral("PRAGMA journal_mode = WAL"))
                         && database->run(QStringLiteral("PRAGMA synchronous = NORMAL"))
                         && database->run(QStringLiteral("PRAGMA application_id = %1").arg(sessionApplicationId));
    const auto migrated = isReady ? database->migrate() : Error{ErrorCode::File, database->m_error};
    if (!migrated)
        return Error{ErrorCode::File, tr("%1 cannot be made: %2").arg(fileName, migrated.error().text)};
    return database;
}

Result<std::unique_ptr<SessionDatabase>> SessionDatabase::open(const QString &fileName, Access access)
{
    const QFileInfo info(fileName);
    if (!info.exists())
        return Error{ErrorCode::File, tr("There is no file %1").arg(fileName)};
    if (!info.isFile() || !info.isReadable())
        return Error{ErrorCode::File, tr("%1 cannot be read").arg(fileName)};
    if (!beginsAsSqlite(fileName))
        return Error{ErrorCode::Malformed, tr("%1 is no session file").arg(fileName)};
    if (access == Access::Read && QFileInfo::exists(logBeside(fileName))) {
        std::unique_ptr<SessionDatabase> left(new SessionDatabase(fileName, QStringLiteral("QSQLITE_BUSY_TIMEOUT=0")));
        if (left->identify())
            left->settle(); // somebody may be writing: then it can be read as it is
    }
    const bool changes = access == Access::Change;
    std::unique_ptr<SessionDatabase> database(
        new SessionDatabase(fileName, changes ? QString() : QStringLiteral("QSQLITE_OPEN_READONLY")));
    if (!database->m_error.isEmpty())
        return Error{ErrorCode::File, tr("%1 cannot be read: %2").arg(fileName, database->m_error)};
    if (auto identified = database->identify(); !identified)
        return identified.error();
    if (changes) {
        if (auto migrated = database->migrate(); !migrated)
            return migrated.error();
    }
    return database;
}

Result<void> SessionDatabase::identify()
{
    const auto application = pragma(*this, "application_id");
    const auto version = pragma(*this, "user_version");
    if (!application || !version)
        return Error{ErrorCode::Malformed, tr("%1 is damaged: %2").arg(m_fileName, m_error)};
    if (*application != sessionApplicationId)
        return Error{ErrorCode::Malformed, tr("%1 is a database, but no session file").arg(m_fileName)};
    if (*version > sessionSchemaVersion)
        return Error{ErrorCode::Unsupported,
                     tr("%1 was written by a newer Watchglass (format %2; this one reads up to %3)")
                         .arg(m_fileName)
                         .arg(*version)
                         .arg(sessionSchemaVersion)};
    if (*version < 1)
        return Error{ErrorCode::Malformed, tr("%1 was never finished: it holds nothing").arg(m_fileName)};
    return {};
}

Result<void> SessionDatabase::migrate()
{
    const auto version = pragma(*this, "user_version");
    for (int from = version.value_or(sessionSchemaVersion); from < sessionSchemaVersion; ++from) {
        QStringList step = schemaStep(from);
        step.prepend(QStringLiteral("BEGIN IMMEDIATE"));
        step << QStringLiteral("PRAGMA user_version = %1").arg(from + 1) << QStringLiteral("COMMIT");
        if (!std::all_of(step.cbegin(), step.cend(), [this](const QString &sql) { return run(sql); }))
            return Error{ErrorCode::File, tr("%1 cannot be changed: %2").arg(m_fileName, m_error)};
    }
    if (!version)
        return Error{ErrorCode::Malformed, m_error};
    return {};
}

QSqlQuery SessionDatabase::prepared(const QString &sql)
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        failed(query);
    return query;
}

bool SessionDatabase::run(const QString &sql)
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.exec(sql)) {
        failed(query);
        return false;
    }
    while (query.next()) { // some statements do a part of their work for each row
    }
    return true;
}

void SessionDatabase::failed(const QSqlQuery &query)
{
    const QSqlError error = query.lastError();
    m_error = error.databaseText().isEmpty() ? error.text() : error.databaseText();
    m_isFull = error.nativeErrorCode() == QLatin1String(fullCode);
}

bool SessionDatabase::settle()
{
    // The first fails at once where somebody else has the file open, before anything is changed.
    return run(QStringLiteral("PRAGMA journal_mode = DELETE")) && run(QStringLiteral("PRAGMA incremental_vacuum"));
}

std::uint64_t SessionDatabase::bytes()
{
    return static_cast<std::uint64_t>(pragma(*this, "page_count").value_or(0))
           * static_cast<std::uint64_t>(pragma(*this, "page_size").value_or(0));
}

} // namespace watchglass::recording
