#include "core/recording/session_file_private.h"

#include "core/recording/compression.h"
#include "core/recording/frame_codec.h"

#include <algorithm>

namespace watchglass::recording {

namespace {

/// What the list of batches says of one of them.
struct Batch
{
    Timestamp first;
    Timestamp last;
    std::vector<RecordedFrame> frames; ///< Empty when they were not asked for, or are damaged.
};

/// The row that `sql` finds, which selects first, last and, to be unpacked, the batch.
Result<std::optional<Batch>> batchOf(SessionDatabase &database, const QString &sql, SourceId source, Timestamp time)
{
    QSqlQuery query = database.prepared(sql);
    if (!execute(query, qint64(source), qint64(time.ns()))) {
        database.failed(query);
        return Error{ErrorCode::Malformed, database.errorText()};
    }
    if (!query.next())
        return std::optional<Batch>();
    Batch batch{Timestamp::fromNs(query.value(0).toLongLong()), Timestamp::fromNs(query.value(1).toLongLong()), {}};
    // A step to the end of a batch needs none of its frames.
    if (batch.first <= time && time <= batch.last) {
        if (const auto raw = decompress(query.value(2).toByteArray()))
            decodeFrames(raw.value(), source, batch.frames);
    }
    return std::optional(std::move(batch));
}

/// Of one source, whose frames stand in order of arrival, and so do its batches.
Result<std::optional<Timestamp>> after(SessionDatabase &database, SourceId source, Timestamp time)
{
    const auto found =
        batchOf(database,
                QStringLiteral("SELECT first, last, batch FROM frames WHERE source = ? AND last > ? ORDER BY last, id"
                               " LIMIT 1"),
                source, time);
    if (!found)
        return found.error();
    if (!found.value())
        return std::optional<Timestamp>();
    const Batch &batch = *found.value();
    for (const RecordedFrame &frame : batch.frames) {
        if (frame.arrival > time)
            return std::optional(frame.arrival);
    }
    return std::optional(batch.first > time ? batch.first : batch.last);
}

Result<std::optional<Timestamp>> before(SessionDatabase &database, SourceId source, Timestamp time)
{
    const auto across =
        batchOf(database,
                QStringLiteral("SELECT first, last, batch FROM frames WHERE source = ? AND last >= ? ORDER BY last, id"
                               " LIMIT 1"),
                source, time);
    if (!across)
        return across.error();
    if (across.value() && across.value()->first < time) {
        const Batch &batch = *across.value();
        for (auto frame = batch.frames.rbegin(); frame != batch.frames.rend(); ++frame) {
            if (frame->arrival < time)
                return std::optional(frame->arrival);
        }
        return std::optional(batch.first);
    }
    const auto earlier = batchOf(
        database,
        QStringLiteral("SELECT first, last, NULL FROM frames WHERE source = ? AND last < ? ORDER BY last DESC LIMIT 1"),
        source, time);
    if (!earlier)
        return earlier.error();
    return earlier.value() ? std::optional(earlier.value()->last) : std::nullopt;
}

} // namespace

Result<std::optional<Timestamp>> SessionFile::frameAfter(Timestamp time) const
{
    std::optional<Timestamp> nearest;
    for (const SessionSource &source : d->sources) {
        const auto found = after(*d->database, source.id, time);
        if (!found)
            return found.error();
        if (found.value() && (!nearest || *found.value() < *nearest))
            nearest = found.value();
    }
    return nearest;
}

Result<std::optional<Timestamp>> SessionFile::frameBefore(Timestamp time) const
{
    std::optional<Timestamp> nearest;
    for (const SessionSource &source : d->sources) {
        const auto found = before(*d->database, source.id, time);
        if (!found)
            return found.error();
        if (found.value() && (!nearest || *found.value() > *nearest))
            nearest = found.value();
    }
    return nearest;
}

} // namespace watchglass::recording
