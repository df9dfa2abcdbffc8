#pragma once

#include "core/format/value_format.h"
#include "core/store/series.h"
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

    ValueSide side() const { return m_side; }
    /// The axis; `isShared` when a series of another unit stands on it already, so that its numbers are not this
    /// unit's.
    void setSide(ValueSide side, bool isShared);
    void setColour(const QColor &colour) { m_colour = colour; }

    /// Takes what is in view; `edge` is where held values end.
    void take(const TimeGrid &grid, Timestamp now, Timestamp edge);
    /// The legend's row, with the newest value, or the value at the cursor's time.
    LegendRow legendRow(const QString &name, Timestamp now, std::optional<Timestamp> cursor);
    /// Where the cursor's sample is on the canvas.
    std::optional<PlotMarks::Dot> dotAt(Timestamp cursor) const;

private:
    std::optional<Sample> sampleAt(Timestamp cursor) const;

    PlotCanvas &m_canvas;
    SeriesKey m_key;
    std::shared_ptr<const store::Series> m_series;
    TracePlottable *m_plottable; ///< The canvas holds it.
    ValueSide m_side = ValueSide::Left;
    bool m_isShared = false;
    QColor m_colour;
    Freshness m_freshness;
    format::StableNumber m_number;
    std::optional<Duration> m_breakAfter;
};

} // namespace watchglass::ui
