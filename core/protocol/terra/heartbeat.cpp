#include "core/protocol/terra/heartbeat.h"

#include <algorithm>
#include <utility>

namespace watchglass::protocol::terra {

Heartbeat::Heartbeat(Clock &clock, std::function<void()> beat, std::function<void()> dead, std::uint32_t seed)
    : m_beat(std::move(beat))
    , m_dead(std::move(dead))
    , m_random(seed)
    , m_timer(clock.makeTimer([this] { due(); }))
{}

void Heartbeat::begin(Duration interval)
{
    m_interval = std::max(interval, shortest);
    m_isAwaited = false;
    const double part = static_cast<double>(m_random()) / (static_cast<double>(std::mt19937::max()) + 1.0);
    m_timer->start(Duration(static_cast<std::int64_t>(static_cast<double>(m_interval.count()) * part)));
}

void Heartbeat::end()
{
    m_timer->stop();
}

void Heartbeat::due()
{
    if (m_isAwaited) {
        m_dead();
        return;
    }
    m_isAwaited = true;
    m_timer->start(m_interval);
    m_beat();
}

} // namespace watchglass::protocol::terra
