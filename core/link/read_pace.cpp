#include "core/link/read_pace.h"

#include <algorithm>
#include <utility>

namespace watchglass::link {

ReadPace::ReadPace(Clock &clock, std::function<void(bool)> rest, std::function<void(bool)> tell)
    : m_clock(clock)
    , m_rest(std::move(rest))
    , m_tell(std::move(tell))
    , m_roomTimer(clock.makeTimer([this] { goOn(); }))
    , m_tellTimer(clock.makeTimer([this] { look(); }))
{}

void ReadPace::setBudget(std::int64_t bytesPerSecond)
{
    if (bytesPerSecond == m_bytesPerSecond)
        return;
    m_bytesPerSecond = bytesPerSecond;
    m_budget.reset();
    m_granted = m_left = unlimited;
    if (bytesPerSecond > 0) {
        m_budget.emplace(bytesPerSecond, bytesPerSecond);
        m_granted = m_left = bytesPerSecond;
    }
    if (m_isHolding) {
        endHolding(m_clock.monotonic());
        m_rest(false);
    }
}

void ReadPace::account(Duration now)
{
    m_budget->take(m_granted - m_left, now);
    m_granted = m_left = std::max<std::int64_t>(m_budget->room(now), 0);
}

void ReadPace::outrun()
{
    if (!m_budget) {
        m_granted = m_left = unlimited;
        return;
    }
    const Duration now = m_clock.monotonic();
    account(now);
    const auto wait = m_budget->waitFor(now);
    if (!wait || m_isHolding)
        return;
    m_isHolding = true;
    m_holdingSince = now;
    m_roomTimer->start(*wait);
    if (!m_isTold)
        m_tellTimer->start(Duration::zero());
    m_rest(true);
}

void ReadPace::goOn()
{
    const Duration now = m_clock.monotonic();
    account(now);
    if (const auto wait = m_budget->waitFor(now)) {
        m_roomTimer->start(*wait);
        return;
    }
    endHolding(now);
    m_rest(false);
}

void ReadPace::endHolding(Duration now)
{
    m_roomTimer->stop();
    m_isHolding = false;
    m_heldBack += now - m_holdingSince;
    m_heldUntil = now;
}

void ReadPace::look()
{
    if (!m_isTold) {
        m_isTold = true;
        m_tellTimer->start(calm);
        m_tell(true); // last: may destroy this
        return;
    }
    const Duration quiet = m_isHolding ? Duration::zero() : m_clock.monotonic() - m_heldUntil;
    if (quiet < calm) {
        m_tellTimer->start(calm - quiet);
        return;
    }
    m_isTold = false;
    m_tell(false); // last: may destroy this
}

void ReadPace::release()
{
    if (m_isHolding)
        endHolding(m_clock.monotonic());
    m_tellTimer->stop();
    m_isTold = false;
    if (m_left <= 0) { // what comes next decides anew
        m_granted += 1 - m_left;
        m_left = 1;
    }
}

Duration ReadPace::heldBack() const
{
    return m_isHolding ? m_heldBack + (m_clock.monotonic() - m_holdingSince) : m_heldBack;
}

} // namespace watchglass::link
