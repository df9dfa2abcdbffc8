#pragma once

#include "core/base/result.h"
#include "core/exchange/resampling.h"
#include "core/exchange/sample_source.h"

#include <QIODevice>
#include <QStringList>

#include <functional>

namespace watchglass::exchange {

enum class ExportFormat {
    CsvWide,   ///< A row for each time, a column for each series.
    CsvLong,   ///< A row for each sample.
    JsonLines, ///< As `watchglass-cli watch` writes them, with a line for each series first, events and alarms last.
    Mcap,      ///< A channel for each series, messages in JSON with a JSON schema.
};

/// How times are written in CSV.
enum class TimeStyle { Iso, Seconds, Milliseconds, Microseconds, Nanoseconds };

struct ExportOptions
{
    ExportFormat format = ExportFormat::CsvWide;
    TimeRange range = everything;
    QStringList series; ///< Keys' texts, with * and ? for any; empty: all.
    std::optional<Resampling> resampling;
    TimeStyle timeStyle = TimeStyle::Iso;
};

struct ExportReport
{
    std::int64_t series = 0;
    std::int64_t samples = 0;
    std::int64_t rows = 0;    ///< Of CSV and JSON lines; of MCAP messages.
    std::int64_t leftOut = 0; ///< Samples that the format cannot say: in MCAP those before 1970.
};

/// Called now and then with the time that was written last; false ends the export.
using ExportProgress = std::function<bool(Timestamp at)>;

/// Writes what the options choose, in order of time, oldest first; the same input gives the same bytes. States are
/// written as their words. Errors: Missing (no such series), Unsupported (more series than the format has room for),
/// File (`out` takes no more), Refused (progress said so).
Result<ExportReport> exportSamples(const SampleSource &source, const ExportOptions &options, QIODevice &out,
                                   const ExportProgress &progress = {});

/// Whether a key's text is one of the patterns; with none it is.
bool isChosen(const QString &key, const QStringList &patterns);

} // namespace watchglass::exchange
