#pragma once

#include "core/exchange/csv_layout.h"

namespace watchglass::exchange {

/// Which column of a table holds times, and how they are written: by the columns' names, by what their cells look like,
/// and by what the options say. What was decided is told in `reasons`. Errors: Missing (no such column, or none at
/// all), Malformed (a named column holds no times).
Result<TimePlan> findTimes(const CsvLayout &layout, const CsvOptions &options, QStringList &reasons);

/// A column by its name or its number from 1; nothing when there is none.
std::optional<std::size_t> columnOf(const CsvLayout &layout, const QString &nameOrNumber);

} // namespace watchglass::exchange
