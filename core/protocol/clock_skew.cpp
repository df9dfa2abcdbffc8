#include "core/protocol/clock_skew.h"

#include <algorithm>
#include <vector>

namespace watchglass::protocol {

namespace {

constexpr std::size_t keptLooks = 7;

void keep(std::deque<Duration> &looks, Duration look)
{
    looks.push_back(look);
    if (looks.size() > keptLooks)
        looks.pop_front();
}

Duration median(const std::deque<Duration> &looks)
{
    std::vector<Duration> sorted(looks.begin(), looks.end());
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

} // namespace

void ClockSkew::addAnswer(Timestamp serverTime, Timestamp received, Duration roundTrip)
{
    keep(m_answers, serverTime - (received - roundTrip / 2));
}

void ClockSkew::addUnasked(Timestamp serverTime, Timestamp received)
{
    keep(m_unasked, serverTime - received);
}

std::optional<Duration> ClockSkew::skew() const
{
    if (!m_answers.empty())
        return median(m_answers);
    return m_unasked.empty() ? std::nullopt : std::optional(median(m_unasked));
}

} // namespace watchglass::protocol
