#pragma once

#include "core/link/rest_client.h"
#include "core/protocol/sensocto/message_decoder.h"
#include "core/protocol/source_sink.h"

#include <QCoreApplication>

#include <functional>

namespace watchglass::protocol::sensocto {

/// What came of a request.
struct RestAnswer
{
    enum class Outcome {
        Ok,
        Refused,     ///< 401, 403; also 400 of the authentication routes: the credential is not accepted.
        NotFound,    ///< 404.
        TooMany,     ///< 429; `retryAfter` says how long to wait.
        Failed,      ///< Any other answer, or one that cannot be read.
        Unreachable, ///< No answer.
    };
    Outcome outcome = Outcome::Unreachable;
    QString text;                          ///< For people, unless Ok.
    const MessageFields *fields = nullptr; ///< When Ok, and where the body could be read; lives for the call only.
    std::optional<Duration> retryAfter;
    std::optional<Timestamp> date; ///< The server's clock.
    Duration roundTrip{};
};

/// The routes of the REST API that a reader needs.
/// Thread: the source's, which needs an event loop. Requires: clock and sink outlive it. A completion may destroy it.
/// Invariant: the credential appears in no text.
class RestApi
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::sensocto::RestApi)

public:
    using Completion = std::function<void(const RestAnswer &)>;

    /// `url` is http(s)://host[:port][/prefix].
    RestApi(Clock &clock, SourceSink &sink, const QUrl &url, const link::TransportOptions &transport);

    void setCredential(const QString &credential) { m_credential = credential; }
    const QString &credential() const { return m_credential; }

    /// GET /health/ready: also 503 is Ok here, and its body says what is amiss.
    void health(Completion done);
    /// GET /api/auth/verify: whose the credential is.
    void verify(Completion done);
    /// POST /api/auth/exchange: a token for the socket.
    void exchange(Completion done);
    /// POST /api/auth/refresh: a new credential.
    void refresh(Completion done);
    /// GET /api/rooms, or /api/rooms/public.
    void rooms(bool publicOnes, Completion done);
    /// GET /api/rooms/:id.
    void room(const QString &id, Completion done);
    void cancelAll();

private:
    void send(const QByteArray &verb, const QString &path, const QByteArray &body, Completion done);
    RestAnswer judge(const QString &path, const Result<link::RestReply> &reply);
    QString redacted(QString text) const;

    Clock &m_clock;
    SourceSink &m_sink;
    QString m_credential;
    MessageDecoder m_decoder;
    link::RestClient m_rest;
};

} // namespace watchglass::protocol::sensocto
