#pragma once

#include "core/link/backoff.h"
#include "core/protocol/disruptive/access.h"
#include "core/protocol/source_sink.h"

#include <deque>
#include <list>

namespace watchglass::protocol::disruptive {

/// The way to the REST API: in the order asked, at most four at once, and at most 20 in any 5 s (the service allows
/// 25, and others may share the account). What can be mended by waiting is tried again: 429 holds everything back for
/// Retry-After (5 s without one), 408, 500 and the like wait 1 s and longer, 504 10 s; 401 is tried once more with a
/// new token. Thread: the source's. Requires: clock, access and sink outlive it.
class RequestGate
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::disruptive::RequestGate)

public:
    static constexpr int maxAtOnce = 4;
    static constexpr int maxPerWindow = 20;
    static constexpr Duration window = std::chrono::seconds(5);
    static constexpr int mostTries = 5;

    struct Answer
    {
        bool ok = false;
        int status = 0; ///< 0: no answer.
        QByteArray body;
        QString text; ///< Why not.
    };
    using Completion = std::function<void(const Answer &)>;

    RequestGate(Clock &clock, SourceSink &sink, Access &access, const QUrl &base,
                const link::TransportOptions &transport);

    /// A refusal is reported to the sink as a problem before `done` hears of it.
    void send(link::RestRequest request, Completion done);
    /// A request goes out by another way (the stream's): it counts too. The time until one may; zero: now.
    Duration untilFree() const;
    void count();
    /// Forgets everything; no completion follows.
    void cancelAll();

private:
    struct Job
    {
        link::RestRequest request;
        Completion done;
        QByteArray header;    ///< Of the try under way.
        Duration notBefore{}; ///< Monotonic.
        int tries = 0;
        bool wasRefreshed = false;
        bool isUnderWay = false;
    };
    using Jobs = std::list<Job>;

    void pump();
    void launch(Jobs::iterator job);
    void sendNow(Jobs::iterator job, const Admission &admission);
    void answered(Jobs::iterator job, const Result<link::RestReply> &reply);
    /// Whether the job waits for another try; `wait` at least.
    bool retries(Jobs::iterator job, int status, std::optional<Duration> retryAfter);
    void complete(Jobs::iterator job, Answer answer);

    Clock &m_clock;
    SourceSink &m_sink;
    Access &m_access;
    Decoder m_decoder;
    link::RestClient m_rest;
    const std::unique_ptr<Timer> m_timer;
    Jobs m_jobs;
    std::deque<Duration> m_sent; ///< Monotonic, of the newest requests.
    Duration m_holdUntil{};      ///< By a 429.
    int m_underWay = 0;
};

} // namespace watchglass::protocol::disruptive
