#pragma once

#include "core/base/result.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <memory>

namespace watchglass::recording {

/// The SQLite file behind a session: opened, told from other files, brought to the present schema. The schema stands in
/// session_schema.cpp.
/// Thread: the one that made it.
class SessionDatabase
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::recording::SessionDatabase)

public:
    enum class Access { Read, Change };

    /// An empty session file, ready to be written. Error File when it exists or cannot be made.
    static Result<std::unique_ptr<SessionDatabase>> create(const QString &fileName);
    /// For the error codes see SessionFile::open(). What a killed writer left beside the file is put into it, where
    /// nobody else has it open and it can be written.
    static Result<std::unique_ptr<SessionDatabase>> open(const QString &fileName, Access access);
    ~SessionDatabase();
    SessionDatabase(const SessionDatabase &) = delete;
    SessionDatabase &operator=(const SessionDatabase &) = delete;

    /// A prepared statement, to be used many times.
    QSqlQuery prepared(const QString &sql);
    bool run(const QString &sql);
    /// Of what failed last, in SQLite's words.
    QString errorText() const { return m_error; }
    /// Whether what failed last did so for want of room.
    bool isDiskFull() const { return m_isFull; }
    /// Remembers why a statement failed.
    void failed(const QSqlQuery &query);

    /// Puts all into the one file and leaves none beside it. False where that cannot be, as somebody else reads it:
    /// then the last one to close it does.
    bool settle();
    /// What is in the file, what lies beside it included.
    std::uint64_t bytes();

    const QString &fileName() const { return m_fileName; }

private:
    SessionDatabase(QString fileName, const QString &options);
    Result<void> identify();
    Result<void> migrate();

    const QString m_fileName;
    const QString m_connection;
    QString m_error;
    bool m_isFull = false;
};

/// Binds `values` one after the other, and runs.
template <typename... Values>
bool execute(QSqlQuery &query, const Values &...values)
{
    int position = 0;
    (query.bindValue(position++, QVariant::fromValue(values)), ...);
    return query.exec();
}

} // namespace watchglass::recording
