#pragma once

#include "core/base/clock.h"
#include "core/protocol/source_client.h"
#include "core/protocol/source_sink.h"
#include "core/protocol/wanted_levels.h"
#include "core/recording/session_file.h"

#include <QCoreApplication>
#include <QHash>

#include <vector>

namespace watchglass::replay {

/// One source of a session file, played as a source like any other: it brings all samples that were recorded of it,
/// those of series that are looked at first, and does not ask how long ago that was. What is known at the playhead is
/// SeriesStore::setHorizon()'s; what is rare (alarms, events, states) is Timeline's.
/// Thread: its source's, which needs an event loop. Requires: sink and clock outlive it.
class SessionClient final : public protocol::SourceClient
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::replay::SessionClient)

public:
    struct Options
    {
        QString fileName;
        QString source;    ///< As the session calls it.
        Duration offset{}; ///< Added to every time, to lie beside another session.
    };

    SessionClient(Options options, protocol::SourceSink &sink, Clock &clock);
    ~SessionClient() override;

    void start() override;
    void stop() override;
    /// Nobody can be told any more.
    void acknowledgeAlarm(const QString &) override {}
    void resolveAlarm(const QString &, const QString &) override {}
    /// Says in which order series are read.
    void setDemand(const DemandChange &change) override;

private:
    struct Waiting
    {
        recording::SeriesId id = 0;
        protocol::SeriesHandle handle{};
        SeriesKey key;
    };

    Result<void> open();
    void announce();
    void announceGaps();
    void readNext();
    void finish();
    AttentionLevel levelOf(const SeriesKey &key) const;
    TimeRange moved(TimeRange range) const;
    void setState(SourcePhase phase, const QString &text);

    const Options m_options;
    protocol::SourceSink &m_sink;
    const std::unique_ptr<Timer> m_timer;
    std::unique_ptr<recording::SessionFile> m_file;
    recording::SourceId m_source = 0;
    std::vector<Waiting> m_waiting; ///< Series that were not read yet.
    std::size_t m_all = 0;          ///< Series of the source.
    QHash<recording::SeriesId, protocol::SeriesHandle> m_handles;
    QHash<SeriesKey, AttentionLevel> m_levels; ///< Without their source.
    AttentionLevel m_others = AttentionLevel::High;
};

} // namespace watchglass::replay
