#pragma once

#include "core/protocol/moonsense/cloud_watch.h"
#include "core/protocol/moonsense/import.h"
#include "core/protocol/source_client.h"
#include "core/protocol/span_marker.h"
#include "core/protocol/state_teller.h"
#include "core/protocol/wanted_levels.h"

namespace watchglass::protocol::moonsense {

/// Moonsense Cloud as a source: each session is a device. There is no push; the service is polled.
/// - `moonsense:https://api.moonsense.cloud` watches the service; SourceAddress::token is the secret (bearer) token.
///   What is read and how often stands in the address's query: see Options.
/// - `moonsense:file:///path` reads what was downloaded before: a file or a folder, see Import. `?acceleration=`
///   counts here too. No token.
/// Can be asked for less often (poll, chunks), for a subset (session, label, platform, journey) and for the past
/// (since, from, to); chunks are read by id, so that an interruption leaves no hole, and what demand holds back is read
/// when it rises. What was downloaded is read whole whatever the demand. Nothing can be acknowledged.
/// Thread: its source's, which needs an event loop. Requires: sink and clock outlive it.
/// Invariant: the token appears in no text, problem or log.
class Client final : public SourceClient, private CloudWatch::Listener
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::moonsense::Client)

public:
    Client(const SourceAddress &address, SourceSink &sink, Clock &clock);
    ~Client() override;

    void start() override;
    void stop() override;
    void acknowledgeAlarm(const QString &) override {}
    void resolveAlarm(const QString &, const QString &) override {}
    void setDemand(const DemandChange &change) override;

private:
    void stateChanged(SourcePhase phase, const QString &text, std::optional<Duration> retryIn) override;
    void clockSeen(Duration skew) override;
    void imported(Import::Progress progress, const QString &text);
    void tellGrants();

    const SourceAddress m_address;
    SourceSink &m_sink;
    Clock &m_clock;
    StateTeller m_told;
    WantedLevels m_levels;
    SpanMarker m_marker; ///< In front of the sink, for all that has to do with series.
    std::unique_ptr<CloudWatch> m_watch;
    std::unique_ptr<Import> m_import;
    bool m_wasLive = false;
};

} // namespace watchglass::protocol::moonsense
