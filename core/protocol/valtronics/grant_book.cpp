#include "core/protocol/valtronics/grant_book.h"

#include <algorithm>

namespace watchglass::protocol::valtronics {

void GrantBook::grantDevice(const QString &device, const DemandBook::Levels &levels, AttentionLevel others,
                            const Terms &terms)
{
    if (levels.empty())
        return;
    const AttentionLevel first = levels.begin()->second;
    const bool isOne =
        std::all_of(levels.begin(), levels.end(), [first](const auto &one) { return one.second == first; });
    if (isOne || hasGiven(device, {}))
        give(device, {}, terms(isOne ? first : others));
    for (const auto &[metric, level] : levels) {
        if (!isOne || hasGiven(device, metric))
            give(device, metric, terms(level));
    }
}

bool GrantBook::hasGiven(const QString &device, const QString &attribute) const
{
    return m_given.count({device, attribute}) > 0;
}

void GrantBook::give(const QString &device, const QString &attribute, Grant grant)
{
    grant.device = device;
    grant.attribute = attribute;
    const auto [at, isNew] = m_given.try_emplace({device, attribute}, grant);
    if (!isNew && at->second == grant)
        return;
    at->second = grant;
    m_sink.grant(grant);
}

} // namespace watchglass::protocol::valtronics
