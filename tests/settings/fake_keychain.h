#pragma once

#include "core/settings/credential_store.h"

#include <QHash>

namespace watchglass::test {

/// A keychain in memory, which can also be one that does not answer.
class FakeKeychain final : public settings::CredentialStore
{
public:
    void read(const QString &key, Read done) override
    {
        if (isAbsent)
            return done(absent());
        done(secrets.value(key));
    }
    void write(const QString &key, const QString &secret, Written done) override
    {
        if (isAbsent)
            return done(absent());
        secrets.insert(key, secret);
        done(settings::Keeping::Keychain);
    }
    void remove(const QString &key, Removed done) override
    {
        if (isAbsent)
            return done(absent());
        secrets.remove(key);
        done({});
    }

    bool isAbsent = false;
    QHash<QString, QString> secrets;

private:
    static Error absent() { return {ErrorCode::Unreachable, QStringLiteral("There is no keychain here.")}; }
};

} // namespace watchglass::test
