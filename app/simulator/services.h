#pragma once

#include "app/simulator/service.h"

#include <QStringList>
#include <QUrl>

#include <vector>

namespace watchglass::sim {

struct ServiceOptions;

/// All services of a simulator over one stage, in the order in which they are asked whether a request is theirs.
std::vector<std::unique_ptr<Service>> makeServices(const Stage &stage, const ServiceOptions &options);

/// Where each service is found at a server, as a source's address: "terra:ws://127.0.0.1:8000/connect".
/// `base` is any address of the server. Valtronics first.
QStringList serviceAddresses(const QUrl &base);

} // namespace watchglass::sim
