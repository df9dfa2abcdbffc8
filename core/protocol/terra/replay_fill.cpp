#include "core/protocol/terra/replay_fill.h"

#include <utility>

namespace watchglass::protocol::terra {

ReplayFill::ReplayFill(Clock &clock, Calls calls)
    : m_calls(std::move(calls))
    , m_quiet(clock.makeTimer([this] { quiet(); }))
{}

void ReplayFill::connected()
{
    if (!m_after)
        m_after = m_last; // an older bound is kept: what it asked for had not all come
    m_phase = m_after ? Phase::AwaitLive : Phase::Idle;
}

void ReplayFill::disconnected()
{
    m_quiet->stop();
    if (m_phase == Phase::Asked && !std::exchange(m_wasDamaged, false))
        m_after = m_reached;
    m_phase = Phase::Idle;
}

void ReplayFill::damaged()
{
    if (m_phase == Phase::Asked) {
        m_wasDamaged = true;
        return;
    }
    if (m_phase == Phase::Idle)
        m_after = m_last;
    if (!m_after || m_phase == Phase::AwaitLive)
        return;
    m_phase = Phase::Damaged;
    m_quiet->start(quietTime);
}

bool ReplayFill::take(std::int64_t seq)
{
    if (seq <= 0)
        return true;
    if (m_phase == Phase::AwaitLive)
        return takeFirstLive(seq);
    const bool isReplayed = m_phase == Phase::Asked && seq > *m_after && seq < m_before;
    if (isReplayed) {
        m_isHeard = false;
        m_quiet->start(quietTime);
    }
    if (!m_seen.insert(seq))
        return false;
    if (isReplayed)
        takeReplayed(seq);
    else
        m_last = seq;
    return true;
}

void ReplayFill::takeReplayed(std::int64_t seq)
{
    ++m_fetched;
    m_isRising = m_isRising && seq > m_reached;
    m_reached = m_isRising ? seq : *m_after;
    if (seq == m_before - 1)
        finish();
}

bool ReplayFill::takeFirstLive(std::int64_t seq)
{
    if (seq >= *m_after && !m_seen.insert(seq))
        return false; // a repetition tells no bound
    m_last = seq;
    if (seq < *m_after) {
        m_seen.clear();
        m_after.reset();
        m_phase = Phase::Idle;
        return m_seen.insert(seq);
    }
    m_before = seq;
    m_reached = *m_after;
    m_isRising = true;
    m_fetched = 0;
    m_isRetry = false;
    m_phase = Phase::Asked;
    if (*m_after + 1 == m_before)
        finish();
    else
        ask();
    return true;
}

void ReplayFill::ask()
{
    m_isHeard = false;
    m_quiet->start(quietTime);
    m_calls.ask(m_reached, m_before);
}

void ReplayFill::quiet()
{
    if (m_phase == Phase::Damaged) {
        m_phase = Phase::AwaitLive;
        return;
    }
    if (!m_isHeard) { // the connection stalls: that nothing of the replay comes says nothing about it
        m_quiet->start(quietTime);
        return;
    }
    if (std::exchange(m_isRetry, true))
        finish();
    else
        ask();
}

void ReplayFill::finish()
{
    m_quiet->stop();
    const std::optional<std::int64_t> after = std::exchange(m_after, std::nullopt);
    m_phase = Phase::Idle;
    if (std::exchange(m_wasDamaged, false)) { // what could not be read may have been part of the answer
        m_after = after;
        m_phase = Phase::Damaged;
        m_quiet->start(quietTime);
    }
    m_calls.finished(m_fetched);
}

} // namespace watchglass::protocol::terra
