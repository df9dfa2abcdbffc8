#pragma once

#include "core/protocol/source_sink.h"
#include "core/recording/source_recorder.h"

#include <memory>

namespace watchglass::recording {

/// Between a client and its sink: passes everything on, then to the source's recorder.
/// Thread: the source's. Requires: `to` outlives it.
class RecordingSink final : public protocol::SourceSink
{
public:
    RecordingSink(protocol::SourceSink &to, std::shared_ptr<SourceRecorder> recorder)
        : m_to(to)
        , m_recorder(std::move(recorder))
    {}

    protocol::SeriesHandle series(const SeriesInfo &info) override;
    void sample(protocol::SeriesHandle series, Sample sample) override
    {
        m_to.sample(series, sample);
        m_recorder->sample(series, sample);
    }
    void gap(const QString &device, const Gap &gap) override;
    void notRequested(protocol::SeriesHandle series, TimeRange range) override;
    void requested(protocol::SeriesHandle series, TimeRange range) override;
    void grant(const Grant &grant) override;
    void device(const DeviceUpdate &update) override;
    void alarm(const AlarmEvent &event) override;
    void event(const DeviceEvent &event) override;
    void systemStatus(const SystemStatus &status) override;
    void state(const SourceState &state) override;
    void frameReceived(std::size_t bytes) override { m_to.frameReceived(bytes); }
    void problem(protocol::Problem kind, const QString &text) override;

private:
    protocol::SourceSink &m_to;
    const std::shared_ptr<SourceRecorder> m_recorder;
};

} // namespace watchglass::recording
