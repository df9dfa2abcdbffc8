#include "core/exchange/csv_rows.h"

#include "core/exchange/texts.h"
#include "core/format/value_format.h"

#include <fast_float/fast_float.h>

#include <algorithm>
#include <cmath>

namespace watchglass::exchange {

namespace {

constexpr qsizetype longestQuote = 80;

QString quoted(std::string_view text)
{
    return QString::fromUtf8(text.data(), std::min(static_cast<qsizetype>(text.size()), longestQuote));
}

} // namespace

CsvRows::CsvRows(const CsvPlan &plan, ImportSink &sink, ImportReport &report)
    : m_plan(plan)
    , m_sink(sink)
    , m_report(report)
    , m_times(plan.time)
    , m_point(plan.isDecimalComma ? ',' : '.')
    , m_isLong(plan.isLong())
    , m_columns(plan.columns.size())
    , m_missing(plan)
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const ColumnPlan &planned = plan.columns[i];
        m_columns[i].use = planned.use;
        const SeriesInfo info{{planned.source.isEmpty() ? plan.source : planned.source,
                               planned.device.isEmpty() ? plan.device : planned.device,
                               planned.name,
                               {}},
                              planned.unit};
        if (planned.use == ColumnUse::Number)
            m_columns[i].numbers = std::make_unique<SeriesBatch>(info, sink, report);
        else if (planned.use == ColumnUse::State)
            m_columns[i].states = std::make_unique<StateColumn>(info, sink, report);
    }
}

bool CsvRows::line(std::int64_t number, const char *at, const char *end)
{
    if (number < m_plan.firstRowLine)
        return false;
    if (end != at && end[-1] == '\r')
        --end;
    if (at != end && m_plan.comment.find(*at) != std::string::npos)
        return false;
    m_line = number;
    row(at, end);
    return true;
}

void CsvRows::row(const char *at, const char *end)
{
    split(at, end);
    if (isBlank()) {
        ++m_report.blankRows;
        return;
    }
    const std::optional<Timestamp> t = time();
    if (!t) {
        ++m_report.badRows;
        const std::size_t column = m_plan.time.column.value_or(0);
        const std::string_view text = column < m_cells ? m_columns[column].cell.text : std::string_view();
        m_report.complain(m_line, column < m_plan.columns.size() ? m_plan.columns[column].name : QString(),
                          text.empty() ? Texts::tr("the row has no time")
                                       : Texts::tr("\"%1\" is no time").arg(quoted(text)));
        return;
    }
    ++m_report.rows;
    m_report.missingCells += m_missingInRow;
    m_report.shortRows += m_cells < m_columns.size() ? 1 : 0;
    m_report.longRows += m_cells > m_columns.size() ? 1 : 0;
    noteTime(*t);
    if (m_isLong)
        deliverLong(*t);
    else
        deliver(*t);
}

void CsvRows::split(const char *at, const char *end)
{
    m_cells = 0;
    m_missingInRow = 0;
    m_hasExtra = false;
    const char delimiter = m_plan.delimiter;
    while (delimiter == ' ' && at != end && *at == ' ')
        ++at;
    for (;;) {
        const char *stop = nullptr;
        if (m_cells < m_columns.size()) {
            Column &column = m_columns[m_cells];
            column.hasValue = false;
            if (column.use == ColumnUse::Number || column.use == ColumnUse::Value)
                stop = takeNumber(m_cells, at, end);
            else
                stop = cellEnd(at, end, delimiter);
            column.cell = {{at, static_cast<std::size_t>(stop - at)}, false};
            if (column.use != ColumnUse::Number && column.use != ColumnUse::Value && column.use != ColumnUse::Skip)
                column.cell = cellOf(column.cell.text);
        } else {
            stop = cellEnd(at, end, delimiter);
            m_hasExtra = m_hasExtra || !trimmed({at, static_cast<std::size_t>(stop - at)}).empty();
        }
        ++m_cells;
        if (stop == end)
            break;
        at = stop + 1;
        while (delimiter == ' ' && at != end && *at == ' ')
            ++at;
        if (delimiter == ' ' && at == end)
            break;
    }
    for (std::size_t i = m_cells; i < m_columns.size(); ++i) {
        m_columns[i].hasValue = false;
        m_columns[i].cell = {};
    }
}

