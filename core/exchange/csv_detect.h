#pragma once

#include "core/base/result.h"
#include "core/exchange/csv_plan.h"

#include <string_view>

namespace watchglass::exchange {

/// How much of a file's beginning is looked at.
inline constexpr std::size_t detectedBytes = 256 * 1024;

/// How a table is to be read, found out from the beginning of its text and the file's name; what the options say is not
/// questioned. `isWhole`: `text` is all of it. Errors name the line.
///
/// Known besides plain tables, by their text alone: files of an Empatica wrist band (start and rate in the first rows,
/// IBI as well), HRM files of Polar ([HRData]), and lists of heart beat intervals by the file's name.
Result<CsvPlan> detectCsv(std::string_view text, bool isWhole, const CsvOptions &options, const QString &fileName);

} // namespace watchglass::exchange
