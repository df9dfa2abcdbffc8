#include "app/watchglass/demo_fleet.h"

#include "app/simulator/fleet.h"
#include "app/simulator/services.h"

namespace watchglass::app {

namespace {

constexpr std::uint64_t seed = 2;
constexpr auto history = std::chrono::minutes(2);

sim::ServerOptions options()
{
    sim::ServerOptions options;
    options.dialect = sim::Dialect::Documented;
    options.rest = true;
    options.snapshot = true;
    options.history = history;
    options.seed = seed;
    return options;
}

} // namespace

DemoFleet::DemoFleet(Clock &clock)
    : m_server(sim::Fleet::demo(seed), options(), clock)
{}

Result<QStringList> DemoFleet::start()
{
    const Result<QUrl> url = m_server.listen();
    if (!url)
        return url.error();
    return sim::serviceAddresses(url.value());
}

} // namespace watchglass::app
