#pragma once

#include "core/exchange/comparison.h"
#include "core/recording/session_file.h"

namespace watchglass::replay {

/// What comparing two sessions gave, with whose series each line of the report is about.
struct SessionComparison
{
    /// As the sessions call them; nothing where it has none.
    struct Pair
    {
        std::optional<SeriesKey> first;
        std::optional<SeriesKey> second;
    };

    exchange::ComparisonReport report;
    std::vector<Pair> pairs; ///< Of each of report.series, in the same order.
};

/// Compares two sessions; see exchange::compareSamples(). Series are the same by their whole names where the two have a
/// source in common, and by device and attribute otherwise: `options.matchesSource` is set accordingly.
/// Errors: as compareSamples()' and the files'.
Result<SessionComparison> compareSessions(const recording::SessionFile &first, const recording::SessionFile &second,
                                          exchange::CompareOptions options,
                                          const std::function<bool(std::size_t done, std::size_t total)> &progress);

} // namespace watchglass::replay
