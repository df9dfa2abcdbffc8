#pragma once

#include "core/base/clock.h"
#include "core/protocol/terra/seen_seqs.h"

#include <functional>
#include <memory>
#include <optional>

namespace watchglass::protocol::terra {

/// Order of the developer's one cursor: drops what came before, and after a reconnect asks for what was missed. The
/// first live DISPATCH (N) after the loss gives the upper bound, the last one processed before it (L) the lower; both
/// are exclusive. Nothing marks the end of a replay, so it is over when N - 1 came, or when nothing of it came for a
/// while in which the gateway sent other things. As data can be replayed only seconds after it was live, a replay that
/// ends short is asked for once more: from where it ended, or all of it if it did not come in rising order.
///
/// A live number that is not beyond L, after a reconnect, means that the cursor was begun anew: then nothing is asked.
/// Thread: the source's. Requires: the clock outlives it. The calls may not destroy it.
class ReplayFill
{
public:
    static constexpr Duration quietTime = std::chrono::seconds(5);

    struct Calls
    {
        std::function<void(std::int64_t after, std::int64_t before)> ask;
        /// Nothing more is expected; so many messages were new.
        std::function<void(std::uint64_t fetched)> finished;
    };

    ReplayFill(Clock &clock, Calls calls);

    /// Live messages follow.
    void connected();
    /// Where to go on from is kept.
    void disconnected();
    /// Anything came whole, if only the answer to a heartbeat. Told before take().
    void heard() { m_isHeard = true; }
    /// A message could not be read: whatever came between the newest one before it and the first one after it is asked
    /// for, once no more damage was seen for quietTime.
    void damaged();
    /// Whether the message with this number is to be processed; numbers that say nothing (0) always are.
    bool take(std::int64_t seq);

private:
    enum class Phase {
        Idle,      ///< Nothing is missing, as far as we know.
        Damaged,   ///< Something is, and more may follow.
        AwaitLive, ///< Reconnected, or damage is over; the next live message gives the upper bound.
        Asked,
    };

    bool takeFirstLive(std::int64_t seq);
    void takeReplayed(std::int64_t seq);
    void ask();
    void quiet();
    void finish();

    const Calls m_calls;
    SeenSeqs m_seen;
    const std::unique_ptr<Timer> m_quiet;
    Phase m_phase = Phase::Idle;
    std::optional<std::int64_t> m_last;  ///< Of the newest live message.
    std::optional<std::int64_t> m_after; ///< Lower bound of what is missing.
    std::int64_t m_before = 0;
    std::int64_t m_reached = 0; ///< Up to here the replay came in rising order; m_after when it did not.
    bool m_isRising = true;
    std::uint64_t m_fetched = 0;
    bool m_isRetry = false;
    bool m_isHeard = false;    ///< Since the replay was asked for, or its newest message came.
    bool m_wasDamaged = false; ///< While a replay was coming.
};

} // namespace watchglass::protocol::terra
