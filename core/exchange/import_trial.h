#pragma once

#include "core/exchange/importer.h"

#include <vector>

namespace watchglass::exchange {

/// A series as it would come of an import.
struct TrialSeries
{
    SeriesInfo info;
    std::int64_t samples = 0;
    std::optional<Sample> first; ///< As the file has them, not by time.
    std::optional<Sample> last;
};

struct Trial
{
    ImportReport report;
    std::vector<TrialSeries> series; ///< In the order in which they came.
};

/// Reads a whole file and keeps only what there would be. Errors: as importFile().
Result<Trial> tryImport(const QString &path, const ImportOptions &options, const Progress &progress = {});

} // namespace watchglass::exchange
