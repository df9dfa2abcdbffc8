#pragma once

#include "core/base/clock.h"
#include "core/link/read_budget.h"

#include <functional>
#include <limits>
#include <memory>
#include <optional>

namespace watchglass::link {

/// Keeps the reading of a link within a budget: says when to rest and when to go on, and tells, with calm, whether the
/// peer sends more than that. The bucket holds what comes in a second. Without a budget it costs a subtraction a
/// message; with one, besides, a look at the clock for each settle().
/// Thread: the link's. Requires: the clock outlives it.
class ReadPace
{
public:
    /// How long nothing must have been held back until that is told.
    static constexpr Duration calm = std::chrono::seconds(2);

    /// `rest` is called when reading has to rest (out of took() and settle()), and when it may go on (from the event
    /// loop, or out of setBudget()). `tell`, from the event loop: whether reading is held back; it may destroy this.
    ReadPace(Clock &clock, std::function<void(bool)> rest, std::function<void(bool)> tell);

    /// 0: none.
    void setBudget(std::int64_t bytesPerSecond);
    /// So much was read and is about to be delivered. May call `rest`.
    void took(std::int64_t bytes)
    {
        m_left -= bytes;
        if (m_left <= 0)
            outrun();
    }
    /// What may be read without a further look at the clock; positive unless isHolding().
    std::int64_t room() const { return m_left; }
    /// One read of the socket is over: what it brought is charged to this moment. May call `rest`.
    void settle()
    {
        if (m_budget && !m_isHolding)
            outrun();
    }
    bool isHolding() const { return m_isHolding; }
    /// There is nothing to read from any more. Ends resting and telling without a call; what is owed stays so.
    void release();
    /// Total time of rest.
    Duration heldBack() const;

private:
    static constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

    void outrun();
    void account(Duration now);
    void goOn();
    void endHolding(Duration now);
    void look();

    Clock &m_clock;
    const std::function<void(bool)> m_rest;
    const std::function<void(bool)> m_tell;
    const std::unique_ptr<Timer> m_roomTimer;
    const std::unique_ptr<Timer> m_tellTimer;
    std::optional<ReadBudget> m_budget;
    std::int64_t m_bytesPerSecond = 0;
    std::int64_t m_left = unlimited;    ///< Of what there was room for at the last look at the clock.
    std::int64_t m_granted = unlimited; ///< How much that was.
    Duration m_heldBack{};              ///< Without the rest under way.
    Duration m_holdingSince{};
    Duration m_heldUntil{};
    bool m_isHolding = false;
    bool m_isTold = false;
};

} // namespace watchglass::link
