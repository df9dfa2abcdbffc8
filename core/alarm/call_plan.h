#pragma once

#include "core/alarm/alarm_register.h"

#include <optional>

namespace watchglass::alarm {

/// What is to be heard, and when: the most urgent alarm that calls, at once when it is more urgent than what was heard
/// last, else again after a pause that is the longer the less urgent it is. Information is heard once.
///
/// Muted, nothing is heard until the time is over; but an alarm more urgent than all that called when the operator
/// muted breaks through, and ends the mute. Pure; times are monotonic. Thread: one.
class CallPlan
{
public:
    /// What is to be sounded now; nothing for silence.
    std::optional<AlarmPriority> update(const StateCounts &counts, std::uint64_t raised, Duration now);

    /// Requires: `length` > 0. Again: for that long from now on.
    void mute(Duration length, Duration now);
    void unmute() { m_mutedUntil.reset(); }
    /// How long it will still be silent; nothing when it is not muted.
    std::optional<Duration> muteLeft(Duration now) const;
    /// An alarm broke through the last mute, and somebody still calls.
    bool hasBrokenThrough() const { return m_hasBrokenThrough; }

    static Duration pauseAfter(AlarmPriority priority);

private:
    std::optional<AlarmPriority> m_calling;
    std::optional<AlarmPriority> m_mutedAt; ///< The most urgent that called then.
    std::optional<Duration> m_mutedUntil;
    std::optional<Duration> m_heardAt;
    std::optional<AlarmPriority> m_heard;
    std::uint64_t m_raised = 0;
    bool m_hasBrokenThrough = false;
};

} // namespace watchglass::alarm
