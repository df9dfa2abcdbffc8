#pragma once

#include "core/base/timestamp.h"

#include <cstdint>
#include <optional>

namespace watchglass::link {

/// How much may be read: a bucket of `burst` bytes that fills up with `bytesPerSecond`. What is read is taken out of
/// it, also when there is less in it: a message comes whole or not at all. Then the bucket owes, and has to be waited
/// for; but not longer than `longestWait`, as a peer that is not listened to for long is taken for dead.
/// Thread: any, one at a time. Every `now` is of one monotonic clock.
/// Invariant: in any span of time no more than burst + span * bytesPerSecond is taken by those who wait for room,
/// beside the last taking, and but for what longestWait forgives.
class ReadBudget
{
public:
    static constexpr Duration longestWait = std::chrono::seconds(5);

    /// Full. Both are positive.
    ReadBudget(std::int64_t bytesPerSecond, std::int64_t burst);

    void take(std::int64_t bytes, Duration now);
    /// What is in the bucket; negative when it owes.
    std::int64_t room(Duration now) const;
    /// Nothing when there is room; else how long until there is room for a fiftieth of a second, so that nobody comes
    /// back for a few bytes.
    std::optional<Duration> waitFor(Duration now) const;

private:
    Duration timeFor(std::int64_t bytes) const;

    std::int64_t m_bytesPerSecond;
    std::int64_t m_burst;
    std::int64_t m_portion;
    Duration m_fullAt = Duration::min(); ///< When the bucket is full again, unless more is taken.
};

} // namespace watchglass::link
