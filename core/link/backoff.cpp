#include "core/link/backoff.h"

#include <algorithm>

namespace watchglass::link {

namespace {

constexpr Duration rateWindow = std::chrono::seconds(60);

Duration scaled(Duration delay, double factor)
{
    return Duration(static_cast<std::int64_t>(static_cast<double>(delay.count()) * factor));
}

} // namespace

Backoff::Backoff(Options options, std::uint32_t seed)
    : m_options(options)
    , m_random(seed)
    , m_delay(options.first)
{
    m_options.factor = std::max(m_options.factor, 1.0);
    m_options.max = std::max(m_options.max, m_options.first);
}

Duration Backoff::next(Duration now)
{
    double low = 1.0;
    if (m_options.jitter == Jitter::Half)
        low = 0.5;
    else if (m_options.jitter == Jitter::Full)
        low = 0.0;
    // Not std::uniform_real_distribution: its sequence differs between standard libraries.
    const double chance = static_cast<double>(m_random()) / static_cast<double>(std::mt19937::max());
    const Duration delay = scaled(m_delay, low + (1.0 - low) * chance);
    m_delay = std::min(scaled(m_delay, m_options.factor), m_options.max);
    return std::max(delay, floorDelay(now));
}

Duration Backoff::floorDelay(Duration now) const
{
    if (m_options.maxPerMinute <= 0 || m_attempts.size() < static_cast<std::size_t>(m_options.maxPerMinute))
        return Duration::zero();
    return std::max(m_attempts.front() + rateWindow - now, Duration::zero());
}

void Backoff::attempted(Duration now)
{
    if (m_options.maxPerMinute <= 0)
        return;
    m_attempts.push_back(now);
    while (m_attempts.size() > static_cast<std::size_t>(m_options.maxPerMinute))
        m_attempts.pop_front();
}

void Backoff::reset()
{
    m_delay = m_options.first;
}

} // namespace watchglass::link
