#include "app/simulator/disruptive/disruptive_service.h"

#include "app/simulator/disruptive/http_errors.h"
#include "app/simulator/disruptive/stream_session.h"
#include "core/base/duration_text.h"

#include <algorithm>
#include <utility>

namespace watchglass::sim::disruptive {

namespace {

constexpr Duration rateWindow = std::chrono::seconds(5);
const QString tokenPath = QStringLiteral("/oauth2/token");
const QString projectsPath = QStringLiteral("/v2/projects/");

} // namespace

/// "/v2/projects/P/devices[/D[/events]][:verb]" in parts.
struct DisruptiveService::Route
{
    QString project;
    QStringList parts; ///< Behind the project, "devices" first.
    QString verb;      ///< "stream", "publish"; empty for none.
};

/// A stream that the service can find again.
class DisruptiveService::Watched final : public Session
{
public:
    Watched(DisruptiveService &service, Connection &connection, StreamWish wish)
        : m_service(service)
        , m_stream(service.m_project, service.m_stage.options, connection, std::move(wish))
        , m_openedAt(service.m_stage.clock.monotonic())
    {
        service.m_streams.push_back(this);
    }
    ~Watched() override { std::erase(m_service.m_streams, this); }

    void textReceived(const QByteArray &) override {}
    void binaryReceived(const QByteArray &) override {}
    void pump(Duration elapsed) override
    {
        const Duration lifetime = m_service.m_options.streamLifetime;
        if (lifetime > Duration::zero() && m_service.m_stage.clock.monotonic() - m_openedAt >= lifetime)
            close(408, "closing stream");
        m_stream.pump(elapsed);
    }
    void happened(const SiteEvent &event) override { m_service.take(event); }
    std::uint64_t messageLimitBytes() const override { return m_stream.messageLimitBytes(); }
    void close(int code, std::string_view message)
    {
        m_service.m_isOldGeneration = !m_service.m_isOldGeneration;
        m_stream.closeWith(code, message, m_service.m_isOldGeneration);
    }

private:
    DisruptiveService &m_service;
    StreamSession m_stream;
    const Duration m_openedAt;
};

DisruptiveService::DisruptiveService(Stage stage, DisruptiveOptions options)
    : m_stage(stage)
    , m_options(std::move(options))
    , m_project(stage.site, m_options.project)
    , m_office(stage.clock, stage.options.token, m_options.tokenLifetime)
{}

DisruptiveService::~DisruptiveService() = default;

bool DisruptiveService::claims(const http::Request &request) const
{
    return request.path == tokenPath || request.path.startsWith(projectsPath);
}

DisruptiveService::Route DisruptiveService::routeOf(const http::Request &request)
{
    Route route;
    QString path = request.path.mid(projectsPath.size());
    const qsizetype colon = path.lastIndexOf(QLatin1Char(':'));
    if (colon > path.lastIndexOf(QLatin1Char('/'))) {
        route.verb = path.mid(colon + 1);
        path.truncate(colon);
    }
    route.parts = path.split(QLatin1Char('/'));
    route.project = route.parts.takeFirst();
    return route;
}

std::optional<int> DisruptiveService::overRate(const QString &account)
{
    if (m_options.requestsPerWindow <= 0)
        return std::nullopt;
    std::deque<Duration> &times = m_requests[account];
    const Duration now = m_stage.clock.monotonic();
    while (!times.empty() && now - times.front() >= rateWindow)
        times.pop_front();
    if (times.size() >= static_cast<std::size_t>(m_options.requestsPerWindow)) {
        const Duration wait = times.front() + rateWindow - now;
        return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(wait).count());
    }
    times.push_back(now);
    return std::nullopt;
}

std::optional<http::Response> DisruptiveService::refusalOf(const http::Request &request, const Route &route)
{
    if (m_refusal != 0) {
        http::Response refusal = errorResponse(m_refusal, QStringLiteral("refused on request"));
        if (m_refusalRetryAfter)
            refusal.headers.emplace_back("Retry-After", QByteArray::number(*m_refusalRetryAfter));
        return refusal;
    }
    const auto account = m_office.admit(request);
    if (!account || m_stage.options.faults.expiredToken)
        return errorResponse(401, QStringLiteral("missing or invalid credentials"));
    if (const auto wait = overRate(*account)) {
        m_stage.counters.limitCloses.fetch_add(1, std::memory_order_relaxed);
        http::Response refusal = errorResponse(429, QStringLiteral("too many requests"));
        refusal.headers.emplace_back("Retry-After", QByteArray::number(*wait));
        return refusal;
    }
    const QStringList projects = parameters(request.query, "projects", "projects");
    const bool isAny = route.project == QLatin1String("-")
                       && (projects.isEmpty() || projects.contains(m_project.id())
                           || projects.contains(QStringLiteral("projects/") + m_project.id()));
    if (route.project != m_project.id() && !isAny)
        return errorResponse(404, QStringLiteral("a project with the given ID cannot be found"));
    if (route.parts.value(0) != QLatin1String("devices"))
        return errorResponse(404, QStringLiteral("no such resource"));
    return std::nullopt;
}

