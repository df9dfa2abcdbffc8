#include "core/exchange/text_file.h"

#include "core/exchange/texts.h"

#include <QFile>
#include <QFileInfo>

#include <zlib.h>

#include <algorithm>
#include <cstring>

namespace watchglass::exchange {

struct TextFile::Handle
{
    gzFile file = nullptr;
    QString path;
    ~Handle() { gzclose(file); }
};

Result<std::unique_ptr<TextFile>> TextFile::open(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isFile())
        return Error{ErrorCode::File, Texts::tr("There is no file %1.").arg(path)};
    auto handle = std::make_unique<Handle>();
    // zlib passes text through that is not compressed, without copying it.
    handle->file = gzopen(QFile::encodeName(path).constData(), "rb");
    handle->path = path;
    if (!handle->file)
        return Error{ErrorCode::File, Texts::tr("Cannot open %1.").arg(path)};
    gzbuffer(handle->file, 128 * 1024);
    return std::unique_ptr<TextFile>(new TextFile(std::move(handle), info.size()));
}

TextFile::TextFile(std::unique_ptr<Handle> handle, std::int64_t size)
    : m_handle(std::move(handle))
    , m_size(size)
{}

TextFile::~TextFile() = default;

Result<void> TextFile::readPiece()
{
    if (m_from > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_from, m_to - m_from);
        m_to -= m_from;
        m_from = 0;
    }
    if (m_to > longestLine)
        return Error{ErrorCode::TooLarge, Texts::tr("%1 has a line of more than 64 MiB.").arg(m_handle->path)};
    if (m_buffer.size() < m_to + pieceBytes)
        m_buffer.resize(m_to + pieceBytes);
    const int got = gzread(m_handle->file, m_buffer.data() + m_to, static_cast<unsigned>(pieceBytes));
    int code = Z_OK;
    if (got < static_cast<int>(pieceBytes))
        gzerror(m_handle->file, &code);
    if (got < 0 || (code != Z_OK && code != Z_STREAM_END)) {
        m_isAtEnd = true;
        return Error{ErrorCode::File,
                     Texts::tr("%1 cannot be read, or its compressed data is damaged.").arg(m_handle->path)};
    }
    m_isAtEnd = got < static_cast<int>(pieceBytes);
    m_to += static_cast<std::size_t>(got);
    return {};
}

Result<std::string_view> TextFile::peek(std::size_t bytes)
{
    while (m_to - m_from < bytes && !m_isAtEnd) {
        if (const auto read = readPiece(); !read)
            return read.error();
    }
    return std::string_view(m_buffer.data() + m_from, std::min(bytes, m_to - m_from));
}

Result<std::string_view> TextFile::more(std::size_t taken)
{
    m_from += taken;
    if (!m_isAtEnd) {
        if (const auto read = readPiece(); !read)
            return read.error();
    }
    return std::string_view(m_buffer.data() + m_from, m_to - m_from);
}

std::int64_t TextFile::position() const
{
    return std::min<std::int64_t>(gzoffset(m_handle->file), m_size);
}

} // namespace watchglass::exchange
