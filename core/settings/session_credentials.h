#pragma once

#include "core/settings/credential_store.h"

#include <QHash>

namespace watchglass::settings {

/// Keeps secrets in memory, and forgets them with the program. Answers at once.
class SessionCredentials final : public CredentialStore
{
public:
    void read(const QString &key, Read done) override;
    void write(const QString &key, const QString &secret, Written done) override;
    void remove(const QString &key, Removed done) override;

    bool contains(const QString &key) const { return m_secrets.contains(key); }

private:
    QHash<QString, QString> m_secrets;
};

} // namespace watchglass::settings
