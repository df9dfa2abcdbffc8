#include "core/protocol/moonsense/chunk_text.h"

#include "core/protocol/moonsense/archive_reader.h"

#include <QCoreApplication>

namespace watchglass::protocol::moonsense {

namespace {

bool isGzip(const QByteArray &body)
{
    return body.startsWith("\x1f\x8b");
}

} // namespace

Result<void> readChunkText(const QByteArray &body, const std::function<void(std::string_view)> &take)
{
    if (!isGzip(body)) {
        take({body.constData(), static_cast<std::size_t>(body.size())});
        return {};
    }
    const auto reader = ArchiveReader::open(body);
    if (!reader)
        return reader.error();
    std::size_t size = 0;
    std::string_view block;
    for (auto step = reader.value()->next(block);; step = reader.value()->next(block)) {
        if (!step)
            return step.error();
        if (step.value() == ArchiveReader::Step::End)
            return {};
        if (step.value() == ArchiveReader::Step::MemberEnd)
            continue;
        size += block.size();
        if (size > mostChunkText)
            return Error{ErrorCode::TooLarge,
                         QCoreApplication::translate("moonsense::ChunkText", "It holds more text than a chunk may")};
        take(block);
    }
}

} // namespace watchglass::protocol::moonsense
