#include "core/ingest/source_ingest.h"

namespace watchglass::ingest {

namespace {

constexpr protocol::SeriesHandle refusedSeries{0};

} // namespace

SourceIngest::SourceIngest(store::SeriesStore &store, Options options)
    : m_store(store)
    , m_options(std::move(options))
    , m_series(1)
    , m_events(m_options.maxEvents)
{}

protocol::SeriesHandle SourceIngest::series(const SeriesInfo &info)
{
    SeriesInfo own = info;
    own.key.source = m_options.sourceId;
    if (const auto known = m_handles.constFind(own.key); known != m_handles.constEnd())
        return *known;
    if (m_series.size() > m_options.maxSeries) {
        refuseSeries();
        return refusedSeries;
    }
    const auto handle = static_cast<protocol::SeriesHandle>(m_series.size());
    m_series.push_back(m_store.open(own));
    m_handles.insert(own.key, handle);
    return handle;
}

void SourceIngest::sample(protocol::SeriesHandle series, Sample sample)
{
    Q_ASSERT(static_cast<std::size_t>(series) < m_series.size());
    store::Series *target = m_series[static_cast<std::size_t>(series)].get();
    if (!target) {
        m_badValues.add(1);
        return;
    }
    const store::Append result = target->append(sample);
    if (result == store::Append::Duplicate)
        m_duplicates.add(1);
    else
        m_samples.add(1);
    if (result == store::Append::Inserted)
        m_outOfOrder.add(1);
    if (m_options.listener)
        m_options.listener->onSample(target->info(), sample, result);
}

void SourceIngest::gap(const QString &device, const Gap &gap)
{
    if (gap.range.isEmpty())
        return;
    for (const auto &series : m_series) {
        if (series && (device.isEmpty() || series->info().key.device == device))
            series->addGap(gap);
    }
    m_events.post(GapReport{device, gap});
}

void SourceIngest::notRequested(protocol::SeriesHandle series, TimeRange range)
{
    Q_ASSERT(static_cast<std::size_t>(series) < m_series.size());
    if (store::Series *target = m_series[static_cast<std::size_t>(series)].get())
        target->addGap({range, GapCause::NotRequested});
}

void SourceIngest::requested(protocol::SeriesHandle series, TimeRange range)
{
    Q_ASSERT(static_cast<std::size_t>(series) < m_series.size());
    if (store::Series *target = m_series[static_cast<std::size_t>(series)].get())
        target->requested(range);
}

void SourceIngest::grant(const Grant &grant)
{
    m_events.post(grant);
}

void SourceIngest::device(const DeviceUpdate &update)
{
    m_events.post(update);
}

void SourceIngest::alarm(const AlarmEvent &event)
{
    m_events.post(event);
}

void SourceIngest::event(const DeviceEvent &event)
{
    m_events.post(event);
}

void SourceIngest::systemStatus(const SystemStatus &status)
{
    m_events.post(status);
}

void SourceIngest::state(const SourceState &state)
{
    const bool delivered = m_events.post(state);
    MutexLock lock(m_mutex);
    m_state = state;
    m_stateUndelivered = !delivered;
}

void SourceIngest::frameReceived(std::size_t bytes)
{
    m_frames.add(1);
    m_bytes.add(bytes);
}

void SourceIngest::problem(protocol::Problem kind, const QString &text)
{
    switch (kind) {
    case protocol::Problem::BadFrame:
        m_badFrames.add(1);
        break;
    case protocol::Problem::UnknownFrame:
        m_unknownFrames.add(1);
        break;
    case protocol::Problem::BadValue:
        m_badValues.add(1);
        break;
    case protocol::Problem::ServerError:
        m_serverErrors.add(1);
        break;
    case protocol::Problem::RefusedFrame:
        m_refusedFrames.add(1);
        break;
    }
    setProblem(text);
}

void SourceIngest::refuseSeries()
{
    setProblem(tr("The source has more than %Ln series; further ones are not stored. Narrow what it sends.", nullptr,
                  static_cast<int>(m_options.maxSeries)));
}

void SourceIngest::setProblem(const QString &text)
{
    MutexLock lock(m_mutex);
    m_lastProblem = text;
}

std::vector<SourceEvent> SourceIngest::drainEvents()
{
    std::vector<SourceEvent> events = m_events.drain();
    MutexLock lock(m_mutex);
    if (m_stateUndelivered) {
        events.emplace_back(m_state);
        m_stateUndelivered = false;
    }
    return events;
}

SourceCounters SourceIngest::counters() const
{
    SourceCounters counters;
    counters.frames = m_frames.value();
    counters.bytes = m_bytes.value();
    counters.samples = m_samples.value();
    counters.outOfOrder = m_outOfOrder.value();
    counters.duplicates = m_duplicates.value();
    counters.badFrames = m_badFrames.value();
    counters.unknownFrames = m_unknownFrames.value();
    counters.badValues = m_badValues.value();
    counters.serverErrors = m_serverErrors.value();
    counters.refusedFrames = m_refusedFrames.value();
    counters.droppedEvents = m_events.dropped();
    MutexLock lock(m_mutex);
    counters.lastProblem = m_lastProblem;
    return counters;
}

SourceState SourceIngest::state() const
{
    MutexLock lock(m_mutex);
    return m_state;
}

} // namespace watchglass::ingest
