#include "core/protocol/valtronics/demand_book.h"

#include <algorithm>

namespace watchglass::protocol::valtronics {

DemandBook::Touched DemandBook::take(const DemandChange &change)
{
    Touched touched;
    m_isSaid = true;
    if (change.others && *change.others != m_others) {
        m_others = *change.others;
        touched.others = true;
    }
    for (const SeriesDemand &wanted : change.series) {
        const auto [at, isNew] = m_devices[wanted.key.device].try_emplace(wanted.key.attributePath(), wanted.level);
        if (isNew || at->second != wanted.level)
            touched.devices.push_back(wanted.key.device);
        at->second = wanted.level;
    }
    std::sort(touched.devices.begin(), touched.devices.end());
    touched.devices.erase(std::unique(touched.devices.begin(), touched.devices.end()), touched.devices.end());
    return touched;
}

std::vector<QString> DemandBook::devices() const
{
    std::vector<QString> all;
    all.reserve(m_devices.size());
    for (const auto &[device, levels] : m_devices)
        all.push_back(device);
    return all;
}

AttentionLevel DemandBook::level(const QString &device, const QString &metric) const
{
    const auto named = m_devices.find(device);
    if (named == m_devices.end())
        return m_others;
    const auto found = named->second.find(metric);
    return found == named->second.end() ? m_others : found->second;
}

DemandBook::Levels DemandBook::levels(const QString &device, const QStringList &seen) const
{
    const auto named = m_devices.find(device);
    Levels all = named == m_devices.end() ? Levels() : named->second;
    for (const QString &metric : seen)
        all.emplace(metric, m_others);
    return all;
}

} // namespace watchglass::protocol::valtronics
