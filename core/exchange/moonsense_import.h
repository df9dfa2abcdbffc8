#pragma once

#include "core/base/result.h"
#include "core/exchange/import_report.h"
#include "core/exchange/import_sink.h"
#include "core/exchange/text_file.h"

namespace watchglass::exchange {

/// Reads downloaded sessions in any packing: .json, .gz, .tar, .tar.gz, or a folder of such with its metadata. The
/// report's rows are bundles. Errors: File, Malformed (no bundle at all; names the first object that is none).
Result<ImportReport> importMoonsense(const QString &path, const QString &source, ImportSink &sink,
                                     const Progress &progress = {});

} // namespace watchglass::exchange
