#pragma once

#include "core/base/clock.h"
#include "core/settings/credential_store.h"

#include <QCoreApplication>

namespace QKeychain {
class Job;
}

namespace watchglass::settings {

/// The system's keychain: Secret Service or KWallet, the macOS keychain, the Windows credential store. Where none
/// answers, everything fails with an error that says so. Thread: the GUI's, with an event loop. Requires: the clock
/// outlives it. An answer that is still to come when this is destroyed does not come.
class KeychainCredentials final : public CredentialStore
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::settings::KeychainCredentials)

public:
    /// How long a keychain may take; people have to unlock some of them first.
    static constexpr Duration patience = std::chrono::seconds(60);

    explicit KeychainCredentials(Clock &clock);

    void read(const QString &key, Read done) override;
    void write(const QString &key, const QString &secret, Written done) override;
    void remove(const QString &key, Removed done) override;

private:
    using Finished = std::function<void(const Result<void> &, QKeychain::Job *)>;

    void run(QKeychain::Job *job, const QString &key, Finished done);

    Clock &m_clock;
    std::shared_ptr<char> m_life = std::make_shared<char>();
};

} // namespace watchglass::settings
