#include "core/protocol/source_factory.h"

#include "core/protocol/disruptive/client.h"
#include "core/protocol/moonsense/client.h"
#include "core/protocol/sensocto/client.h"
#include "core/protocol/terra/client.h"
#include "core/protocol/valtronics/client.h"

namespace watchglass::protocol {

std::unique_ptr<SourceClient> makeClient(const SourceAddress &address, SourceSink &sink, Clock &clock)
{
    switch (address.service) {
    case Service::Sensocto:
        return std::make_unique<sensocto::Client>(address, sink, clock);
    case Service::Disruptive:
        return std::make_unique<disruptive::Client>(address, sink, clock);
    case Service::Terra:
        return std::make_unique<terra::Client>(address, sink, clock);
    case Service::Moonsense:
        return std::make_unique<moonsense::Client>(address, sink, clock);
    case Service::Valtronics:
        break;
    }
    return std::make_unique<valtronics::Client>(address, sink, clock);
}

} // namespace watchglass::protocol
