#pragma once

#include "core/model/alarm_event.h"
#include "core/model/device.h"
#include "core/model/system_status.h"

#include <optional>
#include <string_view>

namespace watchglass::protocol::valtronics {

/// What a frame was. Both dialects share one list; what a dialect never sends simply never comes.
enum class FrameKind {
    Telemetry,    ///< Map or flat shape: documented dialect.
    TelemetryRow, ///< `data` shape: server dialect.
    Alert,        ///< Fields at top level: documented dialect.
    AlertObject,  ///< Fields in `alert`: server dialect.
    DeviceStatus, ///< device_status_update (documented) or device_status (server, an answer).
    DeviceUpdate, ///< Server dialect; comes twice to subscribers of the device.
    SystemStatus,
    Notification, ///< system_notification: exists on the wire, means nothing to us.
    AuthResponse,
    Pong,
    Heartbeat,
    Subscribed,
    Unsubscribed,
    ServerError, ///< A bare {"error": …} or a frame of type "error".
    Batch,       ///< An array of frames; each was handled by itself.
    Unknown,
};

/// One value as it stood in a frame or row. The texts live until the decoder's next call.
struct SampleFields
{
    std::string_view device;
    std::string_view metric;
    std::string_view unit; ///< Empty when absent or null.
    Timestamp time;        ///< Worth reading only when `timed`.
    bool timed = false;
    double value = 0.0;
};

/// What a Decoder found, field by field. Calls come in the order of the frame, and only for frames that are whole.
/// Requires: implementations do not call the decoder that is calling them.
class FrameHandler
{
public:
    virtual ~FrameHandler() = default;

    virtual void sample(const SampleFields &fields) = 0;
    /// One value of an otherwise good frame that cannot be used.
    virtual void badValue(std::string_view device, std::string_view metric, std::string_view why) = 0;
    /// `event.raisedAt` is worth reading only when `timed`.
    virtual void alarm(const AlarmEvent &event, bool timed) = 0;
    virtual void device(const DeviceUpdate &update) = 0;
    virtual void systemStatus(const SystemStatus &status, bool timed) = 0;
    virtual void authResponse(bool success, std::string_view error, std::string_view message) = 0;
    virtual void pong(std::optional<Timestamp> serverTime) = 0;
    virtual void heartbeat(std::optional<Timestamp> serverTime) = 0;
    /// subscription_confirmed (`active`) or unsubscription_confirmed.
    virtual void subscription(std::string_view device, bool active) = 0;
    virtual void serverError(std::string_view text) = 0;
    /// Well-formed, of a type that we do not know; `type` is empty when there was none.
    virtual void unknownFrame(std::string_view type) = 0;
};

} // namespace watchglass::protocol::valtronics
