#include "core/protocol/disruptive/loss_watch.h"

#include <algorithm>
#include <utility>

namespace watchglass::protocol::disruptive {

LossWatch::LossWatch(Clock &clock, const Delivery &delivery, std::function<void(Timestamp)> repair)
    : m_clock(clock)
    , m_delivery(delivery)
    , m_repair(std::move(repair))
    , m_timer(clock.makeTimer([this] {
        m_wait = std::min(m_wait * 2, longestRepair);
        if (const auto since = std::exchange(m_damagedSince, std::nullopt))
            m_repair(*since);
    }))
{}

void LossWatch::opened()
{
    m_openedAt = m_clock.now();
    m_heardAt = m_understoodAt = m_clock.monotonic();
    m_wait = firstRepair;
}

void LossWatch::heard()
{
    m_heardAt = m_clock.monotonic();
}

void LossWatch::damaged()
{
    if (!m_damagedSince)
        m_damagedSince = lastBefore(m_understoodAt);
    if (!m_timer->isActive())
        m_timer->start(m_wait);
}

void LossWatch::lost()
{
    m_timer->stop();
    const auto damagedSince = std::exchange(m_damagedSince, std::nullopt);
    if (!m_openedAt)
        return;
    if (!m_missingSince)
        m_missingSince = lastBefore(m_heardAt);
    if (damagedSince)
        m_missingSince = std::min(*m_missingSince, *damagedSince);
}

/// Of the service's times and ours the earlier: what is read twice is told apart, what is missed is not.
Timestamp LossWatch::lastBefore(Duration monotonic) const
{
    return std::min(newest(), m_clock.now() - (m_clock.monotonic() - monotonic));
}

} // namespace watchglass::protocol::disruptive
