#pragma once

#include "core/base/result.h"
#include "core/exchange/csv_plan.h"

#include <optional>
#include <string_view>

namespace watchglass::exchange {

/// What a file's name is without its folder and endings: "a/HR.csv.gz" → "HR".
QString stemOf(const QString &fileName);

/// Tables whose layout no general rule would find. Nothing: it is none of them.
std::optional<CsvPlan> knownTable(std::string_view text, const CsvOptions &options, const QString &fileName);

/// What is surely no text: the name of its format, for people; empty for text.
QString binaryFormat(std::string_view bytes);

} // namespace watchglass::exchange
