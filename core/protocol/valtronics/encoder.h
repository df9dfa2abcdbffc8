#pragma once

#include "core/base/timestamp.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace watchglass::protocol::valtronics {

/// The four channels of the documented dialect.
enum class Channel { Telemetry, Alerts, Devices, System };

/// What the guide allows of one message, and of one batch.
inline constexpr qsizetype maxMessageBytes = 1024;
inline constexpr int maxBatchItems = 50;

/// What a subscription is narrowed to; empty parts are left out. Each channel knows some of them only.
struct Filters
{
    QString deviceId;        ///< Telemetry and alerts: one device.
    QStringList deviceIds;   ///< Devices: a list.
    QStringList metrics;     ///< Telemetry and system.
    QString frequency;       ///< "real-time", "30s", …
    QStringList severities;  ///< Alerts.
    QString alertType;       ///< Alerts.
    QStringList statusTypes; ///< Devices.
};

/// Frames that a client sends. Texts are escaped; every frame stands within the documented limits of 1 KB a message
/// unless its own arguments are longer than that.
/// Thread: any; they are pure functions.

/// Documented dialect.
QString encodeAuth(const QString &token);
/// `device_id` stands at top level and the filters in `filters`, which is what all readings of the guide understand.
QString encodeSubscribe(Channel channel, const Filters &filters = {});
QString encodeUnsubscribe(Channel channel, const QString &deviceId = {});
QString encodePing(Timestamp now);
/// Frames packed into `batch` messages of at most 1 KB and 50 items each, order kept. A frame that fits into no batch
/// comes alone, as itself.
QStringList encodeBatches(const QStringList &frames);
/// How many of the first frames encodeBatches() packs into its first message.
qsizetype firstBatchSize(const QStringList &frames);

/// Server dialect. The id always goes as a string: the server confirms a number and then never sends anything.
QString encodeSubscribeDevice(const QString &deviceId);
QString encodeUnsubscribeDevice(const QString &deviceId);
QString encodeGetDeviceStatus(const QString &deviceId);

/// "telemetry", "alerts", "devices", "system".
QString channelName(Channel channel);

} // namespace watchglass::protocol::valtronics
