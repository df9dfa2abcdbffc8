#pragma once

#include "core/store/series_store.h"
#include "ui/panels/plot_trace.h"

#include <QJsonArray>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace watchglass::ui {

class SeriesColours;

/// The series of a plot panel in the order of its legend: found in the store when they come, named so that they can be
/// told apart, and each on its value axis.
/// Thread: GUI. Requires: canvas, store and colours outlive it.
class TraceSet
{
public:
    using DeviceNames = std::function<QString(const SeriesKey &)>;
    using Traces = std::vector<std::unique_ptr<PlotTrace>>;

    TraceSet(PlotCanvas &canvas, const store::SeriesStore &store, SeriesColours &colours);

    const Traces &all() const { return m_traces; }
    bool isEmpty() const { return m_traces.empty(); }
    QList<SeriesKey> keys() const;
    /// Null when it is not there.
    PlotTrace *find(const SeriesKey &key) const;
    /// False when it is there already.
    bool add(const SeriesKey &key, const TraceLook &look = {});
    bool remove(const SeriesKey &key);
    void clear() { m_traces.clear(); }
    void setLook(const SeriesKey &key, const TraceLook &look);

    /// Looks for those that are waiting, or were made anew, if the store has new series; whether one was found.
    bool findWaiting();
    /// Takes colours anew, if the operator chose others; whether there were any.
    bool followColours();
    void takeColours();

    std::optional<Timestamp> newest() const;
    std::optional<Duration> fastestRhythm() const;
    /// Of all series together.
    TimeRange extent() const;

    void setDeviceNames(DeviceNames names) { m_deviceNames = std::move(names); }
    /// Whether devices are called something else than at the call before.
    bool haveNamesChanged();
    /// What tells the series from the panel's others.
    QString nameOf(const SeriesKey &key) const;
    /// For all of them together.
    QString title() const;
    /// The units on an axis.
    QString captionOf(int axis) const;
    /// The colour of the only trace on an axis; none when there are more.
    QColor colourOf(int axis) const;
    /// Which axis the series stand on by their looks and units.
    void assignAxes();
    /// A name for an axis that a series is to have of its own.
    QString newAxisGroup() const;
    /// What the axis of a series is called in looks.
    QString axisGroupOf(const PlotTrace &trace) const;

    QJsonArray save() const;
    void restore(const QJsonArray &list);

private:
    bool isOneDevice() const;
    bool isOneAttribute() const;
    QString deviceOf(const SeriesKey &key) const;

    PlotCanvas &m_canvas;
    const store::SeriesStore &m_store;
    SeriesColours &m_colours;
    DeviceNames m_deviceNames;
    QStringList m_shownNames;
    Traces m_traces;
    std::uint64_t m_storeRevision = 0;
    std::uint64_t m_colourRevision = 0;
    bool m_isSearching = false; ///< A trace is waiting, and has not been looked for in this state of the store.
};

} // namespace watchglass::ui
