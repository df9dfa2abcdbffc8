#pragma once

#include "core/protocol/source_sink.h"
#include "core/protocol/valtronics/session.h"
#include "core/protocol/valtronics/telemetry_subscriptions.h"

namespace watchglass::protocol::valtronics {

/// The dialect of the guide: subscribes to the four channels, anew after each reconnect; to telemetry as far as it is
/// wanted, to the others always and unfiltered. It has no history to ask for, so the time without connection is a gap,
/// and what is not asked for stays away.
/// Thread: the source's. Requires: everything it is made with outlives it.
class DocumentedSession final : public Session
{
public:
    DocumentedSession(Clock &clock, SourceSink &sink, const DemandBook &demand, SeriesMarks &marks, Send send,
                      TelemetrySubscriptions::Ask ask);

    void begin(std::optional<TimeRange> missed) override;
    void interrupt() override { m_telemetry.end(); }
    void demandChanged(const DemandBook::Touched &touched) override { m_telemetry.demandChanged(touched); }
    bool sendsHeartbeats() const override { return false; }
    QString dialect() const override { return QStringLiteral("documented"); }
    void alarmSeen(const AlarmEvent &) override {}
    void subscriptionSeen(std::string_view, bool) override {}

private:
    SourceSink &m_sink;
    const Send m_send;
    TelemetrySubscriptions m_telemetry;
};

} // namespace watchglass::protocol::valtronics
