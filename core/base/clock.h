#pragma once

#include "core/base/timestamp.h"

#include <functional>
#include <memory>

namespace watchglass {

/// A call that is due later. Destroying or stopping it cancels the call.
/// Thread: the one that made it; the call comes on that thread, from its event loop.
class Timer
{
public:
    virtual ~Timer() = default;
    /// Due once, `delay` from now; a running timer starts anew. A delay <= 0 is due at the next turn.
    virtual void start(Duration delay) = 0;
    virtual void stop() = 0;
    virtual bool isActive() const = 0;
};

/// The only source of time in the program, so that tests can turn it by hand (tests/support/fake_clock.h).
/// Thread: any; makeTimer() needs an event loop in the calling thread.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Our wall clock, UTC. May jump.
    virtual Timestamp now() const = 0;
    /// Since some fixed instant; never jumps or runs backwards. For ages and rates.
    virtual Duration monotonic() const = 0;
    virtual std::unique_ptr<Timer> makeTimer(std::function<void()> call) = 0;
    /// For timers whose calls are no part of what a recording has to tell: those of the network itself. See ToldClock.
    virtual Clock &untold() { return *this; }
};

/// The machine's clocks and Qt's timers.
class SystemClock final : public Clock
{
public:
    Timestamp now() const override;
    Duration monotonic() const override;
    std::unique_ptr<Timer> makeTimer(std::function<void()> call) override;
};

} // namespace watchglass
