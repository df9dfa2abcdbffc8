#include "core/protocol/valtronics/documented_session.h"

namespace watchglass::protocol::valtronics {

DocumentedSession::DocumentedSession(SourceSink &sink, Send send)
    : m_sink(sink)
    , m_send(std::move(send))
{}

void DocumentedSession::begin(std::optional<TimeRange> missed)
{
    if (missed)
        m_sink.gap({}, {*missed, GapCause::LinkLost});
    for (const Channel channel : {Channel::Telemetry, Channel::Alerts, Channel::Devices, Channel::System})
        m_send(encodeSubscribe(channel));
}

} // namespace watchglass::protocol::valtronics
