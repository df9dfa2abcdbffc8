#pragma once

#include "core/base/timestamp.h"

#include <cstdint>
#include <deque>
#include <random>

namespace watchglass::link {

/// How much of a delay is left to chance, so that a restarted server is not met by everybody at once.
enum class Jitter {
    None, ///< The delay itself.
    Half, ///< Between half the delay and the delay.
    Full, ///< Between nothing and the delay.
};

/// How long to wait before connecting again: doubling delays with jitter, and a floor on the rate, since some
/// services allow ten connects a minute. Pure: time comes in as an argument, chance from a seeded generator.
/// Thread: one.
/// Invariant: attempts made at the times that this class gives are never more than `maxPerMinute` in any 60 s.
class Backoff
{
public:
    struct Options
    {
        Duration first = std::chrono::seconds(1);
        Duration max = std::chrono::seconds(30);
        double factor = 2.0; ///< At least 1.
        Jitter jitter = Jitter::Half;
        int maxPerMinute = 9; ///< 0: no floor.
    };

    Backoff()
        : Backoff(Options{}, std::random_device{}())
    {}
    Backoff(Options options, std::uint32_t seed);

    /// The delay before the next attempt, counted from `now` (monotonic); the one after it will be longer.
    Duration next(Duration now);
    /// What the rate floor alone asks for: zero when an attempt may be made at once.
    Duration floorDelay(Duration now) const;
    /// An attempt is made at `now`. To be told of every one, also of those that did not wait for next().
    void attempted(Duration now);
    /// The session was really established: the next delay is the first again. The rate floor remembers.
    void reset();

private:
    Options m_options;
    std::mt19937 m_random;
    Duration m_delay;
    std::deque<Duration> m_attempts; ///< Monotonic times of the newest `maxPerMinute` attempts, oldest first.
};

} // namespace watchglass::link
