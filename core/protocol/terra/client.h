#pragma once

#include "core/protocol/terra/gateway.h"
#include "core/protocol/terra/intake.h"
#include "core/protocol/terra/replay_fill.h"

#include <QCoreApplication>

#include <optional>

namespace watchglass::protocol::terra {

/// A dashboard on Terra's streaming gateway: one connection carries every user of a developer. Repeated messages are
/// told by `seq` and dropped; after a reconnect, or a stop() and start(), what was missed is asked for by REPLAY, and
/// marked as a gap, which fills with what comes. The gateway cannot be asked for less than everything.
///
/// SourceAddress::url is the socket's ("wss://ws.tryterra.co/connect", the path may be left out); the REST side that
/// mints tokens stands on the same host. SourceAddress::token is "dev-id:api-key", or empty for a gateway that wants
/// none. In the address's query, `speed` and `steps_cadence` name the units of these types ("?speed=km/h"); until
/// then they are shown as published, with a question mark.
///
/// Thread: its source's, which needs an event loop. Requires: sink and clock outlive it.
/// Invariant: neither credentials nor token stand in a text.
class Client final : public SourceClient, private Gateway::Listener
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::terra::Client)

public:
    Client(const SourceAddress &address, SourceSink &sink, Clock &clock);

    void start() override;
    void stop() override;
    /// The service has no alarms.
    void acknowledgeAlarm(const QString &) override {}
    void resolveAlarm(const QString &, const QString &) override {}
    void setReadBudget(qint64 bytesPerSecond) override { m_gateway.setReadBudget(bytesPerSecond); }
    void setDemand(const DemandChange &change) override;

private:
    void gatewayState(const SourceState &state) override { m_sink.state(state); }
    void gatewayReady() override;
    void gatewayLost(Timestamp lastHeard) override;
    void gatewayDispatch(const DispatchFields &fields) override;
    void gatewayReceived(std::size_t bytes) override;
    void gatewayProblem(Problem kind, const QString &text) override;

    void askForReplay(std::int64_t after, std::int64_t before);

    SourceSink &m_sink;
    Clock &m_clock;
    Intake m_intake;
    ReplayFill m_fill;
    Gateway m_gateway;
    std::optional<Timestamp> m_missingSince;  ///< The last frame of the session before.
    std::optional<AttentionLevel> m_answered; ///< The demand that was answered last.
};

} // namespace watchglass::protocol::terra
