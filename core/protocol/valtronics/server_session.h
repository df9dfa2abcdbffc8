#pragma once

#include "core/protocol/clock_skew.h"
#include "core/protocol/valtronics/alarm_watch.h"
#include "core/protocol/valtronics/grant_book.h"
#include "core/protocol/valtronics/session.h"
#include "core/protocol/valtronics/telemetry_poll.h"

#include <QSet>

namespace watchglass::protocol::valtronics {

/// The dialect of the real server: devices are listed by REST and subscribed one by one; telemetry is polled and
/// merely accelerated by pushes; alarms are polled. Lower demand means that rows are read later, and that pushes below
/// Medium are done without; nothing is left out.
/// Thread: the source's. Requires: everything it is made with outlives it.
class ServerSession final : public Session
{
public:
    ServerSession(Clock &clock, SourceSink &sink, SeriesTable &series, RestGate &gate, AlarmWatch &alarms,
                  ClockSkew &skew, const DemandBook &demand, Send send);
    ~ServerSession() override;

    void begin(std::optional<TimeRange> missed) override;
    void interrupt() override;
    void demandChanged(const DemandBook::Touched &touched) override;
    bool sendsHeartbeats() const override { return true; }
    QString dialect() const override { return QStringLiteral("server"); }
    void alarmSeen(const AlarmEvent &event) override;
    void subscriptionSeen(std::string_view device, bool active) override;

private:
    void listDevices(int skip);
    void devicesAnswered(int skip, const RestGate::Answer &answer);
    void devicesListed();
    void subscribe(const QString &id);
    void grantDevice(const QString &id);
    void askHealth();

    Clock &m_clock;
    SourceSink &m_sink;
    RestGate &m_gate;
    AlarmWatch &m_alarms;
    ClockSkew &m_skew;
    const DemandBook &m_demand;
    const Send m_send;
    GrantBook m_grants;
    RestDecoder m_decoder;
    TelemetryPoll m_poll;
    const std::unique_ptr<Timer> m_listTimer;
    std::vector<QString> m_listing; ///< Ids of the pages read so far.
    QSet<QString> m_subscribed;     ///< On this connection.
    bool m_isOpen = false;
};

} // namespace watchglass::protocol::valtronics
