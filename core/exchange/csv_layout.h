#pragma once

#include "core/base/result.h"
#include "core/exchange/csv_cells.h"
#include "core/exchange/csv_plan.h"

namespace watchglass::exchange {

/// The shape of a table in text: where its rows are and what its columns are called. Points into the text.
struct CsvLayout
{
    char delimiter = ',';
    bool isDecimalComma = false;
    std::string comment = "#";
    std::size_t width = 0; ///< Columns: of most rows, or of the header when that has more.
    std::int64_t headerLine = 0;
    std::int64_t firstRowLine = 1;
    std::vector<QString> names;               ///< `width` of them; empty where there is none.
    std::vector<QString> units;               ///< `width` of them, from a row of units below the header.
    std::vector<std::vector<CsvCell>> sample; ///< The first rows of data, each of `width` cells.
    QStringList notes;                        ///< Comments and what stands before the header.
    bool isShifted = false;                   ///< The header has no name for the first column, a row's number.
};

/// Of the beginning of a file; `isWhole` when that is all of it. Errors: Malformed (no table).
Result<CsvLayout> findLayout(std::string_view text, bool isWhole, const CsvOptions &options);

} // namespace watchglass::exchange
