#pragma once

#include "app/watchglass/rate_meter.h"
#include "core/ingest/alarm_book.h"
#include "core/ingest/device_registry.h"
#include "core/ingest/source_runner.h"
#include "ui/models/source_status.h"

#include <memory>
#include <vector>

namespace watchglass::app {

/// The sources at work, and what they report that is rare: devices, alarms, states.
/// Thread: GUI.
class SourceSet
{
public:
    SourceSet(store::SeriesStore &store, ingest::DeviceRegistry &registry, ingest::AlarmBook &alarms, Clock &clock);

    /// Starts watching; gives the id under which the source's series stand. An empty `wantedId` becomes the host's
    /// name; an id that is taken gets a number.
    QString add(const protocol::SourceAddress &address, const QString &wantedId = {});

    /// Takes over everything that the sources reported since the last call.
    void drain();
    std::vector<ui::SourceStatus> statuses();
    std::uint64_t sampleCount() const;

    void acknowledgeAlarm(const QString &source, const QString &alarm);
    void resolveAlarm(const QString &source, const QString &alarm);

private:
    struct Entry
    {
        std::unique_ptr<ingest::SourceRunner> runner;
        RateMeter samples;
        RateMeter frames;
    };
    Entry *find(const QString &source);

    store::SeriesStore &m_store;
    ingest::DeviceRegistry &m_registry;
    ingest::AlarmBook &m_alarms;
    Clock &m_clock;
    std::vector<Entry> m_entries;
};

} // namespace watchglass::app
