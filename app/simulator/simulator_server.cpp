#include "app/simulator/simulator_server.h"

#include "app/simulator/service_options.h"
#include "app/simulator/services.h"

#include <algorithm>

namespace watchglass::sim {

namespace {

/// Pages of the simulator itself, beside all services.
constexpr char ownPages[] = "/_simulator/";
constexpr char connectionsPage[] = "/_simulator/connections";

/// What stands for a service that says nothing but a status.
http::Response refusalOf(const Faults &faults)
{
    http::Response response{faults.httpStatus, "refused by the simulator", "text/plain", {}, {}};
    if (faults.httpStatus == 429)
        response.headers.emplace_back("Retry-After", "5");
    return response;
}

http::Response notFound()
{
    return {404, R"({"detail":"Not Found"})", "application/json", {}, {}};
}

} // namespace

SimulatorServer::SimulatorServer(Fleet fleet, ServerOptions options, Clock &clock)
    : SimulatorServer(std::move(fleet), std::move(options), ServiceOptions(), clock)
{}

SimulatorServer::SimulatorServer(Fleet fleet, ServerOptions options, const ServiceOptions &ofServices, Clock &clock)
    : m_site(std::move(fleet), clock, options.seed)
    , m_options(std::move(options))
    , m_clock(clock)
{
    m_control.set(m_options.faults);
    m_services = makeServices(Stage{m_site, m_options, m_counters, m_clock}, ofServices);
}

SimulatorServer::~SimulatorServer()
{
    stop();
    qDeleteAll(findChildren<Connection *>(Qt::FindDirectChildrenOnly));
}

Result<quint16> SimulatorServer::listen(quint16 port)
{
    if (m_serving)
        return Error{ErrorCode::Refused, tr("The server is listening already.")};
    takeFaults();
    if (!openListener(port))
        return Error{ErrorCode::Unreachable, tr("Cannot listen on %1:%2. Is another program using the port?")
                                                 .arg(m_options.address.toString())
                                                 .arg(port)};
    m_serving = true;
    if (!m_options.startOnSubscribe)
        m_site.start();
    if (!m_timer)
        m_timer = m_clock.makeTimer([this] { tick(); });
    m_timer->start(m_options.tick);
    if (m_faults.refuse == Refusal::Connection)
        closeListener();
    return m_port;
}

bool SimulatorServer::openListener(quint16 port)
{
    m_listener = std::make_unique<QTcpServer>();
    m_listener->setListenBacklogSize(1024);
    connect(m_listener.get(), &QTcpServer::newConnection, this, &SimulatorServer::accept);
    if (!m_listener->listen(m_options.address, port)) {
        m_listener.reset();
        return false;
    }
    m_port = m_listener->serverPort();
    return true;
}

void SimulatorServer::closeListener()
{
    if (!m_listener)
        return;
    m_listener->close();
    m_listener.release()->deleteLater(); // this may be one of its own signals
}

void SimulatorServer::stop()
{
    m_serving = false;
    if (m_timer)
        m_timer->stop();
    closeListener();
    for (Connection *connection : std::vector<Connection *>(m_connections))
        connection->abort();
}

bool SimulatorServer::isListening() const
{
    return m_listener != nullptr;
}

QUrl SimulatorServer::url() const
{
    QUrl url;
    url.setScheme(QStringLiteral("ws"));
    url.setHost(m_options.address.toString());
    url.setPort(m_port);
    url.setPath(QStringLiteral("/ws"));
    return url;
}

void SimulatorServer::closeAll(std::uint16_t code, const QString &reason)
{
    for (Connection *connection : m_connections) {
        if (connection->hasSession())
            connection->close(code, reason.toStdString());
    }
}

void SimulatorServer::setFaults(const Faults &faults)
{
    m_control.set(faults);
}

void SimulatorServer::takeFaults()
{
    const std::uint64_t version = m_control.version();
    if (version == m_faultsVersion)
        return;
    m_faultsVersion = version;
    m_faults = m_control.get();
    m_options.faults = m_faults; // services look there
    m_site.setSkew(m_faults.clockSkew);
    if (!m_serving)
        return;
    if (m_faults.refuse == Refusal::Connection)
        closeListener();
    else if (!m_listener)
        openListener(m_port);
}

void SimulatorServer::setDeviceStatus(int device, const QString &status, const QString &reason)
{
    m_site.setStatus(device, status, reason);
    deliverEvents();
}

void SimulatorServer::raiseAlert(Alert alert)
{
    m_site.raiseAlert(std::move(alert));
    deliverEvents();
}

void SimulatorServer::deliverEvents()
{
    for (const SiteEvent &event : m_site.takeEvents()) {
        for (Connection *connection : m_connections) {
            if (connection->hasSession())
                connection->session()->happened(event);
        }
    }
}

void SimulatorServer::tick()
{
    takeFaults();
    deliverEvents();
    const Duration elapsed = m_site.elapsed();
    for (Connection *connection : std::vector<Connection *>(m_connections)) {
        if (connection->hasSession() && !m_faults.halfOpen)
            connection->session()->pump(elapsed);
        connection->tick();
    }
    m_timer->start(m_options.tick);
}

void SimulatorServer::accept()
{
    takeFaults();
    while (m_listener && m_listener->hasPendingConnections()) {
        const std::uint64_t seed = subSeed(m_options.seed, m_connectionNumber++);
        auto *connection = new Connection(m_listener->nextPendingConnection(), *this, seed, m_connectionNumber);
        connection->setParent(this);
        m_connections.push_back(connection);
        connect(connection, &Connection::ended, this, &SimulatorServer::connectionEnded);
    }
}

void SimulatorServer::connectionEnded(Connection *connection)
{
    if (connection->session())
        m_counters.connectionsOpen.fetch_sub(1, std::memory_order_relaxed);
    std::erase(m_connections, connection);
    if (const QString &path = connection->request().path; !path.isEmpty() && !path.startsWith(QLatin1String(ownPages)))
        Q_EMIT connectionFinished(report(*connection));
    for (const auto &service : m_services)
        service->connectionEnded(*connection);
    connection->deleteLater();
}

Service *SimulatorServer::serviceFor(const http::Request &request) const
{
    const auto found = std::find_if(m_services.begin(), m_services.end(),
                                    [&request](const auto &service) { return service->claims(request); });
    return found == m_services.end() ? nullptr : found->get();
}

std::vector<ConnectionReport> SimulatorServer::connections() const
{
    std::vector<ConnectionReport> all;
    for (const Connection *connection : m_connections)
        all.push_back(report(*connection));
    return all;
}

ConnectionReport SimulatorServer::report(const Connection &connection) const
{
    const TrafficMeter &traffic = connection.traffic();
    const http::Request &request = connection.request();
    const bool isOfService = !request.path.isEmpty() && !request.path.startsWith(QLatin1String(ownPages));
    const Service *service = isOfService ? serviceFor(request) : nullptr;
    ConnectionReport out;
    out.number = connection.number();
    out.service = service ? service->name() : QString();
    out.path = request.path;
    out.asked = connection.session() ? connection.session()->asked() : QString();
    out.length = m_clock.monotonic() - traffic.since();
    out.since = m_clock.now() - out.length;
    out.isSession = connection.session() != nullptr;
    out.messages = traffic.messages();
    out.answers = traffic.answers();
    out.samples = traffic.samples();
    out.bytes = traffic.bytes();
    out.bytesPerSecond = traffic.bytesPerSecond();
    const auto &changes = connection.timeline().changes();
    out.changes.assign(changes.begin(), changes.end());
    return out;
}

http::Response SimulatorServer::answer(const http::Request &request)
{
    if (request.path == QLatin1String(connectionsPage))
        return {200, reportPage(connections()), "application/json", {}, {}};
    if (m_faults.refuse == Refusal::Http)
        return refusalOf(m_faults);
    Service *service = serviceFor(request);
    const http::Response response = service ? service->answer(request) : notFound();
    deliverEvents();
    return response;
}

std::unique_ptr<Session> SimulatorServer::open(const http::Request &request, Connection &connection,
                                               http::Response &refusal)
{
    Service *service = serviceFor(request);
    if (m_faults.refuse == Refusal::Http || !service) {
        refusal = service ? refusalOf(m_faults) : notFound();
        return nullptr;
    }
    std::unique_ptr<Session> session = service->open(request, connection, refusal);
    if (session)
        m_counters.connectionsOpen.fetch_add(1, std::memory_order_relaxed);
    return session;
}

std::unique_ptr<Session> SimulatorServer::openStream(const http::Request &request, Connection &connection,
                                                     http::Response &head)
{
    Service *service = serviceFor(request);
    if (m_faults.refuse == Refusal::Http || !service)
        return nullptr;
    std::unique_ptr<Session> session = service->openStream(request, connection, head);
    if (session)
        m_counters.connectionsOpen.fetch_add(1, std::memory_order_relaxed);
    return session;
}

} // namespace watchglass::sim
