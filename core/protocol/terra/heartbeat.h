#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <random>

namespace watchglass::protocol::terra {

/// The gateway's own rule of life: a first beat after a random part of the interval, so that clients do not beat in
/// step, then one each interval. When one is due and the last is not acknowledged, the connection is dead.
/// Thread: the source's. Requires: the clock outlives it.
class Heartbeat
{
public:
    /// Faster than any gateway asks; guards against a HELLO that would keep us busy.
    static constexpr Duration shortest = std::chrono::milliseconds(100);

    /// `beat` sends one; `dead` is called once, after which nothing follows until begin().
    Heartbeat(Clock &clock, std::function<void()> beat, std::function<void()> dead, std::uint32_t seed);

    void begin(Duration interval);
    void end();
    void acknowledged() { m_isAwaited = false; }

private:
    void due();

    const std::function<void()> m_beat;
    const std::function<void()> m_dead;
    std::mt19937 m_random;
    const std::unique_ptr<Timer> m_timer;
    Duration m_interval{};
    bool m_isAwaited = false;
};

} // namespace watchglass::protocol::terra
