#include "core/protocol/moonsense/chunk_check.h"

#include "core/protocol/moonsense/chunk_text.h"

#include <QCryptographicHash>

namespace watchglass::protocol::moonsense {

namespace {

/// Nothing when it cannot be unpacked.
std::optional<QByteArray> sumOfText(const QByteArray &body)
{
    QCryptographicHash hash(QCryptographicHash::Md5);
    const auto read = readChunkText(body, [&hash](std::string_view block) {
        hash.addData(QByteArrayView(block.data(), static_cast<qsizetype>(block.size())));
    });
    if (!read)
        return std::nullopt;
    return hash.result();
}

} // namespace

ChunkCheck::Verdict ChunkCheck::judge(const Chunk &chunk, const QByteArray &body)
{
    if (chunk.md5.isEmpty() || !m_isUnderstood)
        return Verdict::Good;
    const QByteArray came = QCryptographicHash::hash(body, QCryptographicHash::Md5);
    if (came == chunk.md5 || sumOfText(body) == chunk.md5) {
        m_hasMatched = true;
        m_wrong.remove(chunk.id);
        return Verdict::Good;
    }
    const QByteArray before = m_wrong.value(chunk.id);
    m_wrong.insert(chunk.id, came);
    if (before != came)
        return Verdict::Wrong;
    m_wrong.remove(chunk.id);
    m_isUnderstood = m_hasMatched;
    return Verdict::Settled;
}

} // namespace watchglass::protocol::moonsense
