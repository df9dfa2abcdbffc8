#pragma once

#include "core/base/timestamp.h"

#include <cstdint>
#include <deque>
#include <string>

namespace watchglass::sim::terra {

/// Everything that a developer's users sent, newest last: what consumers are sent live, and what REPLAY gives again.
/// Sequence numbers rise in uneven steps, one cursor for all users. Bounded by bytes: the oldest are forgotten first.
/// Thread: the server's.
class TerraJournal
{
public:
    struct Entry
    {
        std::int64_t seq = 0;
        Duration at{}; ///< Since the start of the fleet.
        std::string frame;
        std::uint64_t samples = 0;
    };

    explicit TerraJournal(std::uint64_t seed, std::size_t maxBytes = 32 * 1024 * 1024)
        : m_seed(seed)
        , m_maxBytes(maxBytes)
    {}

    /// Numbers begin here, so that a new run of the program goes on above the last one.
    void beginAt(std::int64_t seq) { m_seq = seq; }
    /// The frame is `head`, the number, `tail`.
    void append(Duration at, std::string_view head, std::string_view tail, std::uint64_t samples);

    /// Entries have numbers of their own, [first, end), which stay theirs; those before first() are forgotten.
    std::uint64_t first() const { return m_first; }
    std::uint64_t end() const { return m_first + m_entries.size(); }
    const Entry &at(std::uint64_t index) const { return m_entries[index - m_first]; }
    /// The first entry with a larger `seq` that is still there.
    std::uint64_t firstAfter(std::int64_t seq) const;

private:
    std::uint64_t m_seed;
    std::size_t m_maxBytes;
    std::int64_t m_seq = 0;
    std::uint64_t m_first = 0;
    std::size_t m_bytes = 0;
    std::deque<Entry> m_entries;
};

} // namespace watchglass::sim::terra
