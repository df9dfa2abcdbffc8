#include "ui/panels/plot_trace.h"

#include "core/format/clock_text.h"
#include "core/format/duration_format.h"
#include "core/format/time_format.h"
#include "ui/panels/series_reading.h"
#include "ui/plot/axis_plan.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <utility>

namespace watchglass::ui {
namespace {

constexpr double dotRadius = 2.25;
constexpr double staleOpacity = 0.45;
constexpr double dotsAlways = 0.5; // pixels between samples from which they have dots
constexpr double dotsNever = 1e9;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::PlotTrace)
};

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

void PlotTrace::setAxis(int axis, bool isShared)
{
    m_axis = axis;
    m_isShared = isShared;
    m_plottable->setValueAxis(m_canvas.valueAxis(axis));
}

void PlotTrace::setLook(const TraceLook &look)
{
    m_look = look;
    m_plottable->setVisible(look.isVisible);
}

Interpolation PlotTrace::interpolation() const
{
    return m_look.interpolation.value_or(m_series ? m_series->info().interpolation : Interpolation::Linear);
}

void PlotTrace::take(const TimeGrid &grid, Timestamp now, Timestamp edge)
{
    if (!m_series || grid.width <= 0)
        return;
    const auto rhythm = m_series->rhythm();
    const auto last = newest();
    if (last && last != std::exchange(m_lastNewest, last))
        m_clock.add(between(now, *last));
    m_freshness.observe(now, last, rhythm, m_series->info().interpolation);
    m_breakAfter = breakAfter(rhythm, interpolation());
    TraceStyle style;
    style.colour = m_colour.rgb();
    style.opacity = m_look.opacity * (m_freshness.staleFor(now) ? staleOpacity : 1.0);
    style.widthPx = m_look.width;
    style.dotRadiusPx = std::max(dotRadius, m_look.width / 2.0 + 1.5);
    if (m_look.points != TraceLook::Points::Auto)
        style.dotsFromPx = m_look.points == TraceLook::Points::Always ? dotsAlways : dotsNever;
    style.interpolation = interpolation();
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

std::optional<double> PlotTrace::valueAt(Timestamp time) const
{
    return m_series ? ui::valueAt(*m_series, time, interpolation(), m_breakAfter) : std::nullopt;
}

LegendRow PlotTrace::legendRow(const QString &name, Timestamp now, const Reading &reading)
{
    LegendRow row{.colour = m_colour, .name = name, .value = format::none(), .note = {}, .isHidden = !m_look.isVisible};
    if (!m_series) {
        row.note = Texts::tr("waiting for data");
        row.isFaded = true;
        return row;
    }
    const auto last = m_series->last();
    const auto shown = reading.cursor ? sampleAt(*reading.cursor) : last;
    if (shown)
        row.value = format::withUnit(m_number.text(shown->value), unit());
    row.isFaded = !last || m_freshness.staleFor(now);
    row.note = noteOf(now, reading, shown ? std::optional(shown->value) : std::nullopt);
    return row;
}

QString PlotTrace::noteOf(Timestamp now, const Reading &reading, std::optional<double> value)
{
    QStringList notes;
    if (reading.mark && reading.cursor) {
        const auto from = sampleAt(*reading.mark);
        notes << (from && value
                      ? Texts::tr("Δ %1").arg(format::withUnit(m_difference.text(*value - from->value), unit()))
                      : Texts::tr("Δ %1").arg(format::none()));
    }
    if (!newest())
        notes << Texts::tr("no samples yet");
    else if (const auto stale = m_freshness.staleFor(now))
        notes << Texts::tr("stale since %1").arg(format::age(*stale));
    else if (const auto offset = m_clock.offset(); offset && *offset > Duration::zero())
        notes << format::deviceClock(*offset); // behind may be late only: the tool tip says it
    else if (m_isShared)
        notes << Texts::tr("on the %1 with another unit").arg(axisName(m_axis));
    else if (m_axis != leftAxis)
        notes << axisName(m_axis);
    if (m_look.isVisible && m_plottable->valueAxis()->scaleType() == QCPAxis::stLogarithmic
        && m_plottable->hasNonPositive())
        notes << Texts::tr("values ≤ 0 not shown");
    return notes.join(QStringLiteral(" · "));
}

QString PlotTrace::toolTip(Timestamp now, const QTimeZone &zone) const
{
    QStringList lines{m_key.toString()};
    if (const auto every = rhythm())
        lines << Texts::tr("Reports every %1.").arg(format::duration(*every));
    if (const auto last = newest()) {
        lines << Texts::tr("Newest sample: %1.").arg(format::dateTime(*last, zone));
        const Duration age = between(*last, now);
        lines << (age >= Duration::zero()
                      ? Texts::tr("Its time was %1 ago by our clock.").arg(format::duration(age))
                      : Texts::tr("Its time is %1 ahead of our clock.").arg(format::duration(-age)));
    }
    if (const auto offset = m_clock.offset())
        lines << Texts::tr("Clock: %1.").arg(format::deviceClock(*offset));
    const auto evicted = m_series ? m_series->evicted() : 0;
    if (evicted > 0)
        lines << Texts::tr("%1 older samples were forgotten to stay within memory.").arg(format::count(evicted));
    return lines.join(QLatin1Char('\n'));
}

std::optional<PlotMarks::Dot> PlotTrace::dotAt(Timestamp cursor) const
{
    const auto sample = sampleAt(cursor);
    if (!sample || !std::isfinite(sample->value) || !m_look.isVisible)
        return std::nullopt;
    const bool isHeld = interpolation() == Interpolation::HoldLast;
    const double x = m_canvas.xOf(isHeld ? cursor : sample->time);
    return PlotMarks::Dot{{x, m_canvas.valueAxis(m_axis)->coordToPixel(sample->value)}, m_colour};
}

} // namespace watchglass::ui
