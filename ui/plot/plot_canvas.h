#pragma once

#include "ui/plot/custom_plot.h"
#include "ui/plot/time_grid.h"
#include "ui/theme/theme.h"

#include <QImage>

#include <array>
#include <optional>

namespace watchglass::ui {

class TimeTicker;

/// Value axes by number; which side each stands on, ui/plot/axis_plan.h says.
inline constexpr int leftAxis = 0;
inline constexpr int rightAxis = 1;
inline constexpr int mostValueAxes = 6;

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
    QRect plotRect() const { return m_area->rect(); }
    /// The plot's width in device pixels: columns worth asking for.
    int deviceColumns() const;
    QCPAxis *valueAxis(int axis) const { return m_valueAxes[static_cast<std::size_t>(axis)]; }
    /// How many value axes are shown.
    int axisCount() const { return m_axisCount; }
    /// The value axis whose gutter is at a position of the widget.
    std::optional<int> axisAt(QPointF position) const;
    /// Where an axis' labels are, between the plot or the axis inside of it and the next one.
    QRect gutterOf(int axis) const;
    TimeTicker &timeTicker() { return *m_timeTicker; }

    void setGrid(const TimeGrid &grid);
    const TimeGrid &grid() const { return m_grid; }
    /// Requires, on a logarithmic axis: low > 0.
    void setValues(int axis, double low, double high, bool isLog = false);
    /// Room for so many lines of legend above the axes.
    void setLegendLines(int lines);
    /// More lines than that would leave less than two fifths of the height to the traces.
    int mostLegendLines() const;
    /// So many value axes; without any there is no time axis either.
    void setAxisCount(int count);
    /// Makes room for labels that need more than there is; true when that moved the plot, whose columns are then
    /// others. Gutters never shrink but by resetGutters(), so labels that come and go do not move the picture.
    bool growGutters();
    void resetGutters();

    /// Where an instant is on the widget, and the other way round.
    double xOf(Timestamp t) const;
    Timestamp timeAt(double x) const;

    /// Draws everything and brings it to the screen before it returns.
    void render();
    /// Pictures for elsewhere are as fine as this many device pixels a pixel; nothing: as the screen's.
    void setPictureRatio(std::optional<double> ratio) { m_pictureRatio = ratio; }
    double pictureRatio() const { return m_pictureRatio.value_or(devicePixelRatioF()); }
    /// There is no header above it that tells the zone: it is told beside the legend however narrow the plot is.
    void setStandsAlone(bool standsAlone);
    bool standsAlone() const { return m_standsAlone; }
    /// Draws everything onto another device, texts and lines as such where it can.
    void drawOnto(QPaintDevice &device);

    /// A plot that is lower shows nothing any more; QCustomPlot's own hint grows with the legend, and docks whose hints
    /// need more room than there is are laid one over the other.
    QSize minimumSizeHint() const override;

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
    int labelWidth(int axis);
    /// Of the axes of a side from the plot outwards up to `axis`, and all of them.
    int guttersUpTo(int axis) const;
    int edge(bool isLeft) const;

    /// The widest label of an axis, and for what it was measured.
    struct Labels
    {
        QCPRange range{0.0, 0.0};
        bool isLog = false;
        int ticks = 0;
        QFont font;
        int width = 0;
    };

    QCPAxisRect *m_area; ///< The only one; QCustomPlot looks for it at each question.
    QSharedPointer<TimeTicker> m_timeTicker;
    std::array<QCPAxis *, mostValueAxes> m_valueAxes{};
    std::array<int, mostValueAxes> m_gutters{};
    std::array<Labels, mostValueAxes> m_labels;
    int m_axisCount = 1;
    TimeGrid m_grid;
    QImage m_image;
    int m_legendLines = 1;
    bool m_standsAlone = false;
    bool m_isResizing = false; ///< Qt is about to paint it anyway.
    std::optional<double> m_pictureRatio;
};

} // namespace watchglass::ui
