#include "core/protocol/moonsense/import.h"

#include "core/format/value_format.h"

#include <QFileInfo>

#include <algorithm>

namespace watchglass::protocol::moonsense {

namespace {

constexpr int scannedAtOnce = 256;

/// The status of sessions that nobody records any more.
QString recorded()
{
    return QStringLiteral("recorded");
}

} // namespace

Import::Import(Clock &clock, SourceSink &sink, const QString &path, const QString &accelerationUnit, Tell tell)
    : m_clock(clock)
    , m_sink(sink)
    , m_path(path)
    , m_tell(std::move(tell))
    , m_timer(clock.makeTimer([this] { slice(); }))
    , m_sessions(sink, accelerationUnit)
{}

void Import::start()
{
    if (!m_outcome.isEmpty())
        return m_tell(Progress::Done, m_outcome);
    if (m_scan || !m_files.empty()) {
        m_percent = -1;
        return m_timer->start(Duration::zero());
    }
    const QFileInfo info(m_path);
    if (!info.exists()) {
        m_tell(Progress::Failed, tr("There is no file or folder %1.").arg(m_path));
        return;
    }
    if (info.isDir())
        m_scan = std::make_unique<QDirIterator>(m_path, QDir::Files, QDirIterator::Subdirectories);
    else
        add(info);
    m_timer->start(Duration::zero());
}

void Import::slice()
{
    if (m_scan)
        scanSome();
    else
        readSome();
}

void Import::scanSome()
{
    for (int i = 0; i < scannedAtOnce; ++i) {
        if (!m_scan->hasNext()) {
            m_scan.reset();
            std::sort(m_files.begin(), m_files.end(), [](const File &a, const File &b) { return a.path < b.path; });
            break;
        }
        m_scan->next();
        if (roleOf(m_scan->fileName()) != FileRole::Other)
            add(m_scan->fileInfo());
    }
    if (!m_scan && m_files.empty()) {
        m_tell(Progress::Failed, tr("%1 holds no session data: no .json, .gz, .tar or .tar.gz file.").arg(m_path));
        return;
    }
    m_timer->start(Duration::zero());
}

void Import::add(const QFileInfo &info)
{
    m_files.push_back({info.filePath(), info.size()});
    m_bytes += info.size();
}

void Import::readSome()
{
    m_sliceText = 0;
    while (m_sliceText < sliceBytes) {
        if (!m_reader) {
            if (m_file == m_files.size())
                return end();
            openNext();
            continue;
        }
        std::string_view block;
        const auto step = m_reader->next(block);
        if (!step) {
            m_sink.problem(Problem::BadFrame, tr("%1: %2").arg(shortPath(m_files[m_file].path), step.error().text));
            ++m_failedFiles;
            memberOver();
            closeFile();
        } else if (step.value() == ArchiveReader::Step::Block) {
            m_sliceText += block.size();
            m_splitter.feed(block, [this](std::string_view object) { take(object); });
        } else if (step.value() == ArchiveReader::Step::MemberEnd) {
            memberOver();
        } else {
            closeFile();
        }
    }
    tellProgress();
    m_timer->start(Duration::zero());
}

void Import::openNext()
{
    // Opening costs about as much as some text: many small files are spread over slices too.
    m_sliceText += 16 * 1024;
    m_goodLines = 0;
    m_badLines = 0;
    auto reader = ArchiveReader::open(m_files[m_file].path);
    if (reader) {
        m_reader = std::move(reader.value());
        return;
    }
    m_sink.problem(Problem::BadFrame, tr("%1: %2").arg(shortPath(m_files[m_file].path), reader.error().text));
    ++m_failedFiles;
    closeFile();
}

void Import::memberOver()
{
    m_splitter.end([this](std::string_view object) { take(object); });
    for (int i = m_splitter.takeTooLong(); i > 0; --i) {
        m_sink.problem(Problem::RefusedFrame,
                       tr("%1: a line longer than 64 MiB was skipped").arg(shortPath(m_files[m_file].path)));
    }
    m_sessions.flush();
}

void Import::closeFile()
{
    m_reader.reset();
    m_bytesDone += m_files[m_file].bytes;
    ++m_file;
}

void Import::take(std::string_view object)
{
    const QString &path = m_files[m_file].path;
    const QString name = m_reader->member().isEmpty() ? path : m_reader->member();
    if (roleOf(name) == FileRole::Metadata) {
        const auto session = m_metadata.session(object);
        if (session)
            m_sink.device(deviceUpdate(session.value(), recorded()));
        else
            m_sink.problem(Problem::BadFrame, tr("%1 does not describe a session").arg(shortPath(name)));
        return;
    }
    if (m_goodLines == 0 && m_badLines >= mostBadLines)
        return;
    if (m_sessions.take(object, QFileInfo(path).completeBaseName()))
        ++m_goodLines;
    else
        ++m_badLines;
    if (m_goodLines == 0 && m_badLines == mostBadLines) {
        m_sink.problem(Problem::BadFrame,
                       tr("%1 holds no session data; the rest of it is skipped").arg(shortPath(path)));
        ++m_failedFiles;
    }
}

void Import::tellProgress()
{
    const std::int64_t position = m_reader ? std::min(m_reader->position(), m_files[m_file].bytes) : 0;
    const int percent =
        m_bytes > 0 ? static_cast<int>(std::min<std::int64_t>((m_bytesDone + position) * 100 / m_bytes, 99)) : 0;
    if (percent == m_percent)
        return;
    m_percent = percent;
    m_tell(Progress::Reading,
           tr("Reading %1: %2 %, file %3 of %4")
               .arg(QFileInfo(m_path).fileName(), QString::number(percent),
                    QString::number(std::min(m_file + 1, m_files.size())), QString::number(m_files.size())));
}

void Import::tellSessions()
{
    for (const auto &[id, feed] : m_sessions.feeds()) {
        DeviceUpdate update;
        update.id = id;
        update.status = recorded();
        update.lastSeen = feed->newest();
        m_sink.device(update);
    }
}

void Import::end()
{
    m_sessions.finish();
    tellSessions();
    const FeedCounters counters = m_sessions.counters();
    if (counters.bundles == 0) {
        m_tell(Progress::Failed, tr("%1 holds no session data that can be read.").arg(m_path));
        return;
    }
    QString text =
        tr("All read: %1 bundles of %2 sessions in %3 files")
            .arg(format::count(counters.bundles), format::count(m_sessions.size()), format::count(m_files.size()));
    if (counters.duplicates > 0)
        text += tr("; %1 bundles came twice").arg(format::count(counters.duplicates));
    if (m_failedFiles > 0)
        text += tr("; %1 files could not be read to their end").arg(m_failedFiles);
    m_outcome = text;
    m_tell(Progress::Done, text);
}

QString Import::shortPath(const QString &path) const
{
    return path.startsWith(m_path) && path != m_path ? path.mid(m_path.size() + 1) : QFileInfo(path).fileName();
}

} // namespace watchglass::protocol::moonsense
