#pragma once

#include "core/protocol/source_sink.h"
#include "core/protocol/valtronics/session.h"

namespace watchglass::protocol::valtronics {

/// The dialect of the guide: subscribes to the four channels, anew after each reconnect. It has no history to ask
/// for, so the time without connection is a gap.
/// Thread: the source's. Requires: the sink outlives it.
class DocumentedSession final : public Session
{
public:
    DocumentedSession(SourceSink &sink, Send send);

    void begin(std::optional<TimeRange> missed) override;
    void interrupt() override {}
    bool sendsHeartbeats() const override { return false; }
    QString dialect() const override { return QStringLiteral("documented"); }
    void alarmSeen(const AlarmEvent &) override {}
    void subscriptionSeen(std::string_view, bool) override {}

private:
    SourceSink &m_sink;
    const Send m_send;
};

} // namespace watchglass::protocol::valtronics
