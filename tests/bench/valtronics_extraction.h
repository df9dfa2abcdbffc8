#pragma once

#include "core/protocol/series_table.h"
#include "core/protocol/valtronics/decoder.h"
#include "tests/bench/bench.h"

#include <QByteArray>

namespace watchglass::bench {

/// Frames of Valtronics through the decoder into the table of series, as in the client.
class ValtronicsExtraction final : public protocol::valtronics::FrameHandler
{
public:
    explicit ValtronicsExtraction(protocol::SourceSink &sink)
        : m_sink(sink)
        , m_series(sink)
    {}

    void take(const QByteArray &bytes)
    {
        keep(m_decoder.decode(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())), *this));
    }

    void sample(const protocol::valtronics::SampleFields &fields) override
    {
        m_sink.sample(m_series.handle(fields.device, fields.metric, fields.unit), {fields.time, fields.value});
    }
    void badValue(std::string_view, std::string_view, std::string_view) override {}
    void alarm(const AlarmEvent &, bool) override {}
    void device(const DeviceUpdate &) override {}
    void systemStatus(const SystemStatus &, bool) override {}
    void authResponse(bool, std::string_view, std::string_view) override {}
    void pong(std::optional<Timestamp>) override {}
    void heartbeat(std::optional<Timestamp>) override {}
    void subscription(std::string_view, bool) override {}
    void serverError(std::string_view) override {}
    void unknownFrame(std::string_view) override {}

private:
    protocol::SourceSink &m_sink;
    protocol::SeriesTable m_series;
    protocol::valtronics::Decoder m_decoder;
};

} // namespace watchglass::bench
