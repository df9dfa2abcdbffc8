#include "core/exchange/csv_cells.h"

#include "core/exchange/time_text.h"

#include <fast_float/fast_float.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace watchglass::exchange {

namespace {

constexpr std::string_view blank = " \t\r\v\f";
constexpr std::size_t longestQuoted = 64 * 1024;

bool read(std::string_view text, char point, double &value)
{
    const char *end = text.data() + text.size();
    const auto got = fast_float::from_chars_advanced(
        text.data(), end, value, fast_float::parse_options(fast_float::chars_format::general, point));
    return got.ec == std::errc() && got.ptr == end;
}

/// Whether a line ends inside of quotes. They open at the beginning of a cell only, whatever parts the cells, so that
/// inches hide nothing.
bool endsInQuotes(std::string_view line, bool isQuoted)
{
    bool isCellStart = true;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (isQuoted) {
            const bool isDoubled = c == '"' && i + 1 < line.size() && line[i + 1] == '"';
            i += isDoubled ? 1 : 0;
            isQuoted = c != '"' || isDoubled;
            isCellStart = false;
        } else if (c == '"' && isCellStart) {
            isQuoted = true;
        } else if (c != ' ') {
            isCellStart = c == ',' || c == ';' || c == '\t' || c == '|';
        }
    }
    return isQuoted;
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    const std::size_t from = text.find_first_not_of(blank);
    return from == std::string_view::npos ? std::string_view()
                                          : text.substr(from, text.find_last_not_of(blank) - from + 1);
}

const char *cellEnd(const char *at, const char *end, char delimiter)
{
    const char *start = at;
    while (start != end && *start == ' ' && delimiter != ' ')
        ++start;
    if (start == end || *start != '"') {
        const void *found = at == end ? nullptr : std::memchr(at, delimiter, static_cast<std::size_t>(end - at));
        return found ? static_cast<const char *>(found) : end;
    }
    bool isQuoted = false;
    for (at = start; at != end; ++at) {
        if (*at == '"')
            isQuoted = !isQuoted;
        else if (*at == delimiter && !isQuoted)
            return at;
    }
    return end;
}

CsvCell cellOf(std::string_view raw)
{
    const std::string_view text = trimmed(raw);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        return {trimmed(text.substr(1, text.size() - 2)), true};
    return {text, false};
}

void splitCells(std::string_view row, char delimiter, std::vector<CsvCell> &cells)
{
    cells.clear();
    if (delimiter == ' ')
        row = trimmed(row);
    const char *at = row.data();
    const char *end = at + row.size();
    for (;;) {
        const char *stop = cellEnd(at, end, delimiter);
        cells.push_back(cellOf({at, static_cast<std::size_t>(stop - at)}));
        if (stop == end)
            return;
        at = stop + 1;
        while (delimiter == ' ' && at != end && *at == ' ')
            ++at;
    }
}

std::string plainText(std::string_view cell)
{
    std::string out;
    out.reserve(cell.size());
    for (std::size_t i = 0; i < cell.size(); ++i) {
        out += cell[i];
        if (cell[i] == '"' && i + 1 < cell.size() && cell[i + 1] == '"')
            ++i;
    }
    return out;
}

const char *rowEnd(const char *at, const char *end, std::int64_t &lines)
{
    lines = 1;
    bool isQuoted = false;
    const char *first = nullptr;
    for (const char *from = at; from != end;) {
        const auto *stop = static_cast<const char *>(std::memchr(from, '\n', static_cast<std::size_t>(end - from)));
        if (!stop)
            return nullptr;
        first = first ? first : stop;
        if (isQuoted || std::memchr(from, '"', static_cast<std::size_t>(stop - from)))
            isQuoted = endsInQuotes({from, static_cast<std::size_t>(stop - from)}, isQuoted);
        if (!isQuoted)
            return stop;
        // A quote that nobody closes hides no lines.
        if (static_cast<std::size_t>(stop - at) > longestQuoted) {
            lines = 1;
            return first;
        }
        from = stop + 1;
        ++lines;
    }
    return nullptr;
}

std::vector<CsvLine> linesOf(std::string_view text)
{
    std::vector<CsvLine> out;
    const char *at = text.data();
    const char *end = at + text.size();
    std::int64_t number = 1;
    while (at != end) {
        std::int64_t lines = 1;
        const char *stop = rowEnd(at, end, lines);
        // Quotes that nobody closes hide nothing.
        if (!stop) {
            stop = static_cast<const char *>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
            lines = 1;
        }
        const char *rowStop = stop ? stop : end;
        std::string_view row(at, static_cast<std::size_t>(rowStop - at));
        if (row.ends_with('\r'))
            row.remove_suffix(1);
        out.push_back({number, row});
        number += lines;
        at = stop ? stop + 1 : end;
    }
    return out;
}

bool isMissing(std::string_view text)
{
    if (text.empty())
        return true;
    if (text.size() > 4)
        return false;
    std::array<char, 4> lower{};
    std::transform(text.begin(), text.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    const std::string_view word(lower.data(), text.size());
    return word == "-" || word == "nan" || word == "na" || word == "n/a" || word == "null" || word == "none"
           || word == "--" || word == "-nan";
}

bool readNumber(const CsvCell &cell, bool isDecimalComma, double &value)
{
    std::string_view text = cell.text;
    if (text.starts_with('+'))
        text.remove_prefix(1);
    if (text.empty())
        return false;
    const bool hasComma = (isDecimalComma || cell.isQuoted) && text.find('.') == std::string_view::npos
                          && text.find(',') != std::string_view::npos;
    return read(text, hasComma ? ',' : '.', value);
}

CellKind kindOf(const CsvCell &cell, bool isDecimalComma)
{
    if (isMissing(cell.text))
        return CellKind::Missing;
    double value = 0.0;
    if (readNumber(cell, isDecimalComma, value))
        return CellKind::Number;
    return timeTextOf(cell.text) ? CellKind::Time : CellKind::Word;
}

} // namespace watchglass::exchange
