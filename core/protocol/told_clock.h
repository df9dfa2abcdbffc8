#pragma once

#include "core/base/clock.h"
#include "core/link/frame_tap.h"

namespace watchglass::protocol {

/// A client's clock, whose timers tell a tap when they call: with that, a recording holds all that moves a client.
/// Thread: the source's. Requires: `clock` outlives it, and it outlives its timers.
class ToldClock final : public Clock
{
public:
    ToldClock(Clock &clock, link::FrameTap &tap);

    Timestamp now() const override { return m_clock.now(); }
    Duration monotonic() const override { return m_clock.monotonic(); }
    std::unique_ptr<Timer> makeTimer(std::function<void()> call) override;
    Clock &untold() override { return m_clock; }

private:
    Clock &m_clock;
    link::FrameTap &m_tap;
    int m_timers = 0;
};

} // namespace watchglass::protocol
