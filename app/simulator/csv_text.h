#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <optional>
#include <string_view>
#include <vector>

namespace watchglass::sim {

/// The shape of a table in text: where its rows are and what they are called.
struct CsvLayout
{
    char delimiter = ',';
    std::vector<std::string_view> rows; ///< Lines of data: no comments, no preamble, no header, no blank lines.
    std::vector<QString> header;        ///< One name for each column; "column 1" and so on where the file has none.
};

/// The cells of one line, trimmed, without their quotes. They point into `line`; a doubled quote stays doubled.
/// Rewrites `cells`.
void splitCells(std::string_view line, char delimiter, std::vector<std::string_view> &cells);

/// Finds delimiter, header and rows. Points into `text`. Errors: no table of numbers in it.
Result<CsvLayout> findLayout(std::string_view text);

/// What a cell says.
enum class CellKind { Empty, Number, Text };
struct Cell
{
    CellKind kind = CellKind::Empty;
    double value = 0.0;
};
/// Reads a number (with a decimal comma, where the delimiter is no comma or the cell was quoted). Empty cells, "nan",
/// "na", "null" and infinities are Empty.
Cell readCell(std::string_view cell);

/// Seconds, date and time in the ways that recorders write them: ISO 8601, year/month/day or month/day/year (where
/// the first number is above 12: day/month/year) with a time. As ISO 8601 text; nothing when it is none of these.
std::optional<std::string> isoTextOf(std::string_view cell);

/// A whole file, unpacked where it is gzip-compressed.
Result<QByteArray> readMaybeGzip(const QString &path);

} // namespace watchglass::sim
