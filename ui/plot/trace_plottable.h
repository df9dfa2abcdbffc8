#pragma once

#include "ui/plot/custom_plot.h"
#include "ui/plot/trace_rasteriser.h"

namespace watchglass::ui {

/// One series on QCustomPlot's axes, drawn by TraceRasteriser. It draws what it was last given; it asks nobody.
///
/// Onto a 32-bit QImage, as PlotCanvas gives it, the pixels are written directly; other devices get them as an image.
/// Lengths of the style are device-independent here. Thread: GUI.
class TracePlottable : public QCPAbstractPlottable
{
    Q_OBJECT

public:
    /// `keyAxis` counts nanoseconds from the left end of the grid (see TimeTicker).
    TracePlottable(QCPAxis *keyAxis, QCPAxis *valueAxis);

    void setStyle(const TraceStyle &style) { m_style = style; }
    const TraceStyle &style() const { return m_style; }
    /// What to draw from now on; `grid` is of the axis rect in device pixels.
    void setView(store::View view, const TimeGrid &grid);
    const store::View &view() const { return m_view; }

    /// Least and greatest finite value in view; false when there is none. On a logarithmic axis those above 0, as near
    /// as columns tell.
    bool valueExtent(double &min, double &max) const;
    /// Whether something in view is not above 0.
    bool hasNonPositive() const;

    double selectTest(const QPointF &pos, bool onlySelectable, QVariant *details = nullptr) const override;
    QCPRange getKeyRange(bool &foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth) const override;
    QCPRange getValueRange(bool &foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth,
                           const QCPRange &inKeyRange = QCPRange()) const override;

protected:
    void draw(QCPPainter *painter) override;
    void drawLegendIcon(QCPPainter *painter, const QRectF &rect) const override;

private:
    store::View m_view;
    TimeGrid m_grid;
    TraceStyle m_style;
    TraceRasteriser m_rasteriser;
};

/// When neighbouring samples of a series that reports every `rhythm` are not to be joined: further apart than five of
/// its intervals and than 2 s. Nothing without a rhythm, or when values hold until the next.
std::optional<Duration> breakAfter(std::optional<Duration> rhythm, Interpolation interpolation);

} // namespace watchglass::ui
