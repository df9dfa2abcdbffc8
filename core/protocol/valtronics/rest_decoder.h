#pragma once

#include "core/base/result.h"
#include "core/protocol/valtronics/frame_handler.h"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace watchglass::protocol::valtronics {

/// What GET /health/ says.
struct Health
{
    QString status;
    QString version;
    std::optional<Timestamp> time; ///< The server's clock when it answered.
};

/// A page of telemetry rows, as it was read.
struct TelemetryPage
{
    std::size_t rows = 0; ///< Usable or not.
    std::size_t badRows = 0;
    std::int64_t minId = 0; ///< Of all rows with an id; 0 without rows.
    std::int64_t maxId = 0;
    Timestamp oldest = Timestamp::max(); ///< Of all timed rows.
};

/// A row's id, the cursor of incremental reading, with its values.
using TelemetryRowCall = std::function<void(std::int64_t id, const SampleFields &fields)>;

/// Bodies of the REST API → values. Like Decoder a pure function over bytes, with the same tolerance for types.
/// A body that is not what was asked for gives Malformed; single bad rows are counted or left out.
/// Thread: one at a time.
class RestDecoder
{
public:
    RestDecoder();
    ~RestDecoder();
    RestDecoder(const RestDecoder &) = delete;
    RestDecoder &operator=(const RestDecoder &) = delete;

    /// GET /devices/{id}/telemetry: an array in the server's order (newest first). The calls come in that order.
    Result<TelemetryPage> telemetry(std::string_view body, const TelemetryRowCall &row);
    /// GET /devices/
    Result<std::vector<DeviceUpdate>> devices(std::string_view body);
    /// GET /alerts/. Rows without id are left out: they are no rows of the table.
    Result<std::vector<AlarmEvent>> alerts(std::string_view body);
    /// GET /alerts/{id} and what PATCH answers.
    Result<AlarmEvent> alert(std::string_view body);
    Result<Health> health(std::string_view body);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// What a refusing answer says, short enough for a person: FastAPI's `detail` (text or list), else the plain text.
QString errorDetail(std::string_view body);

} // namespace watchglass::protocol::valtronics
