#include "core/model/clock_offset.h"

#include <algorithm>

namespace watchglass {

namespace {

using namespace std::chrono_literals;

constexpr Duration least = 1s; // batches and slow links are late by about that
constexpr Duration most = 10min;

} // namespace

void ClockOffset::add(Duration ahead)
{
    m_looks[m_count % m_looks.size()] = ahead;
    ++m_count;
}

std::optional<Duration> ClockOffset::offset() const
{
    const std::size_t kept = std::min(m_count, m_looks.size());
    if (kept == 0)
        return std::nullopt;
    const Duration found = *std::max_element(m_looks.begin(), m_looks.begin() + static_cast<std::ptrdiff_t>(kept));
    // Nothing arrives before it was sent; what is late at first may be history.
    const bool isKnown = found > Duration::zero() || kept == m_looks.size();
    const Duration size = std::chrono::abs(found);
    return isKnown && size > least && size < most ? std::optional(found) : std::nullopt;
}

} // namespace watchglass
