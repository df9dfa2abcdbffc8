#include "core/recording/session_import.h"

namespace watchglass::recording {

exchange::SeriesId SessionImport::series(const SeriesInfo &info)
{
    return static_cast<exchange::SeriesId>(m_book.addSeries(sourceOf(info.key.source), info));
}

void SessionImport::samples(exchange::SeriesId series, std::span<const Sample> samples)
{
    if (m_failure || samples.empty())
        return;
    m_book.addSamples(static_cast<SeriesId>(series), samples);
    for (const Sample sample : samples)
        note(sample.time);
    m_waiting += static_cast<std::int64_t>(samples.size());
    if (m_waiting < mostWaiting)
        return;
    m_waiting = 0;
    if (const auto committed = m_book.commit(); !committed)
        m_failure = committed.error();
}

void SessionImport::device(const QString &source, const DeviceUpdate &update)
{
    m_book.add(sourceOf(source), update.lastSeen.value_or(Timestamp()), update);
}

void SessionImport::event(const QString &source, const DeviceEvent &event)
{
    note(event.time);
    m_book.add(sourceOf(source), event.time, event);
}

void SessionImport::alarm(const QString &source, const AlarmEvent &event)
{
    const Timestamp time = event.condition == AlarmCondition::Resolved ? event.resolvedAt.value_or(event.raisedAt)
                           : event.condition == AlarmCondition::Acknowledged
                               ? event.acknowledgedAt.value_or(event.raisedAt)
                               : event.raisedAt;
    note(time);
    m_book.add(sourceOf(source), time, event);
}

void SessionImport::gap(const QString &source, const QString &device, const Gap &gap)
{
    m_book.add(sourceOf(source), gap.range.from, GapNote{GapNote::Kind::Missing, device, 0, gap});
}

SourceId SessionImport::sourceOf(const QString &name)
{
    const auto known = m_sources.find(name);
    if (known != m_sources.end())
        return known->second;
    SessionSource source;
    source.name = name;
    source.service = QStringLiteral("file");
    source.address = m_origin;
    return m_sources.emplace(name, m_book.addSource(source)).first->second;
}

void SessionImport::note(Timestamp time)
{
    m_first = m_first && *m_first < time ? m_first : time;
    m_last = m_last && time < *m_last ? m_last : time;
}

} // namespace watchglass::recording
