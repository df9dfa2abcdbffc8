#pragma once

#include "core/store/series_store.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_kinds.h"
#include "ui/plot/live_edge.h"
#include "ui/plot/plot_canvas.h"
#include "ui/plot/time_window.h"
#include "ui/plot/value_span.h"

#include <QList>
#include <QTimeZone>

#include <memory>
#include <optional>
#include <vector>

class QMenu;
class QPushButton;

namespace watchglass::ui {

class GapBands;
class PlotGestures;
class PlotLegend;
class PlotMarks;
class PlotTrace;
class SeriesColours;

/// What drawing took.
struct FrameCost
{
    Duration views{};  ///< Asking the store and placing the axes.
    Duration render{}; ///< Pixels, and bringing them to the screen.
    Duration total{};
    std::uint64_t frames = 0; ///< Since the panel was made; those that would have shown nothing new were not drawn.
};

/// Series over time: live, scrolled, zoomed. Two value axes at most, by unit; a third unit shares the right one, and
/// the legend says so. Accepts series dropped from the tree, also such as the store does not have yet: they appear when
/// they come.
///
/// Space pauses, End goes live, Left and Right pan (Shift: half a window), + and - zoom, M fits, Backspace goes back,
/// Shift+Backspace forward, Esc gives up a box.
/// Requires: store and colours outlive it. Thread: GUI.
class PlotPanel : public Panel
{
    Q_OBJECT

public:
    /// What people call the device of a series; empty for no name but its id.
    using DeviceNames = std::function<QString(const SeriesKey &)>;

    PlotPanel(const store::SeriesStore &store, SeriesColours &colours, QWidget *parent = nullptr);
    ~PlotPanel() override;

    void setDeviceNames(DeviceNames names) { m_deviceNames = std::move(names); }
    /// To be called when devices may have got other names.
    void deviceNamesChanged();

    QString kind() const override { return QStringLiteral("plot"); }
    QString title() const override;
    QString badge() const override;
    QList<SeriesKey> series() const override;
    bool addSeries(const SeriesKey &key) override;
    void removeSeries(const SeriesKey &key) override;
    void drawFrame(Timestamp now) override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;

    const FrameCost &lastFrameCost() const { return m_cost; }
    const TimeWindow &window() const { return m_window; }
    const ValueSpan &values(ValueSide side) const { return side == ValueSide::Left ? m_left : m_right; }
    /// What the frame drawn last showed.
    TimeRange shownRange() const { return m_canvas->grid().range(); }

public Q_SLOTS:
    void goLive();
    void togglePause();
    /// Automatic value axes; when the window stands still, also all of the series' time.
    void fit();

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
    /// What decides on the picture, but for what fades or counts seconds.
    struct Shown
    {
        struct Part
        {
            std::uint64_t samples = 0; ///< In view.
            std::optional<Timestamp> newest;
            std::size_t gaps = 0;

            friend bool operator==(const Part &, const Part &) = default;
        };
        TimeGrid grid;
        std::array<double, 4> values{};
        std::vector<Part> parts; ///< By trace.
        std::optional<QPointF> cursor;
        QSize size;

        friend bool operator==(const Shown &, const Shown &) = default;
    };

    ValueSpan &spanOf(ValueSide side) { return side == ValueSide::Left ? m_left : m_right; }
    void connectGestures();
    void findSeries();
    void assignSides();
    void takeViews();
    Shown shown() const;
    void followValues(Duration passed);
    void showCaptions();
    void showLegend();
    void showCursor();
    void showGaps();
    void showButton();
    void boxZoom(const QRectF &fractions);
    void remember();
    void redraw();
    void seriesChanged();
    void chooseSpan();
    bool isOneDevice() const;
    bool isOneAttribute() const;
    /// What tells the series from the panel's others.
    QString nameOf(const SeriesKey &key) const;
    QString deviceOf(const SeriesKey &key) const;
    QString captionOf(ValueSide side) const;
    void showMenu(const QPointF &position);
    void addSeriesActions(QMenu &menu, const QPointF &position);
    void addAxisActions(QMenu &menu);

    const store::SeriesStore &m_store;
    SeriesColours &m_colours;
    DeviceNames m_deviceNames;
    QStringList m_shownNames; ///< Of the traces' devices.
    PlotCanvas *m_canvas;
    PlotGestures *m_gestures;
    GapBands *m_gaps;
    PlotLegend *m_legend;
    PlotMarks *m_marks;
    QPushButton *m_liveButton;

    std::vector<std::unique_ptr<PlotTrace>> m_traces;
    std::uint64_t m_storeRevision = 0;
    bool m_isSpanChosen = false; ///< By the operator, a workspace, or the first series' rhythm.
    bool m_isSearching = false;  ///< A trace is waiting, and has not been looked for in this state of the store.

    TimeWindow m_window;
    LiveEdge m_edge;
    ValueSpan m_left;
    ValueSpan m_right;
    QTimeZone m_zone;
    Timestamp m_now;
    bool m_hasDrawn = false;
    std::optional<Shown> m_shown; ///< By the picture as it stands; nothing: it must be drawn anew.
    Timestamp m_shownAt;
    std::optional<QPointF> m_cursor;
    QString m_lastBadge;
    FrameCost m_cost;
};

PanelKind plotKind();

} // namespace watchglass::ui
