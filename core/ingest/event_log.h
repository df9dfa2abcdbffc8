#pragma once

#include "core/model/device_event.h"
#include "core/model/system_status.h"

#include <QHash>

#include <deque>

namespace watchglass::ingest {

/// What happened at a device, and in which source.
struct EventRecord
{
    QString source;
    DeviceEvent event;
    std::uint64_t number = 0; ///< Counts up from 1 in order of arrival.
};

/// What sources told that is no sample and no alarm: events in order of arrival, and each source's health.
/// Bounded: when full, the oldest events go.
/// Thread: one (the GUI's). Observers poll revision().
class EventLog
{
public:
    explicit EventLog(std::size_t capacity = 50'000);

    void add(const QString &source, const DeviceEvent &event);
    void setStatus(const QString &source, const SystemStatus &status);
    void removeSource(const QString &source);

    /// Oldest first; numbers rise, with holes only where a source was removed.
    const std::deque<EventRecord> &events() const { return m_events; }
    /// What the source reported last; nothing while it has not.
    std::optional<SystemStatus> status(const QString &source) const;
    QStringList sourcesWithStatus() const { return m_statuses.keys(); }
    std::uint64_t revision() const { return m_revision; }

private:
    const std::size_t m_capacity;
    std::deque<EventRecord> m_events;
    QHash<QString, SystemStatus> m_statuses;
    std::uint64_t m_lastNumber = 0;
    std::uint64_t m_revision = 0;
};

} // namespace watchglass::ingest
