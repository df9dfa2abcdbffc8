#include "core/recording/file_import.h"

#include "core/base/clock.h"
#include "core/recording/session_import.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace watchglass::recording {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::recording::FileImport)
};

/// Imports and closes the book, whose file is whole then.
Result<exchange::ImportReport> importInto(SessionBook &book, Timestamp now, const QString &path,
                                          const exchange::ImportOptions &options, const exchange::Progress &progress)
{
    SessionImport sink(book, QFileInfo(path).fileName());
    // A disk that is full makes all that follows vain.
    auto report = exchange::importFile(path, options, sink, [&](std::int64_t done, std::int64_t total) {
        return !sink.failure() && (!progress || progress(done, total));
    });
    if (sink.failure())
        return *sink.failure();
    if (!report)
        return report.error();
    if (!sink.last())
        return Error{ErrorCode::Missing,
                     Texts::tr("The file was read, but there is not one value in it that could be shown.")};
    book.setStart(sink.first().value_or(now));
    if (const auto closed = book.close(*sink.last()); !closed)
        return closed.error();
    return report;
}

} // namespace

Result<exchange::ImportReport> importIntoSession(const QString &path, const exchange::ImportOptions &options,
                                                 const QString &sessionFile, const QString &program,
                                                 const exchange::Progress &progress)
{
    SessionMeta meta;
    meta.program = program;
    meta.start = SystemClock().now();
    auto book = SessionBook::create(sessionFile, meta);
    if (!book)
        return book.error();
    auto report = importInto(*book.value(), meta.start, path, options, progress);
    book.value().reset();
    if (!report) {
        for (const char *suffix : {"", "-wal", "-shm", "-journal"})
            QFile::remove(sessionFile + QLatin1String(suffix));
    }
    return report;
}

} // namespace watchglass::recording
