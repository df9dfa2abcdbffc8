#pragma once

#include "app/simulator/fleet.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QSet>

namespace watchglass::sim {

enum class Channel { Telemetry, Alerts, Devices, System };

/// What a client of the documented dialect asked for. Absent filters let everything through.
struct Subscription
{
    Channel channel = Channel::Telemetry;
    std::optional<QSet<int>> devices; ///< Indices; an id that no device has leaves the set empty.
    QSet<QByteArray> metrics;         ///< Empty: all.
    Duration interval{};              ///< At least this long between two values of a metric; 0: all samples.
    QSet<QString> severities;         ///< Empty: all.
    QSet<QString> alertTypes;
    QSet<QString> statusTypes;

    bool wants(int device) const { return !devices || devices->contains(device); }
    bool wants(const QByteArray &metric) const { return metrics.isEmpty() || metrics.contains(metric); }
    /// Whether both ask for the same things, at whatever frequency.
    bool sameSubject(const Subscription &other) const
    {
        return channel == other.channel && devices == other.devices && metrics == other.metrics;
    }
};

/// Reads the channel and the filters of a subscribe or unsubscribe message. All three shapes that the guide shows
/// are understood: filters in `filters`, some at top level, all at top level. device_id may be a number, a text or a
/// list of these.
Result<Subscription> readSubscription(const QJsonObject &message, const Fleet &fleet);

/// "real-time" (0), "500ms", "1s", "30s", "2m"; 0 for anything else.
Duration readFrequency(const QString &text);

} // namespace watchglass::sim
