#pragma once

#include "core/protocol/valtronics/frame_handler.h"

#include <QString>
#include <QStringList>

#include <cmath>

namespace watchglass::test {

inline QString shown(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

inline QString shown(std::optional<Timestamp> time)
{
    return time ? QString::fromStdString(formatIsoTimestamp(*time, 9)) : QStringLiteral("-");
}

inline QString shown(std::optional<double> value)
{
    return value ? QString::number(*value, 'g', 17) : QStringLiteral("-");
}

/// Every bit of it: what differs reads differently.
inline QString shown(double value)
{
    return value == 0.0 && std::signbit(value) ? QStringLiteral("-0") : QString::number(value, 'g', 17);
}

/// Writes down each call as one line, so that a table row can say what a frame means.
class RecordingHandler final : public protocol::valtronics::FrameHandler
{
public:
    QStringList lines;

    void sample(const protocol::valtronics::SampleFields &f) override
    {
        lines << QStringLiteral("sample %1 %2 %3 [%4] %5")
                     .arg(shown(f.device), shown(f.metric), shown(f.value), shown(f.unit),
                          f.timed ? shown(std::optional(f.time)) : QStringLiteral("-"));
    }
    void badValue(std::string_view device, std::string_view metric, std::string_view why) override
    {
        lines << QStringLiteral("bad %1 %2: %3").arg(shown(device), shown(metric), shown(why));
    }
    void alarm(const AlarmEvent &e, bool timed) override
    {
        lines << QStringLiteral("alarm %1 %2 %3 %4 p%5 %6 '%7' '%8' %9")
                         .arg(e.id, e.actionable ? QStringLiteral("actionable") : QStringLiteral("not-actionable"),
                              e.device, e.severity)
                         .arg(static_cast<int>(e.priority))
                         .arg(e.type, e.title, e.message,
                              timed ? shown(std::optional(e.raisedAt)) : QStringLiteral("-"))
                     + QStringLiteral(" limit %1 actual %2").arg(shown(e.threshold), shown(e.actual));
    }
    void device(const DeviceUpdate &u) override
    {
        lines << QStringLiteral("device %1 %2 %3 '%4'")
                     .arg(u.id, u.status.value_or(QStringLiteral("-")), shown(u.lastSeen), u.reason);
    }
    void systemStatus(const SystemStatus &s, bool timed) override
    {
        lines << QStringLiteral("system %1 %2 %3 %4 %5")
                     .arg(shown(s.cpuPercent), shown(s.memoryPercent), shown(s.diskPercent), shown(s.activeConnections),
                          timed ? shown(std::optional(s.time)) : QStringLiteral("-"));
    }
    void authResponse(bool success, std::string_view error, std::string_view message) override
    {
        lines << QStringLiteral("auth %1 '%2' '%3'").arg(QString::number(success), shown(error), shown(message));
    }
    void pong(std::optional<Timestamp> t) override { lines << QStringLiteral("pong ") + shown(t); }
    void heartbeat(std::optional<Timestamp> t) override { lines << QStringLiteral("heartbeat ") + shown(t); }
    void subscription(std::string_view device, bool active) override
    {
        lines << QStringLiteral("subscription %1 %2").arg(shown(device), QString::number(active));
    }
    void serverError(std::string_view text) override { lines << QStringLiteral("error ") + shown(text); }
    void unknownFrame(std::string_view type) override { lines << QStringLiteral("unknown ") + shown(type); }
};

} // namespace watchglass::test
