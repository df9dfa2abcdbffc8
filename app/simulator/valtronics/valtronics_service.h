#pragma once

#include "app/simulator/connection.h"
#include "app/simulator/service.h"
#include "app/simulator/valtronics/rest_api.h"

#include <deque>

namespace watchglass::sim {

/// Valtronics in either dialect: WebSocket sessions, the REST routes, and the guide's limits on who may connect.
/// Thread: the server's.
class ValtronicsService final : public Service
{
public:
    explicit ValtronicsService(Stage stage);

    QString name() const override { return QStringLiteral("valtronics"); }
    /// Everything: unknown paths are answered as the real server does, unless another service claims them before.
    bool claims(const http::Request &) const override { return true; }
    http::Response answer(const http::Request &request) override;
    std::unique_ptr<Session> open(const http::Request &request, Connection &connection,
                                  http::Response &refusal) override;
    void connectionEnded(const Connection &connection) override { m_users.remove(&connection); }

private:
    std::unique_ptr<Session> openDocumented(Connection &connection);
    /// Why the guide does not let this connection in; empty when it does.
    std::string limitBroken(const Connection &connection);
    bool admit(const Connection &connection, const QString &user);

    Stage m_stage;
    RestApi m_rest;
    QHash<const Connection *, QString> m_users;
    std::deque<std::pair<QHostAddress, Duration>> m_connects; ///< Handshakes of the last minute.
};

} // namespace watchglass::sim
