// What a plot panel shows besides traces: captions, legend, cursors, gaps, statistics and the way back to live.

#include "core/format/duration_format.h"
#include "core/format/time_format.h"
#include "ui/panels/plot_panel.h"
#include "ui/panels/statistics_table.h"
#include "ui/plot/axis_plan.h"
#include "ui/plot/axis_tickers.h"
#include "ui/plot/gap_bands.h"

#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace watchglass::ui {
namespace {

constexpr int buttonInset = 12;

} // namespace

void PlotPanel::showParts(Timestamp now)
{
    m_shownAt = now;
    m_canvas->timeTicker().setOrigin(m_reading.isElapsed ? (mark() ? mark() : m_reading.start) : std::nullopt);
    showGaps();
    showCaptions();
    showLegend();
    showCursors();
    showButton();
    if (m_hasStatistics)
        showStatistics();
}

void PlotPanel::showGaps()
{
    std::vector<Gap> gaps;
    for (const auto &trace : m_traces.all()) {
        const std::vector<Gap> &known = trace->plottable().view().gaps;
        if (trace->look().isVisible)
            gaps.insert(gaps.end(), known.begin(), known.end());
    }
    m_gaps->setColours(currentTheme().textMuted, currentTheme().surface);
    m_gaps->setGaps(std::move(gaps), m_canvas->grid());
}

void PlotPanel::showCaptions()
{
    std::vector<PlotMarks::Caption> captions;
    const bool isTold = axisCount() > 2; // whose axis it is
    for (int axis = 0; axis < axisCount(); ++axis)
        captions.push_back({m_traces.captionOf(axis), isTold ? m_traces.colourOf(axis) : QColor(),
                            QRectF(m_canvas->gutterOf(axis)), isLeftAxis(axis)});
    // A narrow plot leaves its lines to the legend; its header tells the zone.
    const QString &context = m_canvas->timeTicker().context();
    m_briefContext = m_canvas->timeTicker().isBrief() ? context : QString();
    m_marks->setCaptions(std::move(captions), m_briefContext.isEmpty() ? context : QString());
}

std::optional<Timestamp> PlotPanel::cursorInView() const
{
    const auto cursor = m_time->cursor();
    return cursor && shownRange().contains(*cursor) ? cursor : std::nullopt;
}

void PlotPanel::showLegend()
{
    const PlotTrace::Reading reading{cursorInView(), mark()};
    std::vector<LegendRow> rows;
    rows.reserve(m_traces.all().size());
    for (const auto &trace : m_traces.all())
        rows.push_back(trace->legendRow(m_traces.nameOf(trace->key()), m_now, reading));
    m_legend->setRows(std::move(rows));
    m_legend->setRoom(m_marks->contextWidth(), m_canvas->mostLegendLines());
    m_canvas->setLegendLines(m_legend->lineCount());
}

/// The mouse stands while time goes on below it.
void PlotPanel::placeCursor()
{
    if (!m_cursor)
        return;
    const bool isInPlot = !m_traces.isEmpty() && m_canvas->plotRect().contains(m_cursor->toPoint());
    m_time->setCursor(isInPlot ? std::optional(m_canvas->timeAt(m_cursor->x())) : std::nullopt);
}

void PlotPanel::moveCursor(std::optional<QPointF> position)
{
    if (m_cursor && !position)
        m_time->setCursor(std::nullopt);
    m_cursor = position;
}

PlotMarks::Cursor PlotPanel::cursorAt(Timestamp time) const
{
    PlotMarks::Cursor cursor{.x = m_canvas->xOf(time), .label = {}, .dots = {}};
    // As many digits as one pixel is worth.
    Duration step(1);
    while (step.count() * 10 <= m_canvas->grid().nsPerPx && step < std::chrono::seconds(1))
        step *= 10;
    const bool isLong = window().span() > std::chrono::hours(24) && !m_reading.isElapsed;
    cursor.label = isLong ? format::dateTime(time, m_reading.zone) : m_canvas->timeTicker().reading(time, step);
    for (const auto &trace : m_traces.all()) {
        if (const auto dot = trace->dotAt(time))
            cursor.dots.push_back(*dot);
    }
    return cursor;
}

