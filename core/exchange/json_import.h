#pragma once

#include "core/base/result.h"
#include "core/exchange/csv_plan.h"
#include "core/exchange/import_report.h"
#include "core/exchange/import_sink.h"
#include "core/exchange/text_file.h"

namespace watchglass::exchange {

/// Reads JSON lines, or a file that is one JSON text. By the first text it is
/// - what `watchglass-cli watch` and an export write: {"event":"sample",…} and its like;
/// - messages of Terra's gateway: {"op":5,…};
/// - what Disruptive's services write: {"result":{"event":…}}, {"event":{…}}, {"events":[…]}, {"devices":[…]};
/// - bundles of Moonsense (read from `path` again);
/// - else flat objects with a time among their fields ("time", "timestamp", "ts" … or options.timeColumn): each number
///   a series, each word a series of states, nested names joined by a point, a "device" or "device_id" the device.
///
/// The report's rows are messages, events of a list, or objects. A text that cannot be read is counted and named.
/// Errors: File, Malformed, Missing (the first text fits nothing; names the line).
Result<ImportReport> importJson(TextFile &file, const QString &path, const CsvOptions &options, ImportSink &sink,
                                const Progress &progress = {});

/// Whether the first text of a file is a bundle of Moonsense. Takes of the file.
bool holdsBundles(TextFile &file);

} // namespace watchglass::exchange
