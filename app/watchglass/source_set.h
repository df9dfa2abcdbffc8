#pragma once

#include "app/watchglass/rate_meter.h"
#include "core/attention/grant_book.h"
#include "core/ingest/alarm_book.h"
#include "core/ingest/device_registry.h"
#include "core/ingest/event_log.h"
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
    /// `readBudget`: of each source, bytes a second; 0: none.
    SourceSet(store::SeriesStore &store, ingest::DeviceRegistry &registry, ingest::AlarmBook &alarms,
              ingest::EventLog &events, Clock &clock, qint64 readBudget = ingest::SourceRunner::defaultReadBudget);

    /// Starts watching; gives the id under which the source's series stand. An empty `wantedId` becomes the host's
    /// name; an id that is taken gets a number.
    QString add(const protocol::SourceAddress &address, const QString &wantedId = {});

    /// Takes over everything that the sources reported since the last call.
    void drain();
    std::vector<ui::SourceStatus> statuses();
    std::uint64_t sampleCount() const;

    void acknowledgeAlarm(const QString &source, const QString &alarm);
    void resolveAlarm(const QString &source, const QString &alarm);
    void setDemand(const QString &source, const DemandChange &change);
    /// What the sources say that they give.
    const attention::GrantBook &grants() const { return m_grants; }

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
    ingest::EventLog &m_events;
    Clock &m_clock;
    attention::GrantBook m_grants;
    const qint64 m_readBudget;
    std::vector<Entry> m_entries;
};

} // namespace watchglass::app
