#include "ui/dialogs/credential_forms.h"

#include <QCoreApplication>

namespace watchglass::ui {

namespace {

using protocol::Service;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::CredentialForms)
};

CredentialForm none(const QString &help)
{
    return {QStringLiteral("none"), Texts::tr("None"), help, {}};
}

CredentialForm token(const QString &name, const QString &label, const QString &help)
{
    return {QStringLiteral("token"), name, help, {{label, {}, true}}};
}

std::vector<CredentialForm> disruptiveForms()
{
    const CredentialField keyId{Texts::tr("Key ID"), Texts::tr("of the service account's key"), false};
    const CredentialField secret{Texts::tr("Secret"), Texts::tr("shown once, when the key was made"), true};
    const CredentialField email{Texts::tr("Email"),
                                Texts::tr("of the service account: ID@PROJECT.serviceaccount.d21s.com"), false};
    return {
        {QStringLiteral("oauth2"),
         Texts::tr("Service account, OAuth2"),
         Texts::tr(
             "Made in DT Studio under API Integrations, Service Accounts. The key is exchanged for tokens that last an "
             "hour."),
         {keyId, secret, email}},
        {QStringLiteral("basic"),
         Texts::tr("Service account, Basic"),
         Texts::tr(
             "The service account has to have Basic Auth enabled. For trials: the secret goes with each request."),
         {keyId, secret}},
        token(Texts::tr("Access token"), Texts::tr("Token"),
              Texts::tr("One that was fetched elsewhere. It ends after an hour or so.")),
        none(Texts::tr("For a server of your own that asks for nothing.")),
    };
}

} // namespace

ServiceWords serviceWords(Service service)
{
    switch (service) {
    case Service::Valtronics:
        return {Texts::tr("Valtronics"), QStringLiteral("ws://127.0.0.1:8000/ws"),
                Texts::tr("The WebSocket of the server: ws:// or wss://. Which dialect it speaks is found out.")};
    case Service::Sensocto:
        return {Texts::tr("Sensocto"), QStringLiteral("wss://host"),
                Texts::tr(
                    "Without options: the lobby and your rooms. ?room=ID: one room. ?viewer: the live feed of an open "
                    "lobby page. &poll=2s: how often rooms are asked.")};
    case Service::Disruptive:
        return {Texts::tr("Disruptive Technologies"),
                QStringLiteral("https://api.disruptive-technologies.com/v2/projects/ID"),
                Texts::tr("The project. Options: ?event_types=temperature, ?device_ids=ID, ?label_filters=key=value, "
                          "?stream=sse.")};
    case Service::Terra:
        return {Texts::tr("Terra"), QStringLiteral("wss://ws.tryterra.co/connect"),
                Texts::tr(
                    "The streaming gateway. Options: ?speed=km/h and ?steps_cadence=1/min name units that the service "
                    "leaves open.")};
    case Service::Moonsense:
        return {Texts::tr("Moonsense"), QStringLiteral("https://api.moonsense.cloud"),
                Texts::tr("The cloud, or a downloaded file or folder: file:///path. Options: ?since=1h, ?session=ID, "
                          "?label=NAME, ?poll=2s, ?acceleration=g.")};
    }
    return {};
}

std::vector<CredentialForm> credentialForms(Service service)
{
    switch (service) {
    case Service::Valtronics:
        return {token(Texts::tr("Token"), Texts::tr("Token"),
                      Texts::tr("The JSON web token that goes with the first message.")),
                none(Texts::tr("For a server that asks for none."))};
    case Service::Sensocto:
        return {token(Texts::tr("User token"), Texts::tr("Token"),
                      Texts::tr("Your JSON web token, or for ?viewer the viewer's token.")),
                none(Texts::tr("Anonymous: public rooms only."))};
    case Service::Disruptive:
        return disruptiveForms();
    case Service::Terra:
        return {{QStringLiteral("developer"),
                 Texts::tr("Developer"),
                 Texts::tr("From the Terra dashboard, under Connections, API Credentials."),
                 {{Texts::tr("Developer ID"), Texts::tr("dev-id"), false},
                  {Texts::tr("API key"), Texts::tr("x-api-key"), true}}},
                none(Texts::tr("For a gateway of your own that asks for none."))};
    case Service::Moonsense:
        return {token(Texts::tr("Secret token"), Texts::tr("Token"),
                      Texts::tr("From the Moonsense console, under Apps, Create token.")),
                none(Texts::tr("For downloaded files, or a server of your own."))};
    }
    return {};
}

CredentialForm credentialForm(Service service, const QString &id)
{
    const std::vector<CredentialForm> forms = credentialForms(service);
    for (const CredentialForm &form : forms) {
        if (form.id == id)
            return form;
    }
    return forms.front();
}

Result<QString> joinCredential(const CredentialForm &form, const QStringList &words)
{
    QStringList joined;
    for (std::size_t i = 0; i < form.fields.size(); ++i) {
        const CredentialField &field = form.fields[i];
        const QString word = words.value(static_cast<int>(i)).trimmed();
        if (word.isEmpty())
            return Error{ErrorCode::Missing, Texts::tr("%1 is missing.").arg(field.label)};
        if (form.fields.size() > 1 && word.contains(QLatin1Char(':')))
            return Error{ErrorCode::Malformed, Texts::tr("%1 cannot have a colon in it.").arg(field.label)};
        joined << word;
    }
    return joined.join(QLatin1Char(':'));
}

QStringList splitCredential(const CredentialForm &form, const QString &token)
{
    if (form.fields.empty())
        return {};
    if (form.fields.size() == 1)
        return {token};
    QStringList words = token.split(QLatin1Char(':'));
    words.resize(static_cast<qsizetype>(form.fields.size()));
    return words;
}

} // namespace watchglass::ui
