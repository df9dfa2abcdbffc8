#include "core/store/late_log.h"

#include <algorithm>
#include <utility>

namespace watchglass::store {

namespace {

constexpr std::uint64_t mostInStretch = 256;
constexpr std::size_t mostStretches = 32;

} // namespace

void LateLog::add(Timestamp time)
{
    const Stretch added{++m_count, 1, time, time};
    if (!m_stretches.empty() && m_stretches.back().size < mostInStretch) {
        m_stretches.back() = joined(m_stretches.back(), added);
        return;
    }
    m_stretches.push_back(added);
    if (m_stretches.size() <= mostStretches)
        return;
    m_stretches[1] = joined(m_stretches[0], m_stretches[1]);
    m_stretches.erase(m_stretches.begin());
}

LateLog::Stretch LateLog::joined(const Stretch &older, const Stretch &newer)
{
    return {newer.upTo, older.size + newer.size, std::min(older.from, newer.from), std::max(older.to, newer.to)};
}

TimeRange LateLog::since(std::uint64_t seen) const
{
    TimeRange range;
    for (const Stretch &stretch : m_stretches) {
        if (stretch.upTo <= seen)
            continue;
        const Timestamp end = stretch.to == Timestamp::max() ? stretch.to : stretch.to + Duration(1);
        range = range.isEmpty() ? TimeRange{stretch.from, end}
                                : TimeRange{std::min(range.from, stretch.from), std::max(range.to, end)};
    }
    return range;
}

} // namespace watchglass::store
