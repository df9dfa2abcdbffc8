#include "core/exchange/csv_import.h"

#include "core/exchange/csv_rows.h"
#include "core/exchange/texts.h"

#include <cstring>

namespace watchglass::exchange {

namespace {

/// Takes rows out of pieces of text. Knows nothing of cells.
class RowLoop
{
public:
    explicit RowLoop(CsvRows &rows)
        : m_rows(rows)
    {}

    /// How many bytes of `text` were whole rows.
    std::size_t take(std::string_view text, bool isLast)
    {
        const char *at = text.data();
        const char *const end = at + text.size();
        if (m_line == 1 && text.starts_with("\xef\xbb\xbf"))
            at += 3;
        while (at != end) {
            std::int64_t lines = 1;
            const char *stop = rowEnd(at, end, lines);
            if (!stop && isLast) {
                // Quotes that nobody closes hide no lines.
                stop = static_cast<const char *>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
                lines = 1;
            }
            if (!stop && !isLast)
                break;
            m_rows.line(m_line, at, stop ? stop : end);
            m_line += lines;
            at = stop ? stop + 1 : end;
        }
        return static_cast<std::size_t>(at - text.data());
    }

private:
    CsvRows &m_rows;
    std::int64_t m_line = 1;
};

} // namespace

Result<ImportReport> importCsv(TextFile &file, const CsvPlan &plan, ImportSink &sink, const Progress &progress)
{
    ImportReport report;
    report.format = QStringLiteral("csv");
    report.reasons = plan.reasons;
    CsvRows rows(plan, sink, report);
    RowLoop loop(rows);
    std::size_t taken = 0;
    for (;;) {
        const auto text = file.more(taken);
        if (!text)
            return text.error();
        taken = loop.take(text.value(), file.isAtEnd());
        if (progress && !progress(file.position(), file.size()))
            return Error{ErrorCode::Refused, Texts::tr("stopped")};
        if (file.isAtEnd())
            break;
    }
    rows.finish();
    if (report.rows == 0) {
        const Complaint first = report.complaints.empty()
                                    ? Complaint{plan.firstRowLine, {}, Texts::tr("there is no row")}
                                    : report.complaints.front();
        return Error{ErrorCode::Malformed, Texts::tr("line %1: %2").arg(first.line).arg(first.text)};
    }
    return report;
}

} // namespace watchglass::exchange
