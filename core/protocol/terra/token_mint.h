#pragma once

#include "core/link/rest_client.h"

#include <QCoreApplication>

#include <functional>
#include <optional>

namespace watchglass::protocol::terra {

/// Asks the REST side for single-use tokens: POST auth/developer for consumers, POST auth/user?id=… for producers, with
/// the headers dev-id and x-api-key.
/// Thread: the source's. Requires: the clock outlives it.
/// Invariant: neither credentials nor token stand in a text.
class TokenMint
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::terra::TokenMint)

public:
    struct Answer
    {
        QString token; ///< Empty: there is none, and `text` says why.
        QString text;
        bool isFinal = false;               ///< Asking again will not help.
        std::optional<Duration> retryAfter; ///< The service's wish.
        std::size_t bytes = 0;              ///< Of the body that came.
    };
    using Completion = std::function<void(const Answer &)>;

    /// `credentials`: "dev-id:api-key", or empty for a service that wants none.
    TokenMint(Clock &clock, const QUrl &socketUrl, const QString &credentials, const link::TransportOptions &transport);

    /// For a consumer when `user` is empty. Credentials that cannot be right are told before this returns.
    void request(const QString &user, Completion done);
    void cancel() { m_rest.cancelAll(); }
    /// Without credentials and minted tokens, which servers like to quote.
    QString redacted(QString text) const;

private:
    Answer judge(const Result<link::RestReply> &reply);
    Answer refused(int status, const QString &said, const link::RestReply &reply) const;

    QString m_developer;
    QString m_key;
    QString m_credentials;
    bool m_isUsable;
    QString m_token; ///< The newest.
    QString m_host;
    link::RestClient m_rest;
};

/// http(s)://host:port[/prefix]/ for ws(s)://host:port[/prefix]/connect.
QUrl restBaseUrl(const QUrl &socketUrl);

} // namespace watchglass::protocol::terra
