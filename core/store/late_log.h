#pragma once

#include "core/base/timestamp.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace watchglass::store {

/// Where in a series samples came late, or were given another value: for those who worked something out of it before.
/// Keeps some stretches of time instead of every sample, so that the answer may be wider than it need be, never
/// narrower.
/// Thread: one at a time.
class LateLog
{
public:
    void add(Timestamp time);
    std::uint64_t count() const { return m_count; }
    /// About those after the first `seen`; empty when there were none.
    TimeRange since(std::uint64_t seen) const;

private:
    struct Stretch
    {
        std::uint64_t upTo = 0; ///< How many had come with the last of it.
        std::uint64_t size = 0;
        Timestamp from;
        Timestamp to; ///< Of the newest one.
    };
    static Stretch joined(const Stretch &older, const Stretch &newer);

    std::uint64_t m_count = 0;
    std::vector<Stretch> m_stretches; ///< In the order of coming.
};

} // namespace watchglass::store
