#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace watchglass::protocol::disruptive {

/// The newest ids of a stream, so that what comes twice is told. Remembers at least the newest `generation` ids and at
/// most twice as many; compares whole ids, never their hashes alone.
/// Thread: one.
class RecentIds
{
public:
    explicit RecentIds(std::size_t generation = 8'192);
    /// False when the id is among those remembered; else it is now.
    bool insert(std::string_view id);

private:
    struct Slot
    {
        std::uint64_t hash = 0;
        std::uint32_t offset = 0;
        std::uint32_t size = 0; ///< 0: free.
    };
    struct Generation
    {
        std::vector<Slot> slots;
        std::string texts;
        std::size_t count = 0;
    };

    bool contains(const Generation &generation, std::string_view id, std::uint64_t hash) const;
    void add(Generation &generation, std::string_view id, std::uint64_t hash) const;

    const std::size_t m_perGeneration;
    std::size_t m_mask = 0;
    std::array<Generation, 2> m_generations;
    std::size_t m_current = 0;
};

} // namespace watchglass::protocol::disruptive
