#pragma once

#include "core/base/mailbox.h"
#include "core/base/mutex.h"
#include "core/ingest/source_event.h"
#include "core/protocol/source_sink.h"
#include "core/store/series_store.h"

#include <QCoreApplication>
#include <QHash>

#include <atomic>
#include <optional>
#include <vector>

namespace watchglass::ingest {

/// Told of every sample that was stored or dropped as a duplicate. For programs without a screen.
/// Thread: the source's; a slow listener slows its source.
class SampleListener
{
public:
    virtual ~SampleListener() = default;
    virtual void onSample(const SeriesInfo &series, Sample sample, store::Append result) = 0;
};

/// One source's way into the program: samples go straight into their series, rare events into a bounded mailbox, and
/// everything is counted.
/// Thread: the SourceSink calls on the source's thread only; counters(), drainEvents() and state() on any.
/// Invariant: a sample takes no lock and no memory of its own; a state is never lost to a full mailbox.
class SourceIngest final : public protocol::SourceSink
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ingest::SourceIngest)

public:
    struct Options
    {
        QString sourceId;
        std::size_t maxSeries = 100'000; ///< Samples of further series are counted as bad values.
        std::size_t maxEvents = 65'536;  ///< Waiting to be drained.
        SampleListener *listener = nullptr;
    };

    SourceIngest(store::SeriesStore &store, Options options);

    protocol::SeriesHandle series(const SeriesInfo &info) override;
    void sample(protocol::SeriesHandle series, Sample sample) override;
    void gap(const QString &device, const Gap &gap) override;
    void notRequested(protocol::SeriesHandle series, TimeRange range) override;
    void requested(protocol::SeriesHandle series, TimeRange range) override;
    void grant(const Grant &grant) override;
    void device(const DeviceUpdate &update) override;
    void alarm(const AlarmEvent &event) override;
    void event(const DeviceEvent &event) override;
    void systemStatus(const SystemStatus &status) override;
    void state(const SourceState &state) override;
    void frameReceived(std::size_t bytes) override;
    void problem(protocol::Problem kind, const QString &text) override;

    /// Oldest first.
    std::vector<SourceEvent> drainEvents();
    SourceCounters counters() const;
    /// The newest one.
    SourceState state() const;

private:
    /// Written by one thread, so that no read-modify-write is needed.
    class Counter
    {
    public:
        void add(std::uint64_t n)
        {
            m_value.store(m_value.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
        }
        std::uint64_t value() const { return m_value.load(std::memory_order_relaxed); }

    private:
        std::atomic<std::uint64_t> m_value = 0;
    };

    void refuseSeries();
    void setProblem(const QString &text);

    store::SeriesStore &m_store;
    const Options m_options;
    std::vector<std::shared_ptr<store::Series>> m_series; ///< By handle; the first is null, for refused ones.
    QHash<SeriesKey, protocol::SeriesHandle> m_handles;
    Mailbox<SourceEvent> m_events;

    Counter m_frames;
    Counter m_bytes;
    Counter m_samples;
    Counter m_outOfOrder;
    Counter m_duplicates;
    Counter m_badFrames;
    Counter m_unknownFrames;
    Counter m_badValues;
    Counter m_serverErrors;
    Counter m_refusedFrames;

    mutable Mutex m_mutex;
    QString m_lastProblem WG_GUARDED_BY(m_mutex);
    SourceState m_state WG_GUARDED_BY(m_mutex);
    bool m_stateUndelivered WG_GUARDED_BY(m_mutex) = false; ///< The mailbox had no room for the newest.
};

} // namespace watchglass::ingest
