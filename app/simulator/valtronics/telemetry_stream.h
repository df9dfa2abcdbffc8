#pragma once

#include "app/simulator/connection.h"
#include "app/simulator/json_text.h"
#include "app/simulator/valtronics/subscription.h"

namespace watchglass::sim {

/// The telemetry of one device to one client of the documented dialect: which metrics, how often, and how far it
/// got. Sends one frame for all metrics that are due at the same instant.
/// Thread: the server's.
class TelemetryStream
{
public:
    /// How the frames of a client that cannot keep up are treated.
    enum class Overflow { Drop, Wait };

    TelemetryStream(const Device &device, bool namedId, Overflow overflow);

    /// Takes over what the subscriptions ask of this device. A stream that was idle begins with the ticks due at
    /// `from` or later.
    void setDemand(const std::vector<Subscription> &subscriptions, int device, Duration from, Duration now);
    bool isIdle() const { return m_idle; }
    /// Sends what is due. `start` is the server's time at the start of the fleet.
    void pump(Connection &connection, Duration elapsed, Timestamp start);

private:
    struct Wanted
    {
        bool isWanted = false;
        Duration interval{};
        Duration next{};       ///< When a thinned metric may be sent again.
        std::int64_t sent = 0; ///< First tick that a thinned metric has not been sent from.
        std::string before;    ///< Everything in front of the value.
        std::string between;   ///< Everything between value and time.
    };

    void pumpAll(Connection &connection, std::int64_t end, Timestamp start);
    void pumpThinned(Connection &connection, Duration elapsed, std::int64_t end, Timestamp start);
    void append(const Wanted &wanted, double value, std::string_view time, std::uint64_t &samples);
    bool send(Connection &connection, std::uint64_t samples);

    const Feed &m_feed;
    Overflow m_overflow;
    std::string m_head;
    std::vector<Wanted> m_wanted; ///< One for each metric.
    bool m_idle = true;
    bool m_hasFull = false;      ///< Some metric is wanted in full.
    bool m_hasThinned = false;   ///< Some metric is wanted less often.
    std::int64_t m_next = 0;     ///< First tick that was not sent.
    std::int64_t m_liveFrom = 0; ///< Ticks before this are history: they wait for room, whatever m_overflow says.
    TimeWriter m_times{TimeStyle::Zulu};
    std::vector<double> m_values;
    std::string m_frame;
    std::string m_time;
};

} // namespace watchglass::sim
