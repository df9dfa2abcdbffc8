#pragma once

#include "app/simulator/connection.h"
#include "app/simulator/terra/terra_service.h"

#include <QJsonObject>

#include <deque>
#include <optional>

namespace watchglass::sim::terra {

/// One client of the gateway: HELLO, IDENTIFY in time and once, READY, then live DISPATCHes and replays (consumer) or
/// submissions (producer). Whoever breaks the rules is closed with the published code; what the service leaves open is
/// decided here: two missed beats are too many (4005), and an op before READY is an op that is not valid (4004).
/// Thread: the server's.
class TerraSession final : public Session
{
public:
    TerraSession(TerraService &service, Connection &connection);

    void textReceived(const QByteArray &text) override;
    void binaryReceived(const QByteArray &bytes) override;
    void pump(Duration elapsed) override;
    /// The gateway says nothing of statuses and alerts.
    void happened(const SiteEvent &) override {}
    std::uint64_t messageLimitBytes() const override { return 1024 * 1024; }

private:
    enum class Role { Nobody, Producer, Consumer };
    /// Entries of the journal, [next, end), that are asked for.
    struct Asked
    {
        std::uint64_t next;
        std::uint64_t end;
    };

    void identify(const QJsonObject &payload);
    void submit(const QJsonObject &message);
    void replay(const QJsonObject &payload);
    void status(const QJsonObject &payload);
    void pumpLive();
    void pumpReplays();
    void end(std::uint16_t code, std::string_view reason);

    TerraService &m_service;
    Connection &m_connection;
    Clock &m_clock;
    const Duration m_opened;
    Duration m_lastBeat;
    Role m_role = Role::Nobody;
    bool m_isOver = false;
    QString m_user;           ///< Of a producer.
    std::uint64_t m_next = 0; ///< First entry of the journal that was not sent live.
    std::deque<Asked> m_replays;
};

} // namespace watchglass::sim::terra