http::Response DisruptiveService::answer(const http::Request &request)
{
    if (m_stage.options.startOnSubscribe)
        m_stage.site.start();
    if (request.path == tokenPath) {
        if (request.method != "POST")
            return methodNotAllowed("POST");
        if (m_stage.options.faults.expiredToken)
            return errorResponse(400, QStringLiteral("invalid_grant"));
        return m_office.exchange(request);
    }
    if (const auto judged = std::exchange(m_streamRefusal, std::nullopt))
        return *judged; // openStream() just heard of the same request
    const Route route = routeOf(request);
    if (auto refusal = refusalOf(request, route))
        return *refusal;
    const QString id = route.parts.value(1);
    const bool isGet = request.method == "GET";
    if (route.verb == QLatin1String("stream") && route.parts.size() == 1) // what openStream() did not take
        return isGet ? errorResponse(400, QStringLiteral("invalid ping_interval")) : methodNotAllowed("GET");
    if (route.verb == QLatin1String("publish") && route.parts.size() == 2)
        return request.method == "POST" ? publish(request, id) : methodNotAllowed("POST");
    if (!route.verb.isEmpty() || route.parts.size() > 3)
        return errorResponse(404, QStringLiteral("no such resource"));
    if (route.parts.size() == 1)
        return isGet ? devices(request) : request.method == "POST" ? create(request) : methodNotAllowed("GET, POST");
    if (route.parts.size() == 3)
        return route.parts.at(2) != QLatin1String("events") ? errorResponse(404, QStringLiteral("no such resource"))
               : isGet                                      ? events(request, id)
                                                            : methodNotAllowed("GET");
    return deviceAnswer(request, id);
}

http::Response DisruptiveService::deviceAnswer(const http::Request &request, const QString &id)
{
    if (request.method == "PUT")
        return relabel(request, id);
    if (request.method == "DELETE")
        return remove(id);
    return request.method == "GET" ? device(request, id) : methodNotAllowed("GET, PUT, DELETE");
}

std::unique_ptr<Session> DisruptiveService::open(const http::Request &, Connection &, http::Response &refusal)
{
    refusal = errorResponse(404, QStringLiteral("there are no WebSockets here"));
    return nullptr;
}

std::unique_ptr<Session> DisruptiveService::openStream(const http::Request &request, Connection &connection,
                                                       http::Response &head)
{
    const Route route = request.path.startsWith(projectsPath) ? routeOf(request) : Route();
    const bool isStream = request.method == "GET" && route.verb == QLatin1String("stream")
                          && route.parts == QStringList(QStringLiteral("devices"));
    if (!isStream || m_refusal != 0)
        return nullptr; // answer() says why
    StreamWish wish;
    wish.filter = Filter::of(request.query);
    wish.isSse = request.header("accept").contains("text/event-stream");
    const QString ping = parameter(request.query, "ping_interval", "pingInterval");
    wish.pingInterval = ping.isEmpty() ? std::nullopt : parseDuration(ping);
    const bool isMalformed = !ping.isEmpty() && (!wish.pingInterval || *wish.pingInterval <= Duration::zero());
    if (isMalformed)
        return nullptr;
    if (m_stage.options.startOnSubscribe)
        m_stage.site.start();
    m_streamRefusal = refusalOf(request, route);
    if (m_streamRefusal)
        return nullptr;
    head = {};
    head.contentType = wish.isSse ? "text/event-stream" : "application/json";
    head.headers.emplace_back("Cache-Control", "no-cache");
    return std::make_unique<Watched>(*this, connection, std::move(wish));
}

void DisruptiveService::connectionEnded(const Connection &)
{}

void DisruptiveService::take(const SiteEvent &event)
{
    const auto *change = std::get_if<StatusChange>(&event);
    if (!change || m_lastChange == std::tuple(change->device, change->time, change->newStatus))
        return; // every stream hears of it
    m_lastChange = std::tuple(change->device, change->time, change->newStatus);
    const auto &devices = m_project.devices();
    const auto found = std::find_if(devices.begin(), devices.end(), [change](const ProjectDevice &one) {
        return one.index == change->device && !one.isGone;
    });
    const bool isOffline = change->newStatus == QLatin1String("offline");
    if (found == devices.end() || isOffline == (change->oldStatus == QLatin1String("offline")))
        return;
    std::string payload = isOffline ? R"({"connection":"OFFLINE","available":[],"updateTime":")"
                                    : R"({"connection":"SDS","available":["SDS"],"updateTime":")";
    appendTime(payload, change->time, TimeStyle::Zulu);
    m_project.log(static_cast<std::size_t>(found - devices.begin()), "connectionStatus", payload + "\"}", change->time);
}

void DisruptiveService::closeStreams(int code, const QString &message)
{
    for (Watched *stream : std::vector<Watched *>(m_streams))
        stream->close(code, message.toStdString());
}

void DisruptiveService::refuseWith(int status, std::optional<int> retryAfterSeconds)
{
    m_refusal = status;
    m_refusalRetryAfter = retryAfterSeconds;
}

} // namespace watchglass::sim::disruptive
