#pragma once

#include "app/simulator/sensocto/world.h"

#include <deque>

namespace watchglass::sim::sensocto {

/// The service's plain HTTP routes: health, tokens and rooms. Peer-to-peer tickets, connectors and the sign-in pages
/// are not there (404).
/// Thread: the server's. Requires: the world outlives it.
class RestRoutes
{
public:
    static constexpr int authPerMinute = 20; ///< POST /api/auth/*

    explicit RestRoutes(World &world)
        : m_world(world)
    {}
    http::Response answer(const http::Request &request);

private:
    http::Response auth(const http::Request &request, const QString &action);
    http::Response verify(const http::Request &request);
    http::Response exchange(const http::Request &request);
    http::Response refresh(const http::Request &request);
    http::Response rooms(const http::Request &request, const QString &id);
    http::Response ready() const;
    QJsonObject fullRoom(const Room &room) const;
    std::optional<QString> userOf(const http::Request &request, bool mayCookie) const;
    bool isOverRate(http::Response &refusal);

    World &m_world;
    std::deque<Duration> m_auths; ///< Monotonic times of the last minute's.
};

} // namespace watchglass::sim::sensocto
