#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace watchglass::protocol::terra {

/// Which sequence numbers were processed: a sorted list, since they are sparse. Almost all come in rising order, which
/// costs nothing; what is replayed or late is put in between. Bounded: when full, the lower half is forgotten, and
/// whatever lies there counts as processed.
/// Thread: one.
class SeenSeqs
{
public:
    explicit SeenSeqs(std::size_t capacity = 1U << 18)
        : m_capacity(capacity)
    {}

    /// False when the number was processed before.
    bool insert(std::int64_t seq);
    void clear();

private:
    std::size_t m_capacity;
    std::vector<std::int64_t> m_seqs;
    std::int64_t m_floor = std::numeric_limits<std::int64_t>::min(); ///< Up to here all count as processed.
};

} // namespace watchglass::protocol::terra