void PlotPanel::showCursors()
{
    const bool isEmpty = m_traces.isEmpty();
    const auto cursor = isEmpty ? std::nullopt : cursorInView();
    const auto mark = isEmpty ? std::nullopt : m_time->mark();
    m_marks->setMark(mark ? std::optional(cursorAt(*mark)) : std::nullopt);
    if (!cursor) {
        m_marks->setCursor(std::nullopt);
        return;
    }
    PlotMarks::Cursor shown = cursorAt(*cursor);
    if (m_cursor)
        shown.x = m_cursor->x();
    if (mark && *mark != *cursor) {
        const Duration passed = between(*mark, *cursor);
        const double hertz = 1e9 / std::abs(static_cast<double>(passed.count()));
        shown.label +=
            QStringLiteral("   ")
            + tr("Δ %1 · 1/Δ %2")
                  .arg(format::duration(passed), format::withUnit(format::number(hertz), QStringLiteral("Hz")));
    }
    m_marks->setCursor(std::move(shown));
}

void PlotPanel::showButton()
{
    const auto behind = window().behind(edge());
    const bool isWanted = behind.has_value() && !m_traces.isEmpty();
    if (isWanted) {
        const Duration seconds = std::chrono::floor<std::chrono::seconds>(std::max(Duration::zero(), *behind));
        const QString text = tr("Go live (%1)").arg(format::minusSign + format::duration(seconds));
        if (m_liveButton->text() != text) {
            m_liveButton->setText(text);
            m_liveButton->adjustSize();
        }
        const QPoint corner = m_canvas->mapTo(this, m_canvas->plotRect().bottomRight());
        m_liveButton->move(corner - QPoint(m_liveButton->width() + buttonInset, m_liveButton->height() + buttonInset));
    }
    if (m_liveButton->isVisibleTo(this) != isWanted)
        m_liveButton->setVisible(isWanted);
}

void PlotPanel::showStatistics()
{
    const TimeRange range = shownRange();
    std::vector<StatisticsModel::Row> rows;
    for (const auto &trace : m_traces.all()) {
        if (!trace->look().isVisible)
            continue;
        StatisticsModel::Row row{m_traces.nameOf(trace->key()), trace->colour(), trace->unit(), {}, {}};
        if (trace->data()) {
            row.statistics = trace->data()->statistics(range);
            const TimeRange all = trace->extent();
            const TimeRange seen{std::max(range.from, all.from), std::min(range.to, all.to)};
            const double seconds = seen.isEmpty() ? 0.0 : static_cast<double>(seen.length().count()) * 1e-9;
            if (seconds > 0.0 && row.statistics.count > 1)
                row.ratePerSecond = static_cast<double>(row.statistics.count) / seconds;
        }
        rows.push_back(std::move(row));
    }
    m_statistics->setRows(std::move(rows));
}

QString PlotPanel::valuesText() const
{
    const auto cursor = cursorInView();
    const auto from = mark();
    QStringList lines;
    lines << (cursor ? tr("Time\t%1").arg(format::dateTime(*cursor, m_reading.zone)) : tr("Newest values"));
    if (cursor && from)
        lines << tr("Since\t%1\t%2")
                     .arg(format::dateTime(*from, m_reading.zone), format::duration(between(*from, *cursor)));
    const auto text = [](std::optional<double> value) {
        return value ? QString::number(*value, 'g', QLocale::FloatingPointShortest) : QString();
    };
    for (const auto &trace : m_traces.all()) {
        const auto last = trace->data() ? trace->data()->last() : std::nullopt;
        const auto newest = last ? std::optional(last->value) : std::nullopt;
        const auto value = cursor ? trace->valueAt(*cursor) : newest;
        QStringList cells{m_traces.nameOf(trace->key()), text(value), format::canonicalUnit(trace->unit())};
        if (cursor && from) {
            const auto before = trace->valueAt(*from);
            cells << (value && before ? text(*value - *before) : QString());
        }
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace watchglass::ui
