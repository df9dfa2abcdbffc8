#pragma once

#include "core/protocol/source_sink.h"

#include <QStringList>

#include <vector>

namespace watchglass::test {

/// Everything that a client delivers, in its order, a line each: two clients that delivered the same have equal lines.
class HeardSink final : public protocol::SourceSink
{
public:
    protocol::SeriesHandle series(const SeriesInfo &info) override
    {
        m_series << info.key.toString();
        lines << QStringLiteral("series %1 %2 %3 %4")
                     .arg(m_series.last(), info.unit, info.states.join(QLatin1Char(',')))
                     .arg(static_cast<int>(info.interpolation));
        return static_cast<protocol::SeriesHandle>(m_series.size() - 1);
    }
    void sample(protocol::SeriesHandle series, Sample sample) override
    {
        ++samples;
        lines
            << QStringLiteral("sample %1 %2 %3").arg(name(series)).arg(sample.time.ns()).arg(sample.value, 0, 'g', 17);
    }
    void gap(const QString &device, const Gap &gap) override
    {
        lines << QStringLiteral("gap %1 %2 %3").arg(device, text(gap.range)).arg(static_cast<int>(gap.cause));
    }
    void notRequested(protocol::SeriesHandle series, TimeRange range) override
    {
        lines << QStringLiteral("not requested %1 %2").arg(name(series), text(range));
    }
    void requested(protocol::SeriesHandle series, TimeRange range) override
    {
        lines << QStringLiteral("requested %1 %2").arg(name(series), text(range));
    }
    void grant(const Grant &grant) override
    {
        lines << QStringLiteral("grant %1 %2 %3 %4")
                     .arg(grant.device, grant.attribute)
                     .arg(static_cast<int>(grant.level))
                     .arg(static_cast<int>(grant.delivery));
    }
    void device(const DeviceUpdate &update) override
    {
        lines << QStringLiteral("device %1 %2 %3 %4")
                     .arg(update.id, update.name.value_or(QString()), update.status.value_or(QString()))
                     .arg(update.lastSeen ? update.lastSeen->ns() : 0);
    }
    void alarm(const AlarmEvent &event) override
    {
        ++alarms;
        lines << QStringLiteral("alarm %1 %2 %3 %4 %5")
                     .arg(event.id, event.device, event.title)
                     .arg(static_cast<int>(event.condition))
                     .arg(event.raisedAt.ns());
    }
    void event(const DeviceEvent &event) override
    {
        lines << QStringLiteral("event %1 %2 %3 %4").arg(event.device, event.kind, event.text).arg(event.time.ns());
    }
    void systemStatus(const SystemStatus &status) override
    {
        lines << QStringLiteral("system %1 %2").arg(status.time.ns()).arg(status.cpuPercent.value_or(-1.0));
    }
    void state(const SourceState &state) override
    {
        // Its text may tell when the next attempt comes, which a replay does not know.
        lines << QStringLiteral("state %1 %2").arg(static_cast<int>(state.phase)).arg(state.reconnects);
    }
    void frameReceived(std::size_t bytes) override { lines << QStringLiteral("frame %1").arg(bytes); }
    void problem(protocol::Problem kind, const QString &text) override
    {
        lines << QStringLiteral("problem %1 %2").arg(static_cast<int>(kind)).arg(text);
    }

    QStringList lines;
    int samples = 0;
    int alarms = 0;

private:
    QString name(protocol::SeriesHandle series) const { return m_series.at(static_cast<qsizetype>(series)); }
    static QString text(TimeRange range) { return QStringLiteral("%1 %2").arg(range.from.ns()).arg(range.to.ns()); }

    QStringList m_series;
};

} // namespace watchglass::test
