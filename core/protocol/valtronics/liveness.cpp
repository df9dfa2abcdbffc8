#include "core/protocol/valtronics/liveness.h"

#include <algorithm>

namespace watchglass::protocol::valtronics {

namespace {

/// A server that never answers pings must not make the list of open ones grow.
constexpr std::size_t maxOpen = 256;

constexpr Duration lookInterval = std::chrono::seconds(1);

} // namespace

Liveness::Liveness(Clock &clock, std::function<void()> ping, std::function<void(Verdict)> judged)
    : m_clock(clock)
    , m_ping(std::move(ping))
    , m_judged(std::move(judged))
    , m_timer(clock.makeTimer([this] { tick(); }))
{}

void Liveness::begin()
{
    m_open.clear();
    m_lastHeard = m_clock.monotonic();
    m_wasHeard = false;
    m_lastHeartbeat.reset();
    m_verdict = Verdict::Alive;
    m_heardNow = false;
    m_nextPing = m_lastHeard + pingInterval;
    m_timer->start(lookInterval);
}

void Liveness::end()
{
    m_timer->stop();
}

void Liveness::expectHeartbeats()
{
    m_lastHeartbeat = m_clock.monotonic();
}

void Liveness::look()
{
    if (m_heardNow) {
        m_heardNow = false;
        m_wasHeard = true;
        m_lastHeard = m_clock.monotonic();
    }
    setVerdict(judge()); // last: may destroy this
}

void Liveness::heartbeat()
{
    if (m_lastHeartbeat)
        m_lastHeartbeat = m_clock.monotonic();
    if (m_verdict == Verdict::NoHeartbeat)
        setVerdict(judge());
}

std::uint64_t Liveness::ask()
{
    m_open.push_back(m_clock.monotonic());
    if (m_open.size() > maxOpen)
        m_open.pop_front();
    ++m_asked;
    m_ping();
    return m_asked;
}

std::optional<Liveness::Answer> Liveness::answered()
{
    if (m_open.empty())
        return std::nullopt;
    const Answer answer{m_asked - m_open.size() + 1, m_clock.monotonic() - m_open.front()};
    m_open.pop_front();
    return answer;
}

void Liveness::tick()
{
    const Duration now = m_clock.monotonic();
    m_timer->start(lookInterval);
    if (now >= m_nextPing) {
        m_nextPing = now + pingInterval;
        ask();
    }
    look();
}

Liveness::Verdict Liveness::judge() const
{
    const Duration silence = m_clock.monotonic() - m_lastHeard;
    const Duration missing = m_lastHeartbeat ? m_clock.monotonic() - *m_lastHeartbeat : Duration::zero();
    if (silence >= 6 * pingInterval || missing >= 6 * heartbeatInterval)
        return Verdict::Dead;
    if (silence >= silentAfter)
        return Verdict::Silent;
    return missing >= 3 * heartbeatInterval ? Verdict::NoHeartbeat : Verdict::Alive;
}

void Liveness::setVerdict(Verdict verdict)
{
    if (verdict == m_verdict)
        return;
    m_verdict = verdict;
    m_judged(verdict); // last: may destroy this
}

} // namespace watchglass::protocol::valtronics
