#include "core/alarm/call_plan.h"

namespace watchglass::alarm {

namespace {

using namespace std::chrono_literals;

std::optional<AlarmPriority> mostUrgent(const StateCounts &counts)
{
    for (const auto priority : {AlarmPriority::Critical, AlarmPriority::Warning, AlarmPriority::Information}) {
        if (counts.calling[static_cast<std::size_t>(priority)] > 0)
            return priority;
    }
    return std::nullopt;
}

} // namespace

Duration CallPlan::pauseAfter(AlarmPriority priority)
{
    switch (priority) {
    case AlarmPriority::Critical:
        return 5s;
    case AlarmPriority::Warning:
        return 15s;
    case AlarmPriority::Information:
        break;
    }
    return Duration::max();
}

std::optional<AlarmPriority> CallPlan::update(const StateCounts &counts, std::uint64_t raised, Duration now)
{
    m_calling = mostUrgent(counts);
    const bool isNew = raised != m_raised;
    m_raised = raised;
    if (m_mutedUntil && *m_mutedUntil <= now)
        m_mutedUntil.reset();
    if (!m_calling) {
        m_heard.reset();
        m_hasBrokenThrough = false;
        return std::nullopt;
    }
    if (m_mutedUntil) {
        if (m_calling <= m_mutedAt)
            return std::nullopt;
        m_mutedUntil.reset();
        m_hasBrokenThrough = true;
    }
    const bool isMoreUrgent = !m_heard || *m_calling > *m_heard;
    const Duration pause = pauseAfter(*m_calling);
    const bool isDue = m_heardAt && pause != Duration::max() && now - *m_heardAt >= pause;
    const bool isOneMore = isNew && m_heardAt && now - *m_heardAt >= 2s; // not on each of a flood
    if (!isMoreUrgent && !isDue && !isOneMore)
        return std::nullopt;
    m_heard = m_calling;
    m_heardAt = now;
    return m_calling;
}

void CallPlan::mute(Duration length, Duration now)
{
    m_mutedUntil = now + length;
    m_mutedAt = m_calling;
    m_hasBrokenThrough = false;
}

std::optional<Duration> CallPlan::muteLeft(Duration now) const
{
    if (!m_mutedUntil || *m_mutedUntil <= now)
        return std::nullopt;
    return *m_mutedUntil - now;
}

} // namespace watchglass::alarm
