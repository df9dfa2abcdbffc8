#include "core/protocol/source_factory.h"

#include "core/protocol/valtronics/client.h"

namespace watchglass::protocol {

std::unique_ptr<SourceClient> makeClient(const SourceAddress &address, SourceSink &sink, Clock &clock)
{
    switch (address.service) {
    case Service::Valtronics:
        break;
    }
    return std::make_unique<valtronics::Client>(address, sink, clock);
}

} // namespace watchglass::protocol
