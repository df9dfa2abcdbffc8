#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace watchglass::protocol::valtronics {

/// Whether the other side still answers: asks every 10 s, and judges by what is heard, not by TCP.
/// Thread: the source's. Requires: the clock outlives it.
class Liveness
{
public:
    enum class Verdict {
        Alive,
        Silent,      ///< Nothing heard for `silentAfter`, so that a ping went unanswered for half an interval at least.
        NoHeartbeat, ///< Something is heard, but three of the promised heartbeats are missing.
        Dead,        ///< Nothing heard for six intervals, or six heartbeats missing: connect anew.
    };
    static constexpr Duration pingInterval = std::chrono::seconds(10);
    static constexpr Duration silentAfter = pingInterval * 3 / 2;
    static constexpr Duration heartbeatInterval = std::chrono::seconds(30);

    /// `ping` sends a question; `judged` is called when the verdict changes.
    Liveness(Clock &clock, std::function<void()> ping, std::function<void(Verdict)> judged);

    void begin();
    void end();
    /// From now on the server's own heartbeats are missed when they do not come.
    void expectHeartbeats();
    /// A readable frame came. Cheap: when it came is known to a second only.
    void heard()
    {
        m_heardNow = true;
        if (m_verdict == Verdict::Silent)
            look();
    }
    void heartbeat();
    /// Since the last frame, or since begin() when none came.
    Duration sinceHeard() const { return m_heardNow ? Duration::zero() : m_clock.monotonic() - m_lastHeard; }
    /// Whether any frame came since begin().
    bool wasHeard() const { return m_heardNow || m_wasHeard; }
    /// Asks now, out of turn; the question's number. Questions are numbered in their order, over all connections.
    std::uint64_t ask();
    struct Answer
    {
        std::uint64_t number = 0; ///< Of the question.
        Duration roundTrip{};
    };
    /// The answer to the oldest open question came, when there was one.
    std::optional<Answer> answered();
    Verdict verdict() const { return m_verdict; }

private:
    void tick();
    void look();
    Verdict judge() const;
    void setVerdict(Verdict verdict);

    Clock &m_clock;
    const std::function<void()> m_ping;
    const std::function<void(Verdict)> m_judged;
    const std::unique_ptr<Timer> m_timer;
    Duration m_lastHeard{};
    Duration m_nextPing{};
    bool m_heardNow = false; ///< Since the last look.
    bool m_wasHeard = false;
    std::optional<Duration> m_lastHeartbeat; ///< Only while they are expected.
    std::deque<Duration> m_open;             ///< When the questions without answer were sent.
    std::uint64_t m_asked = 0;               ///< The newest question's number.
    Verdict m_verdict = Verdict::Alive;
};

} // namespace watchglass::protocol::valtronics
