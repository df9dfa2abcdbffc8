#pragma once

#include "core/settings/session_credentials.h"

#include <memory>

namespace watchglass::settings {

/// The keychain where one answers; where none does, secrets are kept for this session only, and whoever wrote them is
/// told so. Thread: the GUI's.
class Credentials final : public CredentialStore
{
public:
    /// Requires: a keychain.
    explicit Credentials(std::unique_ptr<CredentialStore> keychain);

    void read(const QString &key, Read done) override;
    void write(const QString &key, const QString &secret, Written done) override;
    void remove(const QString &key, Removed done) override;

    /// For secrets that nobody wants to be kept longer.
    void writeForSession(const QString &key, const QString &secret);
    /// Whether the secret is lost with the program's end.
    bool isForSession(const QString &key) const { return m_session.contains(key); }

private:
    const std::unique_ptr<CredentialStore> m_keychain;
    SessionCredentials m_session;
    std::shared_ptr<char> m_life = std::make_shared<char>();
};

} // namespace watchglass::settings
