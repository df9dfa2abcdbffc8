#pragma once

#include "core/base/clock.h"
#include "core/ingest/source_ingest.h"
#include "core/protocol/source_client.h"
#include "core/protocol/source_factory.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace watchglass::ingest {

/// One source at work: its own thread with its client and its ingest, steered from outside by queued calls. One slow
/// or flooding source never slows another.
/// Thread: made, steered and destroyed on one (the GUI's), which never waits for the source but in the destructor,
/// for as long as one event of the source's loop takes. counters() and drainEvents() on any.
/// Requires: store, clock and listener outlive it.
class SourceRunner
{
public:
    using ClientMaker = std::function<std::unique_ptr<protocol::SourceClient>(const protocol::SourceAddress &,
                                                                              protocol::SourceSink &, Clock &)>;

    SourceRunner(QString sourceId, protocol::SourceAddress address, store::SeriesStore &store, Clock &clock,
                 SampleListener *listener = nullptr, ClientMaker makeClient = protocol::makeClient);
    ~SourceRunner();
    SourceRunner(const SourceRunner &) = delete;
    SourceRunner &operator=(const SourceRunner &) = delete;

    const QString &sourceId() const { return m_sourceId; }
    const protocol::SourceAddress &address() const { return m_address; }

    /// Connects; nothing happens when it already does. May be called again after stop().
    void start();
    /// Closes the session; what is stored stays.
    void stop();
    void acknowledgeAlarm(const QString &id);
    void resolveAlarm(const QString &id, const QString &note);

    std::vector<SourceEvent> drainEvents() { return m_ingest.drainEvents(); }
    SourceCounters counters() const { return m_ingest.counters(); }
    SourceState state() const { return m_ingest.state(); }

private:
    void onSourceThread(std::function<void()> call);

    const QString m_sourceId;
    const protocol::SourceAddress m_address;
    Clock &m_clock;
    const ClientMaker m_makeClient;
    SourceIngest m_ingest;
    std::unique_ptr<protocol::SourceClient> m_client; ///< The source's thread only.
    bool m_running = false;                           ///< The source's thread only.
    QThread m_thread;
    QObject m_context; ///< Lives on m_thread; what queued calls are addressed to.
};

} // namespace watchglass::ingest
