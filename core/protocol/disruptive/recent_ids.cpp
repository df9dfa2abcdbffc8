#include "core/protocol/disruptive/recent_ids.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace watchglass::protocol::disruptive {

RecentIds::RecentIds(std::size_t generation)
    : m_perGeneration(std::max<std::size_t>(generation, 1))
    , m_mask(std::bit_ceil(m_perGeneration * 2) - 1)
{
    for (Generation &one : m_generations)
        one.slots.resize(m_mask + 1);
}

bool RecentIds::contains(const Generation &generation, std::string_view id, std::uint64_t hash) const
{
    for (std::size_t i = hash & m_mask; generation.slots[i].size > 0; i = (i + 1) & m_mask) {
        const Slot &slot = generation.slots[i];
        if (slot.hash == hash && std::string_view(generation.texts).substr(slot.offset, slot.size) == id)
            return true;
    }
    return false;
}

void RecentIds::add(Generation &generation, std::string_view id, std::uint64_t hash) const
{
    std::size_t i = hash & m_mask;
    while (generation.slots[i].size > 0)
        i = (i + 1) & m_mask;
    generation.slots[i] = {hash, static_cast<std::uint32_t>(generation.texts.size()),
                           static_cast<std::uint32_t>(id.size())};
    generation.texts += id;
    ++generation.count;
}

bool RecentIds::insert(std::string_view id)
{
    constexpr std::size_t longestId = 1024;
    id = id.substr(0, longestId);
    if (id.empty())
        return true;
    const std::uint64_t hash = std::hash<std::string_view>()(id);
    for (const Generation &generation : m_generations) {
        if (generation.count > 0 && contains(generation, id, hash))
            return false;
    }
    if (m_generations[m_current].count >= m_perGeneration) {
        m_current = 1 - m_current;
        Generation &reused = m_generations[m_current];
        std::fill(reused.slots.begin(), reused.slots.end(), Slot{});
        reused.texts.clear();
        reused.count = 0;
    }
    add(m_generations[m_current], id, hash);
    return true;
}

} // namespace watchglass::protocol::disruptive
