#pragma once

#include "app/simulator/connection.h"
#include "app/simulator/json_text.h"
#include "app/simulator/simulator_options.h"

#include <QJsonObject>
#include <QSet>

namespace watchglass::sim {

/// A client as the real server treats it: no auth, no channels; devices are subscribed to by id, errors carry no
/// type, and nothing but heartbeats is pushed unless ServerOptions::pushes is on.
/// Thread: the server's.
class ServerSession final : public Session
{
public:
    /// `pathId` is what stood behind /ws/: a device id, whatever it says; empty for none.
    ServerSession(Site &site, const ServerOptions &options, Connection &connection, ConnectionHost &host,
                  const QString &pathId);

    void textReceived(const QByteArray &text) override;
    void binaryReceived(const QByteArray &bytes) override;
    void pump(Duration elapsed) override;
    void happened(const SiteEvent &event) override;
    std::uint64_t messageLimitBytes() const override { return 16 * 1024 * 1024; }

private:
    void subscribeDevice(const QJsonValue &id);
    void unsubscribeDevice(const QJsonValue &id);
    void sendDeviceStatus(const QJsonValue &id);
    void sendError(const QString &text);
    void send(QJsonObject frame);
    void beat();
    void startStream(int device);
    void pumpDevice(int device, Duration elapsed);

    Site &m_site;
    const ServerOptions &m_options;
    Connection &m_connection;
    ConnectionHost &m_host;
    QSet<QString> m_textIds;          ///< Ids subscribed to as text: the ones that broadcasts find.
    QSet<QString> m_otherIds;         ///< Ids of other JSON types: confirmed, never found.
    std::vector<std::int64_t> m_next; ///< For each device the first tick not sent.
    Duration m_nextBeat;
    Duration m_nextPing;
    std::optional<Duration> m_pingSent; ///< Waiting for its pong since then.
    TimeWriter m_times{TimeStyle::Naive};
    std::vector<double> m_values;
    std::string m_frame;
};

} // namespace watchglass::sim
