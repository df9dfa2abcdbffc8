#pragma once

#include "app/simulator/disruptive/project.h"
#include "app/simulator/disruptive/token_office.h"
#include "app/simulator/service.h"

#include <QHash>

#include <deque>
#include <tuple>

namespace watchglass::sim::disruptive {

/// What can be turned at the service for a test.
struct DisruptiveOptions
{
    QString project = QStringLiteral("watchglass"); ///< The one project; all others are not found.
    Duration tokenLifetime = std::chrono::hours(1);
    /// A stream is closed with 408 "closing stream" after this; zero: never by itself.
    Duration streamLifetime{};
    int requestsPerWindow = 25; ///< In 5 s, for each account; 0: no limit.
};

/// The service of Disruptive Technologies over the fleet, emulator included: the list of devices with their reported
/// values, the stream in both forms, history, publishing, and the token endpoint. Served at
/// /v2/projects/watchglass/… and /oauth2/token.
/// Thread: the server's.
class DisruptiveService final : public Service
{
public:
    explicit DisruptiveService(Stage stage, DisruptiveOptions options = {});
    ~DisruptiveService() override;

    QString name() const override { return QStringLiteral("disruptive"); }
    bool claims(const http::Request &request) const override;
    http::Response answer(const http::Request &request) override;
    std::unique_ptr<Session> open(const http::Request &request, Connection &connection,
                                  http::Response &refusal) override;
    std::unique_ptr<Session> openStream(const http::Request &request, Connection &connection,
                                        http::Response &head) override;
    void connectionEnded(const Connection &connection) override;

    /// Ends every stream with this error in it; the two generations of errors take turns.
    void closeStreams(int code = 408, const QString &message = QStringLiteral("closing stream"));
    /// From now on every request is answered so, until it is called with 0. With `retryAfter` that header too.
    void refuseWith(int status, std::optional<int> retryAfterSeconds = std::nullopt);
    void revokeTokens() { m_office.revokeAll(); }
    int tokensIssued() const { return m_office.issued(); }
    const Project &project() const { return m_project; }

private:
    struct Route;
    static Route routeOf(const http::Request &request);
    /// What stands before any route: faults, rate limit, credentials, the project. Nothing: go on.
    std::optional<http::Response> refusalOf(const http::Request &request, const Route &route);
    std::optional<int> overRate(const QString &account);
    http::Response deviceAnswer(const http::Request &request, const QString &id);
    http::Response devices(const http::Request &request);
    http::Response device(const http::Request &request, const QString &id);
    http::Response events(const http::Request &request, const QString &id);
    http::Response create(const http::Request &request);
    http::Response remove(const QString &id);
    http::Response publish(const http::Request &request, const QString &id);
    http::Response relabel(const http::Request &request, const QString &id);
    /// A device went off or came back; told once, however many streams hear of it.
    void take(const SiteEvent &event);

    class Watched;
    friend class Watched;

    Stage m_stage;
    const DisruptiveOptions m_options;
    Project m_project;
    TokenOffice m_office;
    QHash<QString, std::deque<Duration>> m_requests; ///< Monotonic, by account.
    std::vector<Watched *> m_streams;
    std::optional<http::Response> m_streamRefusal; ///< Of the request that answer() is to be asked about next.
    int m_refusal = 0;
    std::optional<int> m_refusalRetryAfter;
    std::optional<std::tuple<int, Timestamp, QString>> m_lastChange;
    bool m_isOldGeneration = false;
};

} // namespace watchglass::sim::disruptive
