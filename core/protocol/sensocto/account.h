#pragma once

#include "core/base/clock.h"
#include "core/protocol/sensocto/rest_api.h"

#include <QCoreApplication>

#include <memory>

namespace watchglass::protocol::sensocto {

/// Who we are to the server: asks whose the credential is, exchanges it for the socket's token, and renews both in
/// time: the socket's token lives 24 h and is renewed every 12 h, the credential when four fifths of its life are over
/// (or with the socket's token, when it does not say how long it lives). What fails for want of an answer is tried
/// again after 1, 2, 5, then every 10 s; after 429 as the server says, else after a minute.
/// Thread: the source's. Requires: everything it is made with outlives it. The listener may not destroy it.
class Account
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::sensocto::Account)

public:
    static constexpr Duration renewal = std::chrono::hours(12);

    class Listener
    {
    public:
        virtual ~Listener() = default;
        /// The first time, and after each renewal.
        virtual void signedIn(const QString &userId, const QString &userName, const QString &socketToken) = 0;
        /// Tried again by itself in `retryIn`.
        virtual void signInDelayed(const QString &text, Duration retryIn) = 0;
        /// For good.
        virtual void signInRefused(const QString &text) = 0;
    };

    Account(Clock &clock, RestApi &rest, Listener &listener);

    /// Also to begin anew, when the socket's token is no longer accepted.
    void signIn();
    void stop();

private:
    void verify();
    void exchange();
    void renew();
    void handle(const RestAnswer &answer, void (Account::*again)());
    void armRenewal();

    Clock &m_clock;
    RestApi &m_rest;
    Listener &m_listener;
    const std::unique_ptr<Timer> m_retryTimer;
    const std::unique_ptr<Timer> m_renewTimer;
    void (Account::*m_again)() = nullptr;
    QString m_userId;
    QString m_userName;
    int m_failures = 0;
};

/// The times of a JSON web token (`iat`, `exp`), unverified; nothing where it does not say, or is none.
std::optional<Timestamp> expiryOf(const QString &credential);

} // namespace watchglass::protocol::sensocto
