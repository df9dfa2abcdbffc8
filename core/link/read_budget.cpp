#include "core/link/read_budget.h"

#include <algorithm>
#include <cmath>

namespace watchglass::link {

namespace {

constexpr double nanosecondsPerSecond = 1e9;
constexpr double longest = 1e18; ///< Nanoseconds; leaves room for sums.
constexpr std::int64_t portionsPerSecond = 50;

} // namespace

ReadBudget::ReadBudget(std::int64_t bytesPerSecond, std::int64_t burst)
    : m_bytesPerSecond(std::max<std::int64_t>(bytesPerSecond, 1))
    , m_burst(std::max<std::int64_t>(burst, 1))
    , m_portion(std::clamp<std::int64_t>(m_bytesPerSecond / portionsPerSecond, 1, m_burst))
{}

Duration ReadBudget::timeFor(std::int64_t bytes) const
{
    const double ns = static_cast<double>(bytes) * nanosecondsPerSecond / static_cast<double>(m_bytesPerSecond);
    return Duration(std::llround(std::min(ns, longest)));
}

void ReadBudget::take(std::int64_t bytes, Duration now)
{
    m_fullAt = std::min(std::max(m_fullAt, now) + timeFor(bytes), now + timeFor(m_burst) + longestWait);
}

std::int64_t ReadBudget::room(Duration now) const
{
    if (m_fullAt <= now)
        return m_burst;
    const double missing =
        static_cast<double>((m_fullAt - now).count()) * static_cast<double>(m_bytesPerSecond) / nanosecondsPerSecond;
    return m_burst - std::llround(missing);
}

std::optional<Duration> ReadBudget::waitFor(Duration now) const
{
    if (room(now) > 0)
        return std::nullopt;
    return std::max(m_fullAt - timeFor(m_burst - m_portion) - now, Duration(1));
}

} // namespace watchglass::link
