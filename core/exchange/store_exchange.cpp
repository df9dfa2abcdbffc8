#include "core/exchange/store_exchange.h"

#include <algorithm>

namespace watchglass::exchange {

namespace {

constexpr std::uint64_t samplesOfPiece = 4096;

/// The samples of a span as they were when it was made, unpacked piece by piece.
class StoreCursor final : public SampleCursor
{
public:
    StoreCursor(store::Snapshot snapshot, TimeRange range)
        : m_snapshot(std::move(snapshot))
        , m_next(m_snapshot.countBefore(range.from))
        , m_end(range.to == Timestamp::max() ? m_snapshot.count() : m_snapshot.countBefore(range.to))
    {}
    std::span<const Sample> next() override
    {
        const std::uint64_t to = std::max(m_next, std::min(m_end, m_next + samplesOfPiece));
        m_piece = m_snapshot.samples(m_next, to);
        m_next = to;
        return m_piece;
    }

private:
    const store::Snapshot m_snapshot;
    std::uint64_t m_next; ///< By rank.
    const std::uint64_t m_end;
    std::vector<Sample> m_piece;
};

} // namespace

SeriesId StoreSink::series(const SeriesInfo &info)
{
    auto series = m_store.open(info);
    const auto known = std::find(m_series.begin(), m_series.end(), series);
    if (known != m_series.end())
        return static_cast<SeriesId>(known - m_series.begin());
    m_series.push_back(std::move(series));
    return static_cast<SeriesId>(m_series.size() - 1);
}

void StoreSink::samples(SeriesId series, std::span<const Sample> samples)
{
    store::Series &target = *m_series[static_cast<std::size_t>(series)];
    for (const Sample sample : samples)
        m_duplicates += target.append(sample) == store::Append::Duplicate ? 1 : 0;
}

void StoreSink::gap(const QString &source, const QString &device, const Gap &gap)
{
    for (const auto &series : m_series) {
        const SeriesKey &key = series->info().key;
        if (key.source == source && (device.isEmpty() || key.device == device))
            series->addGap(gap);
    }
}

StoreSource::StoreSource(const store::SeriesStore &store, std::vector<SourcedAlarm> alarms,
                         std::vector<SourcedEvent> events)
    : m_series(store.all())
    , m_alarms(std::move(alarms))
    , m_events(std::move(events))
{
    for (const auto &series : m_series)
        m_infos.push_back(series->info());
}

std::unique_ptr<SampleCursor> StoreSource::samples(std::size_t series, TimeRange range) const
{
    return std::make_unique<StoreCursor>(m_series[series]->snapshot(), range);
}

std::vector<SourcedAlarm> StoreSource::alarms(TimeRange) const
{
    return m_alarms;
}

std::vector<SourcedEvent> StoreSource::events(TimeRange range) const
{
    std::vector<SourcedEvent> out;
    std::copy_if(m_events.begin(), m_events.end(), std::back_inserter(out),
                 [range](const SourcedEvent &event) { return range.contains(event.event.time); });
    return out;
}

} // namespace watchglass::exchange
