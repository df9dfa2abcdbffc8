#include "app/simulator/terra/terra_journal.h"

#include "app/simulator/random.h"

#include <algorithm>

namespace watchglass::sim::terra {

void TerraJournal::append(Duration at, std::string_view head, std::string_view tail, std::uint64_t samples)
{
    constexpr std::uint64_t widestStep = 7;
    m_seq += 1 + static_cast<std::int64_t>(subSeed(m_seed, end()) % widestStep);
    Entry entry{m_seq, at, {}, samples};
    const std::string seq = std::to_string(m_seq);
    entry.frame.reserve(head.size() + seq.size() + tail.size());
    entry.frame.append(head).append(seq).append(tail);
    m_bytes += entry.frame.size();
    m_entries.push_back(std::move(entry));
    while (m_bytes > m_maxBytes) {
        m_bytes -= m_entries.front().frame.size();
        m_entries.pop_front();
        ++m_first;
    }
}

std::uint64_t TerraJournal::firstAfter(std::int64_t seq) const
{
    const auto found = std::upper_bound(m_entries.begin(), m_entries.end(), seq,
                                        [](std::int64_t value, const Entry &entry) { return value < entry.seq; });
    return m_first + static_cast<std::uint64_t>(found - m_entries.begin());
}

} // namespace watchglass::sim::terra
