#pragma once

#include "core/base/clock.h"
#include "core/protocol/disruptive/delivery.h"

#include <functional>

namespace watchglass::protocol::disruptive {

/// Knows from when on events of the stream are missing: after a loss since the last that came, and after a message that
/// could not be read since the last that could. What was lost with such a message is asked for while the stream goes
/// on, a little later and, as long as it goes on, ever more seldom. What is left out without a trace no client can
/// notice: events are not numbered.
/// Thread: the source's. Requires: clock and delivery outlive it.
class LossWatch
{
public:
    static constexpr Duration firstRepair = std::chrono::seconds(5);
    static constexpr Duration longestRepair = std::chrono::minutes(5);

    /// `repair` is told since when something is missing from the stream, which is still open.
    LossWatch(Clock &clock, const Delivery &delivery, std::function<void(Timestamp since)> repair);

    void opened();
    /// Bytes came.
    void heard();
    /// A message came whole.
    void understood() { m_understoodAt = m_heardAt; }
    /// Something came that is no message.
    void damaged();
    /// The stream is over, whoever ended it. Nothing happens before the first.
    void lost();
    /// Since when events are missing, of a stream that is over; nothing when none are, as far as we know.
    std::optional<Timestamp> takeMissing() { return std::exchange(m_missingSince, std::nullopt); }
    /// For how long nothing has come.
    Duration silence() const { return m_clock.monotonic() - m_heardAt; }
    /// The newest time of what came by the stream.
    Timestamp newest() const { return m_delivery.newestStamp().value_or(m_openedAt.value_or(Timestamp::min())); }

private:
    Timestamp lastBefore(Duration monotonic) const;

    Clock &m_clock;
    const Delivery &m_delivery;
    const std::function<void(Timestamp)> m_repair;
    const std::unique_ptr<Timer> m_timer;
    std::optional<Timestamp> m_openedAt; ///< Of the newest stream.
    std::optional<Timestamp> m_missingSince;
    std::optional<Timestamp> m_damagedSince;
    Duration m_heardAt{};      ///< Monotonic.
    Duration m_understoodAt{}; ///< Likewise.
    Duration m_wait = firstRepair;
};

} // namespace watchglass::protocol::disruptive
