#pragma once

#include "core/base/result.h"
#include "core/store/series.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

class QIODevice;

namespace watchglass::ui {

/// Writes series over a span as a table (RFC 4180): a column for the time (ISO 8601, UTC, nanoseconds) and one for each
/// series, its name and unit at the head. Row by row either all samples, of which those of equal time share a row, or
/// what the traces come to at even steps. What a series has no value for is an empty cell.
///
/// It is done in pieces, so that somebody can watch and give up. Thread: one. Requires: `out` outlives it.
class PlotCsv
{
public:
    struct Column
    {
        QString name;
        std::shared_ptr<const store::Series> series; ///< Null: always empty.
        Interpolation interpolation = Interpolation::Linear;
        std::optional<Duration> breakAfter = {};
    };
    enum class Style {
        Comma,     ///< 1.5,2
        Semicolon, ///< 1,5;2 as spreadsheets of many countries want it.
    };

    /// `step` > 0: even steps; nothing: all samples.
    PlotCsv(std::vector<Column> columns, TimeRange range, std::optional<Duration> step, Style style, QIODevice &out);

    /// Writes the next piece; whether there is more to do, or why it could not be written.
    Result<bool> writePiece();
    /// 0 to 1.
    double progress() const;
    std::uint64_t rows() const { return m_rows; }

private:
    void addHead();
    void addSamples(TimeRange piece);
    void addSteps();
    void addRow(Timestamp time, const std::vector<std::optional<double>> &cells);
    QByteArray quoted(const QString &text) const;

    const std::vector<Column> m_columns;
    const TimeRange m_range;
    const std::optional<Duration> m_step;
    const Style m_style;
    QIODevice &m_out;
    QByteArray m_text; ///< Not yet written.
    Duration m_piece{};
    Timestamp m_next;
    std::uint64_t m_rows = 0;
};

} // namespace watchglass::ui
