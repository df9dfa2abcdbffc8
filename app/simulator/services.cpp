#include "app/simulator/services.h"

#include "app/simulator/disruptive/disruptive_service.h"
#include "app/simulator/moonsense/moonsense_service.h"
#include "app/simulator/sensocto/sensocto_service.h"
#include "app/simulator/terra/terra_service.h"
#include "app/simulator/valtronics_service.h"

namespace watchglass::sim {

std::vector<std::unique_ptr<Service>> makeServices(const Stage &stage)
{
    std::vector<std::unique_ptr<Service>> services;
    services.push_back(std::make_unique<sensocto::SensoctoService>(stage));
    services.push_back(std::make_unique<disruptive::DisruptiveService>(stage));
    services.push_back(std::make_unique<terra::TerraService>(stage));
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
