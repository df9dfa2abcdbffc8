#pragma once

#include "core/ingest/event_log.h"
#include "ui/plot/time_grid.h"

#include <QSet>
#include <QStringList>

#include <utility>
#include <vector>

namespace watchglass::ui {

/// Which events a panel shows: those of some devices (none named: of all), but for some kinds.
struct EventChoice
{
    QSet<std::pair<QString, QString>> devices; ///< Source and device.
    QSet<QString> hiddenKinds;

    bool isOf(const ingest::EventRecord &record) const
    {
        return devices.isEmpty() || devices.contains({record.source, record.event.device});
    }
    bool takes(const ingest::EventRecord &record) const
    {
        return isOf(record) && !hiddenKinds.contains(record.event.kind);
    }
    /// The newest `most` that it takes, newest first.
    std::vector<ingest::EventRecord> newest(const ingest::EventLog &log, std::size_t most) const;
    /// The newest text of each kind of each device, `most` at most; in the order of device and kind, so that each keeps
    /// its place.
    std::vector<ingest::EventRecord> newestTexts(const ingest::EventLog &log, std::size_t most) const;
    /// All kinds that its devices have had, hidden ones too, in order of name.
    QStringList kinds(const ingest::EventLog &log) const;
};

/// Where something happened on a time axis, once or several times so close that it is drawn as one.
struct EventMark
{
    double x = 0.0; ///< In pixels of the grid; of the first of them.
    int count = 1;
    std::size_t index = 0; ///< Of the newest of them in the list that was placed.

    friend bool operator==(const EventMark &, const EventMark &) = default;
};

/// Marks of the events of one kind inside the grid, from left to right, at least `apartPx` apart.
std::vector<EventMark> placeMarks(const std::vector<ingest::EventRecord> &events, const QString &kind,
                                  const TimeGrid &grid, double apartPx);

} // namespace watchglass::ui
