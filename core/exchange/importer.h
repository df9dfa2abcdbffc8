#pragma once

#include "core/exchange/csv_import.h"
#include "core/exchange/file_beginning.h"
#include "core/exchange/gpx_import.h"
#include "core/exchange/json_import.h"

namespace watchglass::exchange {

struct ImportOptions
{
    FileFormat format = FileFormat::Detected;
    CsvOptions csv; ///< Its source, device, time column, start and zone count for other formats as well.
    MissingTimes missingTimes = MissingTimes::Refuse; ///< Of GPX.
    Duration pointInterval = std::chrono::seconds(1); ///< With MissingTimes::Count.
};

/// Reads a file, plain or gzip, whatever it is. Errors name the line where one can be named.
Result<ImportReport> importFile(const QString &path, const ImportOptions &options, ImportSink &sink,
                                const Progress &progress = {});

/// Whether a file holds sessions of Moonsense, by its beginning: there is nothing to ask about how they are read.
bool isMoonsense(const QString &path);

} // namespace watchglass::exchange
