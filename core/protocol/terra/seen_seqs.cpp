#include "core/protocol/terra/seen_seqs.h"

#include <algorithm>

namespace watchglass::protocol::terra {

bool SeenSeqs::insert(std::int64_t seq)
{
    if (seq <= m_floor)
        return false;
    if (m_seqs.empty() || seq > m_seqs.back()) {
        m_seqs.push_back(seq);
    } else {
        const auto at = std::lower_bound(m_seqs.begin(), m_seqs.end(), seq);
        if (*at == seq)
            return false;
        m_seqs.insert(at, seq);
    }
    if (m_seqs.size() > m_capacity) {
        const auto half = m_seqs.begin() + static_cast<std::ptrdiff_t>(m_seqs.size() / 2);
        m_floor = *(half - 1);
        m_seqs.erase(m_seqs.begin(), half);
    }
    return true;
}

void SeenSeqs::clear()
{
    m_seqs.clear();
    m_floor = std::numeric_limits<std::int64_t>::min();
}

} // namespace watchglass::protocol::terra
