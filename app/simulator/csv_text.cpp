#include "app/simulator/csv_text.h"

#include "core/base/timestamp.h"

#include <QCoreApplication>
#include <QFile>

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

namespace watchglass::sim {

namespace {

constexpr std::size_t linesLookedAt = 200;
constexpr qsizetype largestText = 1024 * 1024 * 1024;

QString translated(const char *text)
{
    return QCoreApplication::translate("watchglass::sim", text);
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\r";
    const std::size_t from = text.find_first_not_of(blank);
    return from == std::string_view::npos ? std::string_view()
                                          : text.substr(from, text.find_last_not_of(blank) - from + 1);
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        const std::string_view inner = trimmed(line);
        if (!inner.empty() && inner.front() != '#')
            out.push_back(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
        if (end == std::string_view::npos)
            break;
        text.remove_prefix(end + 1);
    }
    return out;
}

/// How many of the first lines have the commonest number of cells, and that number.
struct Fit
{
    std::size_t lines = 0;
    std::size_t cells = 1;
};

Fit fitOf(const std::vector<std::string_view> &lines, char delimiter)
{
    std::map<std::size_t, std::size_t> counts;
    std::vector<std::string_view> cells;
    for (std::size_t i = 0; i < std::min(lines.size(), linesLookedAt); ++i) {
        splitCells(lines[i], delimiter, cells);
        ++counts[cells.size()];
    }
    Fit best;
    for (const auto &[cellCount, lineCount] : counts) {
        if (lineCount > best.lines || (lineCount == best.lines && cellCount > best.cells))
            best = {lineCount, cellCount};
    }
    return best;
}

bool isTimeText(std::string_view cell)
{
    return isoTextOf(cell).has_value();
}

bool hasNumbers(const std::vector<std::string_view> &cells)
{
    return std::any_of(cells.begin(), cells.end(), [](std::string_view cell) {
        return readCell(cell).kind == CellKind::Number || isTimeText(cell);
    });
}

QString nameOf(std::string_view cell)
{
    QString name = QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size())).trimmed();
    return name.replace(QLatin1String("\"\""), QLatin1String("\""));
}

} // namespace

void splitCells(std::string_view line, char delimiter, std::vector<std::string_view> &cells)
{
    cells.clear();
    std::size_t from = 0;
    bool isQuoted = false;
    for (std::size_t i = 0; i <= line.size(); ++i) {
        if (i < line.size() && line[i] == '"')
            isQuoted = !isQuoted;
        if (i < line.size() && (isQuoted || line[i] != delimiter))
            continue;
        std::string_view cell = trimmed(line.substr(from, i - from));
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
            cell = trimmed(cell.substr(1, cell.size() - 2));
        cells.push_back(cell);
        from = i + 1;
    }
}

Cell readCell(std::string_view cell)
{
    if (cell.empty())
        return {};
    std::array<char, 64> copy;
    if (cell.size() > copy.size())
        return {CellKind::Text, 0.0};
    if (cell.front() == '+')
        cell.remove_prefix(1);
    if (std::count(cell.begin(), cell.end(), ',') == 1 && cell.find('.') == std::string_view::npos) {
        std::replace_copy(cell.begin(), cell.end(), copy.begin(), ',', '.');
        cell = {copy.data(), cell.size()};
    }
    double value = 0.0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error == std::errc() && end == cell.data() + cell.size())
        return std::isfinite(value) ? Cell{CellKind::Number, value} : Cell{};
    QByteArray word(cell.data(), static_cast<qsizetype>(cell.size()));
    word = word.toLower();
    return {word == "na" || word == "null" || word == "none" || word == "n/a" ? CellKind::Empty : CellKind::Text, 0.0};
}

