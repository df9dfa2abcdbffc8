#pragma once

#include "core/link/rest_client.h"
#include "core/protocol/moonsense/rest_decoder.h"

#include <QCoreApplication>

#include <deque>
#include <functional>
#include <memory>

namespace watchglass::protocol::moonsense {

/// Requests to the control plane and to the data planes: adds the token, says what an answer means, keeps at most
/// `mostAtOnce` under way, and sends nothing for as long as an answer asks to be left alone (Retry-After). The token
/// goes only where it is safe: never over plain HTTP when the control plane is reached over TLS.
/// Thread: the source's. Requires: the clock outlives it. A completion must not destroy it.
/// Invariant: the token appears in no text.
class CloudApi
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::moonsense::CloudApi)

public:
    static constexpr int mostAtOnce = 4;

    enum class Outcome {
        Ok,          ///< 2xx.
        Refused,     ///< 401: the token is not accepted.
        Forbidden,   ///< 403: not for this token.
        Missing,     ///< 404 and 410.
        Busy,        ///< 408 and 429.
        Failed,      ///< Any other answer.
        Unreachable, ///< No whole answer.
    };
    struct Answer
    {
        Outcome outcome = Outcome::Unreachable;
        QByteArray body;                    ///< Of an Ok.
        QString text;                       ///< Of all others, for people.
        std::optional<Timestamp> date;      ///< The server's clock.
        std::optional<Duration> retryAfter; ///< What the server asks for.
        Timestamp received;                 ///< Our wall clock.
        Duration roundTrip{};

        std::string_view view() const { return {body.constData(), static_cast<std::size_t>(body.size())}; }
    };
    using Completion = std::function<void(const Answer &)>;

    CloudApi(Clock &clock, const QUrl &control, const QString &token, const link::TransportOptions &transport);

    /// To `base` (a data plane), or to the control plane when it is empty.
    void send(link::RestRequest request, const QUrl &base, Completion done);
    /// Forgets what waits, what is under way and what was asked of us; no completion follows.
    void cancelAll();
    QString redacted(QString text) const;

private:
    struct Waiting
    {
        link::RestRequest request;
        QUrl base;
        Completion done;
    };

    void launch(Waiting waiting);
    void pump();
    Answer judge(const QString &path, const Result<link::RestReply> &reply) const;
    bool isSafe(const QUrl &base) const;

    Clock &m_clock;
    const QUrl m_control;
    const QString m_token;
    link::RestClient m_rest;
    const std::unique_ptr<Timer> m_pause;
    std::deque<Waiting> m_queue;
    int m_underway = 0;
};

} // namespace watchglass::protocol::moonsense
