#pragma once

#include "core/base/timestamp.h"

#include <deque>
#include <optional>

namespace watchglass::protocol {

/// How far the server's clock is ahead of ours: the median of the newest few looks at it, so that one late answer
/// does not count. Answers to a question are corrected by half their round trip; unasked ones (heartbeats) are used
/// only until the first answer comes.
/// Thread: one.
class ClockSkew
{
public:
    /// `received` is our wall clock when the server's time arrived.
    void addAnswer(Timestamp serverTime, Timestamp received, Duration roundTrip);
    void addUnasked(Timestamp serverTime, Timestamp received);
    std::optional<Duration> skew() const;

private:
    std::deque<Duration> m_answers;
    std::deque<Duration> m_unasked;
};

} // namespace watchglass::protocol
