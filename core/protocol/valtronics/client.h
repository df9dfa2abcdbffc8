#pragma once

#include "core/base/clock.h"
#include "core/link/websocket_link.h"
#include "core/protocol/clock_skew.h"
#include "core/protocol/series_table.h"
#include "core/protocol/source_client.h"
#include "core/protocol/source_sink.h"
#include "core/protocol/state_teller.h"
#include "core/protocol/valtronics/alarm_watch.h"
#include "core/protocol/valtronics/decoder.h"
#include "core/protocol/valtronics/demand_book.h"
#include "core/protocol/valtronics/liveness.h"
#include "core/protocol/valtronics/rest_gate.h"
#include "core/protocol/valtronics/series_marks.h"
#include "core/protocol/valtronics/session.h"

#include <QCoreApplication>

#include <memory>

namespace watchglass::protocol::valtronics {

/// A session with a Valtronics server of either dialect. Which one it speaks is found out anew on each connection:
/// the token goes first, and what comes back tells; after 3 s without anything telling, whether the REST API of the
/// real server answers. Then a Session does what the dialect needs; this class keeps connection, liveness and state.
/// Thread: its source's, which needs an event loop. Requires: sink and clock outlive it.
/// Invariant: the token appears in no text, problem or log.
class Client final : public SourceClient, private link::WebSocketLink::Listener, private FrameHandler
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::valtronics::Client)

public:
    static constexpr Duration probeTimeout = std::chrono::seconds(3);

    Client(const SourceAddress &address, SourceSink &sink, Clock &clock);
    ~Client() override;

    void start() override;
    void stop() override;
    void acknowledgeAlarm(const QString &id) override { m_alarms.acknowledge(id); }
    void resolveAlarm(const QString &id, const QString &note) override { m_alarms.resolve(id, note); }
    void setReadBudget(qint64 bytesPerSecond) override;
    /// Documented dialect: less is sent, and what is left out is gone. Server dialect: rows are read later.
    void setDemand(const DemandChange &change) override
    {
        const DemandBook::Touched touched = m_demand.take(change);
        if (m_session)
            m_session->demandChanged(touched);
    }

private:
    enum class Dialect { Documented, Server };

    void opened() override;
    void closed(const link::CloseReason &reason) override;
    void textReceived(const QString &text) override;
    void binaryReceived(const QByteArray &bytes) override;
    void frameRefused(const QString &text) override;
    void stateChanged(link::LinkState state) override;
    void heldBackChanged(bool isHeldBack) override;

    void sample(const SampleFields &fields) override;
    void badValue(std::string_view device, std::string_view metric, std::string_view why) override;
    void alarm(const AlarmEvent &event, bool timed) override;
    void device(const DeviceUpdate &update) override;
    void systemStatus(const SystemStatus &status, bool timed) override;
    void authResponse(bool success, std::string_view error, std::string_view message) override;
    void pong(std::optional<Timestamp> serverTime) override;
    void heartbeat(std::optional<Timestamp> serverTime) override;
    void subscription(std::string_view device, bool active) override;
    void serverError(std::string_view text) override;
    void unknownFrame(std::string_view type) override;

    void decoded(const Result<FrameKind> &result);
    void probe(FrameKind kind);
    void probeTimedOut();
    void settle(Dialect dialect);
    void makeSession(Dialect dialect);
    void refused(const QString &why);
    void judged(Liveness::Verdict verdict);
    void endConnection();
    void send(const QString &frame);
    void setState(SourcePhase phase, const QString &text);
    QString liveText() const;
    QString silentText() const;
    QString redacted(QString text) const;

    const SourceAddress m_address;
    SourceSink &m_sink;
    Clock &m_clock;
    StateTeller m_told;
    Decoder m_decoder;
    SeriesTable m_series;
    SeriesMarks m_marks;
    DemandBook m_demand;
    ClockSkew m_skew;
    RestGate m_gate;
    AlarmWatch m_alarms;
    Liveness m_liveness;
    std::unique_ptr<Session> m_session; ///< Of the dialect that was spoken last; none before the first probe.
    link::WebSocketLink m_link;
    const std::unique_ptr<Timer> m_probeTimer;
    QString m_closeText;
    std::optional<Timestamp> m_missingSince; ///< Since the last frame of a lost session.
    int m_opened = 0;
    std::uint64_t m_unreadable = 0; ///< Frames since the last one that could be read.
    bool m_probing = false;
    bool m_begun = false; ///< The session's begin() was called on this connection.
};

} // namespace watchglass::protocol::valtronics
