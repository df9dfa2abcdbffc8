#include "core/protocol/told_clock.h"

namespace watchglass::protocol {

ToldClock::ToldClock(Clock &clock, link::FrameTap &tap)
    : m_clock(clock)
    , m_tap(tap)
{}

std::unique_ptr<Timer> ToldClock::makeTimer(std::function<void()> call)
{
    return m_clock.makeTimer([this, number = m_timers++, call = std::move(call)] {
        if (m_tap.isListening())
            m_tap.take({0, link::FrameKind::TimerFired, QByteArray::number(number), {}});
        const auto made = call; // the call may destroy its timer, and this with it
        made();
    });
}

} // namespace watchglass::protocol
