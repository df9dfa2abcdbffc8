#pragma once

#include "core/link/rest_client.h"
#include "core/protocol/source_sink.h"

#include <QCoreApplication>

#include <deque>
#include <vector>

namespace watchglass::protocol::valtronics {

/// The way to the REST API: at most two requests at once, because the server's handlers block everything else it
/// does while they run, and a rest after each as long as it took, or as it asks for (Retry-After). Counts answers and
/// refusals, adds the token.
/// Thread: the source's. Requires: clock and sink outlive it. A completion must not destroy the gate.
class RestGate
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::valtronics::RestGate)

public:
    static constexpr int maxAtOnce = 2;

    enum class Urgency {
        Routine,  ///< In turn.
        Operator, ///< Somebody waits for it: before all others, without the rest, and not cancelled with the routine.
        Probe,    ///< Likewise in haste; a failure is an answer too and no problem.
    };
    /// Called for answers of status 2xx; `body` is worth reading then only.
    struct Answer
    {
        bool ok = false;
        QByteArray body;
        Timestamp received;   ///< Our wall clock.
        Duration roundTrip{}; ///< Without the time in the queue.
        Duration rest{};      ///< What the server asks for.
    };
    using Completion = std::function<void(const Answer &)>;

    /// Paths are relative to `baseUrl`.
    RestGate(Clock &clock, SourceSink &sink, const QUrl &baseUrl, const QString &token,
             const link::TransportOptions &transport);

    /// Failures and refusals are reported to the sink as problems before `done` hears of them.
    void send(link::RestRequest request, Completion done, Urgency urgency = Urgency::Routine);
    /// Room for one more without a queue?
    bool isFree() const { return m_underway < maxAtOnce && m_queue.empty(); }
    /// Forgets what waits and what is under way, but for the operator's requests; no completion follows.
    void cancelRoutine();
    /// Called when a routine request may be made again.
    void setFreed(std::function<void()> freed) { m_freed = std::move(freed); }

private:
    struct Waiting
    {
        link::RestRequest request;
        Completion done;
        Urgency urgency;
    };

    void launch(Waiting waiting);
    void pump();
    Answer judge(const QString &path, Result<link::RestReply> reply, Urgency urgency);
    void report(const QString &text);

    Clock &m_clock;
    SourceSink &m_sink;
    const QString m_token;
    link::RestClient m_rest;
    std::deque<Waiting> m_queue;
    std::unique_ptr<Timer> m_rested;
    std::function<void()> m_freed;
    Duration m_restUntil{}; ///< Monotonic; for routine requests.
    int m_underway = 0;
    std::vector<link::RequestId> m_cancellable; ///< Of those under way.
};

/// http(s)://host:port[/prefix]/api/v1/ for ws(s)://host:port[/prefix]/ws[/…].
QUrl restBaseUrl(const QUrl &socketUrl);

} // namespace watchglass::protocol::valtronics
