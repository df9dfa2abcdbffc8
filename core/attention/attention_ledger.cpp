#include "core/attention/attention_ledger.h"

#include <algorithm>
#include <utility>

namespace watchglass::attention {

AttentionLedger::AttentionLedger(std::size_t capacity)
    : m_capacity(std::max<std::size_t>(capacity, 1))
{}

void AttentionLedger::add(Timestamp at, const SeriesChange &change)
{
    Transition transition{at, change.key, change.from, change.to, change.reason};
    if (m_ring.size() < m_capacity) {
        m_ring.push_back(std::move(transition));
    } else {
        m_ring[m_first] = std::move(transition);
        m_first = (m_first + 1) % m_capacity;
    }
    ++m_revision;
}

const Transition &AttentionLedger::at(std::size_t index) const
{
    Q_ASSERT(index < m_ring.size());
    return m_ring[(m_first + index) % m_ring.size()];
}

std::vector<Transition> AttentionLedger::since(std::uint64_t revision) const
{
    std::vector<Transition> found;
    const std::uint64_t from = std::max(revision, dropped());
    for (std::uint64_t number = from; number < m_revision; ++number)
        found.push_back(at(static_cast<std::size_t>(number - dropped())));
    return found;
}

} // namespace watchglass::attention
