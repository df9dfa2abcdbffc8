#pragma once

#include "core/base/result.h"
#include "core/exchange/csv_layout.h"

namespace watchglass::exchange {

/// Puts what the options say of single columns into a plan. `layout` knows the columns by their headers as well; null
/// where there is none. Errors: Missing (no such column, or nothing is left to take); they name the line.
Result<void> applyUses(const CsvOptions &options, const CsvLayout *layout, CsvPlan &plan);

} // namespace watchglass::exchange
