#pragma once

#include "core/exchange/csv_cells.h"
#include "core/exchange/csv_plan.h"
#include "core/exchange/missing_texts.h"
#include "core/exchange/series_batch.h"
#include "core/exchange/state_column.h"
#include "core/exchange/time_reader.h"

#include <map>
#include <memory>

namespace watchglass::exchange {

/// Rows of a table → samples and events. Numbers are read where they stand, in one pass over the row.
/// Requires: plan, sink and report outlive it.
class CsvRows
{
public:
    CsvRows(const CsvPlan &plan, ImportSink &sink, ImportReport &report);

    /// One line or several that quotes hold together, without the end; `number` is that of the first. False: it is no
    /// row but stands before them, or is a comment.
    bool line(std::int64_t number, const char *at, const char *end);
    /// Delivers what waits.
    void finish();

private:
    struct Column
    {
        ColumnUse use = ColumnUse::Skip;
        std::unique_ptr<SeriesBatch> numbers;
        std::unique_ptr<StateColumn> states;
        // Of the row at hand:
        bool hasValue = false;
        double value = 0.0;
        CsvCell cell;
    };

    void row(const char *at, const char *end);
    void split(const char *at, const char *end);
    const char *takeNumber(std::size_t column, const char *at, const char *end);
    void takeSlowNumber(std::size_t column, CsvCell cell);
    bool isBlank() const;
    std::optional<Timestamp> time();
    void noteTime(Timestamp time);
    void deliver(Timestamp time);
    void deliverLong(Timestamp time);
    void addEvent(std::size_t column, Timestamp time);
    SeriesBatch &longSeries();
    void badCell(std::size_t column, std::string_view text);

    const CsvPlan &m_plan;
    ImportSink &m_sink;
    ImportReport &m_report;
    TimeReader m_times;
    const char m_point; ///< Of numbers outside of quotes.
    const bool m_isLong;
    std::vector<Column> m_columns;
    const MissingTexts m_missing;
    std::map<std::string, std::unique_ptr<SeriesBatch>, std::less<>> m_longSeries;
    std::string m_longKey; ///< Memory to reuse.
    std::optional<Timestamp> m_previous;
    std::int64_t m_line = 0;
    // Of the row at hand:
    std::size_t m_cells = 0;
    std::int64_t m_missingInRow = 0;
    bool m_hasExtra = false; ///< Something stands behind the last column.
};

} // namespace watchglass::exchange
