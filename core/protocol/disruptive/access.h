#pragma once

#include "core/link/rest_client.h"
#include "core/protocol/disruptive/address.h"
#include "core/protocol/disruptive/decoder.h"

#include <QCoreApplication>

#include <functional>
#include <vector>

namespace watchglass::protocol::disruptive {

/// What a request may say of who asks.
struct Admission
{
    bool isGranted = false;
    QByteArray header;    ///< The Authorization header; empty for nobody.
    bool isFinal = false; ///< Refused for good: other credentials are needed.
    QString text;         ///< Why not.
    std::optional<Duration> retryAfter;
};

/// The way to an Authorization header. Basic and ready tokens are at hand; for OAuth2 an assertion is signed and
/// exchanged, and the token is used until 60 s before its end. There is no refresh token: a new assertion is signed.
/// Thread: the source's. Requires: the clock outlives it.
/// Invariant: at most one exchange is under way, whoever waits for it.
class Access
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::disruptive::Access)

public:
    static constexpr Duration refreshEarly = std::chrono::seconds(60);
    using Answer = std::function<void(const Admission &)>;

    Access(Clock &clock, const Credentials &credentials, const QUrl &tokenEndpoint,
           const link::TransportOptions &transport);

    /// `answer` may be called at once, and is called exactly once unless forget() comes first.
    void ask(Answer answer);
    /// The service refused `header`: the next ask() exchanges anew. False when a new try can bring nothing else.
    bool invalidate(const QByteArray &header);
    /// Nobody waits any more.
    void forget();
    bool isOAuth() const { return !m_credentials.email.isEmpty(); }
    /// Without secret and tokens, whoever quotes them.
    QString redacted(QString text) const;

private:
    void exchange();
    void exchanged(const Result<link::RestReply> &reply, Duration sent);
    Admission refusal(const link::RestReply &reply);
    void answerAll(const Admission &admission);

    Clock &m_clock;
    const Credentials m_credentials;
    const QUrl m_tokenEndpoint;
    link::RestClient m_rest;
    Decoder m_decoder;
    QByteArray m_header;
    QString m_token;
    QByteArray m_assertion;
    std::optional<Duration> m_goodUntil; ///< Monotonic; nothing before the first exchange.
    std::vector<Answer> m_waiting;
    bool m_isUnderWay = false;
};

} // namespace watchglass::protocol::disruptive
