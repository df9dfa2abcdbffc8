#pragma once

#include "core/base/result.h"
#include "core/exchange/import_report.h"
#include "core/exchange/import_sink.h"
#include "core/exchange/text_file.h"

namespace watchglass::exchange {

/// What becomes of track points without a time.
enum class MissingTimes {
    Refuse, ///< The file is refused; the message names the first of them.
    Skip,   ///< They are left out and counted.
    Count,  ///< The file's times are not used: points are an interval apart, from a start on.
};

struct GpxOptions
{
    QString source;
    QString device;
    MissingTimes missingTimes = MissingTimes::Refuse;
    Duration interval = std::chrono::seconds(1); ///< With Count.
    Timestamp start;                             ///< With Count.
};

/// Reads the tracks of a GPX 1.0 or 1.1 file: latitude, longitude, elevation and what numbers a point's extensions hold
/// (hr → "heart_rate", cad → "cadence", atemp → "temperature" …). Between two segments there is a gap. Waypoints with a
/// time are events. Errors: Malformed (no XML, no GPX), Missing (no track points; points without times); they name the
/// line; Refused (progress said so).
Result<ImportReport> importGpx(TextFile &file, const GpxOptions &options, ImportSink &sink,
                               const Progress &progress = {});

} // namespace watchglass::exchange
