#include "app/simulator/service.h"

namespace watchglass::sim {

std::unique_ptr<Session> Service::openStream(const http::Request &, Connection &, http::Response &)
{
    return nullptr;
}

void Service::connectionEnded(const Connection &)
{}

} // namespace watchglass::sim