const char *CsvRows::takeNumber(std::size_t column, const char *at, const char *end)
{
    Column &out = m_columns[column];
    const char *from = at;
    while (from != end && *from == ' ' && m_plan.delimiter != ' ')
        ++from;
    double value = 0.0;
    const auto got = fast_float::from_chars_advanced(
        from, end, value, fast_float::parse_options(fast_float::chars_format::general, m_point));
    if (got.ec == std::errc() && (got.ptr == end || *got.ptr == m_plan.delimiter)) {
        out.value = value;
        out.hasValue = !std::isnan(value);
        out.hasValue = out.hasValue && !m_missing.hold(value);
        m_missingInRow += out.hasValue ? 0 : 1;
        return got.ptr;
    }
    const char *stop = cellEnd(at, end, m_plan.delimiter);
    takeSlowNumber(column, cellOf({at, static_cast<std::size_t>(stop - at)}));
    return stop;
}

/// Quoted, with a plus or spaces behind it, missing, or bad.
void CsvRows::takeSlowNumber(std::size_t column, CsvCell cell)
{
    Column &out = m_columns[column];
    if (m_missing.hold(cell.text)) {
        ++m_missingInRow;
        return;
    }
    if (!readNumber(cell, m_plan.isDecimalComma, out.value))
        return badCell(column, cell.text);
    out.hasValue = !m_missing.hold(out.value);
    m_missingInRow += out.hasValue ? 0 : 1;
}

void CsvRows::badCell(std::size_t column, std::string_view text)
{
    ++m_report.badCells;
    m_report.complain(m_line, m_plan.columns[column].name, Texts::tr("\"%1\" is no number").arg(quoted(text)));
}

bool CsvRows::isBlank() const
{
    return !m_hasExtra && std::all_of(m_columns.begin(), m_columns.end(), [](const Column &column) {
        return !column.hasValue && trimmed(column.cell.text).empty();
    });
}

std::optional<Timestamp> CsvRows::time()
{
    const auto textOf = [this](std::optional<std::size_t> column) {
        return column && *column < m_cells ? cellOf(m_columns[*column].cell.text).text : std::string_view();
    };
    return m_times.read(textOf(m_plan.time.column), textOf(m_plan.time.clockColumn));
}

void CsvRows::noteTime(Timestamp time)
{
    m_report.takeTime(time);
    if (m_previous && time < *m_previous) {
        ++m_report.stepsBack;
        m_report.largestStepBack = std::max(m_report.largestStepBack, *m_previous - time);
    }
    m_report.equalTimes += m_previous == time ? 1 : 0;
    m_previous = time;
}

void CsvRows::deliver(Timestamp time)
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        Column &column = m_columns[i];
        if (column.hasValue) {
            column.numbers->add({time, column.value});
        } else if (column.use == ColumnUse::State || column.use == ColumnUse::Event) {
            if (m_missing.hold(column.cell.text))
                ++m_report.missingCells;
            else if (column.use == ColumnUse::Event)
                addEvent(i, time);
            else if (!column.states->add(time, column.cell.text))
                badCell(i, column.cell.text);
        }
    }
}

void CsvRows::addEvent(std::size_t column, Timestamp time)
{
    ++m_report.events;
    m_sink.event(m_plan.source, {m_plan.device, m_plan.columns[column].name,
                                 QString::fromStdString(plainText(m_columns[column].cell.text)), time});
}

void CsvRows::deliverLong(Timestamp time)
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].use == ColumnUse::Value && m_columns[i].hasValue)
            longSeries().add({time, m_columns[i].value});
    }
}

SeriesBatch &CsvRows::longSeries()
{
    m_longKey.clear();
    for (const Column &column : m_columns) {
        if (column.use > ColumnUse::Event && column.use != ColumnUse::Value)
            m_longKey.append(column.cell.text).push_back('\n');
    }
    const auto found = m_longSeries.find(m_longKey);
    if (found != m_longSeries.end())
        return *found->second;
    SeriesInfo info{{m_plan.source, m_plan.device, {}, {}}, {}};
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const QString text = QString::fromStdString(plainText(m_columns[i].cell.text));
        if (m_columns[i].use == ColumnUse::Attribute)
            info.key.attribute = text;
        else if (m_columns[i].use == ColumnUse::Unit)
            info.unit = format::canonicalUnit(text);
        else if (m_columns[i].use == ColumnUse::Device && !text.isEmpty())
            info.key.device = text;
        else if (m_columns[i].use == ColumnUse::Source && !text.isEmpty())
            info.key.source = text;
    }
    return *m_longSeries.emplace(m_longKey, std::make_unique<SeriesBatch>(info, m_sink, m_report)).first->second;
}

void CsvRows::finish()
{
    for (Column &column : m_columns) {
        if (column.numbers)
            column.numbers->flush();
        if (column.states)
            column.states->flush();
    }
    for (auto &[key, series] : m_longSeries)
        series->flush();
}

} // namespace watchglass::exchange
