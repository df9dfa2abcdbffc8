#pragma once

#include "core/exchange/import_sink.h"
#include "core/exchange/sample_source.h"
#include "core/store/series_store.h"

#include <vector>

namespace watchglass::exchange {

/// Delivers an import into a store; events, alarms and gaps are kept or added to the series.
/// Requires: the store outlives it.
class StoreSink final : public ImportSink
{
public:
    explicit StoreSink(store::SeriesStore &store)
        : m_store(store)
    {}

    SeriesId series(const SeriesInfo &info) override;
    void samples(SeriesId series, std::span<const Sample> samples) override;
    void device(const QString &, const DeviceUpdate &) override {}
    void event(const QString &source, const DeviceEvent &event) override { m_events.push_back({source, event}); }
    void alarm(const QString &source, const AlarmEvent &event) override { m_alarms.push_back({source, event}); }
    void gap(const QString &source, const QString &device, const Gap &gap) override;

    const std::vector<SourcedEvent> &events() const { return m_events; }
    const std::vector<SourcedAlarm> &alarms() const { return m_alarms; }
    /// Exact duplicates, which a store does not keep.
    std::uint64_t duplicates() const { return m_duplicates; }

private:
    store::SeriesStore &m_store;
    std::vector<std::shared_ptr<store::Series>> m_series;
    std::vector<SourcedEvent> m_events;
    std::vector<SourcedAlarm> m_alarms;
    std::uint64_t m_duplicates = 0;
};

/// Exports what a store holds now; what comes later is not in it.
class StoreSource final : public SampleSource
{
public:
    explicit StoreSource(const store::SeriesStore &store, std::vector<SourcedAlarm> alarms = {},
                         std::vector<SourcedEvent> events = {});

    const std::vector<SeriesInfo> &series() const override { return m_infos; }
    std::unique_ptr<SampleCursor> samples(std::size_t series, TimeRange range) const override;
    std::vector<SourcedAlarm> alarms(TimeRange range) const override;
    std::vector<SourcedEvent> events(TimeRange range) const override;

private:
    std::vector<std::shared_ptr<const store::Series>> m_series;
    std::vector<SeriesInfo> m_infos;
    std::vector<SourcedAlarm> m_alarms;
    std::vector<SourcedEvent> m_events;
};

} // namespace watchglass::exchange
