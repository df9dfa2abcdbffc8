#pragma once

#include "app/watchglass/attention_control.h"
#include "app/watchglass/series_rates.h"
#include "app/watchglass/source_set.h"
#include "core/model/clock_offset.h"
#include "ui/models/attention_table_model.h"
#include "ui/models/panel_figures.h"

#include <functional>

namespace watchglass::ui {
class PanelFrame;
class Workspaces;
} // namespace watchglass::ui

namespace watchglass::app {

/// What there is to say about attention: for each panel's badge, and as rows for the Attention view.
/// Thread: GUI. Requires: what it is made with outlives it.
class AttentionFigures
{
public:
    /// What people call the device of a series.
    using DeviceNames = std::function<QString(const SeriesKey &)>;

    AttentionFigures(const store::SeriesStore &store, const SourceSet &sources, const AttentionControl &control,
                     DeviceNames names);

    /// A few times a second: brings the badge of every panel up to date, of those that cannot be seen once a second.
    /// `statuses` are the sources' present ones; `wall` is our clock as people read it.
    void update(const ui::Workspaces &workspaces, const std::vector<ui::SourceStatus> &statuses, double displayHz,
                Duration now, Timestamp wall);
    /// Of all series that there are, measured now: about once a second, while somebody looks at them.
    std::vector<ui::AttentionRow> rows(Duration now);

private:
    void lookAtNewSources(Duration now);
    ui::PanelFigures figuresOf(const ui::PanelFrame &frame, Duration now);
    void addSeries(ui::PanelFigures &figures, const SeriesKey &key, Duration now);
    void addSource(ui::PanelFigures &figures, const ui::SourceStatus &status) const;
    std::optional<Duration> deviceClock(const store::Series &series);
    bool isWhole(const SeriesKey &key) const;
    double bytesPerSample(const QString &source) const;

    const store::SeriesStore &m_store;
    const SourceSet &m_sources;
    const AttentionControl &m_control;
    const DeviceNames m_names;
    struct Clock
    {
        std::optional<Timestamp> newest;
        ClockOffset offset;
    };

    SeriesRates m_rates;
    QHash<std::pair<QString, QString>, Clock> m_clocks; ///< Of devices: source, device.
    Timestamp m_wall;
    std::vector<ui::SourceStatus> m_statuses;
    QHash<SeriesKey, double> m_drawnHz; ///< Of what stands on a panel.
    double m_displayHz = 60.0;
    Duration m_nextLook{};
    Duration m_nextHidden{}; ///< When desks out of sight are looked at again.
};

} // namespace watchglass::app
