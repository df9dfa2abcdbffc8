#pragma once

#include "core/recording/session_book.h"

#include <optional>

namespace watchglass::store {
class SeriesStore;
}

namespace watchglass::recording {

/// What a recording took along from before it began. Of these samples there are no frames.
struct PastSamples
{
    TimeRange range; ///< That they lie in, by their own times.
    std::uint64_t count = 0;

    /// As it stands in a session's ledger, under pastKind.
    QJsonObject toJson() const;
    static std::optional<PastSamples> fromJson(const QJsonObject &json);
};

/// Kind of the ledger's entry, one for each source that brought any.
inline const QString pastKind = QStringLiteral("before");

/// Adds to `book` what `store` holds of a source from `since` on, with what is known to be missing among it. What
/// arrives meanwhile and is recorded as well is the same sample twice, which a session gives once.
/// `name`: SeriesKey::source. `now`: when this is.
PastSamples addPastSamples(SessionBook &book, SourceId source, const QString &name, const store::SeriesStore &store,
                           Timestamp since, Timestamp now);

} // namespace watchglass::recording
