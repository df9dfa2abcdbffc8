#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <string_view>

namespace watchglass::protocol::moonsense {

/// The text inside a downloaded file, whatever it is wrapped in: plain, gzip, tar, tar.gz. Read block by block, so
/// that a large archive is never in memory as a whole. Members of a tar that are no session data are passed over.
/// Thread: one at a time.
class ArchiveReader
{
public:
    enum class Step {
        Block,     ///< Some text.
        MemberEnd, ///< A member is over; another may follow.
        End,
    };

    /// Errors: File (not there, not readable).
    static Result<std::unique_ptr<ArchiveReader>> open(const QString &path);
    /// `bytes` must outlive the reader.
    static Result<std::unique_ptr<ArchiveReader>> open(const QByteArray &bytes);
    ~ArchiveReader();
    ArchiveReader(const ArchiveReader &) = delete;
    ArchiveReader &operator=(const ArchiveReader &) = delete;

    /// `block` is worth reading after Step::Block, until the next call. Errors: Malformed (damaged or cut short);
    /// nothing more can be read then.
    Result<Step> next(std::string_view &block);
    /// Bytes taken from the file so far, as they are stored.
    std::int64_t position() const;
    /// Of the member at hand; empty for a file that is no tar.
    const QString &member() const { return m_member; }

private:
    struct Handle;
    explicit ArchiveReader(std::unique_ptr<Handle> handle);
    static Result<std::unique_ptr<ArchiveReader>> opened(std::unique_ptr<Handle> handle, int status);
    Error error(ErrorCode code) const;

    std::unique_ptr<Handle> m_handle;
    QString m_member;
    bool m_inMember = false;
};

/// What a file or member is by its name.
enum class FileRole {
    Bundles,  ///< Session data.
    Metadata, ///< metadata.json: what the service knows of a session.
    Other,    ///< Packets, time stamps and what else a download leaves.
};
FileRole roleOf(const QString &fileName);

} // namespace watchglass::protocol::moonsense
