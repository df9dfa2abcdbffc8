#include "core/ingest/event_log.h"

namespace watchglass::ingest {

EventLog::EventLog(std::size_t capacity)
    : m_capacity(capacity)
{}

void EventLog::add(const QString &source, const DeviceEvent &event)
{
    if (m_events.size() >= m_capacity)
        m_events.pop_front();
    m_events.push_back({source, event, ++m_lastNumber});
    ++m_revision;
}

void EventLog::setStatus(const QString &source, const SystemStatus &status)
{
    m_statuses.insert(source, status);
    ++m_revision;
}

void EventLog::removeSource(const QString &source)
{
    std::erase_if(m_events, [&source](const EventRecord &record) { return record.source == source; });
    m_statuses.remove(source);
    ++m_revision;
}

std::optional<SystemStatus> EventLog::status(const QString &source) const
{
    const auto found = m_statuses.constFind(source);
    return found == m_statuses.cend() ? std::nullopt : std::optional(*found);
}

} // namespace watchglass::ingest
