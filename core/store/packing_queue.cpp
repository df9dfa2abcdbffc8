#include "core/store/packing_queue.h"

#include <algorithm>

namespace watchglass::store {

bool PackingQueue::push(const std::shared_ptr<Series> &series)
{
    {
        const std::lock_guard lock(m_mutex);
        if (std::find(m_series.begin(), m_series.end(), series) != m_series.end())
            return m_series.size() < mostWaiting;
        if (m_series.size() >= mostWaiting)
            return false;
        m_series.push_back(series);
    }
    m_changed.notify_one();
    return true;
}

std::shared_ptr<Series> PackingQueue::take()
{
    const std::lock_guard lock(m_mutex);
    if (m_series.empty())
        return nullptr;
    auto series = std::move(m_series.front());
    m_series.pop_front();
    return series;
}

void PackingQueue::wait(Duration most)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, most, [this] { return m_isWoken || !m_series.empty(); });
    m_isWoken = false;
}

void PackingQueue::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isWoken = true;
    }
    m_changed.notify_one();
}

} // namespace watchglass::store
