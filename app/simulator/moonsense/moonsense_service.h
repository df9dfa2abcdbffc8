#pragma once

#include "app/simulator/moonsense/moonsense_sessions.h"
#include "app/simulator/service.h"

#include <memory>

namespace watchglass::sim {

/// Moonsense Cloud over the fleet: control plane and data plane on one host. Regions, the token's facts, sessions
/// (newest first, filtered and paged), their chunks (oldest first; NDJSON, gzip) and whole sessions as tar.gz. What
/// needs a token answers 401 without the right one; errors have the service's body {type, param, message}.
/// Thread: the server's.
class MoonsenseService final : public Service
{
public:
    explicit MoonsenseService(Stage stage);

    QString name() const override { return QStringLiteral("moonsense"); }
    bool claims(const http::Request &request) const override;
    http::Response answer(const http::Request &request) override;
    std::unique_ptr<Session> open(const http::Request &request, Connection &connection,
                                  http::Response &refusal) override;

private:
    using SessionRef = moonsense::SessionRef;

    bool isAdmitted(const http::Request &request) const;
    http::Response regions(const http::Request &request) const;
    http::Response tokenSelf() const;
    http::Response sessions(const http::Request &request) const;
    http::Response sessionRoute(const http::Request &request, const QStringList &parts);
    http::Response chunks(const http::Request &request, SessionRef session) const;
    http::Response chunk(SessionRef session, const QString &id) const;
    http::Response download(SessionRef session) const;
    http::Response addLabels(const http::Request &request, SessionRef session);

    Stage m_stage;
    moonsense::Sessions m_sessions;
};

} // namespace watchglass::sim
