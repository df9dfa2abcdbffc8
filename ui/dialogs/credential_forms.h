#pragma once

#include "core/base/result.h"
#include "core/protocol/source_client.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace watchglass::ui {

/// One word that a service wants.
struct CredentialField
{
    QString label;
    QString hint;
    bool isSecret = false;
};

/// One way to say who we are. Its words, joined with colons, are the SourceAddress's token.
struct CredentialForm
{
    QString id; ///< Never changes: it is saved.
    QString name;
    QString help;
    std::vector<CredentialField> fields; ///< None: without credentials.
};

/// What to tell of a service to somebody who adds one.
struct ServiceWords
{
    QString name;
    QString example; ///< An address without the service in front.
    QString addressHelp;
};

ServiceWords serviceWords(protocol::Service service);
/// The usual one first.
std::vector<CredentialForm> credentialForms(protocol::Service service);
/// The form with this id, or the first.
CredentialForm credentialForm(protocol::Service service, const QString &id);

/// The token. An error says which word is missing or cannot be.
Result<QString> joinCredential(const CredentialForm &form, const QStringList &words);
/// The words of a token that was joined before; as many as the form has fields.
QStringList splitCredential(const CredentialForm &form, const QString &token);

} // namespace watchglass::ui
