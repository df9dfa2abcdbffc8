#pragma once

#include "core/base/result.h"
#include "core/exchange/csv_plan.h"
#include "core/exchange/import_report.h"
#include "core/exchange/import_sink.h"
#include "core/exchange/text_file.h"

namespace watchglass::exchange {

/// Reads a table as the plan says and delivers its samples and events. What cannot be read is counted and the first of
/// it named by line; nothing of it is fatal, but a file without a single usable row is refused.
/// Errors: File, TooLarge (see TextFile), Malformed (no usable row; names the line), Refused (progress said so).
Result<ImportReport> importCsv(TextFile &file, const CsvPlan &plan, ImportSink &sink, const Progress &progress = {});

} // namespace watchglass::exchange
