#pragma once

#include "core/base/result.h"
#include "core/protocol/source_client.h"

#include <QHash>

namespace watchglass::protocol {

/// The secrets that come from outside the program: one for every service, or one for a service.
class Tokens
{
public:
    Tokens() = default;
    /// One for every service.
    Tokens(const QString &token)
        : m_forAll(token)
    {}

    /// WATCHGLASS_TOKEN, and WATCHGLASS_TOKEN_TERRA and so on, which go first.
    static Tokens fromEnvironment();
    /// A file that holds the token, or a line "SERVICE TOKEN" for each service.
    static Result<Tokens> fromFile(const QString &fileName);

    /// Empty for none.
    QString of(Service service) const { return m_byService.value(serviceName(service), m_forAll); }

private:
    QString m_forAll;
    QHash<QString, QString> m_byService;
};

} // namespace watchglass::protocol
