#pragma once

#include "ui/plot/time_grid.h"

#include <optional>

namespace watchglass::ui {

/// Which newest sample says where a live time axis is. A door that was opened an hour ago does not: then time goes on
/// by our clock. One whose time is far from ours, but moves while we look, comes from a recording: it does.
class NewestWatch
{
public:
    /// A frame: our clock and the newest of all samples. Gives it back when it counts, for LiveEdge::advance().
    std::optional<Timestamp> observe(Timestamp now, std::optional<Timestamp> newest)
    {
        if (!newest)
            return std::nullopt;
        if (m_newest && newest != m_newest)
            m_moved = now;
        m_newest = newest;
        const Duration lag = between(*newest, now);
        const bool isNear = lag < nearEnough && lag > -nearEnough;
        const bool isMoving = m_moved && between(*m_moved, now) < stillAfter;
        return isNear || isMoving ? newest : std::nullopt;
    }

private:
    static constexpr Duration nearEnough = std::chrono::minutes(10); ///< As LiveEdge has it.
    static constexpr Duration stillAfter = std::chrono::seconds(30);

    std::optional<Timestamp> m_newest;
    std::optional<Timestamp> m_moved; ///< When it was seen to change, by our clock.
};

} // namespace watchglass::ui
