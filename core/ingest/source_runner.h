#pragma once

#include "core/base/clock.h"
#include "core/base/mailbox.h"
#include "core/ingest/source_ingest.h"
#include "core/protocol/source_client.h"
#include "core/protocol/source_factory.h"

#include <QThread>

#include <atomic>
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

    /// What is read of a source a second unless told otherwise: far more than any screen can show.
    static constexpr qint64 defaultReadBudget = qint64(32) << 20;

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
    /// See protocol::SourceClient::setDemand(). May be called before start().
    void setDemand(DemandChange change);
    /// See protocol::SourceClient::setReadBudget(); 0: none. May be called before start().
    void setReadBudget(qint64 bytesPerSecond);

    std::vector<SourceEvent> drainEvents() { return m_ingest.drainEvents(); }
    SourceCounters counters() const { return m_ingest.counters(); }
    SourceState state() const { return m_ingest.state(); }

private:
    class Desk;
    using Order = std::function<void()>;

    protocol::SourceClient &client(); ///< The source's thread only; made when first wanted.
    void onSourceThread(Order order);
    void carryOut();

    const QString m_sourceId;
    const protocol::SourceAddress m_address;
    Clock &m_clock;
    const ClientMaker m_makeClient;
    SourceIngest m_ingest;
    std::unique_ptr<protocol::SourceClient> m_client; ///< The source's thread only.
    bool m_running = false;                           ///< The source's thread only.
    qint64 m_readBudget = defaultReadBudget;          ///< The source's thread only.
    Mailbox<Order> m_orders{65536};
    std::atomic<bool> m_ended = false; ///< The source's thread does nothing any more.
    QThread m_thread;
    std::unique_ptr<Desk> m_desk; ///< Lives on m_thread; is told that there are orders.
};

} // namespace watchglass::ingest
