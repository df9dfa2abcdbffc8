#include "core/protocol/wanted_levels.h"

#include <algorithm>

namespace watchglass::protocol {

void WantedLevels::take(const DemandChange &change)
{
    m_isAsked = true;
    m_others = change.others.value_or(m_others);
    for (const SeriesDemand &demand : change.series) {
        SeriesKey key = demand.key;
        key.source.clear();
        m_named[key.device].insert(key, demand.level);
    }
}

AttentionLevel WantedLevels::highest() const
{
    AttentionLevel level = m_others;
    for (const auto &named : m_named) {
        for (const AttentionLevel one : named)
            level = std::max(level, one);
    }
    return level;
}

AttentionLevel WantedLevels::highest(const QString &device, std::span<const SeriesKey> known) const
{
    const auto found = m_named.constFind(device);
    if (found == m_named.constEnd())
        return m_others;
    const bool hasOther = known.empty() || std::any_of(known.begin(), known.end(), [&found](const SeriesKey &key) {
                              return !found->contains(key);
                          });
    AttentionLevel level = hasOther ? m_others : AttentionLevel::None;
    for (const AttentionLevel one : *found)
        level = std::max(level, one);
    return level;
}

} // namespace watchglass::protocol
