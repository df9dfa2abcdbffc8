#pragma once

#include "core/format/value_format.h"
#include "core/ingest/device_registry.h"
#include "core/model/source_state.h"
#include "core/store/series.h"
#include "ui/models/mark.h"

#include <QString>

#include <memory>
#include <vector>

namespace watchglass::ui {

/// One row of the DeviceTreeModel with what it shows, kept as texts so that painting costs nothing.
/// Owns: its children. Invariant: children[i]->row == i and children[i]->parent == this.
struct DeviceNode
{
    enum class Kind { Root, Source, Device, Series };

    Kind kind = Kind::Root;
    DeviceNode *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<DeviceNode>> children;

    QString id;    ///< Source's or device's id; empty for a series.
    QString name;  ///< As shown.
    QString value; ///< Last value with its unit; how many devices or series for the others.
    QString age;
    QString searchText; ///< Lower case; its ancestors' words included.
    Mark mark = Mark::None;
    bool isStale = false; ///< Much older than its own rhythm.

    SourceState source;                          ///< Of a source.
    QString sourceName;                          ///< Of a source: what people call it; empty for its id.
    ingest::DeviceRecord device;                 ///< Of a device: everything known of it.
    std::shared_ptr<const store::Series> series; ///< Of a series.
    SeriesKey key;                               ///< Of a series.
    format::StableNumber number;                 ///< Of a series: keeps `value` from dancing.

    DeviceNode *append(std::unique_ptr<DeviceNode> child);
    /// Name, search text and mark from the rest; where the search text is another, the children's with it.
    void describe();
    /// Brings value, age and staleness up to `now`. True when a text changed.
    bool refresh(Timestamp now);

private:
    bool refreshDevice(Timestamp now);
    bool refreshSeries(Timestamp now);
};

} // namespace watchglass::ui
