#include "core/replay/replay_clock.h"

#include <QtGlobal>

#include <algorithm>
#include <utility>

namespace watchglass::replay {

class ReplayClock::ReplayTimer final : public Timer
{
public:
    ReplayTimer(ReplayClock &clock, std::function<void()> call)
        : m_clock(clock)
        , m_number(clock.m_timers.size())
        , m_call(std::move(call))
    {
        clock.m_timers.push_back(this);
    }
    ~ReplayTimer() override { m_clock.m_timers[m_number] = nullptr; }

    void start(Duration) override { m_isActive = true; }
    void stop() override { m_isActive = false; }
    bool isActive() const override { return m_isActive; }

    bool fire()
    {
        if (!std::exchange(m_isActive, false))
            return false;
        const auto call = m_call; // the call may destroy its timer
        call();
        return true;
    }

private:
    ReplayClock &m_clock;
    const std::size_t m_number;
    const std::function<void()> m_call;
    bool m_isActive = false;
};

ReplayClock::ReplayClock(Timestamp start)
    : m_now(start)
{}

ReplayClock::~ReplayClock()
{
    Q_ASSERT(std::all_of(m_timers.begin(), m_timers.end(), [](const ReplayTimer *timer) { return !timer; }));
}

std::unique_ptr<Timer> ReplayClock::makeTimer(std::function<void()> call)
{
    return std::make_unique<ReplayTimer>(*this, std::move(call));
}

void ReplayClock::setNow(Timestamp now)
{
    m_monotonic += std::max(now - m_now, Duration::zero());
    m_now = now;
}

bool ReplayClock::fire(std::size_t number)
{
    return number < m_timers.size() && m_timers[number] && m_timers[number]->fire();
}

} // namespace watchglass::replay
