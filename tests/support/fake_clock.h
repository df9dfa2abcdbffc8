#pragma once

#include "core/base/clock.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace watchglass::test {

/// A clock turned by hand. advance() moves wall and monotonic time together and makes the calls that fall due, in
/// order of their due time; jumpWall() moves the wall clock alone, as an operator or NTP would.
/// Thread: one.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(Timestamp start = Timestamp::fromMs(1'767'225'600'000))
        : m_now(start)
    {}
    ~FakeClock() override
    {
        for (FakeTimer *timer : m_timers)
            timer->clock = nullptr;
    }

    Timestamp now() const override { return m_now; }
    Duration monotonic() const override { return m_monotonic; }

    std::unique_ptr<Timer> makeTimer(std::function<void()> call) override
    {
        auto timer = std::make_unique<FakeTimer>(this, std::move(call));
        m_timers.push_back(timer.get());
        return timer;
    }

    void advance(Duration by)
    {
        const Duration until = m_monotonic + by;
        for (FakeTimer *next = earliest(until); next; next = earliest(until)) {
            step(std::max(next->due, m_monotonic) - m_monotonic);
            next->active = false;
            const auto call = next->call; // the call may destroy its timer
            call();
        }
        step(until - m_monotonic);
    }

    void jumpWall(Duration by) { m_now = m_now + by; }

    /// How many timers are running; for "nothing is left waiting".
    int activeTimers() const
    {
        return static_cast<int>(
            std::count_if(m_timers.begin(), m_timers.end(), [](const FakeTimer *t) { return t->active; }));
    }

private:
    struct FakeTimer final : Timer
    {
        FakeTimer(FakeClock *owner, std::function<void()> what)
            : clock(owner)
            , call(std::move(what))
        {}
        ~FakeTimer() override
        {
            if (clock)
                std::erase(clock->m_timers, this);
        }
        void start(Duration delay) override
        {
            due = clock->m_monotonic + std::max(delay, Duration::zero());
            order = clock->m_nextOrder++;
            active = true;
        }
        void stop() override { active = false; }
        bool isActive() const override { return active; }

        FakeClock *clock;
        std::function<void()> call;
        Duration due{};
        std::uint64_t order = 0;
        bool active = false;
    };

    void step(Duration by)
    {
        m_monotonic += by;
        m_now = m_now + by;
    }

    FakeTimer *earliest(Duration until)
    {
        FakeTimer *found = nullptr;
        for (FakeTimer *timer : m_timers) {
            if (!timer->active || timer->due > until)
                continue;
            if (!found || std::pair(timer->due, timer->order) < std::pair(found->due, found->order))
                found = timer;
        }
        return found;
    }

    Timestamp m_now;
    Duration m_monotonic{std::chrono::hours(1)};
    std::uint64_t m_nextOrder = 0;
    std::vector<FakeTimer *> m_timers;
};

} // namespace watchglass::test
