#pragma once

#include "ui/panels/panel.h"
#include "ui/panels/panel_context.h"

#include <optional>

class QChart;
class QChartView;
class QLabel;
class QStackedWidget;

namespace watchglass::ui {

/// The top of an axis of counts from 0 in four whole steps: 4, 8, 20, 40, 80, 200 …
double countAxisTop(double most);

/// A panel of charts that shows no series but what the program knows of sources, devices and alarms. Charts are dear,
/// so they are touched once a second at most, and only when there is something new.
/// Thread: GUI. Requires: the context outlives it.
class ChartPanel : public Panel
{
    Q_OBJECT

public:
    explicit ChartPanel(const PanelContext &context);

    QList<SeriesKey> series() const override { return {}; }
    bool addSeries(const SeriesKey &key) override;
    void removeSeries(const SeriesKey &key) override;
    void drawFrame(Timestamp now) final;
    QJsonObject save() const override;

    /// How often the charts were touched.
    int updates() const { return m_updates; }

protected:
    const PanelContext &context() const { return m_context; }
    /// What stands under the hint; the subclass fills it.
    QWidget &content() { return *m_content; }
    /// A view of a chart without a frame, in the theme's colours, which takes no mouse or keys of its own.
    QChartView *makeView(QChart *chart);
    /// The charts' texts and lines in the theme's colours; series are the subclass's.
    static void style(QChart &chart);
    /// With the next frame everything is shown anew: a setting is another.
    void renew();

    /// Whether there is anything that the charts do not show yet. Cheap.
    virtual bool hasNews(Timestamp now) = 0;
    /// Brings charts and texts up to `now`.
    virtual void showFigures(Timestamp now) = 0;
    /// Colours are others.
    virtual void restyle() = 0;
    /// What to do while there is nothing to show; empty when there is.
    virtual QString hint() const = 0;
    virtual QString description() const = 0;

    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    const PanelContext m_context;
    QStackedWidget *m_pages;
    QLabel *m_hint;
    QWidget *m_content;
    std::optional<Timestamp> m_shownAt;
    bool m_isNew = true;
    int m_updates = 0;
};

} // namespace watchglass::ui
