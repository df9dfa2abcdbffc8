#pragma once

#include "app/simulator/connection.h"
#include "app/simulator/disruptive/project.h"
#include "app/simulator/session.h"
#include "app/simulator/simulator_options.h"

namespace watchglass::sim::disruptive {

/// What a client asked of its stream.
struct StreamWish
{
    Filter filter;
    bool isSse = false;
    std::optional<Duration> pingInterval; ///< Nothing: no pings at all.
};

/// One endless answer: the events of a project from now on, one message a chunk, with pings between them whatever the
/// filter says.
/// Thread: the server's. Requires: project, options and connection outlive it.
class StreamSession final : public Session
{
public:
    StreamSession(Project &project, const ServerOptions &options, Connection &connection, StreamWish wish);

    void textReceived(const QByteArray &) override {}
    void binaryReceived(const QByteArray &) override {}
    void pump(Duration elapsed) override;
    void happened(const SiteEvent &) override {}
    std::uint64_t messageLimitBytes() const override { return 1024 * 1024; }

    /// Ends the stream with an error in it, of the older generation (code) or the newer (httpCode).
    void closeWith(int code, std::string_view message, bool isOldGeneration);

private:
    struct Cursor
    {
        const ProjectDevice *device;
        const EventFeed *feed;
        std::int64_t next;
    };

    /// False when the client's queue is full and the event has to wait.
    bool offer(std::string_view event, std::uint64_t values);
    void frame(std::string_view message);
    bool wants(std::size_t device);
    void pumpLog();
    void pumpFeed(Cursor &cursor, Duration elapsed);
    void ping();

    Project &m_project;
    const ServerOptions &m_options;
    Connection &m_connection;
    const StreamWish m_wish;
    std::vector<bool> m_wanted; ///< By device.
    std::vector<Cursor> m_cursors;
    std::uint64_t m_logNext;
    Duration m_pingDue{};
    std::string m_event;
    std::string m_message;
    bool m_isOver = false;
};

} // namespace watchglass::sim::disruptive
