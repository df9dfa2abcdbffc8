#include "app/simulator/valtronics/valtronics_service.h"

#include "app/simulator/valtronics/documented_session.h"
#include "app/simulator/valtronics/server_session.h"

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

ValtronicsService::ValtronicsService(Stage stage)
    : m_stage(stage)
    , m_rest(stage.site, stage.options, stage.counters)
{}

http::Response ValtronicsService::answer(const http::Request &request)
{
    if (m_stage.options.dialect == Dialect::Documented && !m_stage.options.rest)
        return {404, R"({"detail":"Not Found"})", "application/json", {}, {}};
    if (m_stage.options.startOnSubscribe)
        m_stage.site.start();
    return m_rest.answer(request);
}

std::unique_ptr<Session> ValtronicsService::open(const http::Request &request, Connection &connection,
                                                 http::Response &refusal)
{
    if (m_stage.options.dialect == Dialect::Server) {
        const QStringList parts = request.path.split(QLatin1Char('/'));
        const bool isKnown = parts.size() >= 2 && parts.at(1) == QLatin1String("ws")
                             && (parts.size() == 2 || (parts.size() == 3 && !parts.at(2).isEmpty()));
        if (!isKnown) {
            refusal = {403, {}, "text/plain", {}, {}};
            return nullptr;
        }
        if (m_stage.options.startOnSubscribe)
            m_stage.site.start();
        return std::make_unique<ServerSession>(m_stage.site, m_stage.options, connection, connection.host(),
                                               parts.value(2));
    }
    if (isDocumentedPath(request.path))
        return openDocumented(connection);
    refusal = {404, R"({"detail":"Not Found"})", "application/json", {}, {}};
    return nullptr;
}

std::unique_ptr<Session> ValtronicsService::openDocumented(Connection &connection)
{
    const std::string broken = limitBroken(connection);
    if (!broken.empty()) {
        m_stage.counters.limitCloses.fetch_add(1, std::memory_order_relaxed);
        m_stage.counters.connectionsRefused.fetch_add(1, std::memory_order_relaxed);
        connection.close(1008, broken);
    }
    return std::make_unique<DocumentedSession>(
        m_stage.site, m_stage.options, connection, connection.host(),
        [this, &connection](const QString &user) { return admit(connection, user); });
}

std::string ValtronicsService::limitBroken(const Connection &connection)
{
    const Limits &limits = m_stage.options.limits;
    const Duration now = m_stage.clock.monotonic();
    while (!m_connects.empty() && now - m_connects.front().second >= std::chrono::minutes(1))
        m_connects.pop_front();
    m_connects.emplace_back(connection.peer(), now);
    const auto recent = std::count_if(m_connects.begin(), m_connects.end(),
                                      [&](const auto &one) { return one.first == connection.peer(); });
    if (limits.connectsPerMinute > 0 && recent > limits.connectsPerMinute)
        return "Too many connection attempts";
    const auto open = m_users.size();
    if (limits.connections > 0 && open >= limits.connections)
        return "Too many connections";
    // Until it authenticates, a client is counted as the user without a name.
    return admit(connection, {}) ? std::string() : std::string("Too many connections for this user");
}

bool ValtronicsService::admit(const Connection &connection, const QString &user)
{
    m_users.insert(&connection, user);
    const auto same = std::count(m_users.cbegin(), m_users.cend(), user);
    return m_stage.options.limits.connectionsPerUser <= 0 || same <= m_stage.options.limits.connectionsPerUser;
}

} // namespace watchglass::sim
