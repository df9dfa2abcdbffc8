#pragma once

#include "core/base/timestamp.h"

#include <QString>

#include <optional>
#include <span>

namespace watchglass::protocol::terra {

/// What a connection is for; the number stands in IDENTIFY.
enum class Role {
    Producer = 0, ///< One user's device, which submits.
    Consumer = 1, ///< A dashboard, which is sent everything of all users of a developer.
};

/// How a producer's device is; what is empty is left out.
struct ProducerStatus
{
    bool isConnected = true;
    QString deviceId;
    QString source; ///< e.g. the kind of wearable.
    QString reason; ///< Of a disconnect.
};

/// Frames that a client sends. Texts are escaped.
/// Thread: any; they are pure functions.
QString encodeHeartbeat();
QString encodeIdentify(const QString &token, Role role);
/// Both bounds are exclusive: after 28 and before 43 asks for 29 to 42. Both are always written.
QString encodeReplay(std::int64_t after, std::int64_t before);
QString encodeStatus(const ProducerStatus &status);
/// One number. A number that JSON cannot say (NaN, infinity) gives no frame; so in a vector.
std::optional<QString> encodeSubmit(const QString &type, Timestamp time, double value);
/// A vector (position, acceleration …) or a piece of a waveform.
std::optional<QString> encodeSubmit(const QString &type, Timestamp time, std::span<const double> vector);

} // namespace watchglass::protocol::terra
