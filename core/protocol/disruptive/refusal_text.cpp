#include "core/protocol/disruptive/refusal_text.h"

#include <QCoreApplication>

namespace watchglass::protocol::disruptive {

namespace {

struct Refusal
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::disruptive::Refusal)
};

} // namespace

QString refusalText(int status, const QString &words, const QString &project)
{
    switch (status) {
    case 400:
        return Refusal::tr("The service does not understand the request: %1. Check the filters of the address.")
            .arg(words);
    case 401:
        return Refusal::tr("The service refuses the credentials: %1. Check key id and secret, and whether basic "
                           "authentication is enabled for the account.")
            .arg(words);
    case 403:
        return Refusal::tr("The account may not read this project: %1. Give it a role there.").arg(words);
    case 404:
        return Refusal::tr("There is no project \"%1\", or the account may not see it: %2").arg(project, words);
    case 429:
        return Refusal::tr("The service asks us to slow down: %1").arg(words);
    default:
        return Refusal::tr("The service answered %1: %2").arg(QString::number(status), words);
    }
}

} // namespace watchglass::protocol::disruptive
