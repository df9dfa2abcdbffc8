#include "core/exchange/csv_preview.h"

#include "core/exchange/csv_detect.h"
#include "core/exchange/csv_rows.h"
#include "core/exchange/missing_texts.h"
#include "core/exchange/no_sink.h"
#include "core/exchange/texts.h"

#include <algorithm>

namespace watchglass::exchange {

namespace {

/// Shows rows one by one to what an import would show them to, and reads in its report what became of each.
class RowWatch
{
public:
    explicit RowWatch(const CsvPlan &plan)
        : m_plan(plan)
        , m_missing(plan)
        , m_rows(plan, m_sink, m_report)
    {}

    /// Nothing: the line is none of the rows, or blank.
    std::optional<PreviewRow> take(const CsvLine &line)
    {
        m_report = {};
        const char *from = line.text.data();
        if (!m_rows.line(line.number, from, from + line.text.size()) || m_report.blankRows > 0)
            return std::nullopt;
        PreviewRow row{line.number, m_report.first, {}, cellsOf(line.text)};
        if (!row.time)
            row.problem = m_report.complaints.empty() ? QString() : m_report.complaints.front().text;
        else if (m_report.shortRows > 0)
            row.problem = Texts::tr("the row is too short: %1 of %2 cells").arg(m_cells.size()).arg(row.cells.size());
        else if (hasMoreThan(row.cells.size()))
            row.problem = Texts::tr("the row is too long: %1 cells for %2 columns; the rest is left out")
                              .arg(m_cells.size())
                              .arg(row.cells.size());
        if (row.time)
            noteComplaints(row);
        return row;
    }

private:
    std::vector<PreviewCell> cellsOf(std::string_view text)
    {
        splitCells(text, m_plan.delimiter, m_cells);
        std::vector<PreviewCell> out(m_plan.columns.size());
        for (std::size_t c = 0; c < std::min(out.size(), m_cells.size()); ++c) {
            const CsvCell &cell = m_cells[c];
            out[c].text = QString::fromStdString(plainText(cell.text));
            double value = 0.0;
            const ColumnUse use = m_plan.columns[c].use;
            if ((use == ColumnUse::Number || use == ColumnUse::Value)
                && readNumber(cell, m_plan.isDecimalComma, value)) {
                out[c].value = value;
                out[c].isMissing = m_missing.hold(value);
            }
            out[c].isMissing = out[c].isMissing || m_missing.hold(cell.text);
        }
        return out;
    }

    bool hasMoreThan(std::size_t columns) const
    {
        return m_cells.size() > columns
               && std::any_of(m_cells.begin() + static_cast<std::ptrdiff_t>(columns), m_cells.end(),
                              [](const CsvCell &cell) { return !cell.text.empty(); });
    }

    void noteComplaints(PreviewRow &row)
    {
        for (const Complaint &complaint : m_report.complaints) {
            for (std::size_t c = 0; c < row.cells.size(); ++c) {
                // Names may repeat where columns of several devices stand side by side.
                if (m_plan.columns[c].name == complaint.column && !row.cells[c].value && !row.cells[c].isMissing)
                    row.cells[c].problem = complaint.text;
            }
        }
    }

    const CsvPlan &m_plan;
    const MissingTexts m_missing;
    NoSink m_sink;
    ImportReport m_report;
    CsvRows m_rows;
    std::vector<CsvCell> m_cells; ///< Of the row at hand.
};

std::vector<PreviewRow> rowsOf(std::string_view text, bool isWhole, const CsvPlan &plan, std::size_t mostRows)
{
    std::vector<CsvLine> lines = linesOf(text);
    // The last line may be cut.
    if (!isWhole && lines.size() > 1)
        lines.pop_back();
    std::vector<PreviewRow> out;
    RowWatch watch(plan);
    for (const CsvLine &line : lines) {
        if (out.size() >= mostRows)
            break;
        if (auto row = watch.take(line))
            out.push_back(std::move(*row));
    }
    return out;
}

} // namespace

Result<CsvPreview> previewCsv(std::string_view text, bool isWhole, const CsvOptions &options, const QString &fileName,
                              std::size_t mostRows)
{
    auto plan = detectCsv(text, isWhole, options, fileName);
    CsvPreview out;
    if (!plan) {
        // Where only the times are not found, or nothing is taken, the table itself can be shown.
        CsvOptions untimed = options;
        untimed.rateHz = 1.0;
        untimed.timeColumn.clear();
        untimed.isRunningSum = false;
        untimed.columns.clear();
        untimed.uses.clear();
        const Error problem = plan.error();
        plan = detectCsv(text, isWhole, untimed, fileName);
        if (!plan)
            return problem;
        out.problem = problem;
    }
    out.plan = std::move(plan).value();
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    if (out.problem) {
        out.plan.reasons.clear();
        for (const ColumnChoice &choice : options.uses) {
            for (std::size_t c = 0; c < out.plan.columns.size(); ++c) {
                if (choice.column == QString::number(c + 1))
                    out.plan.columns[c].use = choice.use;
            }
        }
    }
    out.rows = rowsOf(text, isWhole, out.plan, mostRows);
    if (out.problem) {
        for (PreviewRow &row : out.rows)
            row.time.reset();
    }
    return out;
}

} // namespace watchglass::exchange
