#pragma once

#include "app/simulator/feed.h"
#include "core/base/result.h"

#include <QStringList>

#include <optional>
#include <string_view>

namespace watchglass::sim {

/// How a CSV file is to be read.
struct CsvOptions
{
    QString timeColumn;           ///< Name or index from 0; empty: found by its name, or none with rateHz.
    QStringList columns;          ///< Names or indices of value columns; empty: every column that holds numbers.
    std::optional<double> rateHz; ///< Times are row / rateHz and no column is a time.
};

/// A table of samples, row by row, with the exact times and values that the file's text says.
struct CsvRecording
{
    std::vector<Metric> metrics;
    std::vector<Timestamp> times; ///< One for each row.
    std::vector<double> values;   ///< rows x metrics, row after row; NaN where the cell is empty or "nan".
    std::int64_t badRows = 0;     ///< Skipped: a cell too few or no readable time.
    std::int64_t badCells = 0;    ///< Cells of used columns that are no numbers; they have no value.
    QString timeColumn;           ///< As the file names it; empty for none.
};

/// Reads a table out of text: delimiter , ; or tab, whichever fits; quotes; '#' comments and preamble lines before
/// the header; spaces around cells; a decimal comma where the delimiter is none. Times are seconds (also of the Unix
/// epoch), milliseconds, microseconds or nanoseconds, by the column's name or the number's size, or date and time as
/// ISO 8601 or with slashes.
Result<CsvRecording> parseCsv(QByteArrayView text, const CsvOptions &options);

/// The same from a file, compressed (.gz) or not, of at most 1 GiB of text.
Result<CsvRecording> loadCsv(const QString &path, const CsvOptions &options);

/// Splits "MLII_mV", "Accelerometer X (g)", "HR[bpm]", "time_s" into a name and a unit; an empty unit where none is
/// recognised. The name keeps the file's spelling without the unit.
Metric metricOfColumn(const QString &header);

/// A decimal number of units (`nsPerUnit` each) as nanoseconds, exactly, digits below a nanosecond rounded to the
/// nearest; with sign and exponent. Nothing when it is no number or out of range.
std::optional<std::int64_t> decimalToNs(std::string_view text, std::int64_t nsPerUnit);

} // namespace watchglass::sim
