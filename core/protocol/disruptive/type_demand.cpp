#include "core/protocol/disruptive/type_demand.h"

namespace watchglass::protocol::disruptive {

namespace {

std::optional<std::size_t> typeOf(const SeriesKey &key)
{
    return typeIndex(key.attribute.toStdString());
}

} // namespace

void TypeDemand::take(const DemandChange &change)
{
    m_isGiven = true;
    m_others = change.others.value_or(m_others);
    for (const SeriesDemand &one : change.series) {
        const auto [known, isNew] = m_named.try_emplace(one.key, AttentionLevel::None);
        const bool wasWanted = known->second != AttentionLevel::None;
        const bool isWanted = one.level != AttentionLevel::None;
        known->second = one.level;
        const auto type = typeOf(one.key);
        if (!type || wasWanted == isWanted)
            continue;
        std::uint32_t &count = m_wanted[*type];
        count = isWanted ? count + 1 : count - 1;
    }
}

TypeSet TypeDemand::types() const
{
    if (!m_isGiven || m_others != AttentionLevel::None)
        return allTypes();
    TypeSet types = steadyTypes();
    for (std::size_t i = 0; i < m_wanted.size(); ++i) {
        if (m_wanted[i] > 0)
            types.set(i);
    }
    return types;
}

std::vector<QString> TypeDemand::devices(const TypeSet &types) const
{
    std::vector<QString> devices;
    for (const auto &[key, level] : m_named) {
        const auto type = level == AttentionLevel::None ? std::nullopt : typeOf(key);
        if (type && types.test(*type) && (devices.empty() || devices.back() != key.device))
            devices.push_back(key.device);
    }
    return devices;
}

} // namespace watchglass::protocol::disruptive
