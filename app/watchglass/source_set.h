#pragma once

#include "app/watchglass/rate_meter.h"
#include "core/attention/grant_book.h"
#include "core/ingest/alarm_book.h"
#include "core/ingest/device_registry.h"
#include "core/ingest/event_log.h"
#include "core/ingest/source_history.h"
#include "core/ingest/source_runner.h"
#include "ui/models/source_status.h"

#include <QCoreApplication>
#include <QHash>

#include <memory>
#include <vector>

namespace watchglass::app {

/// The sources at work, and what they report that is rare: devices, alarms, states.
/// Thread: GUI.
class SourceSet
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::app::SourceSet)

public:
    using ClientMaker = ingest::SourceRunner::ClientMaker;
    /// What makes the client of a source by its id.
    using MakerOf = std::function<ClientMaker(const QString &source)>;

    /// `readBudget`: of each source, bytes a second; 0: none. `makerOf`: of sources that are added without a maker.
    SourceSet(store::SeriesStore &store, ingest::DeviceRegistry &registry, ingest::AlarmBook &alarms,
              ingest::EventLog &events, Clock &clock, qint64 readBudget = ingest::SourceRunner::defaultReadBudget,
              MakerOf makerOf = {});

    /// Starts watching; gives the id under which the source's series stand. An empty `wantedId` becomes the host's
    /// name; an id that is taken gets a number. `makeClient`: what plays a recording instead of calling the address.
    QString add(const protocol::SourceAddress &address, const QString &wantedId = {},
                const ClientMaker &makeClient = {});
    /// A name for a source at this address that no other source has.
    QString freeId(const protocol::SourceAddress &address, const QString &wantedId = {}) const;
    bool contains(const QString &source) const;
    /// Ends the source's session and thread. What it brought stays where it is. Its alarms go, as nobody would end
    /// them any more. Its history stays: an add() under the same id goes on with it.
    void end(const QString &source);
    /// Forgets everything that the source ever brought. Requires: it was ended.
    void forget(const QString &source);
    /// Connects anew, now.
    void reconnect(const QString &source);
    /// How the source fared; null for one that there never was.
    const ingest::SourceHistory *history(const QString &source) const;

    /// Takes over everything that the sources reported since the last call.
    void drain();
    std::vector<ui::SourceStatus> statuses();
    std::uint64_t sampleCount() const;

    void acknowledgeAlarm(const QString &source, const QString &alarm);
    void resolveAlarm(const QString &source, const QString &alarm);
    /// Of each source, also of those that come later: bytes a second; 0: none.
    void setReadBudget(qint64 bytesPerSecond);
    void setDemand(const QString &source, const DemandChange &change);
    /// What the sources say that they give.
    const attention::GrantBook &grants() const { return m_grants; }

private:
    struct Entry
    {
        std::unique_ptr<ingest::SourceRunner> runner;
        RateMeter samples;
        RateMeter frames;
        RateMeter bytes;
    };
    Entry *find(const QString &source);
    void take(const QString &source, const ingest::SourceEvent &event, Timestamp now);

    store::SeriesStore &m_store;
    ingest::DeviceRegistry &m_registry;
    ingest::AlarmBook &m_alarms;
    ingest::EventLog &m_events;
    Clock &m_clock;
    attention::GrantBook m_grants;
    qint64 m_readBudget;
    const MakerOf m_makerOf;
    std::vector<Entry> m_entries;
    QHash<QString, ingest::SourceHistory> m_histories;
};

} // namespace watchglass::app
