#pragma once

#include "app/simulator/sensocto/rest_routes.h"
#include "app/simulator/sensocto/world.h"

namespace watchglass::sim::sensocto {

/// The simulator as a Sensocto server: Phoenix channels of both versions at /socket/websocket, health and REST. Each
/// device is a sensor, each location a public room. Nobody looks at the sensors of a simulator, so attention, load and
/// quality are turned by hand, through world().
/// Thread: the server's.
class SensoctoService final : public Service
{
public:
    explicit SensoctoService(Stage stage);

    QString name() const override { return QStringLiteral("sensocto"); }
    bool claims(const http::Request &request) const override;
    http::Response answer(const http::Request &request) override;
    std::unique_ptr<Session> open(const http::Request &request, Connection &connection,
                                  http::Response &refusal) override;

    World &world() { return m_world; }

private:
    World m_world;
    RestRoutes m_rest;
};

} // namespace watchglass::sim::sensocto
