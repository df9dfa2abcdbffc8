#include "core/exchange/moonsense_import.h"

#include "core/exchange/decoder_sink.h"
#include "core/exchange/texts.h"
#include "core/protocol/moonsense/archive_reader.h"
#include "core/protocol/moonsense/object_splitter.h"
#include "core/protocol/moonsense/session_set.h"

#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

namespace watchglass::exchange {

namespace {

namespace moonsense = protocol::moonsense;

constexpr std::size_t longestObject = 64 * 1024 * 1024;

QStringList filesOf(const QString &path)
{
    if (!QFileInfo(path).isDir())
        return {path};
    QStringList out;
    QDirIterator files(path, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        if (moonsense::roleOf(files.fileName()) != moonsense::FileRole::Other)
            out << files.filePath();
    }
    out.sort();
    return out;
}

class SessionReader
{
public:
    SessionReader(const QString &source, ImportSink &sink)
        : m_sink(source, sink, m_report)
        , m_sessions(m_sink, {})
    {
        m_report.format = QStringLiteral("moonsense");
    }

    Result<void> read(const QString &path, const std::function<bool()> &isWanted)
    {
        auto opened = moonsense::ArchiveReader::open(path);
        if (!opened)
            return opened.error();
        moonsense::ArchiveReader &archive = *opened.value();
        const QString fallback = QFileInfo(path).completeBaseName();
        moonsense::ObjectSplitter splitter(longestObject);
        std::int64_t number = 0;
        const auto take = [&](std::string_view object) {
            m_sink.setLine(++number);
            const QString name = archive.member().isEmpty() ? path : archive.member();
            if (moonsense::roleOf(name) == moonsense::FileRole::Metadata)
                takeMetadata(object);
            else
                m_sessions.take(object, fallback);
        };
        for (;;) {
            std::string_view block;
            const auto step = archive.next(block);
            if (!step)
                return step.error();
            if (step.value() == moonsense::ArchiveReader::Step::Block) {
                splitter.feed(block, take);
                if (!isWanted())
                    return Error{ErrorCode::Refused, Texts::tr("stopped")};
                continue;
            }
            splitter.end(take);
            m_sessions.flush();
            number = 0;
            if (step.value() == moonsense::ArchiveReader::Step::End)
                return {};
        }
    }

    Result<ImportReport> finish()
    {
        m_sessions.finish();
        m_report.rows = static_cast<std::int64_t>(m_sessions.counters().bundles);
        if (m_report.rows > 0)
            return std::move(m_report);
        return Error{ErrorCode::Malformed, m_report.complaints.empty()
                                               ? Texts::tr("there is no session data")
                                               : Texts::tr("line %1: there is no session data: %2")
                                                     .arg(m_report.complaints.front().line)
                                                     .arg(m_report.complaints.front().text)};
    }

private:
    void takeMetadata(std::string_view object)
    {
        if (const auto session = m_metadata.session(object))
            m_sink.device(moonsense::deviceUpdate(session.value(), QStringLiteral("recorded")));
        else
            m_sink.problem(protocol::Problem::BadFrame, Texts::tr("this does not describe a session"));
    }

    ImportReport m_report;
    DecoderSink m_sink;
    moonsense::SessionSet m_sessions;
    moonsense::RestDecoder m_metadata;
};

} // namespace

Result<ImportReport> importMoonsense(const QString &path, const QString &source, ImportSink &sink,
                                     const Progress &progress)
{
    SessionReader reader(source, sink);
    const QStringList files = filesOf(path);
    std::int64_t done = 0;
    for (const QString &file : files) {
        const auto isWanted = [&] { return !progress || progress(done, files.size()); };
        if (const auto read = reader.read(file, isWanted); !read)
            return read.error();
        ++done;
        if (!isWanted())
            return Error{ErrorCode::Refused, Texts::tr("stopped")};
    }
    return reader.finish();
}

} // namespace watchglass::exchange
