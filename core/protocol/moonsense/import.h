#pragma once

#include "core/base/clock.h"
#include "core/protocol/moonsense/archive_reader.h"
#include "core/protocol/moonsense/object_splitter.h"
#include "core/protocol/moonsense/session_set.h"

#include <QCoreApplication>
#include <QDirIterator>

#include <functional>
#include <vector>

namespace watchglass::protocol::moonsense {

/// Reads downloaded sessions: a .json (NDJSON, or one object over several lines), .gz, .tar or .tar.gz, or a folder
/// of such, with the metadata.json that a download leaves. In slices of a few milliseconds, one each turn of the
/// event loop, so that its thread stays responsive. Files that hold no session data are counted and left alone.
/// Thread: the source's. Requires: clock and sink outlive it.
class Import
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::moonsense::Import)

public:
    static constexpr std::size_t sliceBytes = 256 * 1024; ///< Of text.
    static constexpr std::size_t longestLine = 64 * 1024 * 1024;
    static constexpr int mostBadLines = 50; ///< Of a file without a single good one: it is something else.

    enum class Progress { Reading, Done, Failed };
    /// What is to be shown; Done and Failed come once, last.
    using Tell = std::function<void(Progress progress, const QString &text)>;

    Import(Clock &clock, SourceSink &sink, const QString &path, const QString &accelerationUnit, Tell tell);

    /// The first slice comes with the next turn of the event loop. After stop() it goes on where it was.
    void start();
    void stop() { m_timer->stop(); }

private:
    struct File
    {
        QString path;
        std::int64_t bytes = 0;
    };

    void slice();
    void scanSome();
    void add(const QFileInfo &info);
    void readSome();
    void openNext();
    void closeFile();
    void memberOver();
    void take(std::string_view object);
    void tellProgress();
    void tellSessions();
    void end();
    QString shortPath(const QString &path) const;

    Clock &m_clock;
    SourceSink &m_sink;
    const QString m_path;
    const Tell m_tell;
    const std::unique_ptr<Timer> m_timer;
    SessionSet m_sessions;
    RestDecoder m_metadata;
    ObjectSplitter m_splitter{longestLine};
    std::unique_ptr<QDirIterator> m_scan;
    std::vector<File> m_files;
    std::size_t m_file = 0; ///< The file at hand.
    std::unique_ptr<ArchiveReader> m_reader;
    std::size_t m_sliceText = 0;
    std::int64_t m_bytes = 0;     ///< Of all files.
    std::int64_t m_bytesDone = 0; ///< Of those that are done.
    int m_percent = -1;           ///< As told last.
    int m_goodLines = 0;          ///< Of the file at hand.
    int m_badLines = 0;
    int m_failedFiles = 0;
    QString m_outcome; ///< As told last, once all is read.
};

} // namespace watchglass::protocol::moonsense
