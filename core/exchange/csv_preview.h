#pragma once

#include "core/base/result.h"
#include "core/exchange/csv_plan.h"

#include <string_view>

namespace watchglass::exchange {

/// A cell as an import takes it.
struct PreviewCell
{
    QString text;                     ///< As it stands there, without quotes.
    std::optional<double> value = {}; ///< Of a number.
    bool isMissing = false;           ///< It stands for no value.
    QString problem = {};             ///< Why it is left out; empty: it is not.
};

/// A row as an import takes it.
struct PreviewRow
{
    std::int64_t line = 0;          ///< From 1.
    std::optional<Timestamp> time;  ///< Nothing: the row is left out.
    QString problem;                ///< Why, or that it is too short or too long; empty: all is well.
    std::vector<PreviewCell> cells; ///< As many as the plan has columns.
};

struct CsvPreview
{
    CsvPlan plan;
    std::vector<PreviewRow> rows;
    /// What keeps the table from being imported, while it can be shown all the same: that no column holds times, or
    /// that nothing is taken. Then `plan.time` says nothing and rows have no times.
    std::optional<Error> problem;
};

/// The first rows of a table as importCsv() reads them after detectCsv(), with the same arguments as that.
/// Errors: as detectCsv(), where there is no table that could be shown.
Result<CsvPreview> previewCsv(std::string_view text, bool isWhole, const CsvOptions &options, const QString &fileName,
                              std::size_t mostRows);

} // namespace watchglass::exchange
