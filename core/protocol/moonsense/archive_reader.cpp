#include "core/protocol/moonsense/archive_reader.h"

#include <QCoreApplication>
#include <QFile>

#include <archive.h>
#include <archive_entry.h>

namespace watchglass::protocol::moonsense {

namespace {

constexpr std::size_t blockBytes = 64 * 1024;

} // namespace

struct ArchiveReader::Handle
{
    Handle()
        : archive(archive_read_new())
    {
        archive_read_support_filter_gzip(archive);
        archive_read_support_format_tar(archive);
        archive_read_support_format_raw(archive); // a file that is no archive: one member without a name
        archive_read_support_format_empty(archive);
    }
    ~Handle() { archive_read_free(archive); }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;

    ::archive *archive;
};

ArchiveReader::ArchiveReader(std::unique_ptr<Handle> handle)
    : m_handle(std::move(handle))
{}

ArchiveReader::~ArchiveReader() = default;

Result<std::unique_ptr<ArchiveReader>> ArchiveReader::opened(std::unique_ptr<Handle> handle, int status)
{
    std::unique_ptr<ArchiveReader> reader(new ArchiveReader(std::move(handle)));
    if (status != ARCHIVE_OK)
        return reader->error(ErrorCode::File);
    return reader;
}

Result<std::unique_ptr<ArchiveReader>> ArchiveReader::open(const QString &path)
{
    auto handle = std::make_unique<Handle>();
    const int status = archive_read_open_filename(handle->archive, QFile::encodeName(path).constData(), blockBytes);
    return opened(std::move(handle), status);
}

Result<std::unique_ptr<ArchiveReader>> ArchiveReader::open(const QByteArray &bytes)
{
    auto handle = std::make_unique<Handle>();
    const int status =
        archive_read_open_memory(handle->archive, bytes.constData(), static_cast<std::size_t>(bytes.size()));
    return opened(std::move(handle), status);
}

Result<ArchiveReader::Step> ArchiveReader::next(std::string_view &block)
{
    while (!m_inMember) {
        archive_entry *entry = nullptr;
        const int status = archive_read_next_header(m_handle->archive, &entry);
        if (status == ARCHIVE_EOF)
            return Step::End;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
            return error(ErrorCode::Malformed);
        const bool isTar = (archive_format(m_handle->archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR;
        const char *name = archive_entry_pathname(entry);
        m_member = isTar && name ? QString::fromUtf8(name) : QString();
        m_inMember = !isTar || (archive_entry_filetype(entry) == AE_IFREG && roleOf(m_member) != FileRole::Other);
    }
    const void *data = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int status = archive_read_data_block(m_handle->archive, &data, &size, &offset);
    if (status == ARCHIVE_EOF) {
        m_inMember = false;
        return Step::MemberEnd;
    }
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
        return error(ErrorCode::Malformed);
    block = {static_cast<const char *>(data), size};
    return Step::Block;
}

std::int64_t ArchiveReader::position() const
{
    return archive_filter_bytes(m_handle->archive, -1);
}

Error ArchiveReader::error(ErrorCode code) const
{
    const char *said = archive_error_string(m_handle->archive);
    const QString detail = QString::fromLocal8Bit(said ? said : "?");
    if (code == ErrorCode::File)
        return {code, QCoreApplication::translate("moonsense::ArchiveReader", "It cannot be opened: %1").arg(detail)};
    return {code,
            QCoreApplication::translate("moonsense::ArchiveReader", "It is damaged or cut short: %1").arg(detail)};
}

FileRole roleOf(const QString &fileName)
{
    const QString name = fileName.section(QLatin1Char('/'), -1).toLower();
    if (name == QLatin1String("metadata.json"))
        return FileRole::Metadata;
    for (const auto *ending : {".json", ".ndjson", ".jsonl", ".gz", ".tgz", ".tar"}) {
        if (name.endsWith(QLatin1String(ending)))
            return FileRole::Bundles;
    }
    return FileRole::Other;
}

} // namespace watchglass::protocol::moonsense
