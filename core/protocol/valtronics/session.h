#pragma once

#include "core/protocol/valtronics/demand_book.h"
#include "core/protocol/valtronics/encoder.h"
#include "core/protocol/valtronics/frame_handler.h"

#include <functional>

namespace watchglass::protocol::valtronics {

/// What differs between the two dialects once it is known which one the other side speaks. Samples, alarms and the
/// like do not pass here: they mean the same in both.
/// Thread: the source's. Requires: what it was made with outlives it.
class Session
{
public:
    using Send = std::function<void(const QString &frame)>;

    virtual ~Session() = default;

    /// The connection is open and the dialect is known; also after each reconnect. `missed` is the time without
    /// connection, when there was one before.
    virtual void begin(std::optional<TimeRange> missed) = 0;
    /// The connection is gone, or about to be closed.
    virtual void interrupt() = 0;
    /// The DemandBook that the session was made with says something else now. May come without connection.
    virtual void demandChanged(const DemandBook::Touched &touched) = 0;
    virtual bool sendsHeartbeats() const = 0;
    /// "documented" or "server".
    virtual QString dialect() const = 0;
    /// A report about an alarm went by, from the socket.
    virtual void alarmSeen(const AlarmEvent &event) = 0;
    virtual void subscriptionSeen(std::string_view device, bool active) = 0;
};

} // namespace watchglass::protocol::valtronics
