#include "core/settings/credentials.h"

namespace watchglass::settings {

Credentials::Credentials(std::unique_ptr<CredentialStore> keychain)
    : m_keychain(std::move(keychain))
{}

void Credentials::read(const QString &key, Read done)
{
    if (m_session.contains(key))
        m_session.read(key, std::move(done));
    else
        m_keychain->read(key, std::move(done));
}

void Credentials::write(const QString &key, const QString &secret, Written done)
{
    const std::weak_ptr<char> life = m_life;
    m_keychain->write(key, secret, [this, life, key, secret, done](const Result<Keeping> &kept) {
        if (life.expired())
            return;
        if (kept)
            m_session.remove(key, [](const Result<void> &) {});
        else
            m_session.write(key, secret, [](const Result<Keeping> &) {});
        done(kept ? kept.value() : Keeping::Session);
    });
}

void Credentials::remove(const QString &key, Removed done)
{
    if (m_session.contains(key))
        m_session.remove(key, std::move(done));
    else
        m_keychain->remove(key, std::move(done));
}

void Credentials::writeForSession(const QString &key, const QString &secret)
{
    m_session.write(key, secret, [](const Result<Keeping> &) {});
}

} // namespace watchglass::settings
