#pragma once

#include "core/store/series_store.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/plot_state.h"
#include "ui/panels/series_colours.h"
#include "ui/panels/trace_set.h"
#include "ui/plot/time_link.h"
#include "ui/plot/value_span.h"

class QPushButton;

namespace watchglass::ui {

class GapBands;
class PlotGestures;
class StatisticsTable;

/// Series over time: live, scrolled, zoomed, measured. Each unit has a value axis of its own, as far as there are any
/// left, unless the operator says otherwise; the legend says which. Accepts series dropped from the tree, also such as
/// the store does not have yet: they appear when they come. Linked, it shares window and cursors with other plots.
///
/// Keys: see plot_panel_input.cpp. Requires: store and colours outlive it. Thread: GUI.
class PlotPanel : public Panel
{
    Q_OBJECT

public:
    PlotPanel(const store::SeriesStore &store, SeriesColours &colours, QWidget *parent = nullptr);
    ~PlotPanel() override;

    void setDeviceNames(TraceSet::DeviceNames names) { m_traces.setDeviceNames(std::move(names)); }
    /// To be called when devices may have got other names.
    void deviceNamesChanged();

    QString kind() const override { return QStringLiteral("plot"); }
    QString title() const override { return m_traces.title(); }
    QString badge() const override;
    QList<SeriesKey> series() const override { return m_traces.keys(); }
    bool addSeries(const SeriesKey &key) override;
    void removeSeries(const SeriesKey &key) override;
    void drawFrame(Timestamp now) override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;
    std::optional<SeriesKey> seriesAt(const QPoint &position) const override;
    void fillMenu(QMenu &menu) override;
    void setTimeLink(std::shared_ptr<TimeLink> link) override;

    const FrameCost &lastFrameCost() const { return m_cost; }
    const TraceSet &traces() const { return m_traces; }
    const TimeWindow &window() const { return m_time->window(); }
    const ValueSpan &values(int axis) const { return m_spans.at(static_cast<std::size_t>(axis)); }
    int axisCount() const { return m_canvas->axisCount(); }
    /// What the frame drawn last showed.
    TimeRange shownRange() const { return m_canvas->grid().range(); }
    const TimeReading &timeReading() const { return m_reading; }
    bool isLinked() const { return m_isLinked; }
    /// Whether there is anything to be linked with.
    bool canBeLinked() const { return m_shared != nullptr; }
    bool hasStatistics() const { return m_hasStatistics; }
    std::optional<Timestamp> mark() const { return m_time->mark(); }
    int colourOf(const SeriesKey &key) const { return m_colours.index(key); }
    /// Names, values at the cursor or else the newest, and differences, as tab-separated lines.
    QString valuesText() const;
    /// All of the series' time and values, drawn for a clock that stands at `now`.
    void showAll(Timestamp now);
    /// Without a header, which would tell the zone of a narrow plot's times: the plot tells it itself.
    void setStandsAlone(bool standsAlone);
    QSize canvasSize() const { return m_canvas->size(); }
    /// The picture as it stands, with pixels as fine as `ratio` asks for. Requires: a frame was drawn.
    void drawOnto(QPaintDevice &device, double ratio);

public Q_SLOTS:
    void goLive();
    void togglePause();
    void goBack();
    void goForward();
    /// Automatic value axes; when the window stands still, also all of the series' time.
    void fit();
    /// The window at the first sample.
    void goToStart();
    void setLinked(bool isLinked);
    void setStatisticsShown(bool isShown);
    void setTimeReading(const watchglass::ui::TimeReading &reading);
    void setLog(int axis, bool isLog);
    void toggleLog();
    /// Nothing: automatic.
    void setValues(int axis, std::optional<std::pair<double, double>> span);
    void setLook(const watchglass::SeriesKey &key, const watchglass::ui::TraceLook &look);
    void chooseColour(const watchglass::SeriesKey &key, int index);
    void setMark(std::optional<watchglass::Timestamp> mark);
    /// Where the cursor is, or else in the middle.
    void setMarkHere();
    /// To the next sample of the first series, or the one before.
    void stepCursor(bool isForward);
    void copyPicture();
    void copyValues();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool event(QEvent *event) override;

private:
    ValueSpan &spanOf(int axis) { return m_spans[static_cast<std::size_t>(axis)]; }
    TimeWindow &timeWindow() { return m_time->window(); }
    Timestamp edge() const { return m_time->edge(this); }
    void connectGestures();
    bool pressTimeKey(const QKeyEvent &event);
    bool pressOtherKey(const QKeyEvent &event);
    bool escape();
    void click(const QPointF &position, Qt::KeyboardModifiers modifiers);
    void moveCursor(std::optional<QPointF> position);
    std::optional<Timestamp> cursorInView() const;
    QString toolTipAt(const QPoint &position) const;
    void takeTime(std::shared_ptr<TimeLink> time);
    void chooseSpan();
    void takeViews();
    ShownPlot shown() const;
    bool isShown(ShownPlot next) const;
    QString modeWord() const;
    void followValues(Duration passed);
    void placeCursor();
    void showParts(Timestamp now);
    void showCaptions();
    void showLegend();
    void showCursors();
    PlotMarks::Cursor cursorAt(Timestamp time) const;
    void showGaps();
    void showButton();
    void showStatistics();
    void boxZoom(const QRectF &fractions);
    void restoreWindow(const QJsonObject &state);
    void remember();
    void tellValues();
    void takeValues();
    void redraw();
    void seriesChanged();
    void showMenu(const QPointF &position);

    SeriesColours &m_colours;
    PlotCanvas *m_canvas;
    PlotGestures *m_gestures;
    GapBands *m_gaps;
    PlotLegend *m_legend;
    PlotMarks *m_marks;
    StatisticsTable *m_statistics;
    QPushButton *m_liveButton;
    TraceSet m_traces;

    std::shared_ptr<TimeLink> m_own; ///< What it shows by itself.
    std::shared_ptr<TimeLink> m_shared;
    std::shared_ptr<TimeLink> m_time; ///< One of these two.
    bool m_isLinked = true;
    bool m_isLinkChosen = false;         ///< By the operator or a workspace.
    std::optional<Duration> m_suggested; ///< A span that suits the series; once there is one it stays.
    std::array<ValueSpan, mostValueAxes> m_spans;
    TimeReading m_reading;
    Timestamp m_now;
    bool m_hasDrawn = false;
    bool m_hasStatistics = false;
    std::optional<ShownPlot> m_shown; ///< By the picture as it stands; nothing: it must be drawn anew.
    Timestamp m_shownAt;
    std::optional<QPointF> m_cursor; ///< The mouse.
    QString m_lastBadge;
    QString m_briefContext; ///< Of the times, where the plot has no room for it.
    FrameCost m_cost;
};

PanelKind plotKind();

} // namespace watchglass::ui
