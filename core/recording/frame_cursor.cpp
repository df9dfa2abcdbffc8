#include "core/recording/frame_cursor.h"

#include "core/recording/compression.h"
#include "core/recording/frame_codec.h"
#include "core/recording/session_file_private.h"

namespace watchglass::recording {

/// Reads the batches of each source one after the other.
class FrameCursor::Source
{
public:
    Source(SessionFile::Private &file, Timestamp from, SourceId only)
        : m_from(from)
        , m_query(file.database->prepared(QStringLiteral(
              "SELECT id, last, batch FROM frames WHERE source = ? AND (last > ? OR (last = ? AND id > ?))"
              " ORDER BY last, id LIMIT 1")))
    {
        for (const SessionSource &source : file.sources) {
            if (only == 0 || source.id == only)
                m_streams.push_back({source.id, from.ns(), -1, {}, 0, false});
        }
    }

    Result<std::optional<RecordedFrame>> next()
    {
        Stream *first = nullptr;
        for (Stream &stream : m_streams) {
            if (auto filled = fill(stream); !filled)
                return filled.error();
            if (!stream.isOver && (!first || stream.head().arrival < first->head().arrival))
                first = &stream;
        }
        if (!first)
            return std::optional<RecordedFrame>();
        return std::optional(std::move(first->frames[first->at++]));
    }

private:
    struct Stream
    {
        SourceId source = 0;
        qint64 last = 0; ///< Where the next batch is looked for.
        qint64 row = -1;
        std::vector<RecordedFrame> frames;
        std::size_t at = 0;
        bool isOver = false;

        const RecordedFrame &head() const { return frames[at]; }
    };

    /// Makes head() the stream's next frame, or the stream over.
    Result<void> fill(Stream &stream)
    {
        while (!stream.isOver && stream.at == stream.frames.size()) {
            stream.frames.clear();
            stream.at = 0;
            if (!execute(m_query, qint64(stream.source), stream.last, stream.last, stream.row))
                return Error{ErrorCode::Malformed, SessionFile::tr("Frames cannot be read")};
            if (!m_query.next()) {
                m_query.finish();
                stream.isOver = true;
                break;
            }
            const qint64 row = m_query.value(0).toLongLong();
            const qint64 last = m_query.value(1).toLongLong();
            if (last < stream.last || (last == stream.last && row <= stream.row)) { // or it would go round for ever
                m_query.finish();
                stream.isOver = true;
                return Error{ErrorCode::Malformed, SessionFile::tr("The list of frames is damaged")};
            }
            stream.row = row;
            stream.last = last;
            const auto raw = decompress(m_query.value(2).toByteArray());
            m_query.finish();
            if (!raw || !decodeFrames(raw.value(), stream.source, stream.frames))
                return Error{ErrorCode::Malformed, SessionFile::tr("A batch of frames is damaged")};
            while (stream.at < stream.frames.size() && stream.head().arrival < m_from)
                ++stream.at;
        }
        return {};
    }

    const Timestamp m_from;
    QSqlQuery m_query;
    std::vector<Stream> m_streams;
};

FrameCursor::FrameCursor(std::unique_ptr<Source> source)
    : m_source(std::move(source))
{}

FrameCursor::FrameCursor(FrameCursor &&) noexcept = default;
FrameCursor &FrameCursor::operator=(FrameCursor &&) noexcept = default;
FrameCursor::~FrameCursor() = default;

Result<std::optional<RecordedFrame>> FrameCursor::next()
{
    return m_source->next();
}

FrameCursor SessionFile::frames(Timestamp from, SourceId source) const
{
    return FrameCursor(std::make_unique<FrameCursor::Source>(*d, from, source));
}

} // namespace watchglass::recording
