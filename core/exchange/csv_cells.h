#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace watchglass::exchange {

/// One cell of a row: trimmed, without its quotes; a doubled quote stays doubled. Points into the row.
struct CsvCell
{
    std::string_view text;
    bool isQuoted = false;
};

std::string_view trimmed(std::string_view text);

/// The end of the cell that begins at `at`: its delimiter, or `end`. Quotes hide delimiters.
const char *cellEnd(const char *at, const char *end, char delimiter);
CsvCell cellOf(std::string_view raw);
/// Rewrites `cells`. Of spaces as a delimiter, several count as one.
void splitCells(std::string_view row, char delimiter, std::vector<CsvCell> &cells);
/// With doubled quotes as one.
std::string plainText(std::string_view cell);

/// Rows of text, each without its line end. A line end inside quotes belongs to the row, if the quotes are closed
/// within the text.
struct CsvLine
{
    std::int64_t number = 0; ///< Of its first line, from 1.
    std::string_view text;
};
std::vector<CsvLine> linesOf(std::string_view text);
/// The end of the row that begins at `at`: its '\n', or null when the text ends before. `lines` counts those inside.
const char *rowEnd(const char *at, const char *end, std::int64_t &lines);

/// What a cell may be.
enum class CellKind { Missing, Number, Time, Word };
/// "", "-", "nan", "na", "n/a", "null", "none" in any case are Missing.
CellKind kindOf(const CsvCell &cell, bool isDecimalComma);
bool isMissing(std::string_view text);
/// A whole cell as a number: with a leading plus, with a decimal comma where that is usual or the cell was quoted.
bool readNumber(const CsvCell &cell, bool isDecimalComma, double &value);

} // namespace watchglass::exchange
