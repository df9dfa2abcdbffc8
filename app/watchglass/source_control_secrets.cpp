// What the source control reads from the credential store, keeps there and takes out of it.

#include "app/watchglass/source_control.h"

#include <QPointer>

namespace watchglass::app {

using settings::SourceSecrets;
using settings::SourceSettings;

void SourceControl::readSecrets(const QString &id, Secrets done)
{
    if (const auto given = m_given.constFind(id); given != m_given.constEnd())
        return done(SourceSecrets{given->address.token, {}});
    if (const SourceSettings *source = find(id))
        readSecretsOf(*source, std::move(done));
    else
        done(SourceSecrets());
}

/// The token, then the proxy's password; only those that there should be, so that nobody has to unlock a keychain for
/// nothing.
void SourceControl::readSecretsOf(const SourceSettings &source, Secrets done)
{
    const QPointer<SourceControl> self(this);
    const auto readProxy = [self, source, done](const QString &token) {
        if (!source.transport.hasProxyPassword)
            return done(SourceSecrets{token, {}});
        self->m_credentials.read(source.proxySecretKey(), [self, token, done](const Result<QString> &password) {
            if (self && password)
                done(SourceSecrets{token, password.value()});
            else if (self)
                done(password.error());
        });
    };
    if (!source.hasSecret)
        return readProxy({});
    m_credentials.read(source.secretKey, [self, readProxy, done](const Result<QString> &token) {
        if (self && token)
            readProxy(token.value());
        else if (self)
            done(token.error());
    });
}

void SourceControl::keepSecrets(const ui::SourceDraft &draft, std::function<void()> then)
{
    const SourceSettings &source = draft.settings;
    const auto keepProxy = [this, source, draft, then] {
        if (draft.proxyPassword)
            keep(source.proxySecretKey(), *draft.proxyPassword, then);
        else
            then();
    };
    if (draft.token)
        keep(source.secretKey, *draft.token, keepProxy);
    else
        keepProxy();
}

void SourceControl::keep(const QString &key, const QString &secret, std::function<void()> then)
{
    const QPointer<SourceControl> self(this);
    const auto goOn = [self, then] {
        if (!self)
            return;
        if (then)
            then();
        Q_EMIT self->changed(); // where the secret is kept
    };
    if (secret.isEmpty())
        goOn();
    else
        m_credentials.write(key, secret, [goOn](const Result<settings::Keeping> &) { goOn(); });
}

void SourceControl::dropToken(const SourceSettings &source)
{
    if (source.hasSecret)
        m_credentials.remove(source.secretKey, [](const Result<void> &) {});
}

void SourceControl::dropProxyPassword(const SourceSettings &source)
{
    if (source.transport.hasProxyPassword)
        m_credentials.remove(source.proxySecretKey(), [](const Result<void> &) {});
}

} // namespace watchglass::app
