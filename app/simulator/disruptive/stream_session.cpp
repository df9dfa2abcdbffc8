#include "app/simulator/disruptive/stream_session.h"

#include <algorithm>

namespace watchglass::sim::disruptive {

StreamSession::StreamSession(Project &project, const ServerOptions &options, Connection &connection, StreamWish wish)
    : m_project(project)
    , m_options(options)
    , m_connection(connection)
    , m_wish(std::move(wish))
    , m_logNext(project.logEnd())
{
    const Duration now = project.site().elapsed();
    for (const ProjectDevice &device : project.devices()) {
        m_wanted.push_back(m_wish.filter.wants(device));
        if (!m_wanted.back())
            continue;
        for (const EventFeed &feed : device.feeds) {
            if (m_wish.filter.wantsType(feed.type()))
                m_cursors.push_back({&device, &feed, feed.firstAt(now)});
        }
    }
    if (m_wish.pingInterval)
        m_pingDue = now + *m_wish.pingInterval;
}

void StreamSession::frame(std::string_view message)
{
    m_message.clear();
    if (m_wish.isSse)
        m_message.append("data: ").append(message).append("\n\n");
    else
        m_message.append(message).append("\n");
}

bool StreamSession::offer(std::string_view event, std::uint64_t values)
{
    static constexpr std::string_view head = "{\"result\":{\"event\":";
    m_message.clear();
    if (m_wish.isSse)
        m_message += "data: ";
    m_message.append(head).append(event).append("}}\n");
    if (m_wish.isSse)
        m_message += '\n';
    if (m_connection.offer(m_message, values))
        return true;
    if (m_options.backpressure)
        return false;
    m_connection.countDropped(values);
    return true;
}

void StreamSession::pump(Duration elapsed)
{
    if (m_isOver)
        return;
    pumpLog();
    for (Cursor &cursor : m_cursors) {
        if (!cursor.device->isGone)
            pumpFeed(cursor, elapsed);
    }
    if (m_wish.pingInterval && elapsed >= m_pingDue) {
        m_pingDue = m_pingDue + ((elapsed - m_pingDue) / *m_wish.pingInterval + 1) * *m_wish.pingInterval;
        ping();
    }
}

bool StreamSession::wants(std::size_t device)
{
    while (m_wanted.size() <= device) // made since
        m_wanted.push_back(m_wish.filter.wants(m_project.devices()[m_wanted.size()]));
    return m_wanted[device];
}

void StreamSession::pumpLog()
{
    for (; m_logNext < m_project.logEnd(); ++m_logNext) {
        const LoggedEvent *event = m_project.logged(m_logNext);
        if (!event || !wants(event->device) || !m_wish.filter.wantsType(event->type))
            continue;
        if (!offer(event->json, 1))
            return;
    }
}

void StreamSession::pumpFeed(Cursor &cursor, Duration elapsed)
{
    const Timestamp start = m_project.site().startTime();
    for (const std::int64_t end = cursor.feed->end(elapsed); cursor.next < end; ++cursor.next) {
        m_event.clear();
        const int values = cursor.feed->appendEvent(m_event, cursor.next, start);
        if (values > 0 && !offer(m_event, static_cast<std::uint64_t>(values)))
            return;
    }
}

void StreamSession::ping()
{
    std::string time;
    appendTime(time, m_project.site().serverNow(), TimeStyle::Zulu);
    m_event.clear();
    appendEnvelope(m_event, m_project.freshId(), "projects/" + m_project.id().toStdString(), "ping", "null", time,
                   false);
    frame("{\"result\":{\"event\":" + m_event + "}}");
    m_connection.sendText(m_message);
}

void StreamSession::closeWith(int code, std::string_view message, bool isOldGeneration)
{
    if (m_isOver)
        return;
    m_isOver = true;
    std::string error = "{\"error\":{";
    if (isOldGeneration)
        error += "\"code\":" + std::to_string(code) + ",\"message\":\"" + std::string(message)
                 + "\",\"details\":[{\"help\":\"https://developer.disruptive-technologies.com/docs/error-codes#"
                 + std::to_string(code) + "\"}]}}";
    else
        error += "\"grpcCode\":1,\"httpCode\":" + std::to_string(code) + ",\"message\":\"" + std::string(message)
                 + "\",\"httpStatus\":\"" + (code == 408 ? "Request Timeout" : "Error") + "\",\"details\":[]}}";
    frame(error);
    m_connection.sendText(m_message);
    m_connection.close(1000, {});
}

} // namespace watchglass::sim::disruptive
