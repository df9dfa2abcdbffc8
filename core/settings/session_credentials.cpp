#include "core/settings/session_credentials.h"

namespace watchglass::settings {

void SessionCredentials::read(const QString &key, Read done)
{
    done(m_secrets.value(key));
}

void SessionCredentials::write(const QString &key, const QString &secret, Written done)
{
    m_secrets.insert(key, secret);
    done(Keeping::Session);
}

void SessionCredentials::remove(const QString &key, Removed done)
{
    m_secrets.remove(key);
    done({});
}

} // namespace watchglass::settings
