#include "app/watchglass/rate_meter.h"

namespace watchglass::app {

namespace {

constexpr auto window = std::chrono::seconds(1);

} // namespace

void RateMeter::update(std::uint64_t count, Duration now)
{
    if (m_hasStart && now - m_at < window)
        return;
    if (m_hasStart && count >= m_count)
        m_perSecond = static_cast<double>(count - m_count) / std::chrono::duration<double>(now - m_at).count();
    m_hasStart = true;
    m_count = count;
    m_at = now;
}

} // namespace watchglass::app
