#pragma once

#include "core/store/series.h"
#include "ui/panels/sweep_timing.h"
#include "ui/panels/wave_gain.h"
#include "ui/plot/trace_rasteriser.h"

#include <QImage>

#include <memory>

namespace watchglass::ui {

/// One waveform of a sweep: draws what has come since the last frame into its rows of the picture, over what the sweep
/// before left there. Lines whose end had not come yet are finished with the next frame.
/// Thread: GUI.
class SweepLane
{
public:
    explicit SweepLane(std::shared_ptr<const store::Series> series)
        : m_series(std::move(series))
    {}

    const store::Series &series() const { return *m_series; }
    const WaveGain &gain() const { return m_gain; }
    /// Of the picture, without the gutter. Everything is drawn anew with the next draw().
    void setPlace(const QRect &rows, double pxPerMm, std::optional<double> mmPerMillivolt);
    const QRect &rows() const { return m_rows; }
    void setLook(const QColor &colour, const QColor &background, const QColor &grid, double ratio);
    /// Follows what came in the last sweep; about once a second.
    void followGain(const SweepTiming &timing, Timestamp edge);
    /// Everything anew with the next draw().
    void renew() { m_drawn.reset(); }
    /// Brings the rows up to `edge`; the columns of the picture that may look different.
    QRegion draw(QImage &picture, const SweepTiming &timing, Timestamp edge);
    /// Where the pen is, when it draws.
    std::optional<QPointF> tip(const SweepTiming &timing, Timestamp edge) const;

private:
    void clear(QImage &picture, int from, int to) const;
    void drawStrip(QImage &picture, const SweepTiming &timing, const SweepStrip &strip);
    int margin() const;

    std::shared_ptr<const store::Series> m_series;
    WaveGain m_gain;
    QRect m_rows;
    double m_gridPx = 0.0; ///< Between lines of the paper; 0: none.
    QColor m_background;
    QColor m_grid;
    TraceStyle m_style;
    TraceRasteriser m_rasteriser;
    std::optional<SweepPlace> m_drawn; ///< Finished up to here.
    std::optional<SweepPlace> m_pen;
};

} // namespace watchglass::ui
