#pragma once

#include "ui/plot/custom_plot.h"
#include "ui/plot/time_grid.h"
#include "ui/theme/theme.h"

#include <QImage>

namespace watchglass::ui {

class TimeTicker;

enum class ValueSide { Left, Right };

/// QCustomPlot as a canvas: its axes, layout and layers, drawn into one opaque image that traces write their pixels
/// into and that is copied to the screen as it is.
///
/// QCustomPlot's own buffers are transparent pixmaps that are cleared, filled and blended for every frame; at 1600 x
/// 900 that alone costs more than a whole frame here. So replot() is not used: render() is the only way to a new
/// picture, and what QCustomPlot would do with mouse and wheel is left to the owner.
/// Thread: GUI.
class PlotCanvas : public QCustomPlot
{
    Q_OBJECT

public:
    explicit PlotCanvas(QWidget *parent = nullptr);

    /// The plot without gutters, in the widget's pixels.
    QRect plotRect() const { return axisRect()->rect(); }
    /// The plot's width in device pixels: columns worth asking for.
    int deviceColumns() const;
    QCPAxis *valueAxis(ValueSide side) const { return side == ValueSide::Left ? yAxis : yAxis2; }
    TimeTicker &timeTicker() { return *m_timeTicker; }

    void setGrid(const TimeGrid &grid);
    const TimeGrid &grid() const { return m_grid; }
    void setValues(ValueSide side, double low, double high);
    /// Room for so many lines of legend above the axes.
    void setLegendLines(int lines);
    /// Whether there are axes at all, and a right one.
    void setAxesShown(bool left, bool right);
    /// Makes room for labels that need more than there is; true when that moved the plot, whose columns are then
    /// others. Gutters never shrink but by resetGutters(), so labels that come and go do not move the picture.
    bool growGutters();
    void resetGutters();

    /// Where an instant is on the widget, and the other way round.
    double xOf(Timestamp t) const;
    Timestamp timeAt(double x) const;

    /// Draws everything and brings it to the screen before it returns.
    void render();

Q_SIGNALS:
    /// Size, pixel ratio, theme or font changed: the picture is no longer right.
    void pictureOutdated();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyLooks();
    void placePlot();
    int labelWidth(QCPAxis *axis) const;

    QSharedPointer<TimeTicker> m_timeTicker;
    TimeGrid m_grid;
    QImage m_image;
    int m_legendLines = 1;
    int m_leftGutter = 0;
    int m_rightGutter = 0;
};

} // namespace watchglass::ui
