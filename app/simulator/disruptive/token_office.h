#pragma once

#include "app/simulator/http_codec.h"
#include "core/base/clock.h"

#include <QHash>
#include <QString>

#include <optional>

namespace watchglass::sim::disruptive {

/// The identity service and the door: exchanges signed assertions for access tokens, and says who a request is.
/// `token` is what the simulator was started with: "keyId:secret[:email]", or one word, which is the secret of any
/// key and an access token without end; empty lets everybody in.
/// Thread: the server's. Requires: the clock outlives it.
class TokenOffice
{
public:
    TokenOffice(Clock &clock, const QString &token, Duration lifetime);

    /// POST /oauth2/token with grant_type and assertion; 400 for anything that is not right, as the service answers.
    http::Response exchange(const http::Request &request);
    /// Who asks, for the rate limit; nothing: nobody who may.
    std::optional<QString> admit(const http::Request &request) const;
    /// Makes every token that was given out worthless.
    void revokeAll() { m_tokens.clear(); }
    int issued() const { return m_issued; }

private:
    std::optional<QString> problemOf(const QByteArray &assertion) const;
    bool isGoodPair(const QString &keyId, const QString &secret) const;
    bool isGoodToken(const QByteArray &token) const;

    Clock &m_clock;
    const Duration m_lifetime;
    QString m_keyId; ///< Empty: any.
    QString m_secret;
    QString m_email;                      ///< Empty: any.
    QHash<QByteArray, Duration> m_tokens; ///< Until when they are good, monotonic.
    int m_issued = 0;
};

} // namespace watchglass::sim::disruptive
