#include "app/watchglass/demo_fleet.h"

#include "app/simulator/fleet.h"
#include "app/simulator/simulator_server.h"

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
    : m_server(new sim::SimulatorServer(sim::Fleet::demo(seed), options(), clock))
{
    m_thread.setObjectName(QStringLiteral("demo fleet"));
    m_server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    m_thread.start();
}

DemoFleet::~DemoFleet()
{
    // While its thread still turns, so that what it ends can be deleted there.
    QMetaObject::invokeMethod(
        m_server, [this] { m_server->stop(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

Result<QUrl> DemoFleet::start()
{
    Result<quint16> port = Error{ErrorCode::Unreachable, {}};
    QMetaObject::invokeMethod(
        m_server, [this, &port] { port = m_server->listen(); }, Qt::BlockingQueuedConnection);
    if (!port)
        return port.error();
    return m_server->url();
}

} // namespace watchglass::app