std::optional<std::string> isoTextOf(std::string_view cell)
{
    if (parseIsoTimestamp(cell))
        return std::string(cell);
    const std::size_t gap = cell.find(' ');
    const std::string_view date = cell.substr(0, gap);
    const std::size_t first = date.find('/');
    const std::size_t second = first == std::string_view::npos ? first : date.find('/', first + 1);
    if (second == std::string_view::npos || gap == std::string_view::npos)
        return std::nullopt;
    std::array<std::string, 3> part{std::string(date.substr(0, first)),
                                    std::string(date.substr(first + 1, second - first - 1)),
                                    std::string(date.substr(second + 1))};
    if (part[0].size() == 4)
        std::rotate(part.begin(), part.begin() + 1, part.end()); // year first: month, day, year
    else if (part[0].size() == 2 && part[0] > "12")
        std::swap(part[0], part[1]);
    for (std::size_t i = 0; i < 2; ++i) {
        if (part[i].size() == 1)
            part[i].insert(part[i].begin(), '0');
    }
    std::string iso = part[2] + '-' + part[0] + '-' + part[1] + 'T' + std::string(trimmed(cell.substr(gap)));
    return parseIsoTimestamp(iso) ? std::optional(std::move(iso)) : std::nullopt;
}

Result<CsvLayout> findLayout(std::string_view text)
{
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    const std::vector<std::string_view> lines = linesOf(text);
    CsvLayout out;
    Fit best;
    for (const char delimiter : {',', ';', '\t'}) {
        const Fit fit = fitOf(lines, delimiter);
        const bool isBetter =
            best.cells <= 1
                ? fit.cells > 1 || best.lines == 0
                : fit.cells > 1 && (fit.lines > best.lines || (fit.lines == best.lines && fit.cells > best.cells));
        if (isBetter) {
            best = fit;
            out.delimiter = delimiter;
        }
    }
    std::vector<std::string_view> cells;
    std::size_t firstRow = 0;
    for (; firstRow < lines.size(); ++firstRow) {
        splitCells(lines[firstRow], out.delimiter, cells);
        if (cells.size() == best.cells && hasNumbers(cells))
            break;
    }
    if (firstRow == lines.size())
        return Error{ErrorCode::Malformed, translated("There is no table of numbers in the file.")};
    const bool lastIsEmpty = cells.back().empty();
    std::vector<std::string_view> names;
    if (firstRow > 0) {
        splitCells(lines[firstRow - 1], out.delimiter, names);
        if (hasNumbers(names) || (names.size() == 1 && best.cells > 1))
            names.clear();
    }
    for (const std::string_view name : names)
        out.header.push_back(nameOf(name));
    // Tables written with row numbers have a first column that the header does not name.
    if (names.size() + 1 == best.cells && !names.empty() && !lastIsEmpty)
        out.header.insert(out.header.begin(), QStringLiteral("row"));
    for (std::size_t i = out.header.size(); i < best.cells; ++i)
        out.header.push_back(QStringLiteral("column %1").arg(i + 1));
    out.rows.assign(lines.begin() + static_cast<std::ptrdiff_t>(firstRow), lines.end());
    return out;
}

Result<QByteArray> readMaybeGzip(const QString &path)
{
    // zlib passes files through that are not compressed.
    const gzFile file = gzopen(QFile::encodeName(path).constData(), "rb");
    if (!file)
        return Error{ErrorCode::File, translated("Cannot open %1.").arg(path)};
    QByteArray out;
    QByteArray piece(1024 * 1024, Qt::Uninitialized);
    int got = 0;
    while ((got = gzread(file, piece.data(), static_cast<unsigned>(piece.size()))) > 0 && out.size() <= largestText)
        out.append(piece.constData(), got);
    // A stream that ends too early shows only when it is closed.
    const bool isDamaged = gzclose(file) != Z_OK || got < 0;
    if (isDamaged)
        return Error{ErrorCode::File, translated("%1 cannot be read, or its compressed data is damaged.").arg(path)};
    if (out.size() > largestText)
        return Error{ErrorCode::TooLarge, translated("%1 holds more than 1 GiB of text.").arg(path)};
    return out;
}

} // namespace watchglass::sim
