#pragma once

#include "core/protocol/moonsense/session_set.h"
#include "tests/protocol/recording_sink.h"

namespace watchglass::test {

inline constexpr std::int64_t wallMs = 1'678'467'466'163;

/// A sealed bundle of session "s" whose timer reads 4701 at wallMs, with these fields.
inline QByteArray bundleLine(const QByteArray &fields, int index = 1)
{
    return R"({"bundle":{"client_time":{"wall_time_millis":"1678467466163","timer_millis":"4701",)"
           R"("timer_realtime_millis":"4701"},"index":)"
           + QByteArray::number(index) + (fields.isEmpty() ? "" : ",") + fields
           + R"(},"app_id":"a","session_id":"s","server_time_millis":"1678467466363","journey_id":"j"})";
}

inline std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// What became of lines of one session.
struct FedLines
{
    explicit FedLines(const QList<QByteArray> &lines, const QString &unit = {})
        : sessions(sink, unit)
    {
        for (const QByteArray &one : lines)
            isGood &= sessions.take(view(one), QStringLiteral("file"));
        sessions.flush();
    }
    /// "attribute.component=value …" of all samples, in their order.
    QString samples() const
    {
        QStringList out;
        for (const auto &kept : sink.samples)
            out << kept.info.key.attributePath() + QLatin1Char('=') + QString::number(kept.sample.value);
        return out.join(QLatin1Char(' '));
    }
    QString events() const
    {
        QStringList out;
        for (const DeviceEvent &event : sink.events)
            out << event.kind + QLatin1Char(':') + event.text;
        return out.join(QLatin1Char('|'));
    }
    RecordingSink sink;
    protocol::moonsense::SessionSet sessions;
    bool isGood = true;
};

} // namespace watchglass::test
