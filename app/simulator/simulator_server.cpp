#include "app/simulator/simulator_server.h"

#include "app/simulator/documented_session.h"
#include "app/simulator/rest_api.h"
#include "app/simulator/server_session.h"

#include <algorithm>

namespace watchglass::sim {

namespace {

bool isDocumentedPath(const QString &path)
{
    static constexpr const char *paths[] = {"/ws", "/ws/telemetry", "/ws/alerts", "/ws/system", "/ws/devices"};
    return std::any_of(std::begin(paths), std::end(paths),
                       [&path](const char *known) { return path == QLatin1String(known); });
}

} // namespace

SimulatorServer::SimulatorServer(Fleet fleet, ServerOptions options, Clock &clock)
    : m_site(std::move(fleet), clock, options.seed)
    , m_options(std::move(options))
    , m_clock(clock)
{
    m_control.set(m_options.faults);
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
    if (!m_rest)
        m_rest = std::make_unique<RestApi>(m_site, m_options, m_counters);
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
        if (connection->isWebSocket())
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
            if (connection->isWebSocket())
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
        if (connection->isWebSocket() && !m_faults.halfOpen)
            connection->session()->pump(elapsed);
        connection->tick();
    }
    m_timer->start(m_options.tick);
}

void SimulatorServer::accept()
{
    takeFaults();
    while (m_listener && m_listener->hasPendingConnections()) {
        auto *connection =
            new Connection(m_listener->nextPendingConnection(), *this, subSeed(m_options.seed, m_connectionNumber++));
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
    m_users.remove(connection);
    connection->deleteLater();
}

http::Response SimulatorServer::answer(const http::Request &request)
{
    if (m_faults.refuse == Refusal::Http503)
        return {503, "Service Unavailable", "text/plain", {}, {}};
    if (m_options.dialect == Dialect::Documented && !m_options.rest)
        return {404, R"({"detail":"Not Found"})", "application/json", {}, {}};
    if (m_options.startOnSubscribe)
        m_site.start();
    const http::Response response = m_rest->answer(request);
    deliverEvents();
    return response;
}

std::unique_ptr<Session> SimulatorServer::open(const http::Request &request, Connection &connection,
                                               http::Response &refusal)
{
    if (m_faults.refuse == Refusal::Http503) {
        refusal = {503, "Service Unavailable", "text/plain", {}, {}};
        return nullptr;
    }
    std::unique_ptr<Session> session;
    if (m_options.dialect == Dialect::Server) {
        const QStringList parts = request.path.split(QLatin1Char('/'));
        const bool isKnown = parts.size() >= 2 && parts.at(1) == QLatin1String("ws")
                             && (parts.size() == 2 || (parts.size() == 3 && !parts.at(2).isEmpty()));
        if (!isKnown) {
            refusal = {403, {}, "text/plain", {}, {}};
            return nullptr;
        }
        if (m_options.startOnSubscribe)
            m_site.start();
        ConnectionHost &host = *this;
        session = std::make_unique<ServerSession>(m_site, m_options, connection, host, parts.value(2));
    } else if (isDocumentedPath(request.path)) {
        session = openDocumented(connection);
    } else {
        refusal = {404, R"({"detail":"Not Found"})", "application/json", {}, {}};
        return nullptr;
    }
    m_counters.connectionsOpen.fetch_add(1, std::memory_order_relaxed);
    return session;
}

std::unique_ptr<Session> SimulatorServer::openDocumented(Connection &connection)
{
    const std::string broken = limitBroken(connection);
    if (!broken.empty()) {
        m_counters.limitCloses.fetch_add(1, std::memory_order_relaxed);
        m_counters.connectionsRefused.fetch_add(1, std::memory_order_relaxed);
        connection.close(1008, broken);
    }
    ConnectionHost &host = *this;
    return std::make_unique<DocumentedSession>(
        m_site, m_options, connection, host,
        [this, &connection](const QString &user) { return admit(connection, user); });
}

std::string SimulatorServer::limitBroken(const Connection &connection)
{
    const Limits &limits = m_options.limits;
    const Duration now = m_clock.monotonic();
    while (!m_connects.empty() && now - m_connects.front().second >= std::chrono::minutes(1))
        m_connects.pop_front();
    m_connects.emplace_back(connection.peer(), now);
    const auto recent = std::count_if(m_connects.begin(), m_connects.end(),
                                      [&](const auto &one) { return one.first == connection.peer(); });
    if (limits.connectsPerMinute > 0 && recent > limits.connectsPerMinute)
        return "Too many connection attempts";
    const auto open = m_counters.connectionsOpen.load(std::memory_order_relaxed);
    if (limits.connections > 0 && open >= static_cast<std::uint64_t>(limits.connections))
        return "Too many connections";
    // Until it authenticates, a client is counted as the user without a name.
    m_users.insert(&connection, {});
    return admit(connection, {}) ? std::string() : std::string("Too many connections for this user");
}

bool SimulatorServer::admit(const Connection &connection, const QString &user)
{
    m_users.insert(&connection, user);
    const auto same = std::count(m_users.cbegin(), m_users.cend(), user);
    return m_options.limits.connectionsPerUser <= 0 || same <= m_options.limits.connectionsPerUser;
}

} // namespace watchglass::sim
