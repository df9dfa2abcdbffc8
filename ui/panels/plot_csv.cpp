#include "ui/panels/plot_csv.h"

#include "core/format/value_format.h"
#include "ui/panels/series_reading.h"
#include "ui/plot/time_grid.h"

#include <QCoreApplication>
#include <QIODevice>

#include <algorithm>
#include <cmath>

namespace watchglass::ui {
namespace {

constexpr std::uint64_t samplesPerPiece = 20'000;
constexpr int stepsPerPiece = 2'000;

} // namespace

PlotCsv::PlotCsv(std::vector<Column> columns, TimeRange range, std::optional<Duration> step, Style style,
                 QIODevice &out)
    : m_columns(std::move(columns))
    , m_range(range)
    , m_step(step)
    , m_style(style)
    , m_out(out)
    , m_next(range.from)
{
    std::uint64_t samples = 0;
    for (const Column &column : m_columns)
        samples += column.series ? column.series->statistics(range).count : 0;
    const auto pieces = static_cast<std::int64_t>(samples / samplesPerPiece + 1);
    m_piece = std::max(Duration(1), between(range.from, range.to) / pieces + Duration(1));
}

double PlotCsv::progress() const
{
    const auto all = static_cast<double>(between(m_range.from, m_range.to).count());
    return all > 0.0 ? std::clamp(static_cast<double>(between(m_range.from, m_next).count()) / all, 0.0, 1.0) : 1.0;
}

Result<bool> PlotCsv::writePiece()
{
    if (m_rows == 0 && m_next == m_range.from)
        addHead();
    if (m_step) {
        addSteps();
    } else {
        const Timestamp end = std::min(moved(m_next, m_piece), m_range.to);
        addSamples({m_next, end});
        m_next = end;
    }
    if (m_out.write(m_text) != m_text.size())
        return Error{
            ErrorCode::File,
            QCoreApplication::translate("PlotCsv", "Writing failed: %1. Is the disk full?").arg(m_out.errorString())};
    m_text.clear();
    return m_next < m_range.to;
}

void PlotCsv::addHead()
{
    m_text += "time";
    for (const Column &column : m_columns) {
        const QString unit = column.series ? format::canonicalUnit(column.series->info().unit) : QString();
        m_text += m_style == Style::Comma ? ',' : ';';
        m_text += quoted(unit.isEmpty() ? column.name : column.name + QStringLiteral(" [%1]").arg(unit));
    }
    m_text += "\r\n";
}

/// The samples of all columns in the order of their times.
void PlotCsv::addSamples(TimeRange piece)
{
    std::vector<std::vector<Sample>> samples(m_columns.size());
    std::vector<std::size_t> next(m_columns.size(), 0);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].series)
            samples[i] = m_columns[i].series->samples(piece);
    }
    std::vector<std::optional<double>> cells(m_columns.size());
    for (;;) {
        std::optional<Timestamp> earliest;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            if (next[i] < samples[i].size())
                earliest = std::min(earliest.value_or(Timestamp::max()), samples[i][next[i]].time);
        }
        if (!earliest)
            return;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const bool isHere = next[i] < samples[i].size() && samples[i][next[i]].time == *earliest;
            cells[i] = isHere ? std::optional(samples[i][next[i]++].value) : std::nullopt;
        }
        addRow(*earliest, cells);
    }
}

void PlotCsv::addSteps()
{
    std::vector<std::optional<double>> cells(m_columns.size());
    for (int i = 0; i < stepsPerPiece && m_next < m_range.to; ++i, m_next = moved(m_next, *m_step)) {
        for (std::size_t c = 0; c < m_columns.size(); ++c) {
            const Column &column = m_columns[c];
            cells[c] =
                column.series ? valueAt(*column.series, m_next, column.interpolation, column.breakAfter) : std::nullopt;
        }
        addRow(m_next, cells);
    }
}

void PlotCsv::addRow(Timestamp time, const std::vector<std::optional<double>> &cells)
{
    m_text += QByteArray::fromStdString(formatIsoTimestamp(time));
    for (const std::optional<double> &cell : cells) {
        m_text += m_style == Style::Comma ? ',' : ';';
        if (!cell)
            continue;
        QByteArray number =
            std::isnan(*cell) ? QByteArray("NaN") : QByteArray::number(*cell, 'g', QLocale::FloatingPointShortest);
        if (m_style == Style::Semicolon)
            number.replace('.', ',');
        m_text += number;
    }
    m_text += "\r\n";
    ++m_rows;
}

/// A cell that would be taken for something else stands in quotes.
QByteArray PlotCsv::quoted(const QString &text) const
{
    QByteArray cell = text.toUtf8();
    const bool isPlain = !std::any_of(
        cell.begin(), cell.end(), [](char c) { return c == ',' || c == ';' || c == '"' || c == '\r' || c == '\n'; });
    return isPlain ? cell : '"' + cell.replace('"', "\"\"") + '"';
}

} // namespace watchglass::ui
