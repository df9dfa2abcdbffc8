#include "core/exchange/csv_layout.h"

#include "core/exchange/column_name.h"
#include "core/exchange/texts.h"

#include <algorithm>
#include <map>

namespace watchglass::exchange {

namespace {

constexpr std::size_t linesLookedAt = 400;

bool isComment(std::string_view line)
{
    line = trimmed(line);
    return line.starts_with('#') || line.starts_with('%');
}

/// How well a delimiter suits some lines.
struct Fit
{
    char delimiter = ',';
    std::size_t width = 1;
    double score = 0.0;
};

Fit fitOf(const std::vector<CsvLine> &lines, char delimiter, bool isDecimalComma)
{
    std::map<std::size_t, std::pair<std::size_t, std::size_t>> byWidth; // width: lines, good cells
    std::size_t total = 0;
    std::vector<CsvCell> cells;
    for (std::size_t i = 0; i < lines.size() && total < linesLookedAt; ++i) {
        if (isComment(lines[i].text) || trimmed(lines[i].text).empty())
            continue;
        ++total;
        splitCells(lines[i].text, delimiter, cells);
        auto &[count, good] = byWidth[cells.size()];
        ++count;
        good +=
            static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [isDecimalComma](const CsvCell &cell) {
                return kindOf(cell, isDecimalComma) != CellKind::Word;
            }));
    }
    Fit best{delimiter};
    for (const auto &[width, lineCounts] : byWidth) {
        const double share = static_cast<double>(lineCounts.first) / static_cast<double>(total);
        const double good = static_cast<double>(lineCounts.second) / static_cast<double>(lineCounts.first * width);
        // One column is no table unless nothing else is one.
        const double score = share * (0.3 + 0.7 * good) * (width == 1 ? 0.3 : 1.0);
        if (score > best.score)
            best = {delimiter, width, score};
    }
    return best;
}

Fit bestFit(const std::vector<CsvLine> &lines, const CsvOptions &options)
{
    if (options.delimiter)
        return fitOf(lines, *options.delimiter, options.isDecimalComma.value_or(*options.delimiter != ','));
    Fit best;
    for (const char delimiter : {';', '\t', ',', '|'}) {
        const Fit fit = fitOf(lines, delimiter, options.isDecimalComma.value_or(delimiter != ','));
        if (fit.score > best.score)
            best = fit;
    }
    // Spaces stand inside cells too: they count where nothing else parts the lines.
    if (best.width == 1) {
        const Fit fit = fitOf(lines, ' ', true);
        if (fit.score > best.score * 1.5)
            best = fit;
    }
    return best;
}

bool hasValues(const std::vector<CsvCell> &cells, bool isDecimalComma)
{
    return std::any_of(cells.begin(), cells.end(), [isDecimalComma](const CsvCell &cell) {
        const CellKind kind = kindOf(cell, isDecimalComma);
        return kind == CellKind::Number || kind == CellKind::Time;
    });
}

QString textOf(std::string_view cell)
{
    return QString::fromStdString(plainText(cell)).trimmed();
}

/// Finds the parts of a table, one after the other.
class LayoutSearch
{
public:
    LayoutSearch(const std::vector<CsvLine> &lines, const CsvOptions &options)
        : m_lines(lines)
        , m_options(options)
        , m_fit(bestFit(lines, options))
    {
        m_out.delimiter = m_fit.delimiter;
        m_out.width = m_fit.width;
        m_comma = options.isDecimalComma.value_or(m_fit.delimiter != ',');
    }

    Result<CsvLayout> find()
    {
        if (!findFirstRow())
            return Error{
                ErrorCode::Malformed,
                Texts::tr("line 1: there is no table of numbers or times in the first %1 lines").arg(m_lines.size())};
        takeSample();
        findHeader();
        m_out.firstRowLine = m_lines[m_first].number;
        for (std::size_t i = 0; i < m_first; ++i) {
            const std::string_view line = trimmed(m_lines[i].text);
            if (line.starts_with('%') && m_lines[i].number != m_out.headerLine)
                m_out.comment = "#%";
            if (!line.empty() && m_lines[i].number != m_out.headerLine)
                m_out.notes << textOf(line);
        }
        for (std::vector<CsvCell> &row : m_out.sample)
            row.resize(m_out.width);
        m_out.names.resize(m_out.width);
        m_out.units.resize(m_out.width);
        return std::move(m_out);
    }

private:
    void split(std::size_t line, std::vector<CsvCell> &cells) const
    {
        splitCells(m_lines[line].text, m_out.delimiter, cells);
    }

    bool isSkipped(std::size_t line) const
    {
        return isComment(m_lines[line].text) || trimmed(m_lines[line].text).empty();
    }

    bool findFirstRow()
    {
        std::vector<CsvCell> cells;
        std::size_t from = 0;
        if (m_options.headerLine) {
            while (from < m_lines.size() && m_lines[from].number <= *m_options.headerLine)
                ++from;
        }
        for (m_first = from; m_first < m_lines.size(); ++m_first) {
            if (isSkipped(m_first))
                continue;
            split(m_first, cells);
            if (cells.size() >= m_out.width && hasValues(cells, m_comma))
                return true;
        }
        return false;
    }

