#include "core/protocol/valtronics/documented_session.h"

namespace watchglass::protocol::valtronics {

DocumentedSession::DocumentedSession(Clock &clock, SourceSink &sink, const DemandBook &demand, SeriesMarks &marks,
                                     Send send, TelemetrySubscriptions::Ask ask)
    : m_sink(sink)
    , m_send(std::move(send))
    , m_telemetry(clock, sink, demand, marks, m_send, std::move(ask))
{}

void DocumentedSession::begin(std::optional<TimeRange> missed)
{
    if (missed)
        m_sink.gap({}, {*missed, GapCause::LinkLost});
    m_telemetry.begin();
    for (const Channel channel : {Channel::Alerts, Channel::Devices, Channel::System})
        m_send(encodeSubscribe(channel));
}

} // namespace watchglass::protocol::valtronics
