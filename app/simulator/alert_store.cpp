#include "app/simulator/alert_store.h"

namespace watchglass::sim {

namespace {
constexpr std::size_t capacity = 10'000;
}

const Alert &AlertStore::add(Alert alert)
{
    alert.id = m_nextId++;
    m_alerts.push_back(std::move(alert));
    if (m_alerts.size() > capacity)
        m_alerts.pop_front();
    return m_alerts.back();
}

Alert *AlertStore::find(std::int64_t id)
{
    if (m_alerts.empty() || id < m_alerts.front().id || id > m_alerts.back().id)
        return nullptr;
    return &m_alerts[static_cast<std::size_t>(id - m_alerts.front().id)];
}

} // namespace watchglass::sim