    void takeSample()
    {
        std::vector<CsvCell> cells;
        for (std::size_t i = m_first; i < m_lines.size() && m_out.sample.size() < linesLookedAt; ++i) {
            if (isSkipped(i))
                continue;
            split(i, cells);
            for (const CsvCell &cell : cells) {
                double value = 0.0;
                m_out.isDecimalComma =
                    m_out.isDecimalComma
                    || (m_out.delimiter != ',' && !cell.isQuoted && cell.text.find(',') != std::string_view::npos
                        && readNumber(cell, true, value));
            }
            m_out.sample.push_back(cells);
        }
        m_out.isDecimalComma = m_options.isDecimalComma.value_or(m_out.isDecimalComma);
    }

    /// A comment directly before the rows that has their cells: "%time,x,y", "# Labels:= x y".
    bool takeComment(std::size_t line)
    {
        std::string_view text = trimmed(m_lines[line].text);
        text.remove_prefix(1);
        const std::size_t assigned = text.find(":=");
        const bool isLabels = assigned != std::string_view::npos && text.find("abel") < assigned;
        if (isLabels)
            text.remove_prefix(assigned + 2);
        std::vector<CsvCell> cells;
        splitCells(text, m_out.delimiter, cells);
        if (cells.size() != m_out.width || (m_out.width == 1 && !isLabels) || hasValues(cells, m_comma))
            return false;
        takeNames(line, cells);
        return true;
    }

    void takeNames(std::size_t line, const std::vector<CsvCell> &cells)
    {
        m_out.headerLine = m_lines[line].number;
        m_out.names.clear();
        for (const CsvCell &cell : cells)
            m_out.names.push_back(textOf(cell.text));
        // Tables written with row numbers have a first column that the header does not name.
        std::vector<CsvCell> row;
        split(m_first, row);
        double number = 0.0;
        if (row.size() == cells.size() + 1 && !row.back().text.empty() && readNumber(row.front(), false, number)) {
            m_out.names.insert(m_out.names.begin(), QStringLiteral("row"));
            m_out.isShifted = true;
        }
        // A delimiter behind the last name, or behind each row, makes no column.
        m_out.width = std::max(m_out.width, m_out.names.size());
        while (m_out.width > 1 && isEmptyColumn(m_out.width - 1)
               && (m_out.width > m_out.names.size() || m_out.names[m_out.width - 1].isEmpty())) {
            --m_out.width;
            m_out.names.resize(std::min(m_out.names.size(), m_out.width));
        }
    }

    bool isEmptyColumn(std::size_t column) const
    {
        return std::all_of(m_out.sample.begin(), m_out.sample.end(), [column](const std::vector<CsvCell> &row) {
            return column >= row.size() || row[column].text.empty();
        });
    }

    void findHeader()
    {
        std::vector<CsvCell> cells;
        if (m_options.headerLine) {
            for (std::size_t i = 0; i < m_first; ++i) {
                if (m_lines[i].number == *m_options.headerLine) {
                    split(i, cells);
                    takeNames(i, cells);
                    if (m_first > i + 1)
                        takeUnits(m_first - 1);
                }
            }
            return;
        }
        for (std::size_t i = m_first; i-- > 0;) {
            if (trimmed(m_lines[i].text).empty())
                continue;
            if (isComment(m_lines[i].text)) {
                // Programs write what they say of a table before the names of its columns.
                if (takeComment(i))
                    return;
                continue;
            }
            split(i, cells);
            if (cells.size() * 2 < m_out.width + 1 || hasValues(cells, m_comma))
                return;
            std::size_t above = i;
            if (isUnitRow(cells) && above > 0 && !isSkipped(--above)) {
                std::vector<CsvCell> names;
                split(above, names);
                if (names.size() * 2 > m_out.width && !hasValues(names, m_comma)) {
                    takeNames(above, names);
                    takeUnits(i);
                    return;
                }
            }
            takeNames(i, cells);
            return;
        }
    }

    static bool isUnitRow(const std::vector<CsvCell> &cells)
    {
        std::size_t units = 0;
        std::size_t words = 0;
        for (const CsvCell &cell : cells) {
            const QString text = textOf(cell.text).remove(QLatin1Char('[')).remove(QLatin1Char(']'));
            units += isUnit(text) || cell.text.starts_with('[') || cell.text.starts_with('(') ? 1 : 0;
            words += cell.text.empty() || cell.text == "-" ? 0 : 1;
        }
        return words > 0 && units * 2 >= words;
    }

    void takeUnits(std::size_t line)
    {
        std::vector<CsvCell> cells;
        split(line, cells);
        if (!isUnitRow(cells))
            return;
        m_out.units.clear();
        for (const CsvCell &cell : cells) {
            QString text = textOf(cell.text);
            if (text.startsWith(QLatin1Char('[')) || text.startsWith(QLatin1Char('(')))
                text = text.mid(1, text.size() - 2);
            m_out.units.push_back(text == QLatin1String("-") ? QString() : text);
        }
    }

    const std::vector<CsvLine> &m_lines;
    const CsvOptions &m_options;
    const Fit m_fit;
    bool m_comma = false; ///< While looking: whether a comma inside a cell may be a decimal one.
    std::size_t m_first = 0;
    CsvLayout m_out;
};

} // namespace

Result<CsvLayout> findLayout(std::string_view text, bool isWhole, const CsvOptions &options)
{
    std::vector<CsvLine> lines = linesOf(text);
    // The last line may be cut.
    if (!isWhole && lines.size() > 1)
        lines.pop_back();
    return LayoutSearch(lines, options).find();
}

} // namespace watchglass::exchange
