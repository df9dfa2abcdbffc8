#pragma once

#include "core/format/value_format.h"
#include "core/model/clock_offset.h"
#include "core/store/series.h"
#include "ui/panels/trace_look.h"
#include "ui/plot/freshness.h"
#include "ui/plot/plot_canvas.h"
#include "ui/plot/plot_legend.h"
#include "ui/plot/plot_marks.h"
#include "ui/plot/trace_plottable.h"

#include <memory>
#include <optional>

namespace watchglass::ui {

/// One series of a plot panel: what of it is in view, how it is drawn, and its row in the legend. It may be waiting for
/// a series that the store does not have yet. Owns: its plottable on the canvas. Thread: GUI.
class PlotTrace
{
public:
    PlotTrace(PlotCanvas &canvas, SeriesKey key);
    ~PlotTrace();
    PlotTrace(const PlotTrace &) = delete;
    PlotTrace &operator=(const PlotTrace &) = delete;

    const SeriesKey &key() const { return m_key; }
    bool isWaiting() const { return !m_series; }
    void setSeries(std::shared_ptr<const store::Series> series) { m_series = std::move(series); }
    QString unit() const { return m_series ? m_series->info().unit : QString(); }
    std::optional<Timestamp> newest() const;
    /// The series' own interval between samples, when it is known.
    std::optional<Duration> rhythm() const;
    TimeRange extent() const { return m_series ? m_series->extent() : TimeRange(); }
    const TracePlottable &plottable() const { return *m_plottable; }

    /// Null while waiting.
    const std::shared_ptr<const store::Series> &data() const { return m_series; }

    int axis() const { return m_axis; }
    /// `isShared` when a series of another unit stands on it already, so that its numbers are not this unit's.
    void setAxis(int axis, bool isShared);
    void setColour(const QColor &colour) { m_colour = colour; }
    const QColor &colour() const { return m_colour; }
    const TraceLook &look() const { return m_look; }
    void setLook(const TraceLook &look);
    /// The operator's choice, or else the series' own.
    Interpolation interpolation() const;

    /// Takes what is in view; `edge` is where held values end.
    void take(const TimeGrid &grid, Timestamp now, Timestamp edge);
    /// Where the operator points and measures from.
    struct Reading
    {
        std::optional<Timestamp> cursor;
        std::optional<Timestamp> mark;
    };
    /// The legend's row, with the newest value, or the value at the cursor's time and what it is more than at the mark.
    LegendRow legendRow(const QString &name, Timestamp now, const Reading &reading);
    /// What the legend has no room for: key, rhythm, age of the newest sample, clock.
    QString toolTip(Timestamp now, const QTimeZone &zone) const;
    /// The value drawn at an instant: held, or on the straight line to the next sample.
    std::optional<double> valueAt(Timestamp time) const;
    /// Where the cursor's sample is on the canvas.
    std::optional<PlotMarks::Dot> dotAt(Timestamp cursor) const;

private:
    std::optional<Sample> sampleAt(Timestamp cursor) const;
    QString noteOf(Timestamp now, const Reading &reading, std::optional<double> value);

    PlotCanvas &m_canvas;
    SeriesKey m_key;
    std::shared_ptr<const store::Series> m_series;
    TracePlottable *m_plottable; ///< The canvas holds it.
    int m_axis = leftAxis;
    TraceLook m_look;
    bool m_isShared = false;
    QColor m_colour;
    Freshness m_freshness;
    format::StableNumber m_number;
    format::StableNumber m_difference;
    std::optional<Timestamp> m_lastNewest;
    ClockOffset m_clock; ///< Of the device.
    std::optional<Duration> m_breakAfter;
};

} // namespace watchglass::ui
