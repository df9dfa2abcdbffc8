#pragma once

#include "app/simulator/connection.h"
#include "app/simulator/simulator_options.h"
#include "app/simulator/valtronics/subscription.h"
#include "app/simulator/valtronics/telemetry_stream.h"

#include <deque>
#include <functional>

namespace watchglass::sim {

/// A client as the guide describes it: auth, then subscriptions to four channels. What the guide leaves open is
/// decided here: subscribing is not acknowledged; whoever subscribes without having authenticated where a token is
/// needed is closed with 1008; unknown types and bad JSON are ignored and counted; pong carries the ping's timestamp.
/// Thread: the server's.
class DocumentedSession final : public Session
{
public:
    /// Tells the server who the user is; false when that user has too many connections.
    using Admit = std::function<bool(const QString &user)>;

    DocumentedSession(Site &site, const ServerOptions &options, Connection &connection, ConnectionHost &host,
                      Admit admit);

    void textReceived(const QByteArray &text) override;
    void binaryReceived(const QByteArray &bytes) override;
    void pump(Duration elapsed) override;
    void happened(const SiteEvent &event) override;
    QString asked() const override;
    std::uint64_t messageLimitBytes() const override;

private:
    void handle(const QJsonObject &message, bool isInBatch);
    void authenticate(const QJsonObject &message);
    void subscribe(const QJsonObject &message);
    void unsubscribe(const QJsonObject &message);
    void answerPing(const QJsonObject &message);
    void runBatch(const QJsonObject &message);
    void updateStreams(Duration from, Duration now);
    void breakLimit(std::string_view reason);
    bool isOverMessageRate();
    QJsonValue wireId(std::int64_t deviceId) const;
    void sendStatus(const StatusChange &change);
    void sendAlert(const Alert &alert);
    void sendSystem();
    void sendSnapshot(const Subscription &subscription);

    Site &m_site;
    const ServerOptions &m_options;
    Connection &m_connection;
    ConnectionHost &m_host;
    Admit m_admit;
    bool m_isAuthenticated = false;
    std::vector<Subscription> m_subscriptions;
    std::vector<std::unique_ptr<TelemetryStream>> m_streams; ///< One for each device; null until it is wanted.
    std::deque<Duration> m_messageTimes;
    std::optional<Duration> m_systemDue;
    Duration m_systemInterval{};
};

} // namespace watchglass::sim
