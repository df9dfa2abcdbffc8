#include "ui/panels/plot_trace.h"

#include "core/format/duration_format.h"

#include <QCoreApplication>

#include <cmath>

namespace watchglass::ui {
namespace {

constexpr double lineWidth = 1.5;
constexpr double dotRadius = 2.25;
constexpr double staleOpacity = 0.45;

QString tr(const char *text)
{
    return QCoreApplication::translate("PlotTrace", text);
}

} // namespace

PlotTrace::PlotTrace(PlotCanvas &canvas, SeriesKey key)
    : m_canvas(canvas)
    , m_key(std::move(key))
    , m_plottable(new TracePlottable(canvas.xAxis, canvas.yAxis))
{}

PlotTrace::~PlotTrace()
{
    m_canvas.removePlottable(m_plottable);
}

std::optional<Duration> PlotTrace::rhythm() const
{
    return m_series ? m_series->rhythm() : std::nullopt;
}

std::optional<Timestamp> PlotTrace::newest() const
{
    const auto last = m_series ? m_series->last() : std::nullopt;
    return last ? std::optional(last->time) : std::nullopt;
}

void PlotTrace::setSide(ValueSide side, bool isShared)
{
    m_side = side;
    m_isShared = isShared;
    m_plottable->setValueAxis(m_canvas.valueAxis(side));
}

void PlotTrace::take(const TimeGrid &grid, Timestamp now, Timestamp edge)
{
    if (!m_series || grid.width <= 0)
        return;
    const auto rhythm = m_series->rhythm();
    m_freshness.observe(now, newest(), rhythm);
    m_breakAfter = breakAfter(rhythm, m_series->info().interpolation);
    TraceStyle style;
    style.colour = m_colour.rgb();
    style.opacity = m_freshness.staleFor(now) ? staleOpacity : 1.0;
    style.widthPx = lineWidth;
    style.dotRadiusPx = dotRadius;
    style.interpolation = m_series->info().interpolation;
    style.breakAfter = m_breakAfter;
    style.holdUntil = edge;
    m_plottable->setStyle(style);
    m_plottable->setView(m_series->view(grid.range(), grid.width), grid);
}

std::optional<Sample> PlotTrace::sampleAt(Timestamp cursor) const
{
    if (!m_series)
        return std::nullopt;
    // Up to half a pixel on, so that what is drawn under the cursor is found.
    auto sample = m_series->at(cursor + Duration(m_canvas.grid().nsPerPx / 2));
    if (sample && m_breakAfter && between(sample->time, cursor) > *m_breakAfter)
        sample.reset();
    return sample;
}

LegendRow PlotTrace::legendRow(const QString &name, Timestamp now, std::optional<Timestamp> cursor)
{
    LegendRow row{.colour = m_colour, .name = name, .value = format::none(), .note = {}, .isFaded = false};
    if (!m_series) {
        row.note = tr("waiting for data");
        row.isFaded = true;
        return row;
    }
    const auto last = m_series->last();
    const auto shown = cursor ? sampleAt(*cursor) : last;
    if (shown)
        row.value = format::withUnit(m_number.text(shown->value), unit());
    if (m_isShared)
        row.note = tr("on the right axis with another unit");
    else if (m_side == ValueSide::Right)
        row.note = tr("right axis");
    if (!last) {
        row.note = tr("no samples yet");
        row.isFaded = true;
    } else if (const auto stale = m_freshness.staleFor(now)) {
        row.note = tr("stale since %1").arg(format::age(*stale));
        row.isFaded = true;
    }
    return row;
}

std::optional<PlotMarks::Dot> PlotTrace::dotAt(Timestamp cursor) const
{
    const auto sample = sampleAt(cursor);
    if (!sample || !std::isfinite(sample->value))
        return std::nullopt;
    const bool isHeld = m_series->info().interpolation == Interpolation::HoldLast;
    const double x = m_canvas.xOf(isHeld ? cursor : sample->time);
    return PlotMarks::Dot{{x, m_canvas.valueAxis(m_side)->coordToPixel(sample->value)}, m_colour};
}

} // namespace watchglass::ui
