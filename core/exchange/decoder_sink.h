#pragma once

#include "core/base/clock.h"
#include "core/exchange/import_report.h"
#include "core/exchange/import_sink.h"
#include "core/protocol/source_sink.h"

#include <optional>
#include <vector>

namespace watchglass::exchange {

/// Lets the services' decoders deliver into an import: what they say of a connection is passed over, problems are
/// counted and named by the line that is being read.
/// Requires: sink and report outlive it.
class DecoderSink final : public protocol::SourceSink
{
public:
    DecoderSink(QString source, ImportSink &sink, ImportReport &report)
        : m_source(std::move(source))
        , m_sink(sink)
        , m_report(report)
    {}

    void setLine(std::int64_t line) { m_line = line; }

    protocol::SeriesHandle series(const SeriesInfo &info) override
    {
        SeriesInfo named = info;
        named.key.source = m_source;
        m_series.push_back({m_sink.series(named), false});
        return static_cast<protocol::SeriesHandle>(m_series.size() - 1);
    }
    void sample(protocol::SeriesHandle series, Sample sample) override
    {
        auto &[id, hasSamples] = m_series[static_cast<std::size_t>(series)];
        m_report.series += hasSamples ? 0 : 1;
        hasSamples = true;
        ++m_report.samples;
        m_report.takeTime(sample.time);
        m_sink.samples(id, {&sample, 1});
    }
    void gap(const QString &device, const Gap &gap) override { m_sink.gap(m_source, device, gap); }
    void notRequested(protocol::SeriesHandle, TimeRange) override {}
    void requested(protocol::SeriesHandle, TimeRange) override {}
    void grant(const Grant &) override {}
    void device(const DeviceUpdate &update) override { m_sink.device(m_source, update); }
    void alarm(const AlarmEvent &event) override { m_sink.alarm(m_source, event); }
    void event(const DeviceEvent &event) override
    {
        ++m_report.events;
        m_report.takeTime(event.time);
        m_sink.event(m_source, event);
    }
    void systemStatus(const SystemStatus &) override {}
    void state(const SourceState &) override {}
    void frameReceived(std::size_t) override {}
    void problem(protocol::Problem kind, const QString &text) override
    {
        ++(kind == protocol::Problem::BadValue ? m_report.badCells : m_report.badRows);
        m_report.complain(m_line, {}, text);
    }

private:
    const QString m_source;
    ImportSink &m_sink;
    ImportReport &m_report;
    std::vector<std::pair<SeriesId, bool>> m_series;
    std::int64_t m_line = 0;
};

/// A clock that stands: what carries no time is given the same one in every import of a file.
class StillClock final : public Clock
{
public:
    explicit StillClock(Timestamp now)
        : m_now(now)
    {}
    Timestamp now() const override { return m_now; }
    Duration monotonic() const override { return Duration::zero(); }
    std::unique_ptr<Timer> makeTimer(std::function<void()>) override { return std::make_unique<NoTimer>(); }

private:
    class NoTimer final : public Timer
    {
    public:
        void start(Duration) override {}
        void stop() override {}
        bool isActive() const override { return false; }
    };
    const Timestamp m_now;
};

} // namespace watchglass::exchange
