#pragma once

#include "core/protocol/moonsense/rest_decoder.h"

#include <QHash>

namespace watchglass::protocol::moonsense {

/// Compares chunks with the md5 that their list names. Whether that is of the text or of the text as it is compressed
/// is not documented, so either will do. When the same bytes come twice, it is not the way that spoils them: then they
/// are taken, and unless some chunk had a sum that was right, sums are not looked at any more.
/// Thread: one.
class ChunkCheck
{
public:
    enum class Verdict {
        Good,    ///< As it should be, or there is nothing to compare with.
        Wrong,   ///< To be fetched again.
        Settled, ///< Wrong again in the same way: as it is stored.
    };

    /// `body` as it came.
    Verdict judge(const Chunk &chunk, const QByteArray &body);

private:
    QHash<QString, QByteArray> m_wrong; ///< By chunk: the md5 of what came.
    bool m_hasMatched = false;
    bool m_isUnderstood = true;
};

} // namespace watchglass::protocol::moonsense
