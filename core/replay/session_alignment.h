#pragma once

#include "core/exchange/alignment.h"
#include "core/recording/session_file.h"

#include <functional>
#include <vector>

namespace watchglass::replay {

/// A series that two sessions have, each by its own id.
struct SharedSeries
{
    QString name; ///< Device and attribute, with the source where both call it the same.
    recording::SeriesId first = 0;
    recording::SeriesId second = 0;
    std::uint64_t count = 0; ///< Samples of the one that has fewer.
};

/// Series with samples that both sessions have, by name: of sources that are called the same, and otherwise those whose
/// device and attribute are.
std::vector<SharedSeries> sharedSeries(const recording::SessionFile &first, const recording::SessionFile &second);

/// The shift of the second session at which a series of both correlates best, at most `mostShift` away from `around`;
/// see exchange::align(). Reads both series whole.
/// `isWanted` says false to end it early. Errors: as the files'; Unsupported (nothing to correlate), Refused (ended).
Result<exchange::Alignment> alignSessions(const recording::SessionFile &first, const recording::SessionFile &second,
                                          const SharedSeries &by, Duration around, Duration mostShift,
                                          const std::function<bool()> &isWanted);

/// By how much the second is to be moved for its markers to stand at those of the first: the earliest text that both
/// have counts, or without one, the first marker of each. Both in order of time. Nothing when either has none.
std::optional<Duration> alignMarkers(const std::vector<recording::Marker> &first,
                                     const std::vector<recording::Marker> &second);

} // namespace watchglass::replay
