#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace watchglass::replay {

/// The clock of a client that is being played: it stands where the recording stands, and its timers call when those of
/// the recorded client did.
/// Thread: one. Requires: it outlives its timers.
class ReplayClock final : public Clock
{
public:
    explicit ReplayClock(Timestamp start);
    ~ReplayClock() override;

    Timestamp now() const override { return m_now; }
    Duration monotonic() const override { return m_monotonic; }
    std::unique_ptr<Timer> makeTimer(std::function<void()> call) override;

    /// May be earlier than now(), as a wall clock may jump; monotonic() then stands still.
    void setNow(Timestamp now);
    /// Makes the call of the timer that was made as the `number`th, from 0. False when it is not active, or gone.
    bool fire(std::size_t number);

private:
    class ReplayTimer;

    Timestamp m_now;
    Duration m_monotonic = std::chrono::hours(1);
    std::vector<ReplayTimer *> m_timers; ///< By number; null where one is gone.
};

} // namespace watchglass::replay
