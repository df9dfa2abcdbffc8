#include "app/simulator/services.h"

#include "app/simulator/disruptive/disruptive_service.h"
#include "app/simulator/moonsense/moonsense_service.h"
#include "app/simulator/sensocto/sensocto_service.h"
#include "app/simulator/service_options.h"
#include "app/simulator/terra/terra_service.h"
#include "app/simulator/valtronics/valtronics_service.h"

namespace watchglass::sim {

namespace {

std::unique_ptr<Service> makeSensocto(const Stage &stage, const ServiceOptions &options)
{
    auto service = std::make_unique<sensocto::SensoctoService>(stage);
    sensocto::World &world = service->world();
    world.settings = options.sensocto;
    world.setAttentionOfAll(options.pressure.attention);
    world.setLoad(options.pressure.load);
    world.setMemoryProtection(options.pressure.memoryProtection);
    return service;
}

} // namespace

std::vector<std::unique_ptr<Service>> makeServices(const Stage &stage, const ServiceOptions &options)
{
    std::vector<std::unique_ptr<Service>> services;
    services.push_back(makeSensocto(stage, options));
    services.push_back(std::make_unique<disruptive::DisruptiveService>(stage, options.disruptive));
    services.push_back(std::make_unique<terra::TerraService>(stage, options.terra));
    services.push_back(std::make_unique<MoonsenseService>(stage));
    services.push_back(std::make_unique<ValtronicsService>(stage)); // takes whatever is left
    return services;
}

QStringList serviceAddresses(const QUrl &base)
{
    const QString host = QStringLiteral("%1:%2").arg(base.host()).arg(base.port());
    return {QStringLiteral("valtronics:ws://%1/ws").arg(host),
            // Any word opens the live feed of a server without a token of its own.
            QStringLiteral("sensocto:ws://%1?viewer=watchglass").arg(host),
            QStringLiteral("disruptive:http://%1/v2/projects/watchglass").arg(host),
            QStringLiteral("terra:ws://%1/connect").arg(host), QStringLiteral("moonsense:http://%1").arg(host)};
}

} // namespace watchglass::sim
