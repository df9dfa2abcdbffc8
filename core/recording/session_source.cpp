#include "core/recording/session_source.h"

#include <algorithm>

namespace watchglass::recording {

/// Samples of a series, a span of some chunks after the other.
class SessionSampleSource::Cursor final : public exchange::SampleCursor
{
public:
    static constexpr std::size_t chunksAtOnce = 16;

    Cursor(const SessionSampleSource &owner, SeriesId series, TimeRange range)
        : m_owner(owner)
        , m_series(series)
    {
        const auto chunks = owner.m_file.chunks(series, range);
        if (!chunks) {
            owner.failed(chunks.error());
            return;
        }
        // Spans end where a chunk begins, so that few chunks are read twice.
        Timestamp from = range.from;
        for (std::size_t i = chunksAtOnce; i < chunks.value().size(); i += chunksAtOnce) {
            const Timestamp to = chunks.value()[i].from;
            if (from < to)
                m_spans.push_back({from, to});
            from = std::max(from, to);
        }
        m_spans.push_back({from, range.to});
    }

    std::span<const Sample> next() override
    {
        m_samples.clear();
        while (m_samples.empty() && m_next < m_spans.size()) {
            auto read = m_owner.m_file.samples(m_series, m_spans[m_next++]);
            if (!read) {
                m_owner.failed(read.error());
                m_next = m_spans.size();
                break;
            }
            m_samples = std::move(read).value();
        }
        return m_samples;
    }

private:
    const SessionSampleSource &m_owner;
    const SeriesId m_series;
    std::vector<TimeRange> m_spans;
    std::size_t m_next = 0;
    std::vector<Sample> m_samples;
};

SessionSampleSource::SessionSampleSource(const SessionFile &file)
    : m_file(file)
{
    std::vector<const SessionSeries *> all;
    for (const SessionSeries &series : file.series())
        all.push_back(&series);
    std::sort(all.begin(), all.end(),
              [](const SessionSeries *a, const SessionSeries *b) { return a->info.key < b->info.key; });
    for (const SessionSeries *series : all) {
        m_ids.push_back(series->id);
        m_infos.push_back(series->info);
    }
}

std::unique_ptr<exchange::SampleCursor> SessionSampleSource::samples(std::size_t series, TimeRange range) const
{
    return std::make_unique<Cursor>(*this, m_ids[series], range);
}

std::vector<exchange::SourcedAlarm> SessionSampleSource::alarms(TimeRange range) const
{
    const auto read = m_file.alarms();
    if (!read) {
        failed(read.error());
        return {};
    }
    std::vector<exchange::SourcedAlarm> out;
    for (const Recorded<AlarmEvent> &one : read.value()) {
        if (range.contains(one.arrival))
            out.push_back({sourceName(one.source), one.value});
    }
    return out;
}

std::vector<exchange::SourcedEvent> SessionSampleSource::events(TimeRange range) const
{
    const auto read = m_file.events();
    if (!read) {
        failed(read.error());
        return {};
    }
    std::vector<exchange::SourcedEvent> out;
    for (const Recorded<DeviceEvent> &one : read.value()) {
        if (range.contains(one.value.time))
            out.push_back({sourceName(one.source), one.value});
    }
    return out;
}

QString SessionSampleSource::sourceName(SourceId id) const
{
    for (const SessionSource &source : m_file.sources()) {
        if (source.id == id)
            return source.name;
    }
    return {};
}

} // namespace watchglass::recording
